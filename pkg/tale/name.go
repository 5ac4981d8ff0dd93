package tale

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/story"
)

// Readers says in a language how files are called that were read so.
type Readers func(locale.Lang) func(dispute.Reading) story.Reader

// Names is what can be said of the evidence of a case, in the language of its
// packets: what stands so already is left out.
func Names(ctx context.Context, f *casefile.File, o Options, readers Readers) ([]story.Naming, error) {
	namer := story.NewNamer(o.Practice)
	d, err := dossier.Open(ctx, f, dossier.Options{Book: o.Book, Lang: o.Lang, Seen: namer.See})
	if err != nil {
		return nil, err
	}
	lang := o.Lang.For(d.Case.Language)
	in := story.Named{Evidence: d.Evidence, Parties: d.Parties, Events: d.Events, Category: d.Case.Category, Practice: o.Practice, Namer: namer,
		Taken: map[dispute.EvidenceID]story.Taken{}, Lang: lang.Tag(), Reader: readers(lang), Comma: lang.Say("packet.semicolon")}
	if in.Seen, err = recognisedText(ctx, f); err != nil {
		return nil, err
	}
	named, err := dossier.NamedOf(ctx, f)
	if err != nil {
		return nil, err
	}
	for id, n := range named {
		in.Taken[id] = story.Taken(n)
	}
	return story.Names(in), nil
}
