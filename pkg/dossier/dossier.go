// Package dossier lays out a case for whoever reads it: what stands in it at one
// moment, the timeline of that, what a packet is made of beside it (pictures,
// pages of papers, time stamps, doubts), and how it stands in the words of the
// rules (StateOf, which is pure).
//
// It promises that a dossier is of one moment, whatever others write meanwhile;
// that of conversations, which may hold a million messages, only those are held
// that a packet needs or the caller wants; and that what cannot be shown is said
// with its reason and stops nothing else. Renditions that it makes are kept in
// the case; else it writes nothing. It forbids clocks, the environment and
// printing: data on channels, language and progress are handed in.
package dossier

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/film"
	"complain/pkg/internal/media"
	"complain/pkg/internal/pdfredraw"
	"complain/pkg/internal/personal"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/timeline"
)

// Options say how a case is laid out.
type Options struct {
	Book func() (*channel.Book, error) // asked only where the case needs it: reading the data takes some milliseconds
	Lang locale.Lang                   // of the names of answers in summaries of events
	// A record that Messages and Seen are shown is gone when they return.
	Messages func(*dispute.Record) bool      // messages to hold beside those that packets need; nil for none
	Seen     func(*dispute.Record)           // told of every record, in the order of the case; nil for nobody
	Progress func(name string, done, of int) // told of each picture before it is made; nil for nobody
	Film     film.Program                    // that takes frames out of films; none where it has no path
	Damaged  func(error) bool                // told of each damage that is met; true goes on without what is damaged. Nil never does
}

// Dossier is a case as it was at one moment.
type Dossier struct {
	Case     dispute.Case
	Parties  []dispute.Party
	Claims   []dispute.Claim
	Evidence []dispute.Evidence // what stands, by number
	Records  []dispute.Record   // in the order of the case; of conversations those that packets need, and Options.Messages
	Events   []dispute.Event    // the timeline
	Said     Said               // of the course of the case
	Span     Span               // the time of the dispute
	Doubts   []Doubt            // of what it is asked whether it belongs to the case

	file      *casefile.File
	options   Options
	coverings Coverings
	names     personal.Names             // of people, as what was read ties them to numbers and addresses
	covered   map[dispute.EvidenceID]int // places that they cover
	pins      map[casefile.Place]bool
	unkept    unkept // renditions of a case that cannot be written to
	painter   *pdfredraw.Painter
	telling   *telling
	said      exhibits
	walked    func(*dispute.Record) bool // rows that Walk hands over, where it holds none that can be read again
	loose     *loose                     // those rows; nil where all are held
}

// Open lays out the case in f, which has to stay open while the dossier is used.
func Open(ctx context.Context, f *casefile.File, o Options) (*Dossier, error) {
	d := &Dossier{file: f, options: o, unkept: unkept{}, covered: map[dispute.EvidenceID]int{}}
	if err := f.View(ctx, func() error { return d.read(ctx) }); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Dossier) read(ctx context.Context) (err error) {
	f := d.file
	if d.Case, err = f.Case(ctx); err != nil {
		return err
	}
	if d.Parties, err = f.Parties(ctx); err != nil {
		return err
	}
	if d.Claims, err = Claims(ctx, f); err != nil {
		return err
	}
	if d.coverings, err = ReadCoverings(ctx, f); err != nil {
		return err
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Withdrawn == "" {
			d.coverings.Evidence(&e)
			d.Evidence = append(d.Evidence, e)
		}
	}
	if d.pins, err = f.Pins(ctx); err != nil {
		return err
	}
	if d.Said, err = ReadSaid(ctx, f); err != nil {
		return err
	}
	if d.telling, err = readTelling(ctx, f); err != nil {
		return err
	}
	if d.said, err = readExhibits(ctx, f); err != nil {
		return err
	}
	d.telling.cover(d.coverings)
	return d.readRecords(ctx)
}

