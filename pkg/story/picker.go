package story

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// picker proposes facts for elements.
type picker struct {
	in          Input
	sides       sides
	attachments *dispute.Attachments
	wholes      map[dispute.EvidenceID]*dispute.Event // the events of papers and pictures
	byRecord    map[int64]*dispute.Event
	blanks      map[int64]dispute.EvidenceID // pictures that exports left out
	payments    map[string]bool              // events
	lastWords   []*candidate
	paid        dispute.When // the first of them
	order       string
	marking     map[string][]bool           // by element: the triggers that mark it
	unheard     map[dispute.EvidenceID]bool // conversations that were not read as such: nobody knows who says what
}

func newPicker(in Input) *picker {
	p := &picker{in: in, attachments: dispute.NewAttachments(in.Evidence), wholes: map[dispute.EvidenceID]*dispute.Event{}, byRecord: map[int64]*dispute.Event{}}
	if in.Found == nil {
		p.in.Found = &Finder{memory: newMemory()} // which saw nothing
	}
	p.sides = newSides(in.Parties, in.Triggers.Names, p.in.Found.talks)
	if no := strings.TrimSpace(in.Case.Order); len(no) >= 6 {
		p.order = no
	}
	p.marking = map[string][]bool{}
	for _, e := range in.Elements {
		p.marking[e.ID] = make([]bool, len(in.Triggers.List))
		for i, t := range in.Triggers.List {
			p.marking[e.ID][i] = slices.Contains(e.Triggers, t.ID)
		}
	}
	p.unheard = map[dispute.EvidenceID]bool{}
	for _, e := range in.Evidence {
		p.unheard[e.ID] = e.Reading.SeemsConversation()
	}
	for i := range in.Events {
		e := &in.Events[i]
		own := e.Cites[0]
		if own.Record != 0 {
			p.byRecord[own.Record] = e
		}
		if (e.Kind == dispute.Photo || e.Kind == dispute.Document) && p.wholes[own.Evidence] == nil {
			p.wholes[own.Evidence] = e
		}
	}
	p.lastWords = p.in.Found.lastWords()
	p.blanks = paired(p.in.Found.blanks, p.photos())
	p.payments = paymentsOf(in.Events, p.in.Found.ordered, func(who string) bool { return p.sides.called(who) == dispute.Seller })
	for _, e := range in.Events {
		if p.payments[e.ID] && e.At.Known() && (!p.paid.Known() || e.At.Compare(p.paid) < 0) {
			p.paid = e.At
		}
	}
	return p
}

// paid reports a payment of the case; back, money that came back for one.
func paid(e *dispute.Event) bool {
	return e.Key && e.Kind == dispute.Transaction && e.Amount != nil && e.Direction == dispute.Out && !e.Refund
}

func back(e *dispute.Event) bool {
	return e.Key && e.Kind == dispute.Transaction && e.Amount != nil && e.Refund && e.Direction != dispute.Out
}

// propose adds proposals to elements of which nothing is said.
func (p *picker) propose(elements []Element) {
	used := map[string]bool{} // events
	for i := range elements {
		for _, f := range elements[i].Facts {
			used[f.ID] = true
		}
	}
	for i := range elements {
		e := &elements[i]
		if e.State != Missing {
			continue
		}
		all := p.rows(e)
		if len(all) == 0 || len(e.Pays) > 0 || p.in.All {
			all = append(all, p.said(e)...)
		}
		if len(all) == 0 || p.in.All {
			all = append(all, p.twice(e)...)
		}
		for _, o := range p.best(e, all, used) {
			e.Facts = append(e.Facts, p.fact(e, o))
		}
		for _, f := range e.Facts {
			used[f.ID] = true
		}
		if len(e.Facts) > 0 {
			e.State = Proposed
		}
	}
}

// rows are the payments and refunds that an element is about.
func (p *picker) rows(e *Element) []offer {
	var out []offer
	for i := range p.in.Events {
		event := &p.in.Events[i]
		var because dispute.Note
		switch {
		case (e.Event == "paid" || e.Event == "charge_event" || e.Event == "order_placed") && p.payments[event.ID]:
			because = dispute.Say("story.because.paid")
		case e.Event == "refund_received" && back(event):
			because = dispute.Say("story.because.returned")
		case p.freight(e, event):
			because = dispute.Say("story.because.freight")
		default:
			continue
		}
		f := told(*event)
		f.Because = []dispute.Note{because}
		out = append(out, offer{score: rowScore, at: instantOf(f.At), row: &f})
	}
	return out
}

// rowScore is above that of any words: a bill is surer than what people say.
const rowScore = 4 * channel.Enough

// said are the candidates whose words mark them for an element.
func (p *picker) said(e *Element) []offer {
	var out []offer
	for _, c := range slices.Concat(p.in.Found.candidates, p.lastWords) {
		if p.unheard[c.evidence] {
			continue
		}
		if o, ok := p.offer(e, c); ok {
			out = append(out, o)
		}
	}
	return out
}

