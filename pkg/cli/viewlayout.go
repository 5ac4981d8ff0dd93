package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/layout"
	"complain/pkg/locale"
	"complain/pkg/render/pdf"
	"complain/pkg/view"
)

// layOut reads the case as it is laid out for whoever chooses in it.
func layOut(ctx context.Context, s *session, f *casefile.File) (*layout.Layout, error) {
	s.frugal()
	practice, err := practice(s)
	if err != nil {
		return nil, err
	}
	hints, err := hintsOf(ctx, s, f)
	if err != nil {
		return nil, err
	}
	return layout.Open(ctx, f, layout.Options{Book: s.book, Practice: practice, Lang: s.Lang, Hints: hints,
		What: func(e dispute.Evidence) string { return whatItIs(s, e) }})
}

// hintsOf is what is proposed to be said of evidence, in words.
func hintsOf(ctx context.Context, s *session, f *casefile.File) (map[dispute.EvidenceID]view.Hints, error) {
	c, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	named, err := proposedNames(ctx, s, f)
	if err != nil {
		return nil, err
	}
	out := map[dispute.EvidenceID]view.Hints{}
	for _, n := range named {
		v := proposedName(s, c.Language, n)
		out[n.Evidence] = view.Hints{Title: v.Title, Source: v.Source, Proves: v.Proves}
	}
	return out, nil
}

// beside reads what a page shows beside the case: what is missing for an addressee,
// and what runs. Where the addressee takes no letters here, nothing is said to be
// missing.
func beside(ctx context.Context, s *session, f *casefile.File, d *dossier.Dossier, to string, share bool, profile channel.Profile) (layout.Around, error) {
	a := layout.Around{Share: share, Profile: profile}
	practice, err := practice(s)
	if err != nil {
		return a, err
	}
	if a.Standing, err = standingOf(s, practice, d); err != nil {
		return a, err
	}
	q, err := readRequest(ctx, s, f, exportOptions{to: to, redact: profile.ID})
	if err != nil {
		return a, err
	}
	q.lang = s.Lang
	made, err := compose(ctx, s, f, q)
	if err != nil {
		return a, ctx.Err()
	}
	a.Findings = made.findings
	if inItsWords := s.Lang.For(d.Case.Language) == s.Lang; inItsWords && !share {
		a.Packet = printedAs(s.Lang, made)
	}
	return a, ctx.Err()
}

// printedAs is a packet as it comes out of a printer, nil where it would be divided
// into volumes. In another language than the user's it would have other pages.
func printedAs(lang locale.Lang, made *composition) *layout.Printed {
	pages, spans, err := pdf.Spans(made.document, made.images)
	if most := made.budget.Pages; err != nil || most > 0 && pages > most {
		return nil
	}
	out := &layout.Printed{To: made.channel.Name.In(lang.Tag()), Pages: pages, At: map[dispute.EvidenceID]layout.Span{}}
	for id, anchor := range made.anchors {
		if at, ok := spans[anchor]; ok {
			out.At[id] = layout.Span(at)
		}
	}
	return out
}