func (d *Dossier) readRecords(ctx context.Context) error {
	in := timeline.Input{Case: d.Case, Parties: d.Parties, Evidence: d.telling.stated(d.Evidence), Answer: d.answer, Conversations: new(timeline.Conversations),
		Filings: d.Said.Filings, Contacts: d.Said.Contacts, Office: d.office}
	if len(d.pins) > 0 {
		in.Pinned = d.pinned
	}
	s := packet.Selection{Wanted: d.options.Messages}
	g := newGlimpses(d.Case, d.Parties)
	if d.walked != nil {
		d.loose = d.looseRows(d.walked)
	}
	for r, err := range d.file.Passing(ctx, casefile.Filter{}) {
		if err != nil && d.goesOn(err) {
			continue
		}
		if err != nil {
			return err
		}
		said := false
		if in.Pinned != nil {
			_, said = in.Pinned(*r)
		}
		if n := d.coverings.Record(r); n > 0 {
			d.covered[r.Evidence] += n
		}
		d.names.See(r.Text)
		told := d.telling.take(r)
		if d.options.Seen != nil {
			d.options.Seen(r)
		}
		g.see(r)
		if d.loose != nil {
			if left, err := d.loose.take(r, said || told); left || err != nil {
				if err != nil {
					return err
				}
				continue
			}
		}
		if r.Kind == dispute.Transaction {
			slim(r)
		}
		in.Conversations.Add(r, said || told)
		s.Add(r, said || told)
	}
	d.Records = s.Records()
	if d.loose != nil {
		var err error
		if d.Records, err = d.loose.paid(ctx, d.file, d.coverings, d.Records); err != nil {
			return err
		}
	}
	in.Records = d.Records
	in.Hand, in.Wallets, in.Delivery = d.telling.hand(), d.wallets(), d.delivery()
	if len(d.telling.events) > 0 {
		in.Told = d.telling.of
	}
	d.Events = timeline.Build(in)
	seen, err := d.file.RecognisedText(ctx, 0)
	if err != nil && !d.goesOn(err) {
		return err
	}
	d.doubt(g, seen)
	return nil
}

// goesOn reports whether the caller wants what is whole without what err says is
// damaged.
func (d *Dossier) goesOn(err error) bool {
	return errors.Is(err, casefile.ErrDamaged) && d.options.Damaged != nil && d.options.Damaged(err)
}

// pinned is what the user said of a record, and whether anything.
func (d *Dossier) pinned(r dispute.Record) (in, said bool) {
	in, said = d.pins[casefile.PlaceOf(r)]
	return in, said
}

func (d *Dossier) answer(kind dispute.OfficialKind) string {
	return AnswerName(d.options.Book, kind, d.options.Lang)
}

// office names a channel: by its id where it is of somebody's own data.
func (d *Dossier) office(channel string) string {
	book, err := d.options.Book()
	if err != nil {
		return channel
	}
	if ch, err := book.Channel(channel); err == nil {
		return ch.Name.In(d.options.Lang.Tag())
	}
	if p, err := book.Practice(); err == nil {
		if name, err := p.OfficeName(channel); err == nil {
			return name.In(d.options.Lang.Tag())
		}
	}
	return channel
}

// AnswerName names a kind of answer in lang: by its code where it is of
// somebody's own data, which is not here.
func AnswerName(book func() (*channel.Book, error), kind dispute.OfficialKind, lang locale.Lang) string {
	if book, err := book(); err == nil {
		if answer, err := book.Answer(kind); err == nil {
			return answer.Name(lang.Tag())
		}
	}
	return string(kind)
}

// Plan chooses what a packet of the case shows. by is how its exhibits are
// grouped; "" is as the user said.
func (d *Dossier) Plan(by packet.Grouping) *packet.Plan { return d.PlanFor(by, nil) }

// PlanFor is Plan for a recipient who has some exhibits already: those keep their
// numbers.
func (d *Dossier) PlanFor(by packet.Grouping, filed *packet.Filed) *packet.Plan {
	return packet.Choose(packet.Input{Case: d.Case, Parties: d.Parties, Claims: d.Claims, Evidence: d.Evidence, Events: d.Events,
		Records: d.Records, Order: d.order(), Left: d.left(), Quoted: d.quoted(), Covered: d.coveredTexts(), People: d.names.Known(),
		Filed: filed, Wanted: d.wanted(), Arranged: d.said.order.Evidence, By: cmp.Or(by, d.said.order.By), Groups: d.groups()})
}

// Untold are the elements that the user says the story has none of, with the
// reason.
func (d *Dossier) Untold() map[string]string { return d.telling.untold }