// offer is a candidate as it may tell an element; ok is false where it does not.
func (p *picker) offer(e *Element, c *candidate) (o offer, ok bool) {
	role := dispute.Complainant
	seen := c.kind == dispute.Photo
	if seen && slices.Equal(e.From, []dispute.PartyRole{dispute.Complainant}) {
		return o, false // nobody can tell who says what a picture shows
	}
	if !p.mayHit(e, c) {
		return o, false
	}
	own := c.kind == dispute.Statement || c.kind == dispute.Transaction
	if seen {
		role = ""
	} else if !own {
		role = p.sides.of(c.evidence, c.who)
	}
	if !own && !seen && len(e.From) > 0 && (role == "" || !e.Says(role)) {
		return o, false
	}
	o = offer{c: c, at: c.at}
	if seen {
		o.h, ok = p.shown(e, c)
	} else {
		o.h, ok = p.hit(e, c, role, own)
	}
	if !ok || !p.stands(e, c) {
		return o, false
	}
	if whole := p.wholeOf(c); whole != nil {
		o.at = instantOf(whole.At)
	}
	o.trigger = p.in.Triggers.List[o.h.trigger].ID
	o.score = p.weight(e, o)
	return o, o.score >= channel.Enough
}

// mayHit reports whether a candidate has a word for an element, whoever says it: few
// have.
func (p *picker) mayHit(e *Element, c *candidate) bool {
	may := p.marking[e.ID]
	return slices.ContainsFunc(c.hits, func(h hit) bool { return may[h.trigger] })
}

// speaksFor reports whether somebody of a role is of the side whose words these are.
func speaksFor(side channel.Speaking, role dispute.PartyRole) bool {
	switch side {
	case channel.Self:
		return role == dispute.Complainant
	case channel.Other:
		return role != "" && role != dispute.Complainant
	}
	return true
}

// hit is the best of a candidate's hits for an element.
func (p *picker) hit(e *Element, c *candidate, role dispute.PartyRole, own bool) (best hit, ok bool) {
	for _, h := range c.hits {
		t := p.in.Triggers.List[h.trigger]
		if !p.marking[e.ID][h.trigger] || h.reply && !p.answers(c) {
			continue
		}
		if !own && !speaksFor(t.Side, role) {
			continue
		}
		if !ok || h.score > best.score || h.score == best.score && slices.Index(e.Triggers, t.ID) < slices.Index(e.Triggers, p.in.Triggers.List[best.trigger].ID) {
			best, ok = h, true
		}
	}
	return best, ok
}

// shown is the best of the hits for an element in what a picture shows: what anybody
// may say, and the seller's words where the picture bears the order's number. What
// only the complainant says is none: the words may be anybody's.
func (p *picker) shown(e *Element, c *candidate) (best hit, ok bool) {
	ordered := p.order != "" && strings.Contains(strings.ReplaceAll(p.in.Found.record(c).Text, " ", ""), p.order)
	for _, h := range c.hits {
		t := p.in.Triggers.List[h.trigger]
		may := !h.reply && (t.Side == channel.Anyone || t.Side == channel.Other && ordered)
		if may && p.marking[e.ID][h.trigger] && (!ok || h.score > best.score) {
			best, ok = h, true
		}
	}
	return best, ok
}

// stands reports whether a candidate is an event that may tell an element, or stands
// in one. A page stands in its paper; a row of a bill that no packet tells is only an
// expense.
func (p *picker) stands(e *Element, c *candidate) bool {
	switch c.kind {
	case dispute.Page, dispute.Photo, dispute.Document:
		return p.wholes[c.evidence] != nil
	case dispute.Transaction:
		event := p.byRecord[c.id]
		return e.ID == "c.loss" && event != nil && event.Direction == dispute.Out && !event.Refund && !p.payments[event.ID] && event.Amount != nil
	}
	return true
}

// What speaks for a candidate beside its words.
func (p *picker) replies(e *Element, o offer) bool {
	return p.in.Triggers.List[o.h.trigger].Side == channel.Other && e.When != "before" && p.answers(o.c)
}

func (p *picker) ignored(o offer) bool {
	return o.c.replied && o.c.waited > 24*time.Hour && p.demands(o.c) && p.in.Triggers.List[o.h.trigger].Side == channel.Self
}

// weight adds what speaks for an offer beside its words, and against it.
func (p *picker) weight(e *Element, o offer) int {
	score := o.h.score
	if o.c.ordered {
		score += 2
	}
	if p.replies(e, o) {
		score++
	}
	if p.ignored(o) {
		score++
	}
	if paid := instantOf(p.paid); paid.precision >= dispute.Day && o.at.precision >= dispute.Day {
		switch later := o.at.since(paid); {
		case e.When == "before" && later <= 24*time.Hour, e.When == "after" && later >= 0:
			score++
		case e.When == "before" && later > 24*time.Hour, e.When == "after" && later < -24*time.Hour:
			score -= 2
		}
	}
	return score
}

// answers reports whether a message is an answer to a complaint.
func (p *picker) answers(c *candidate) bool {
	return c.asked != nil && p.in.Found.complains(c.asked) && p.sides.of(c.asked.evidence, c.asked.who) == dispute.Complainant
}

// demands reports whether a message demands or reminds.
func (p *picker) demands(c *candidate) bool {
	return p.marked(c, "demand", "reminder")
}

// marked reports whether words of one of some triggers stand in a candidate.
func (p *picker) marked(c *candidate, triggers ...string) bool {
	return slices.ContainsFunc(c.hits, func(h hit) bool { return slices.Contains(triggers, p.in.Triggers.List[h.trigger].ID) })
}

// Count says how much of the conversations the story sees.
func Count(in Input, elements []Element) Counts {
	c := Counts{}
	if in.Found != nil {
		c.Messages = in.Found.messages
		for _, one := range in.Found.candidates {
			if one.kind == dispute.Message {
				c.Marked++
			}
		}
	}
	seen := map[string]bool{}
	for _, e := range elements {
		for _, f := range e.Facts {
			if f.Who != "" && !seen[f.ID] {
				seen[f.ID] = true
				c.Told++
			}
		}
	}
	return c
}
