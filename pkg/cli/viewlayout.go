package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
	"complain/pkg/phrase"
	"complain/pkg/standing"
	"complain/pkg/story"
	"complain/pkg/view"
)

// layout is a case as a page shows it.
type layout struct {
	s        *session
	file     *casefile.File
	dossier  *dossier.Dossier
	plan     *packet.Plan
	practice *channel.Practice
	elements []story.Element
	money    []story.Money
	findings []packet.Finding
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

// layOut reads the case as it is laid out for whoever chooses in it.
func layOut(ctx context.Context, s *session, f *casefile.File) (*layout, error) {
	s.frugal()
	l := &layout{s: s, file: f, mask: func(text string) string { return text }, talk: map[dispute.EvidenceID]int{}, seq: map[int64]int{}}
	var err error
	if l.practice, err = practice(s); err != nil {
		return nil, err
	}
	c, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	found, rows := story.NewFinder(l.practice.Triggers(), c.Order), story.NewRows(c, parties)
	l.dossier, err = dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang, Seen: func(r *dispute.Record) {
		found.See(r)
		rows.See(r)
		if r.Kind.Talk() {
			l.talk[r.Evidence]++
		}
	}})
	if err != nil {
		return nil, err
	}
	d := l.dossier
	l.home, _ = time.LoadLocation(c.Zone) // without the zone's table no offset is said
	l.plan = d.Plan("")
	l.elements = story.Tell(story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events, Elements: l.practice.Elements(c.Category, ""),
		Triggers: l.practice.Triggers(), Found: found, Untold: d.Untold(), Lang: s.Lang.Tag()})
	l.money = story.MoneyOf(d.Events, d.Claims, rows)
	if l.covered, err = dossier.ReadCoverings(ctx, f); err != nil {
		return nil, err
	}
	l.index()
	if err := l.readHints(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// forPage reads what a page shows beside: what is missing for an addressee, what
// runs, and the pictures. With share it is masked by a profile.
func (l *layout) forPage(ctx context.Context, to string, share bool, profile channel.Profile) error {
	if err := errors.Join(l.readCourse(ctx, to, profile), l.readPictures(ctx)); err != nil || !share {
		return err
	}
	l.share = profile.Name.In(l.s.Lang.Tag())
	masks, err := dossier.Masks(ctx, l.file)
	if err != nil {
		return err
	}
	l.mask = l.plan.NewMasker(profile, dossier.PacketMasks(masks)).Text
	return nil
}

// index finds out which records packets tell.
func (l *layout) index() {
	l.shown = map[dispute.EvidenceID]packet.Shown{}
	for _, x := range l.plan.Shown() {
		l.shown[x.Evidence.ID] = x
	}
	for _, r := range l.dossier.Records {
		l.seq[r.ID] = r.Seq
	}
	l.in = map[int64]dispute.Event{}
	for _, e := range l.dossier.Events {
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

// readCourse reads what the case lacks and what runs in it. Where the addressee
// takes no letters here, nothing is said to be missing.
func (l *layout) readCourse(ctx context.Context, to string, profile channel.Profile) error {
	var err error
	if l.course, err = standingOf(l.s, l.practice, l.dossier); err != nil {
		return err
	}
	q, err := readRequest(ctx, l.s, l.file, exportOptions{to: to, redact: profile.ID})
	if err != nil {
		return err
	}
	q.lang = l.s.Lang
	made, err := compose(ctx, l.s, l.file, q)
	if err == nil {
		l.findings = made.findings
	}
	return ctx.Err()
}

// readHints reads what is proposed to be said of evidence.
func (l *layout) readHints(ctx context.Context) error {
	named, err := proposedNames(ctx, l.s, l.file)
	if err != nil {
		return err
	}
	l.hints = map[dispute.EvidenceID]view.Hints{}
	for _, n := range named {
		v := proposedName(l.s, l.dossier.Case.Language, n)
		l.hints[n.Evidence] = view.Hints{Title: v.Title, Source: v.Source, Proves: v.Proves}
	}
	return nil
}

// readPictures makes the pictures of the page: a small one of each, and of
// exhibits the rendition that packets print.
func (l *layout) readPictures(ctx context.Context) error {
	m, err := l.dossier.Material(ctx, l.plan, false, dossier.Fine)
	if err != nil {
		return err
	}
	l.pictures = m.Pictures
	var pictures []dispute.Evidence
	for _, e := range l.plan.Evidence() {
		if isPicture(e) && e.Purged == "" {
			pictures = append(pictures, e)
		}
	}
	l.thumbs, err = l.dossier.Thumbnails(ctx, pictures)
	return err
}

// page puts the parts of the page together.
func (l *layout) page(ctx context.Context, head string) (*view.Page, error) {
	c := l.dossier.Case
	p := &view.Page{Lang: l.s.Lang, Title: l.mask(c.Title), Case: c.ID, Base: head, AsOf: l.course.Facts.Today.String(), Share: l.share,
		File: "choices-" + slug(c.Title) + ".json", Facts: l.facts()}
	if l.share != "" {
		p.File = ""
	}
	p.Elements = l.story()
	if err := l.items(ctx, p); err != nil {
		return nil, err
	}
	for _, e := range l.plan.Events() {
		switch {
		case e.Key:
			p.Events = append(p.Events, l.event(e))
		case l.share == "" && !e.Kind.Talk():
			p.Others = append(p.Others, l.event(e))
		}
	}
	if l.share == "" {
		p.Chats = l.chats(ctx)
		p.Findings = l.lacks()
	}
	p.Money = l.sums()
	p.Deadlines = l.deadlines()
	return p, nil
}

// facts are what the head of the page says of the case.
func (l *layout) facts() []view.Pair {
	var out []view.Pair
	add := func(code, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, view.Pair{Name: l.s.Say(code), Value: l.mask(value)})
		}
	}
	c := l.dossier.Case
	if category, err := l.course.Book.Category(c.Category); err == nil {
		add("status.category", category.Name.In(l.s.Lang.Tag()))
	}
	add("status.order", c.Order)
	for _, p := range l.dossier.Parties {
		add("role."+string(p.Role), p.Name)
	}
	for _, claim := range l.dossier.Claims {
		amount := ""
		if claim.Amount != nil {
			amount = claim.Amount.String()
		}
		add("claim.kind."+string(claim.Kind), phrase.Join(" ", amount, claim.Text))
	}
	return out
}

func (l *layout) story() []view.Element {
	lang := l.s.Lang.Tag()
	var out []view.Element
	for _, e := range l.elements {
		v := view.Element{ID: e.ID, Name: e.Name.In(lang), Question: e.Question.In(lang), State: string(e.State), Must: e.Level == channel.Must, Why: l.mask(e.Why)}
		for _, f := range e.Facts {
			if l.share != "" && f.Number > 0 {
				continue
			}
			fact := view.Fact{ID: f.ID, At: phrase.Wall(l.s.Lang, f.At), Who: l.mask(f.Who), Text: l.mask(cmp.Or(f.Quote, f.Text)), Proposed: f.Number > 0, Cites: l.refs(f.Cites())}
			for _, n := range f.Because {
				fact.Because = append(fact.Because, l.s.Lang.Note(n))
			}
			v.Facts = append(v.Facts, fact)
		}
		if l.share == "" || e.State == story.Filled {
			out = append(out, v)
		}
	}
	return out
}

// event is an event as the page shows it. What has no number of a record cannot
// be chosen by it.
func (l *layout) event(e dispute.Event) view.Event {
	text := e.Text
	if e.Summary != nil {
		text = l.s.Lang.Note(*e.Summary)
	}
	v := view.Event{ID: e.ID, Kind: eventKind(e), Who: l.mask(e.Who), Text: l.mask(text), Sentence: l.mask(e.Sentence), Cites: l.refs(e.Cites), In: e.Key,
		Amount: phrase.Signed(e.Amount, e.Direction, l.dossier.Case.Currency), Fixed: !strings.HasPrefix(e.ID, "R")}
	if e.At.Known() {
		v.Day, v.Time, _ = strings.Cut(phrase.Time(l.s.Lang, e.At, l.home), " ")
	}
	for _, id := range e.Elements {
		v.Elements = append(v.Elements, l.elementName(id))
	}
	return v
}

func (l *layout) elementName(id string) string {
	for _, e := range l.elements {
		if e.ID == id {
			return e.Name.In(l.s.Lang.Tag())
		}
	}
	return id
}

// refs are links to the places of the page that show what citations name.
func (l *layout) refs(cites []dispute.Citation) []view.Ref {
	var out []view.Ref
	for _, c := range cites {
		r := view.Ref{Label: phrase.Citation(l.s.Lang, c)}
		if x, ok := l.shown[c.Evidence]; ok {
			r.Label = l.s.Say("packet.exhibit", x.Called.String()) + " · " + r.Label
		}
		switch seq := l.seq[c.Record]; {
		case c.Evidence == 0:
		case l.share == "" && l.talk[c.Evidence] > 0 && seq > 0:
			r.To = c.Evidence.String() + "-" + strconv.Itoa(seq)
		default:
			r.To = c.Evidence.String()
		}
		out = append(out, r)
	}
	return out
}

// chats are the conversations, whose messages are read when they are written.
func (l *layout) chats(ctx context.Context) []view.Chat {
	var out []view.Chat
	for _, e := range l.plan.Evidence() {
		if l.talk[e.ID] == 0 {
			continue
		}
		out = append(out, view.Chat{ID: e.ID.String(), Title: cmp.Or(e.Title, e.Name), Count: l.talk[e.ID], Messages: func(yield func(view.Message, error) bool) {
			for r, err := range l.file.Records(ctx, casefile.Filter{Evidence: e.ID}) {
				if err == nil && !r.Kind.Talk() {
					continue
				}
				l.covered.Record(&r)
				if !yield(l.message(r), err) || err != nil {
					return
				}
			}
		}})
	}
	return out
}

func (l *layout) message(r dispute.Record) view.Message {
	m := view.Message{Record: r.ID, Seq: r.Seq, At: r.At.Wall(), Who: r.Who, Text: r.Text, System: r.Kind != dispute.Message, Files: l.files(r)}
	if e, ok := l.in[r.ID]; ok {
		m.In = true
		var names []string
		for _, id := range e.Elements {
			names = append(names, l.elementName(id))
		}
		m.Because = strings.Join(names, l.s.Say("list.comma"))
	}
	return m
}

// files are the attachments of a message, with where they are.
func (l *layout) files(r dispute.Record) []view.Ref {
	var out []view.Ref
	for _, name := range r.Files {
		ref := view.Ref{Label: l.mask(l.covered.Text(r.Evidence, name))}
		if id, ok := l.plan.Attached(r.Evidence, name); ok {
			ref.To = id.String()
			ref.Label = id.String() + " " + ref.Label
		}
		out = append(out, ref)
	}
	return out
}
