package cli

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/importer/all"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/timeline"
)

const (
	// contextMessages is how many messages before and after a cited one a
	// transcript shows.
	contextMessages = 3
	// wholeConversation is the longest conversation that is shown whole where
	// the user pinned nothing of it.
	wholeConversation = 400
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
	l, err := a.load(ctx, f, q.lang, noMessage)
	if err != nil {
		return nil, err
	}
	ch, err := book.Resolve(q.to, l.c)
	if err != nil {
		return nil, usage("error.channel", q.to).next("hint.channel")
	}
	in := packet.Input{Case: l.c, Parties: l.parties, Claims: l.claims, Evidence: l.evidence, Events: l.events,
		Office: q.office, Today: q.today, Version: Version, Lang: q.lang, Talk: a.lang, Sources: all.Sources()}
	entries, head, err := f.PacketHead(ctx)
	if err != nil {
		return nil, err
	}
	in.Custody = packet.Custody{Head: head, Entries: int(entries)}
	in.Records, in.Around = cited(l)
	in.Moments = noted(l.records)
	if in.Quoted, err = quoted(ctx, f, l.records); err != nil {
		return nil, err
	}
	if in.Seems, err = a.seemings(ctx, f, 0); err != nil {
		return nil, err
	}
	if in.Stamps, err = a.packetStamps(ctx, f, in); err != nil {
		return nil, err
	}
	in.Places, in.WithPlaces = places(l.records), q.location
	if in.Pictures, err = a.packetPictures(ctx, f, photographs(in), l.records, q.photos); err != nil {
		return nil, err
	}
	if in.Papers, err = a.papers(ctx, f, in); err != nil {
		return nil, err
	}
	d, findings, err := packet.Compose(in, ch, book, a.templates())
	if err != nil {
		return nil, err
	}
	return &composition{document: d, findings: findings, channel: ch, images: pictureStore{ctx, f}}, nil
}

// cited picks the records that key events cite, and of conversations their
// surroundings.
func cited(l *loaded) (map[int64]dispute.Record, map[dispute.EvidenceID][]dispute.Record) {
	wanted := map[int64]bool{}
	whole := map[dispute.EvidenceID]bool{}
	for _, e := range l.events {
		if !e.Key {
			continue
		}
		for _, c := range e.Cites {
			wanted[c.Record] = true
			if e.Summary != nil && e.Kind == dispute.Message {
				whole[c.Evidence] = true
			}
		}
	}
	records := make(map[int64]dispute.Record, len(wanted))
	around := map[dispute.EvidenceID][]dispute.Record{}
	shown := map[dispute.EvidenceID]int{} // the last place taken into around
	for i, r := range l.records {
		if wanted[r.ID] || r.Kind == dispute.Document || r.Field("screenshot") != "" {
			records[r.ID] = r
		}
		if !timeline.Talk(r.Kind) {
			continue
		}
		switch {
		case whole[r.Evidence]:
			if r.Seq <= wholeConversation {
				around[r.Evidence] = append(around[r.Evidence], r)
			}
		case wanted[r.ID]:
			from := max(i-contextMessages, 0)
			for _, near := range l.records[from:min(i+contextMessages+1, len(l.records))] {
				if near.Evidence == r.Evidence && near.Seq > shown[r.Evidence] && max(near.Seq-r.Seq, r.Seq-near.Seq) <= contextMessages {
					around[r.Evidence] = append(around[r.Evidence], near)
					shown[r.Evidence] = near.Seq
				}
			}
		}
	}
	return records, around
}

// photographs lists the pictures among the exhibits of a packet.
func photographs(in packet.Input) []dispute.Evidence {
	shown := map[dispute.EvidenceID]bool{}
	for _, id := range packet.Exhibits(in) {
		shown[id] = true
	}
	var out []dispute.Evidence
	for _, e := range in.Evidence {
		if shown[e.ID] && media.Picture(e.MediaType) {
			out = append(out, e)
		}
	}
	return out
}