// wallets are the words by which banks call what was paid through a wallet; the
// rules are read only where there is a bill of one.
func (d *Dossier) wallets() map[string][]string {
	if len(d.Records) == 0 || !slices.ContainsFunc(d.Records, func(r dispute.Record) bool { return r.Kind == dispute.Transaction }) {
		return nil
	}
	book, err := d.options.Book()
	if err != nil {
		return nil // whoever asks for the rules is told
	}
	practice, err := book.Practice()
	if err != nil {
		return nil
	}
	return practice.Triggers().Wallets
}

// order are the events in the order in which the user tells them.
func (d *Dossier) order() []string {
	if len(d.telling.order) == 0 {
		return nil
	}
	ids := map[string]string{}
	for _, e := range d.Events {
		c := e.Cites[0]
		ids[EventKey(c.Evidence, c.Record, c.Locator)] = e.ID
	}
	var out []string
	for _, key := range d.telling.order {
		if id := ids[key]; id != "" {
			out = append(out, id)
		}
	}
	return out
}

// left are the records that the user took out of packets.
func (d *Dossier) left() map[int64]bool {
	out := map[int64]bool{}
	for _, r := range d.Records {
		if in, said := d.pinned(r); said && !in {
			out[r.ID] = true
		}
	}
	return out
}

// quoted is the text of papers that packets print, in the order of each file.
func (d *Dossier) quoted() map[dispute.EvidenceID][]dispute.Record {
	of := map[dispute.EvidenceID][]dispute.Record{}
	for _, r := range d.Records {
		if r.Kind == dispute.Page {
			of[r.Evidence] = append(of[r.Evidence], r)
		}
	}
	out := map[dispute.EvidenceID][]dispute.Record{}
	for _, e := range d.Evidence {
		paged := e.MediaType == media.PDF // its pages are shown as they look
		if shown := packet.TextShown(of[e.ID], paged, d.pinned); len(shown) > 0 {
			out[e.ID] = shown
		}
	}
	return out
}

// Material makes what a plan is composed with: it makes renditions of pictures, or
// takes them as they were received, and tries papers' pages. The error is ErrHeavy
// where the pictures are more than a printing may hold.
func (d *Dossier) Material(ctx context.Context, p *packet.Plan, how Printing) (m packet.Material, err error) {
	entries, head, err := d.file.PacketHead(ctx)
	if err != nil {
		return m, err
	}
	m.Custody = packet.Custody{Head: head, Entries: int(entries)}
	if m.Custody.Steps, err = d.clockSteps(ctx); err != nil {
		return m, err
	}
	if m.Seems, err = Seemings(ctx, d.file, d.options.Book, 0); err != nil && !d.goesOn(err) {
		return m, err
	}
	if m.Seen, err = d.seen(ctx, p); err != nil {
		return m, err
	}
	if m.Stamps, err = d.stamps(ctx, p.Named()); err != nil {
		return m, err
	}
	if m.Pictures, err = d.pictures(ctx, p.Pictures(), how.of(p)); err != nil {
		return m, err
	}
	if m.Details, err = d.details(ctx, p.Details()); err != nil {
		return m, err
	}
	m.Together = how.Fineness == Together && !how.Original
	if m.Papers, err = d.papers(ctx, p.Papers()); err != nil {
		return m, err
	}
	m.Films, err = d.films(ctx, p.Films(), how.Fineness)
	return m, err
}

// CheckBytes compares the bytes of what a packet names with their hashes: a packet
// says that they are unchanged. A *casefile.DamageError names what is not, unless
// Options.Damaged takes it.
func (d *Dossier) CheckBytes(ctx context.Context, p *packet.Plan) error {
	if err := d.file.CheckBytes(ctx, p.Named()); err != nil && !d.goesOn(err) {
		return err
	}
	return nil
}

// clockSteps are the places of the custody log at which its times cannot all be
// right.
func (d *Dossier) clockSteps(ctx context.Context) (out []packet.ClockStep, err error) {
	steps, err := d.file.ClockSteps(ctx)
	if err != nil && !d.goesOn(err) {
		return nil, err
	}
	for _, s := range steps {
		out = append(out, packet.ClockStep{Entry: s.Seq, At: s.At, Before: s.Before})
	}
	return out, nil
}

func note(code string, args ...any) dispute.Note { return dispute.Say(code, args...) }
