package cli

import (
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
		out = append(out, screen.Choice{Value: string(k), Label: lang.Say("claim.kind." + string(k))})
	}
	return out
}

func roles(lang locale.Lang) []screen.Choice {
	var out []screen.Choice
	for _, r := range dispute.PartyRoles() {
		out = append(out, screen.Choice{Value: string(r), Label: lang.Say("role." + string(r))})
	}
	return out
}

func profiles(lang locale.Lang, book *channel.Book) []screen.Choice {
	var out []screen.Choice
	for _, p := range book.Profiles() {
		out = append(out, screen.Choice{Value: p.ID, Label: p.Name.In(lang.Tag())})
	}
	return out
}

// maskKinds are the kinds of personal data, as they are typed.
func maskKinds(lang locale.Lang) []screen.Choice {
	var out []screen.Choice
	for _, k := range personal.Kinds() {
		out = append(out, screen.Choice{Value: string(k), Label: lang.Say("redact.what." + string(k))})
	}
	return out
}

func categories(lang locale.Lang, book *channel.Book) []screen.Choice {
	var out []screen.Choice
	for _, c := range book.Categories() {
		out = append(out, screen.Choice{Value: c.ID, Label: c.Name.In(lang.Tag())})
	}
	return out
}

// platforms are those that have a name: the general entries stand for those
// that have none.
func platforms(lang locale.Lang, book *channel.Book) []screen.Choice {
	var out []screen.Choice
	for _, c := range book.Channels() {
		if c.Kind == "platform" && c.Closed == "" && !strings.HasSuffix(c.ID, "platform") {
			out = append(out, screen.Choice{Value: c.ID, Label: c.Name.In(lang.Tag())})
		}
	}
	return out
}
