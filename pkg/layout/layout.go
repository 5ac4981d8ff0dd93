// Package layout lays out a case for whoever chooses in it: as the page of package
// view, and as a workbook.
//
// It promises that whatever the page or the workbook offers can be chosen, that a
// page for others holds what packets for them hold and nothing else, and that a
// conversation is read when it is written, and never held. It forbids writing
// files, and reading the clock: the day comes with the standing.
package layout

import (
	"context"
	"slices"
	"strconv"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/standing"
	"complain/pkg/story"
	"complain/pkg/view"
)

// Layout is a case as a page and a workbook show it.
type Layout struct {
	Dossier *dossier.Dossier

	lang     locale.Lang
	what     func(dispute.Evidence) string
	file     *casefile.File
	plan     *packet.Plan
	elements []story.Element
	money    []story.Money
	findings []packet.Finding
	printed  *Printed
	course   *standing.Standing
	share    string              // the profile for which the page is masked
	mask     func(string) string // of every text

	shown    map[dispute.EvidenceID]packet.Shown
	talk     map[dispute.EvidenceID]int // messages of conversations
	seq      map[int64]int              // of the records at hand
	in       map[int64]dispute.Event    // records that packets tell, with their events
	home     *time.Location
	pictures map[dispute.EvidenceID]packet.Picture
	thumbs   map[dispute.EvidenceID]dossier.Thumbnail
	hints    map[dispute.EvidenceID]view.Hints
	covered  dossier.Coverings
}

// Options are how a case is laid out.
type Options struct {
	Book     func() (*channel.Book, error)
	Practice *channel.Practice
	Lang     locale.Lang
	What     func(dispute.Evidence) string     // says what an evidence was recognised as
	Hints    map[dispute.EvidenceID]view.Hints // what is proposed to be said of evidence
}

// Open lays out the case in f, as it is at one moment.
func Open(ctx context.Context, f *casefile.File, o Options) (l *Layout, err error) {
	err = f.View(ctx, func() error {
		l, err = open(ctx, f, o)
		return err
	})
	return l, err
}

func open(ctx context.Context, f *casefile.File, o Options) (*Layout, error) {
	l := &Layout{lang: o.Lang, what: o.What, hints: o.Hints, file: f, mask: func(text string) string { return text }, talk: map[dispute.EvidenceID]int{}, seq: map[int64]int{}}
	c, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	found, rows := story.NewFinder(o.Practice.Triggers(), c.Order), story.NewRows(c, parties)
	again, err := dossier.NewRereader(ctx, f)
	if err != nil {
		return nil, err
	}
	found.Again = func(e dispute.EvidenceID, seq int) (*dispute.Record, error) { return again.Again(ctx, e, seq) }
	found.Where = func(e dispute.EvidenceID, page int, words string) (dispute.Locator, error) {
		return again.Where(ctx, e, page, words)
	}
	l.Dossier, err = dossier.Open(ctx, f, dossier.Options{Book: o.Book, Lang: o.Lang, Seen: func(r *dispute.Record) {
		found.See(r)
		rows.See(r)
		if r.Kind.Talk() {
			l.talk[r.Evidence]++
		}
	}})
	if err != nil {
		return nil, err
	}
	d := l.Dossier
	l.home, _ = time.LoadLocation(c.Zone) // without the zone's table no offset is said
	l.plan = d.Plan("")
	l.elements = story.Tell(story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events, Elements: o.Practice.Elements(c.Category, ""),
		Triggers: o.Practice.Triggers(), Found: found, Untold: d.Untold(), Lang: o.Lang.Tag()})
	if err := found.Err(); err != nil {
		return nil, err
	}
	l.money = story.MoneyOf(d.Events, d.Claims, rows)
	if l.covered, err = dossier.ReadCoverings(ctx, f); err != nil {
		return nil, err
	}
	l.index()
	return l, nil
}

// Around is what a page shows beside the case itself.
type Around struct {
	Standing *standing.Standing
	Findings []packet.Finding // what is missing for an addressee; none where they take no letters
	Share    bool             // for others: masked by Profile
	Profile  channel.Profile
	Packet   *Printed // as it would be printed; nil where that is not known
}

// Printed is how many pages a packet has, and where its exhibits stand.
type Printed struct {
	To    string // the addressee, in words
	Pages int
	At    map[dispute.EvidenceID]Span
}

// Span is the pages of something, from 1: the first and the last.
type Span struct{ First, Last int }

func (s Span) String() string {
	if s.First == s.Last {
		return strconv.Itoa(s.First)
	}
	return strconv.Itoa(s.First) + "–" + strconv.Itoa(s.Last)
}

// Beside takes what the page shows beside the case, and makes its pictures.
func (l *Layout) Beside(ctx context.Context, a Around) error {
	l.course, l.findings, l.printed = a.Standing, a.Findings, a.Packet
	if err := l.readPictures(ctx); err != nil || !a.Share {
		return err
	}
	l.share = a.Profile.Name.In(l.lang.Tag())
	masks, err := dossier.Masks(ctx, l.file)
	if err != nil {
		return err
	}
	l.mask = l.plan.NewMasker(a.Profile, dossier.PacketMasks(masks)).Text
	return nil
}

// index finds out which records packets tell.
func (l *Layout) index() {
	l.shown = map[dispute.EvidenceID]packet.Shown{}
	for _, x := range l.plan.Shown() {
		l.shown[x.Evidence.ID] = x
	}
	for _, r := range l.Dossier.Records {
		l.seq[r.ID] = r.Seq
	}
	l.in = map[int64]dispute.Event{}
	for _, e := range l.Dossier.Events {
		if !e.Key || e.Summary != nil {
			continue
		}
		for _, c := range e.Cites {
			if !slices.Contains(e.Proofs, c) {
				l.in[c.Record] = e
			}
		}
	}
}

// readPictures makes the pictures of the page: a small one of each, and of
// exhibits the rendition that packets print.
func (l *Layout) readPictures(ctx context.Context) error {
	m, err := l.Dossier.Material(ctx, l.plan, dossier.Printing{})
	if err != nil {
		return err
	}
	l.pictures = m.Pictures
	var pictures []dispute.Evidence
	for _, e := range l.plan.Evidence() {
		if media.Picture(e.MediaType) && e.Purged == "" {
			pictures = append(pictures, e)
		}
	}
	l.thumbs, err = l.Dossier.Thumbnails(ctx, pictures)
	return err
}

// number is a number of a record or a claim.
func number(n int64) string { return strconv.FormatInt(n, 10) }
