package cli

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/story"
)

// proposedGoods is what the files of a case say of the thing bought, of fields of
// letters that were not answered.
func proposedGoods(ctx context.Context, s *session, f *casefile.File) ([]story.Ware, error) {
	practice, err := practice(s)
	if err != nil {
		return nil, err
	}
	facts, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	wares := story.NewWares(facts, parties)
	d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang, Seen: wares.See})
	if err != nil {
		return nil, err
	}
	return goodsIn(ctx, f, d, practice, wares)
}

// goodsIn is proposedGoods of a dossier that is open, whose records wares saw.
func goodsIn(ctx context.Context, f *casefile.File, d *dossier.Dossier, practice *channel.Practice, wares *story.Wares) ([]story.Ware, error) {
	in := story.Bought{Case: d.Case, Events: d.Events, Practice: practice, Wares: wares, Passed: map[dispute.EvidenceID]bool{}}
	var err error
	if in.Seen, err = recognisedText(ctx, f); err != nil {
		return nil, err
	}
	for _, doubt := range d.Doubts {
		for _, id := range doubt.Evidence {
			in.Passed[id] = true
		}
	}
	return slices.DeleteFunc(story.Goods(in), func(w story.Ware) bool { return d.Said.Fields[w.Field] != "" }), nil
}

// recognisedText is what a program saw in each picture and scan.
func recognisedText(ctx context.Context, f *casefile.File) (map[dispute.EvidenceID]string, error) {
	pages, err := f.RecognisedText(ctx, 0)
	out := map[dispute.EvidenceID]string{}
	for _, p := range pages {
		out[p.Evidence] += p.Text + "\n"
	}
	return out, err
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
	if err := f.Batch(ctx, func() error { return sayGoods(ctx, f, proposed) }); err != nil {
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

// sayGoods answers fields with what is proposed for them.
func sayGoods(ctx context.Context, f *casefile.File, proposed []story.Ware) error {
	for _, w := range proposed {
		if err := say(ctx, f, casefile.Saying{Kind: dossier.FieldSaid, Key: w.Field}, dossier.Field{Text: w.Text}); err != nil {
			return err
		}
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
