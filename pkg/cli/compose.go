package cli

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/importer/all"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// composition is a packet and what became of making it.
type composition struct {
	document *doc.Document
	findings []packet.Finding
	channel  channel.Channel
	images   doc.Images
}

// ready reports whether nothing is missing that the addressee requires.
func (c *composition) ready() bool {
	return !slices.ContainsFunc(c.findings, func(f packet.Finding) bool { return f.Level == packet.Must })
}

// request is what a packet is wanted for.
type request struct {
	to, office string
	lang       locale.Lang
	today      dispute.When
	photos     string // photosPrint, photosOriginal; "" is print
	location   bool   // say where photos and recordings were made
}

// compose gathers what a packet is made from, and makes it.
func (a *app) compose(ctx context.Context, f *casefile.File, q request) (*composition, error) {
	a.frugal()
	book, err := a.book()
	if err != nil {
		return nil, err
	}
	l, err := a.load(ctx, f, q.lang, nil)
	if err != nil {
		return nil, err
	}
	ch, err := book.Resolve(q.to, l.c)
	if err != nil {
		return nil, usage("error.channel", q.to).next("hint.channel")
	}
	in := packet.Input{Case: l.c, Parties: l.parties, Claims: l.claims, Evidence: l.evidence, Events: l.events, Records: l.records}
	if in.Quoted, err = quoted(ctx, f, l.records); err != nil {
		return nil, err
	}
	plan := packet.Choose(in)
	m, err := a.material(ctx, f, l, plan, q.photos)
	if err != nil {
		return nil, err
	}
	d, findings, err := plan.Compose(packet.Request{Channel: ch, Book: book, Templates: a.templates(), Sources: all.Sources(), Office: q.office, Today: q.today,
		Lang: q.lang, Talk: a.lang, WithPlaces: q.location, Version: Version}, m)
	if err != nil {
		return nil, err
	}
	return &composition{document: d, findings: findings, channel: ch, images: pictureStore{ctx, f}}, nil
}

// material is what a plan is composed with.
func (a *app) material(ctx context.Context, f *casefile.File, l *loaded, p *packet.Plan, photos string) (m packet.Material, err error) {
	entries, head, err := f.PacketHead(ctx)
	if err != nil {
		return m, err
	}
	m.Custody = packet.Custody{Head: head, Entries: int(entries)}
	if m.Seems, err = a.seemings(ctx, f, 0); err != nil {
		return m, err
	}
	if m.Stamps, err = packetStamps(ctx, f, l.evidence, p.Named()); err != nil {
		return m, err
	}
	if m.Pictures, err = a.packetPictures(ctx, f, p.Pictures(), l.records, photos); err != nil {
		return m, err
	}
	m.Papers, err = papers(ctx, f, p.Papers())
	return m, err
}
