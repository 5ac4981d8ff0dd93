package dossier

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/hint"
	"complain/pkg/internal/media"
)

// Doubt is a group of evidence that may not belong to the case, or shows nothing:
// no exhibit until the user says so of each. Whether it belongs is theirs to say.
type Doubt struct {
	Why      Reason
	What     string // photo, recording, paper, file
	Evidence []dispute.EvidenceID
	From, To dispute.When // its own times; of Far
	Order    string       // the number that it bears; of OtherOrder
}

// Reason says why it is asked whether evidence belongs to a case.
type Reason string

// The reasons.
const (
	Far        Reason = "far"        // its time lies far from those of the dispute
	OtherOrder Reason = "order"      // it bears the number of another order only
	Unreadable Reason = "unreadable" // nothing can be read of it
	Bare       Reason = "bare"       // a text without a day, an amount, a number or a name of this dispute
)

// Span is the time of a dispute, from its first fact to its last; zero where
// nothing tells it.
type Span struct{ From, To dispute.When }

// What is far from a dispute: a picture of the goods is seldom older than the
// purchase, and the quarrel over them may go on for a while.
const (
	farBefore = 60 * 24 * time.Hour
	farAfter  = 180 * 24 * time.Hour
)

// Doubted is what doubts are found in.
type Doubted struct {
	Case     dispute.Case
	Evidence []dispute.Evidence // what stands
	Events   []dispute.Event    // the timeline
	Span     Span
	Orders   map[dispute.EvidenceID][]string // the numbers of orders that papers and pictures bear
	Bare     map[dispute.EvidenceID]bool     // texts in which nothing ties them to a dispute
	Said     func(dispute.EvidenceID) bool   // whether the user said of it that it belongs, or does not
}

// Doubts finds the evidence of a case of which it has to be asked whether it
// belongs there, in groups that one answer is for.
func Doubts(in Doubted) []Doubt {
	told, firsts := map[dispute.EvidenceID]bool{}, map[dispute.EvidenceID]dispute.Event{}
	for _, e := range in.Events {
		for i, c := range e.Cites {
			if _, known := firsts[c.Evidence]; i == 0 && !known {
				firsts[c.Evidence] = e
			}
			first := c.Evidence == e.Cites[0].Evidence
			told[c.Evidence] = told[c.Evidence] || len(e.Elements) > 0 || first && e.Sentence != "" || !first && e.Key
		}
	}
	var out []Doubt
	for _, e := range in.Evidence {
		if told[e.ID] || in.Said(e.ID) || ofItself(e) {
			continue
		}
		event := firsts[e.ID]
		one := Doubt{What: sortOf(e, event), Evidence: []dispute.EvidenceID{e.ID}}
		switch {
		case nothingRead(e):
			one.Why = Unreadable
		case in.Bare[e.ID] && strings.HasPrefix(e.MediaType, "text/"):
			one.Why = Bare
		case !event.Key || event.Kind != dispute.Photo && event.Kind != dispute.Document:
			continue
		case otherOrder(in, e.ID) != "":
			one.Why, one.Order = OtherOrder, otherOrder(in, e.ID)
		case event.Kind == dispute.Photo && in.Span.far(event.At):
			one.Why, one.From, one.To = Far, event.At, event.At
		default:
			continue
		}
		out = together(out, one)
	}
	return out
}

// unknown is the type of files that nobody knows.
const unknown = "application/octet-stream"

// empty is the SHA-256 of no bytes.
const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// nothingRead reports whether nothing could be read of a file, which would be
// shown all the same. Of one that broke off and of an empty one that is said
// elsewhere.
func nothingRead(e dispute.Evidence) bool {
	if e.SHA256 == empty || e.Reading.State == dispute.Partial {
		return false
	}
	return e.Reading.Records == 0 || e.MediaType == unknown
}

// together puts a doubt to the others of its group.
func together(all []Doubt, one Doubt) []Doubt {
	i := slices.IndexFunc(all, func(d Doubt) bool { return d.Why == one.Why && d.What == one.What && d.Order == one.Order })
	if i < 0 {
		return append(all, one)
	}
	d := &all[i]
	d.Evidence = append(d.Evidence, one.Evidence...)
	if one.From.Known() && one.From.Compare(d.From) < 0 {
		d.From = one.From
	}
	if one.To.Known() && one.To.Compare(d.To) > 0 {
		d.To = one.To
	}
	return all
}

