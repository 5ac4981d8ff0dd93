package story

import (
	"cmp"
	"fmt"
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
	paid        dispute.When                 // the first of them
	order       string
	unheard     map[dispute.EvidenceID]bool // conversations that were not read as such: nobody knows who says what
}

func newPicker(in Input) *picker {
	p := &picker{in: in, attachments: dispute.NewAttachments(in.Evidence), wholes: map[dispute.EvidenceID]*dispute.Event{}, byRecord: map[int64]*dispute.Event{}}
	if in.Found == nil {
		p.in.Found = &Finder{} // which saw nothing
	}
	p.sides = sides{in.Parties, in.Triggers.Names, p.in.Found.talks, map[speaker]dispute.PartyRole{}}
	if no := strings.TrimSpace(in.Case.Order); len(no) >= 6 {
		p.order = no
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
		e.Facts = p.best(e, all, used)
		for _, f := range e.Facts {
			used[f.ID] = true
		}
		if len(e.Facts) > 0 {
			e.State = Proposed
		}
	}
}

// rows are the payments and refunds that an element is about.
func (p *picker) rows(e *Element) []Fact {
	var out []Fact
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
		f.Because, f.score = []dispute.Note{because}, rowScore
		out = append(out, f)
	}
	return out
}

// rowScore is above that of any words: a bill is surer than what people say.
const rowScore = 4 * channel.Enough

// said are the candidates whose words mark them for an element.
func (p *picker) said(e *Element) []Fact {
	var out []Fact
	for _, c := range p.in.Found.candidates {
		if p.unheard[c.record.Evidence] {
			continue
		}
		if f, ok := p.fact(e, c); ok {
			out = append(out, f)
		}
	}
	return out
}

// fact is a candidate as a fact of an element; ok is false where it is none.
func (p *picker) fact(e *Element, c *candidate) (f Fact, ok bool) {
	role := dispute.Complainant
	own := c.record.Kind == dispute.Statement || c.record.Kind == dispute.Transaction
	seen := c.record.Kind == dispute.Photo
	if seen && slices.Equal(e.From, []dispute.PartyRole{dispute.Complainant}) {
		return f, false // nobody can tell who says what a picture shows
	}
	if seen {
		role = ""
	} else if !own {
		role = p.sides.of(c.record.Evidence, c.record.Who)
	}
	if !own && !seen && len(e.From) > 0 && (role == "" || !e.Says(role)) {
		return f, false
	}
	h, ok := p.hit(e, c, role, own)
	if seen {
		h, ok = p.shown(e, c)
	}
	if !ok {
		return f, false
	}
	f = Fact{ID: fmt.Sprintf("R%d", c.record.ID), At: c.record.At, Who: c.record.Who, Text: c.record.Text,
		Own: dispute.Citation{Evidence: c.record.Evidence, Record: c.record.ID, Locator: c.record.Locator}, score: h.score}
	if c.record.Kind == dispute.Message {
		f.Role = role
	}
	trigger := p.in.Triggers.List[h.trigger]
	f.Because = []dispute.Note{dispute.Say("story.because.word", h.word, trigger.Name.In(p.in.Lang))}
	if trigger.Place != "" {
		f.Because = []dispute.Note{dispute.Say(placeCode[trigger.Place])}
	}
	if !p.place(e, c, &f) {
		return f, false
	}
	f.Quote, f.trigger = quote(c.texts, h.sentence), trigger.ID
	if c.record.Kind == dispute.Page || seen { // what the event says is the paper's title
		f.Quote = strings.TrimSpace(cmp.Or(f.Quote, c.texts[h.sentence]))
	}
	if c.quotes && f.Quote == "" {
		f.Quote = strings.TrimSpace(strings.Join(c.texts, ""))
	}
	p.weigh(e, c, h, &f)
	return f, f.score >= channel.Enough
}

