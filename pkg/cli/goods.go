package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/story"
	"complain/pkg/tale"
)

// proposedGoods is what the files of a case say of the thing bought, of fields of
// letters that were not answered.
func proposedGoods(ctx context.Context, s *session, f *casefile.File) ([]story.Ware, error) {
	o, err := talesOf(s)
	if err != nil {
		return nil, err
	}
	return tale.Goods(ctx, f, o)
}

// takeGoods answers fields with what is proposed. What the user said stays.
func takeGoods(ctx context.Context, s *session) error {
	_, all, err := bookAndLetters(s)
	if err != nil {
		return err
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	proposed, err := proposedGoods(ctx, s, f)
	if err != nil {
		return err
	}
	if err := f.Batch(ctx, func() error { return tale.SayGoods(ctx, f, proposed) }); err != nil {
		return err
	}
	rows, err := printGoods(s, all, proposed)
	switch {
	case err != nil:
		return err
	case s.JSON:
		return s.WriteJSON(rows)
	case len(rows) == 0:
		s.Talk("case.field.none-proposed")
	default:
		s.Talk("case.field.taken", len(rows))
	}
	return nil
}

// printGoods shows which fields were answered and what says so, and returns them as
// --json has them.
func printGoods(s *session, all *channel.Letters, taken []story.Ware) ([]answer.FieldTaken, error) {
	rows := []answer.FieldTaken{}
	for _, w := range taken {
		field, err := all.Field(w.Field)
		if err != nil {
			return nil, err
		}
		rows = append(rows, answer.FieldTaken{Field: w.Field, Text: w.Text, Because: s.Lang.Note(w.Because), Cite: citationJSON(w.Cite)})
		if !s.JSON {
			s.Print("case.field.done", field.Name.In(s.Lang.Tag()), screen.Clean(w.Text))
			s.indent("    ", s.Lang.Note(w.Because))
		}
	}
	return rows, nil
}
