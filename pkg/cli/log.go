package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

type logOptions struct {
	with, office, on, who, phone, operator, ref, reply string
	evidence                                           []string
	keptOut                                            bool
}

func newLog(s *session) *cobra.Command {
	var kinds []*cobra.Command
	for _, kind := range dispute.ContactKinds() {
		var o logOptions
		c := command(s.Lang, "log."+string(kind), string(kind)+" TEXT --on TIME", func(cmd *cobra.Command, args []string) error {
			return runLog(cmd.Context(), s, kind, strings.Join(args, " "), o)
		})
		c.Args = arguments(s.Lang, 1, -1, "TEXT")
		f := c.Flags()
		f.StringVar(&o.on, "on", "", s.Say("flag.log-on"))
		f.StringVar(&o.with, "to", "", s.Say("flag.log-to"))
		f.StringSliceVar(&o.evidence, "evidence", nil, s.Say("flag.log-evidence"))
		if kind != dispute.ContactNote {
			f.StringVar(&o.office, "office", "", s.Say("flag.office"))
			f.StringVar(&o.who, "who", "", s.Say("flag.log-who"))
			f.StringVar(&o.phone, "number", "", s.Say("flag.log-number"))
			f.StringVar(&o.operator, "operator", "", s.Say("flag.log-operator"))
			f.StringVar(&o.ref, "ref", "", s.Say("flag.log-ref"))
			f.StringVar(&o.reply, "answer", "", s.Say("flag.log-answer"))
			f.BoolVar(&o.keptOut, "keep-out", false, s.Say("flag.keep-out"))
		}
		kinds = append(kinds, c)
	}
	return group(s.Screen, "log", "log", kinds...)
}

func runLog(ctx context.Context, s *session, kind dispute.ContactKind, text string, o logOptions) error {
	f, facts, err := openWith(ctx, s.openWhole, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	if kind != dispute.ContactNote && o.with == "" && o.who == "" && o.office == "" {
		return usage("error.log-with").next("hint.log-with")
	}
	c := dispute.Contact{Kind: kind, Office: strings.TrimSpace(o.office), Who: strings.TrimSpace(o.who), Phone: strings.TrimSpace(o.phone),
		Operator: strings.TrimSpace(o.operator), Reference: strings.TrimSpace(o.ref), Text: strings.TrimSpace(text), KeptOut: o.keptOut}
	if o.with != "" {
		if c.Channel, err = correspondent(s, o.with, facts); err != nil {
			return err
		}
	}
	if c.Reply, err = replyNamed(s, o.reply); err != nil {
		return err
	}
	if c.Reply != "" && c.Channel == "" {
		return usage("error.log-answer-of").next("hint.log-with")
	}
	if c.On, err = dayOrNow(s, o.on, "form.logged-on", facts.Zone); err != nil {
		return err
	}
	if c.Evidence, err = evidenceNamed(ctx, f, o.evidence); err != nil {
		return err
	}
	saying, err := dossier.ContactSaying(c)
	if err != nil {
		return err
	}
	if saying, err = f.Say(ctx, saying, nil); err != nil {
		return err
	}
	if c, err = dossier.ContactOf(saying); err != nil {
		return err
	}
	return s.Done(contactJSON(c), "log.done", c.Number, s.Say("log.kind."+string(c.Kind)), c.On.Wall())
}

// replyNamed is the word of the rules for an answer that the user names by it or
// in words; "" for none.
func replyNamed(s *session, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	practice, err := practice(s)
	if err != nil {
		return "", err
	}
	var known []string
	for _, word := range practice.Replies() {
		name, _ := practice.Reply(word) // which the list has
		if said := name.In(s.Lang.Tag()); strings.EqualFold(text, word) || text == said {
			return word, nil
		} else {
			known = append(known, word+" ("+said+")")
		}
	}
	return "", usage("error.reply", text).next("hint.reply", strings.Join(known, s.Say("list.comma")))
}

func contactJSON(c dispute.Contact) answer.Contact {
	return answer.Contact{ID: c.Number, Kind: c.Kind, Channel: c.Channel, Office: c.Office, On: c.On.String(), Who: c.Who, Number: c.Phone,
		Operator: c.Operator, Reference: c.Reference, Text: c.Text, Answer: c.Reply, Evidence: evidenceNumbers(c.Evidence), KeptOut: c.KeptOut,
		Withdrawn: c.Withdrawn}
}
