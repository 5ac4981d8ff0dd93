package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

func newCustody(s *session) *cobra.Command {
	c := command(s.Lang, "custody", "custody", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		file, err := s.open(ctx, casefile.Salvage)
		if err != nil {
			return err
		}
		defer file.Close()
		if !s.JSON {
			t := s.Table("custody.head.seq", "custody.head.at", "custody.head.action", "custody.head.subject", "custody.head.hash")
			t.Flexible = 3
			for e, err := range file.Custody(ctx) {
				if err != nil {
					return err
				}
				t.Row(itoa(e.Seq), e.At, action(s.Lang, e.Action), subject(s.Lang, e.Subject), e.Hash[:16])
			}
			t.Print()
			return nil
		}
		for e, err := range file.Custody(ctx) {
			if err != nil {
				return err
			}
			if err := s.WriteJSON(custodyJSON(e)); err != nil {
				return err
			}
		}
		return nil
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	return c
}

func custodyJSON(e casefile.Entry) answer.Entry {
	return answer.Entry{Seq: e.Seq, At: e.At, Action: e.Action, Subject: e.Subject, Detail: e.Detail, Hash: e.Hash}
}

// subject names a thing of the log that is no number: "party seller", "case",
// "pin E6 line=5 byte=609+133".
func subject(lang locale.Lang, what string) string {
	word, rest, _ := strings.Cut(what, " ")
	of, place, _ := strings.Cut(rest, " ")
	switch word {
	case "pin":
		if at, err := dispute.ParseLocator(place); err == nil {
			rest = of + " " + phrase.Place(lang, at)
		}
	case "picture":
		// What it was made for says nothing to people; of several parts each is told.
		rest = of
		if _, n, _ := strings.Cut(place, " "); n != "" && n != "0" {
			rest += " " + n
		}
	case "said": // of an event, which is named by its place
		if in, at, ok := strings.Cut(place, " "); ok {
			if l, err := dispute.ParseLocator(at); err == nil {
				rest = in + " " + phrase.Place(lang, l)
			}
		}
		return strings.TrimSpace(lang.Say("subject.said") + " " + rest)
	case "party":
		return lang.Say("role." + rest)
	case "file", "case", "custody", "claim":
	default:
		return what
	}
	return strings.TrimSpace(lang.Say("subject."+word) + " " + strings.TrimSpace(rest))
}

// action is what was done, in words; a newer version may have done things that
// this one has no word for.
func action(lang locale.Lang, name string) string {
	if code := "custody.action." + name; locale.Has(code) {
		return lang.Say(code)
	}
	return name
}
