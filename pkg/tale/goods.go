package tale

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/story"
)

// Goods is what the files of a case say of the thing bought, of fields of letters
// that were not answered.
func Goods(ctx context.Context, f *casefile.File, o Options) ([]story.Ware, error) {
	facts, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	wares := story.NewWares(facts, parties)
	d, err := dossier.Open(ctx, f, dossier.Options{Book: o.Book, Lang: o.Lang, Seen: wares.See})
	if err != nil {
		return nil, err
	}
	return goodsIn(ctx, f, d, o.Practice, wares)
}

// goodsIn is Goods of a dossier that is open, whose records wares saw.
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

// SayGoods answers fields with what is proposed for them.
func SayGoods(ctx context.Context, f *casefile.File, proposed []story.Ware) error {
	for _, w := range proposed {
		if err := dossier.Say(ctx, f, dossier.FieldSaid, w.Field, dossier.Field{Text: w.Text}); err != nil {
			return err
		}
	}
	return nil
}
