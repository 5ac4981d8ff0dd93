package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

// asOfficial is the word for --as that names no importer: whichever recognises
// the file reads it.
const asOfficial = "official"

// officialFlags are what is said of an office's answer.
type officialFlags struct{ kind, on, received, office, ref string }

// officialNames are the names of officialFlags.
var officialNames = []string{"kind", "on", "received", "office", "ref"}

func (o *officialFlags) add(lang locale.Lang, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.kind, "kind", "", lang.Say("flag.official-kind"))
	f.StringVar(&o.on, "on", "", lang.Say("flag.official-on"))
	f.StringVar(&o.received, "received", "", lang.Say("flag.official-received"))
	f.StringVar(&o.office, "office", "", lang.Say("flag.official-office"))
	f.StringVar(&o.ref, "ref", "", lang.Say("flag.official-ref"))
}

// official is the answer that the flags say, what they leave open asked for.
func official(s *session, o officialFlags, zone string) (*dispute.Official, error) {
	book, err := s.book()
	if err != nil {
		return nil, err
	}
	if o.kind == "" {
		if !s.Asks() {
			return nil, usage("error.official-no-kind").next("hint.official-kind", calls(book))
		}
		var choices []screen.Choice
		for _, answer := range book.Answers() {
			label := s.Say("add.because", answer.Title.In(s.Lang.Tag()), answer.Gist.In(s.Lang.Tag()))
			choices = append(choices, screen.Choice{Value: string(answer.ID), Label: label})
		}
		if err := s.AskChoice("form.official-kind", choices, &o.kind); err != nil {
			return nil, err
		}
	}
	kind, err := officialKind(book, o.kind)
	if err != nil {
		return nil, err
	}
	if o.on == "" {
		if !s.Asks() {
			return nil, usage("error.official-no-day").next("hint.official-day")
		}
		if err := s.AskLine("form.official-on", &o.on, true); err != nil {
			return nil, err
		}
	}
	out := &dispute.Official{Kind: kind, Office: strings.TrimSpace(o.office), Reference: strings.TrimSpace(o.ref)}
	if out.On, err = dateOf(s, o.on, zone); err != nil {
		return nil, err
	}
	out.Received, err = dateOf(s, o.received, zone)
	return out, err
}

func officialKind(book *channel.Book, text string) (dispute.OfficialKind, error) {
	answer, err := book.AnswerNamed(text)
	if err != nil {
		return "", usage("error.official-kind", strconv.Quote(text)).next("hint.official-kind", calls(book))
	}
	return answer.ID, nil
}

// calls lists what --kind takes.
func calls(book *channel.Book) string {
	var out []string
	for _, answer := range book.Answers() {
		out = append(out, answer.Call())
	}
	return strings.Join(out, ", ")
}

// dateOf reads a date that the user gave, to the day; an empty text is none.
func dateOf(s *session, text, zone string) (dispute.When, error) {
	w, err := userWhen(s, text, zone)
	if err != nil || !w.Known() {
		return w, err
	}
	if w.Precision < dispute.Day {
		return w, usage("error.no-day", text).next("hint.official-day")
	}
	if w, err = day(w, s.sys.Today(), zone); err != nil {
		return w, err
	}
	w.From = dispute.TimeUser
	return w, nil
}

// setOfficial changes what is said of an evidence by the flags that were given;
// an empty kind takes it back.
func setOfficial(s *session, e *dispute.Evidence, o officialFlags, given func(string) bool, zone string) error {
	said := slices.DeleteFunc(slices.Clone(officialNames), func(name string) bool { return !given(name) })
	switch {
	case len(said) == 0:
		return nil
	case given("kind") && strings.TrimSpace(o.kind) == "":
		if len(said) > 1 {
			return usage("error.official-taken-back").next("hint.official-taken-back", e.ID)
		}
		e.Official = nil
		return nil
	}
	if e.Official == nil {
		official, err := official(s, o, zone)
		e.Official = official
		return err
	}
	book, err := s.book()
	if err != nil {
		return err
	}
	now := *e.Official
	if given("kind") {
		if now.Kind, err = officialKind(book, o.kind); err != nil {
			return err
		}
	}
	if given("on") {
		if now.On, err = dateOf(s, o.on, zone); err != nil {
			return err
		}
		if !now.On.Known() {
			return usage("error.official-no-day").next("hint.official-day")
		}
	}
	if given("received") {
		if now.Received, err = dateOf(s, o.received, zone); err != nil {
			return err
		}
	}
	if given("office") {
		now.Office = strings.TrimSpace(o.office)
	}
	if given("ref") {
		now.Reference = strings.TrimSpace(o.ref)
	}
	e.Official = &now
	return nil
}

// answerIn names kinds of answers in lang.
func answerIn(s *session, lang locale.Lang) func(dispute.OfficialKind) string {
	return func(kind dispute.OfficialKind) string { return dossier.AnswerName(s.book, kind, lang) }
}

// answerTitle is the short name of a kind of answer, for tables.
func answerTitle(s *session, kind dispute.OfficialKind) string {
	if book, err := s.book(); err == nil {
		if answer, err := book.Answer(kind); err == nil {
			return answer.Title.In(s.Lang.Tag())
		}
	}
	return string(kind)
}

// officialLine says an answer in one line: what, of whom, its number, its days.
func officialLine(s *session, o dispute.Official) string {
	line := phrase.Join(" ", o.On.String(), o.Office, answerIn(s, s.Lang)(o.Kind), o.Reference)
	if o.Received.Known() {
		line = s.Say("evidence.official-received", line, o.Received)
	}
	return line
}

func officialJSON(s *session, o dispute.Official) answer.Official {
	return answer.Official{Kind: o.Kind, Title: answerIn(s, s.Lang)(o.Kind), On: o.On.String(), Received: o.Received.String(),
		Office: o.Office, Reference: o.Reference}
}

// doubtDates says what is odd about the dates of an answer. Nothing is refused
// for it: papers do bear wrong dates.
func doubtDates(ctx context.Context, s *session, f *casefile.File, o dispute.Official) error {
	l, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang})
	if err != nil {
		return err
	}
	today, err := day(dispute.When{}, s.sys.Today(), l.Case.Zone)
	if err != nil {
		return err
	}
	for _, w := range []dispute.When{o.On, o.Received} {
		if w.Known() && w.String() > today.String() {
			s.Talk("official.future", w)
		}
	}
	if o.Received.Known() && o.Received.String() < o.On.String() {
		s.Talk("official.received-before", o.Received, o.On)
	}
	for _, e := range l.Events {
		if !e.Key || e.Official != nil || !e.At.Known() {
			continue
		}
		if first, err := day(e.At, s.sys.Today(), l.Case.Zone); err == nil && o.On.String() < first.String() {
			s.Talk("official.before-first", o.On, e.ID, first)
		}
		break
	}
	return nil
}