// sortOf is what a file is to people.
func sortOf(e dispute.Evidence, event dispute.Event) string {
	switch {
	case media.Picture(e.MediaType) || event.Kind == dispute.Photo:
		return "photo"
	case strings.HasPrefix(e.MediaType, "video/") || strings.HasPrefix(e.MediaType, "audio/"):
		return "recording"
	case event.Kind == dispute.Document && e.MediaType != unknown:
		return "paper"
	}
	return "file"
}

func (s Span) far(at dispute.When) bool {
	if !s.From.Known() || !at.Known() || at.From == dispute.TimeModified {
		return false
	}
	return at.Time().Before(s.From.Time().Add(-farBefore)) || at.Time().After(s.To.Time().Add(farAfter))
}

// otherOrder is the number of an order that is not the case's, where evidence
// bears no other; "" else.
func otherOrder(in Doubted, id dispute.EvidenceID) string {
	own := strings.TrimSpace(in.Case.Order)
	if len(own) < 6 || len(in.Orders[id]) == 0 {
		return ""
	}
	for _, no := range in.Orders[id] {
		if strings.Contains(no, own) || strings.Contains(own, no) {
			return ""
		}
	}
	return in.Orders[id][0]
}

// ordersIn are the numbers of orders in a text, with at least ten digits: shorter
// ones are numbers of anything.
func ordersIn(text string) []string {
	var out []string
	for _, f := range hint.Find(text) {
		digits := 0
		for _, r := range f.Value {
			if r >= '0' && r <= '9' {
				digits++
			}
		}
		if f.Kind == hint.Order && digits >= 10 && !slices.Contains(out, f.Value) {
			out = append(out, f.Value)
		}
	}
	return out
}

// glimpses is what doubts need of the records that go by.
type glimpses struct {
	talks  map[dispute.EvidenceID]*Span
	orders map[dispute.EvidenceID][]string
	bare   map[dispute.EvidenceID]bool // texts of which nothing was seen that ties them to a dispute
	order  bool                        // the case has a number
	names  []string                    // of the parties, in all their forms
}

func newGlimpses(c dispute.Case, parties []dispute.Party) glimpses {
	g := glimpses{talks: map[dispute.EvidenceID]*Span{}, orders: map[dispute.EvidenceID][]string{}, bare: map[dispute.EvidenceID]bool{},
		order: len(strings.TrimSpace(c.Order)) >= 6}
	for _, p := range parties {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if strings.TrimSpace(name) != "" {
				g.names = append(g.names, name)
			}
		}
	}
	return g
}

const mostSearched = 20000 // bytes of a paper's text

func (g *glimpses) see(r *dispute.Record) {
	switch {
	case r.Kind == dispute.Message && r.At.Precision >= dispute.Day:
		s := g.talks[r.Evidence]
		if s == nil {
			s = new(Span)
			g.talks[r.Evidence] = s
		}
		if !s.From.Known() || r.At.Compare(s.From) < 0 {
			s.From = r.At
		}
		if !s.To.Known() || r.At.Compare(s.To) > 0 {
			s.To = r.At
		}
	case r.Kind == dispute.Document || r.Kind == dispute.Page:
		g.paper(r)
	}
}

func (g *glimpses) paper(r *dispute.Record) {
	text := r.Text
	if invoice, ok := r.Invoice(); ok {
		text += "\n" + invoice.Note
	}
	whole := len(text) <= mostSearched
	text = strings.ToValidUTF8(text[:min(len(text), mostSearched)], "")
	if g.order {
		g.orders[r.Evidence] = append(g.orders[r.Evidence], ordersIn(text)...)
	}
	before, known := g.bare[r.Evidence]
	g.bare[r.Evidence] = whole && (before || !known) && !g.tied(text)
}

// tied reports whether a text may be about a dispute: it has a day, an amount, a
// number of an order or a parcel, or the name of a party.
func (g *glimpses) tied(text string) bool {
	named := func(name string) bool { return strings.Contains(text, name) }
	return slices.ContainsFunc(g.names, named) || hint.Timed(text) || len(hint.Find(text)) > 0
}