// hit is the best of a candidate's hits for an element.
func (p *picker) hit(e *Element, c *candidate, role dispute.PartyRole, own bool) (best hit, ok bool) {
	for _, h := range c.hits {
		t := p.in.Triggers.List[h.trigger]
		if !slices.Contains(e.Triggers, t.ID) || h.reply && !p.answers(c) {
			continue
		}
		if !own && (t.Side == channel.Self && role != dispute.Complainant || t.Side == channel.Other && (role == "" || role == dispute.Complainant)) {
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
	ordered := p.order != "" && strings.Contains(strings.ReplaceAll(c.record.Text, " ", ""), p.order)
	for _, h := range c.hits {
		t := p.in.Triggers.List[h.trigger]
		may := !h.reply && (t.Side == channel.Anyone || t.Side == channel.Other && ordered)
		if may && slices.Contains(e.Triggers, t.ID) && (!ok || h.score > best.score) {
			best, ok = h, true
		}
	}
	return best, ok
}

// place finds the event that a candidate is. A page stands in its paper; a row
// of a bill that no packet tells is only an expense.
func (p *picker) place(e *Element, c *candidate, f *Fact) bool {
	switch c.record.Kind {
	case dispute.Page:
		whole := p.wholes[c.record.Evidence]
		if whole == nil {
			return false
		}
		page := f.Own
		f.ID, f.At, f.Own = whole.ID, whole.At, whole.Cites[0]
		f.Proofs = append(f.Proofs, page)
	case dispute.Photo:
		whole := p.wholes[c.record.Evidence]
		if whole == nil {
			return false
		}
		f.ID, f.At, f.Own = whole.ID, whole.At, whole.Cites[0]
		f.Because = append(f.Because, dispute.Say("story.because.seen", c.record.Evidence))
	case dispute.Document:
		return p.wholes[c.record.Evidence] != nil
	case dispute.Transaction:
		event := p.byRecord[c.record.ID]
		return e.ID == "c.loss" && event != nil && event.Direction == dispute.Out && !event.Refund && !p.payments[event.ID] && event.Amount != nil
	case dispute.Statement:
		f.Because = append(f.Because, dispute.Say("story.because.statement"))
	}
	return true
}

// weigh adds what speaks for a candidate beside its words, and against it.
func (p *picker) weigh(e *Element, c *candidate, h hit, f *Fact) {
	if p.order != "" && strings.Contains(c.record.Text, p.order) {
		f.score += 2
		f.Because = append(f.Because, dispute.Say("story.because.order"))
	}
	if p.in.Triggers.List[h.trigger].Side == channel.Other && e.When != "before" && p.answers(c) {
		f.score++
		f.Because = append(f.Because, dispute.Say("story.because.reply", fmt.Sprintf("R%d", c.asked.record.ID)))
	}
	if c.replied && c.waited > 24*time.Hour && p.demands(c) && p.in.Triggers.List[h.trigger].Side == channel.Self {
		f.score++
		f.Because = append(f.Because, dispute.Say("story.because.unanswered", int(c.waited/(24*time.Hour))))
	}
	if p.paid.Precision >= dispute.Day && f.At.Precision >= dispute.Day {
		switch later := f.At.Time().Sub(p.paid.Time()); {
		case e.When == "before" && later <= 24*time.Hour, e.When == "after" && later >= 0:
			f.score++
		case e.When == "before" && later > 24*time.Hour, e.When == "after" && later < -24*time.Hour:
			f.score -= 2
		}
	}
	for _, s := range c.files {
		if id, why := p.picture(s); p.wholes[id] != nil {
			f.Proofs = append(f.Proofs, p.wholes[id].Cites[0])
			f.Because = append(f.Because, why)
		}
	}
}

// answers reports whether a message is an answer to a complaint.
func (p *picker) answers(c *candidate) bool {
	return c.asked != nil && p.in.Found.complains(c.asked) && p.sides.of(c.asked.record.Evidence, c.asked.record.Who) == dispute.Complainant
}

// demands reports whether a message demands or reminds.
func (p *picker) demands(c *candidate) bool {
	return p.marked(c, "demand", "reminder")
}

// marked reports whether words of one of some triggers stand in a candidate.
func (p *picker) marked(c *candidate, triggers ...string) bool {
	return slices.ContainsFunc(c.hits, func(h hit) bool { return slices.Contains(triggers, p.in.Triggers.List[h.trigger].ID) })
}

// best are the facts that are proposed for an element: the best, the best of each other
// kind of word, as a refusal beside a promise, and of those that are as good as the
// best the last. What another
// element has already comes last.
func (p *picker) best(e *Element, all []Fact, used map[string]bool) []Fact {
	for i := range all {
		if used[all[i].ID] {
			all[i].score -= 2
		}
	}
	all = slices.DeleteFunc(all, func(f Fact) bool { return f.score < channel.Enough-1 })
	slices.SortStableFunc(all, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.At.Compare(b.At))
	})
	all = distinct(all)
	most := max(e.Most, 1)
	if p.in.All || len(all) <= most {
		return inTime(all)
	}
	chosen := []Fact{all[0]}
	add := func(f Fact) {
		if len(chosen) < most && !slices.ContainsFunc(chosen, func(c Fact) bool { return c.ID == f.ID }) {
			chosen = append(chosen, f)
		}
	}
	// Of the best the last one too: what somebody said last is where it stands.
	for i := len(all) - 1; i > 0; i-- {
		if last := all[i]; last.score == all[0].score {
			last.Because = append(last.Because, dispute.Say("story.because.last"))
			add(last)
			break
		}
	}
	for _, trigger := range e.Triggers {
		i := slices.IndexFunc(all, func(f Fact) bool { return f.trigger == trigger && f.score >= channel.Enough })
		if i > 0 && trigger != all[0].trigger {
			add(all[i])
		}
	}
	for _, f := range all[1:] {
		add(f)
	}
	return inTime(chosen)
}

// distinct keeps of several facts of one event the first, and of the same words
// said again the first.
func distinct(all []Fact) []Fact {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(f Fact) bool {
		same := f.Who + "\x00" + f.Text
		if seen[f.ID] || f.Text != "" && seen[same] {
			return true
		}
		seen[f.ID], seen[same] = true, true
		return false
	})
}

func inTime(facts []Fact) []Fact {
	slices.SortStableFunc(facts, func(a, b Fact) int { return a.At.Compare(b.At) })
	return facts
}

// Count says how much of the conversations the story sees.
func Count(in Input, elements []Element) Counts {
	c := Counts{}
	if in.Found != nil {
		c.Messages = in.Found.messages
		for _, one := range in.Found.candidates {
			if one.record.Kind == dispute.Message {
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
