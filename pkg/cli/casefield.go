package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
)

func newCaseField(s *session) *cobra.Command {
	var to, document string
	var proposed bool
	c := command(s.Lang, "case.field", "field [NAME TEXT]", func(cmd *cobra.Command, args []string) error {
		if proposed && len(args) > 0 {
			return asHelp(usage("error.proposed-and-said"), cmd)
		}
		if proposed {
			return takeGoods(cmd.Context(), s)
		}
		switch len(args) {
		case 0:
			return listFields(cmd.Context(), s, to, document)
		case 1:
			return asHelp(usage("error.arguments-few", placeholders(s.Lang, "NAME TEXT")), cmd)
		}
		return setField(cmd.Context(), s, args[0], args[1])
	})
	c.Args = arguments(s.Lang, 0, 2, "NAME TEXT")
	c.Flags().StringVar(&to, "to", "regulator", s.Say("flag.to-channel"))
	c.Flags().BoolVar(&proposed, "proposed", false, s.Say("flag.field-proposed"))
	c.Flags().StringVar(&document, "document", "", s.Say("flag.document"))
	return c
}

// letters is what is written to whom, with the user's own over it.
func letters(s *session, book *channel.Book) (*channel.Letters, error) {
	all, err := book.Letters()
	if err != nil {
		return nil, dataFault(s, err)
	}
	return all, nil
}

// setField keeps what the user says in answer to a field of letters; "none" takes
// it back.
func setField(ctx context.Context, s *session, name, text string) error {
	_, all, err := bookAndLetters(s)
	if err != nil {
		return err
	}
	field, err := all.Field(name)
	if err != nil {
		return usage("error.case-field", name).next("hint.case-field")
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	if text = strings.TrimSpace(text); text == "none" || text == "" {
		text = ""
		err = dossier.Unsay(ctx, f, dossier.FieldSaid, name)
	} else {
		err = dossier.Say(ctx, f, dossier.FieldSaid, name, dossier.Field{Text: text})
	}
	if err != nil {
		return err
	}
	if text == "" {
		return s.Done(answer.FieldSet{Field: name}, "case.field.taken-back", field.Name.In(s.Lang.Tag()))
	}
	return s.Done(answer.FieldSet{Field: name, Text: text}, "case.field.done", field.Name.In(s.Lang.Tag()), text)
}

// listFields shows what the letters to an addressee ask beside the facts, and
// what was answered.
func listFields(ctx context.Context, s *session, to, document string) error {
	book, all, err := bookAndLetters(s)
	if err != nil {
		return err
	}
	f, facts, err := openWith(ctx, s.openWhole, casefile.ReadOnly, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	ch, err := book.Resolve(to, facts)
	if err != nil {
		return noChannel(s.Screen, book, to)
	}
	said, err := dossier.ReadSaid(ctx, f)
	if err != nil {
		return err
	}
	wanted := all.Of(ch, facts.Jurisdiction)
	if document != "" {
		letter, err := letterTo(s, book, ch, facts.Jurisdiction, document)
		if err != nil {
			return err
		}
		wanted = []channel.Letter{letter}
	}
	rows := []answer.Field{}
	for _, field := range all.Fields() {
		asks := slices.ContainsFunc(wanted, func(l channel.Letter) bool {
			return slices.Contains(l.Require, field.ID) || slices.Contains(l.May, field.ID)
		})
		if text, ok := said.Fields[field.ID]; ok || asks {
			rows = append(rows, answer.Field{Field: field.ID, Name: field.Name.In(s.Lang.Tag()), Text: text, Asked: asks})
		}
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	t := s.Table("field.head.field", "field.head.text", "field.head.name")
	t.Flexible = 2
	for _, r := range rows {
		t.Row(r.Field, r.Text, r.Name)
	}
	t.Print()
	s.Talk("case.fields", ch.Name.In(s.Lang.Tag()))
	if proposed, err := proposedGoods(ctx, s, f); err == nil && len(proposed) > 0 {
		s.Talk("case.fields.proposed", len(proposed))
	}
	return nil
}

// letterTo is the letter to a channel that the user means.
func letterTo(s *session, book *channel.Book, ch channel.Channel, jurisdiction, document string) (channel.Letter, error) {
	tag := s.Lang.Tag()
	if ch.Packet == "" {
		if takes := ch.Takes.In(tag); takes != "" {
			return channel.Letter{}, usage("error.takes", ch.Name.In(tag), takes).next("hint.channel")
		}
		return channel.Letter{}, usage("error.no-packet").next("hint.channel")
	}
	all, err := letters(s, book)
	if err != nil {
		return channel.Letter{}, err
	}
	letter, err := all.Letter(ch, jurisdiction, document)
	if err == nil {
		return letter, nil
	}
	var names []string
	var letters []screen.Choice
	for _, l := range all.Of(ch, jurisdiction) {
		letters = append(letters, screen.Choice{Value: l.ID, Label: l.Name.In(tag), Also: everyName(l.Name)})
		names = append(names, s.Say("letter.named", l.ID, l.Name.In(tag)))
	}
	said := usage("error.document", document, ch.Name.In(tag))
	if near, ok := screen.Near(document, letters); ok {
		return letter, said.next("hint.nearest", near.Value, s.Say("hint.document", strings.Join(names, s.Say("list.comma"))))
	}
	return letter, said.next("hint.document", strings.Join(names, s.Say("list.comma")))
}