// span is the time of the dispute: of what was paid, told and handed in, and of
// conversations from then on. Pictures do not tell it: whether they belong is the
// question.
func span(events []dispute.Event, talks map[dispute.EvidenceID]*Span) (s Span) {
	for _, e := range events {
		anchor := e.Key && (e.Kind == dispute.Transaction || e.Kind == dispute.Statement || e.Kind == dispute.Filed || e.Kind == dispute.Contacted) || len(e.Elements) > 0
		if anchor && e.At.Precision >= dispute.Day {
			s.stretch(e.At, e.At)
		}
	}
	alone := !s.From.Known()
	for _, t := range talks {
		switch {
		case alone:
			s.stretch(t.From, t.To)
		case t.To.Compare(s.From) >= 0 && t.To.Compare(s.To) > 0:
			s.To = t.To
		}
	}
	return s
}

func (s *Span) stretch(from, to dispute.When) {
	if !s.From.Known() || from.Compare(s.From) < 0 {
		s.From = from
	}
	if !s.To.Known() || to.Compare(s.To) > 0 {
		s.To = to
	}
}

// doubt finds the doubts of the case, and takes what they are about out of what
// packets tell.
func (d *Dossier) doubt(g glimpses, seen []casefile.Recognised) {
	for _, p := range seen {
		if g.order {
			g.orders[p.Evidence] = append(g.orders[p.Evidence], ordersIn(p.Text)...)
		}
	}
	d.Span = span(d.Events, g.talks)
	said := map[dispute.EvidenceID]bool{}
	for _, e := range d.Evidence {
		named := d.telling.named[e.ID].Proves
		said[e.ID] = e.Captured.Known() || strings.TrimSpace(e.Proves) != "" && e.Proves != named
	}
	for place := range d.pins {
		said[place.Evidence] = true
	}
	for id := range d.said.wanted {
		said[id] = true
	}
	for _, h := range d.Said.Happened {
		for _, id := range h.Evidence {
			said[id] = true
		}
	}
	for _, c := range d.Said.Contacts {
		for _, id := range c.Evidence {
			said[id] = true
		}
	}
	d.Doubts = Doubts(Doubted{Case: d.Case, Evidence: d.Evidence, Events: d.Events, Span: d.Span, Orders: g.orders, Bare: g.bare,
		Said: func(id dispute.EvidenceID) bool { return said[id] }})
	doubted := map[dispute.EvidenceID]bool{}
	for _, one := range d.Doubts {
		for _, id := range one.Evidence {
			doubted[id] = true
		}
	}
	for i := range d.Events {
		if e := &d.Events[i]; len(e.Cites) > 0 && doubted[e.Cites[0].Evidence] {
			e.Key = false
		}
	}
}

// wanted is what is an exhibit whatever cites it, and what is none: by the user's
// word, and by what the user was not asked yet.
func (d *Dossier) wanted() map[dispute.EvidenceID]bool {
	out := map[dispute.EvidenceID]bool{}
	for _, one := range d.Doubts {
		for _, id := range one.Evidence {
			out[id] = false
		}
	}
	for id, in := range d.said.wanted {
		out[id] = in
	}
	return out
}

// Numbers names evidence as commands take it: "E3-E8,E12".
func Numbers(ids []dispute.EvidenceID) string {
	ids = slices.Sorted(slices.Values(ids))
	var out []string
	for i := 0; i < len(ids); {
		j := i
		for j+1 < len(ids) && ids[j+1] == ids[j]+1 {
			j++
		}
		if j > i+1 {
			out = append(out, fmt.Sprintf("%s-%s", ids[i], ids[j]))
		} else {
			for _, id := range ids[i : j+1] {
				out = append(out, id.String())
			}
		}
		i = j + 1
	}
	return strings.Join(out, ",")
}

// ofItself is evidence that nobody needs to say belongs to the case: what an office
// wrote, what was made from other evidence, and what waits for an answer already.
func ofItself(e dispute.Evidence) bool {
	waits := e.Reading.State == dispute.Held || e.Reading.State == dispute.Asking
	return waits || e.Official != nil || e.Derived != nil
}
