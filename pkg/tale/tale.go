// Package tale is the story of a case as its file tells it: what is told, what is
// proposed, and how a proposal becomes part of it.
//
// It promises that what is taken keeps the place in the evidence that says it, that
// a party gets no name which another has, and that several proposals are one
// change, which is taken back as one. It forbids deciding what belongs to a story,
// which is package story's, and words for people but those of the case.
package tale

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/story"
)

// Tale is the story of a case as it stands.
type Tale struct {
	File     *casefile.File
	Dossier  *dossier.Dossier
	Practice *channel.Practice
	Found    *story.Finder
	Elements []story.Element
	Counts   story.Counts
	Unheard  []story.Unheard // conversations from which nothing can be proposed
	Goods    []story.Ware    // what the files say of the thing bought, of fields that nobody answered
}

// Options are how a story is read.
type Options struct {
	Book     func() (*channel.Book, error)
	Practice *channel.Practice
	Lang     locale.Lang
	All      bool                    // whatever may tell an element is proposed
	Seen     []func(*dispute.Record) // see the records go by, too
}

// Open reads the story of the case in f, at one moment.
func Open(ctx context.Context, f *casefile.File, o Options) (t *Tale, err error) {
	err = f.View(ctx, func() error {
		t, err = openIn(ctx, f, o)
		return err
	})
	return t, err
}

func openIn(ctx context.Context, f *casefile.File, o Options) (*Tale, error) {
	c, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	found, wares, languages := story.NewFinder(o.Practice.Triggers(), c.Order), story.NewWares(c, parties), story.NewLanguages(o.Practice.Triggers())
	again, err := dossier.NewRereader(ctx, f)
	if err != nil {
		return nil, err
	}
	found.Again = func(e dispute.EvidenceID, seq int) (*dispute.Record, error) { return again.Again(ctx, e, seq) }
	found.Where = func(e dispute.EvidenceID, page int, words string) (dispute.Locator, error) {
		return again.Where(ctx, e, page, words)
	}
	see := func(r *dispute.Record) {
		found.See(r)
		wares.See(r)
		languages.See(r)
		for _, other := range o.Seen {
			other(r)
		}
	}
	d, err := dossier.Open(ctx, f, dossier.Options{Book: o.Book, Lang: o.Lang, Seen: see})
	if err != nil {
		return nil, err
	}
	pages, err := f.RecognisedText(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		found.SeePicture(page.Evidence, page.Page, page.Text)
	}
	in := story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events, Elements: o.Practice.Elements(d.Case.Category, ""),
		Triggers: o.Practice.Triggers(), Found: found, Untold: d.Untold(), Lang: o.Lang.Tag(), All: o.All}
	t := &Tale{File: f, Dossier: d, Practice: o.Practice, Found: found, Elements: story.Tell(in), Unheard: languages.Unheard()}
	if err := found.Err(); err != nil {
		return nil, err
	}
	t.Counts = story.Count(in, t.Elements)
	t.Goods, err = goodsIn(ctx, f, d, o.Practice, wares)
	return t, err
}

// Proposal is a fact that may tell an element.
type Proposal struct {
	Element channel.StoryElement
	Fact    story.Fact
}

// Proposals are the facts that are proposed, with their elements.
func (t *Tale) Proposals() []Proposal {
	var out []Proposal
	for _, e := range t.Elements {
		out = append(out, ProposalsOf(e)...)
	}
	return out
}

// ProposalsOf are the facts that are proposed for one element.
func ProposalsOf(e story.Element) []Proposal {
	var out []Proposal
	for _, f := range e.Facts {
		if f.Number > 0 {
			out = append(out, Proposal{e.StoryElement, f})
		}
	}
	return out
}
