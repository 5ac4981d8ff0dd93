package cli

import (
	"maps"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/personal"
	"complain/pkg/locale"
)

func claimKinds(lang locale.Lang) []screen.Choice {
	var out []screen.Choice
	for _, k := range dispute.ClaimKinds() {
		out = append(out, screen.Choice{Value: string(k), Label: lang.Say("claim.kind." + string(k)), Also: everyWord("claim.kind." + string(k))})
	}
	return alsoCalled("claim", out)
}

func roles(lang locale.Lang) []screen.Choice {
	var out []screen.Choice
	for _, r := range dispute.PartyRoles() {
		out = append(out, screen.Choice{Value: string(r), Label: lang.Say("role." + string(r)), Also: everyWord("role." + string(r))})
	}
	return alsoCalled("role", out)
}

func profiles(lang locale.Lang, book *channel.Book) []screen.Choice {
	var out []screen.Choice
	for _, p := range book.Profiles() {
		out = append(out, screen.Choice{Value: p.ID, Label: p.Name.In(lang.Tag()), Also: everyName(p.Name)})
	}
	return alsoCalled("profile", out)
}

// maskKinds are the kinds of personal data, as they are typed.
func maskKinds(lang locale.Lang) []screen.Choice {
	var out []screen.Choice
	for _, k := range personal.Kinds() {
		out = append(out, screen.Choice{Value: string(k), Label: lang.Say("redact.what." + string(k)), Also: everyWord("redact.what." + string(k))})
	}
	return out
}

func categories(lang locale.Lang, book *channel.Book) []screen.Choice {
	var out []screen.Choice
	for _, c := range book.Categories() {
		out = append(out, screen.Choice{Value: c.ID, Label: c.Name.In(lang.Tag()), Also: everyName(c.Name)})
	}
	return alsoCalled("category", out)
}

// platforms are those that have a name: the general entries stand for those
// that have none.
func platforms(lang locale.Lang, book *channel.Book) []screen.Choice {
	var out []screen.Choice
	for _, c := range book.Channels() {
		if c.Kind == "platform" && c.Closed == "" && !strings.HasSuffix(c.ID, "platform") {
			out = append(out, screen.Choice{Value: c.ID, Label: c.Name.In(lang.Tag()), Also: everyName(c.Name)})
		}
	}
	return alsoCalled("platform", out)
}

// alsoCalled gives choices the further words that people have for them, of every
// language: who types 卖家 means the seller, whatever the screen speaks.
func alsoCalled(list string, choices []screen.Choice) []screen.Choice {
	for i, c := range choices {
		code := "also." + list + "." + c.Value
		if !locale.Has(code) {
			continue
		}
		for _, lang := range locale.Langs() {
			for word := range strings.SplitSeq(lang.Say(code), ",") {
				choices[i].Also = append(choices[i].Also, strings.TrimSpace(word))
			}
		}
	}
	return choices
}

// plainChoices are values that are their own labels.
func plainChoices(list string, values []string) (out []screen.Choice) {
	for _, v := range values {
		out = append(out, screen.Choice{Value: v, Label: v})
	}
	return alsoCalled(list, out)
}

// recordKinds are kinds of records or events.
func recordKinds(kinds []dispute.Kind) []screen.Choice {
	var values []string
	for _, k := range kinds {
		values = append(values, string(k))
	}
	return plainChoices("record", values)
}

// noneOf says that a word is none of a list: with the one it was most likely meant
// for, and all there are.
func noneOf(s *screen.Screen, code, word string, hint string, choices []screen.Choice) error {
	return meant(s, code, word, choices, hint, s.Listed(choices))
}

// meant is noneOf with a hint that does not list all there are.
func meant(s *screen.Screen, code, word string, choices []screen.Choice, hint string, args ...any) error {
	if near, ok := screen.Near(word, choices); ok {
		return usage(code, word).next("hint.nearest", s.Listed([]screen.Choice{near}), s.Say(hint, args...))
	}
	return usage(code, word).next(hint, args...)
}

// noChannel says that a word names nobody who takes complaints, and whom it may
// have meant.
func noChannel(s *screen.Screen, book *channel.Book, word string) error {
	choices := plainChoices("channel", channel.Roles())
	for _, c := range book.Channels() {
		if c.Closed == "" {
			choices = append(choices, screen.Choice{Value: c.ID, Label: c.Name.In(s.Lang.Tag()), Also: everyName(c.Name)})
		}
	}
	return meant(s, "error.channel", word, choices, "hint.channel")
}

// everyName is a name in all languages.
func everyName(name map[string]string) []string { return slices.Sorted(maps.Values(name)) }

// everyWord is a sentence in all languages.
func everyWord(code string) (out []string) {
	for _, lang := range locale.Langs() {
		out = append(out, lang.Say(code))
	}
	return out
}
