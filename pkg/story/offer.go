package story

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// offer is what may be proposed for an element, before it is written out: a row of a
// bill, or the words of a candidate.
type offer struct {
	score   int
	at      instant
	row     *Fact
	c       *candidate
	h       hit
	trigger string // by which it is offered; "" for a row
	last    bool   // of several that are as good
}

// id is the event that an offer is.
func (p *picker) id(b []byte, o offer) []byte {
	if o.row != nil {
		return append(b, o.row.ID...)
	}
	if whole := p.wholeOf(o.c); whole != nil {
		return append(b, whole.ID...)
	}
	return strconv.AppendInt(append(b, 'R'), o.c.id, 10)
}

// wholeOf is the event of the paper or picture in which a candidate stands; nil for
// one that is an event itself.
func (p *picker) wholeOf(c *candidate) *dispute.Event {
	if c.kind == dispute.Page || c.kind == dispute.Photo {
		return p.wholes[c.evidence]
	}
	return nil
}

// best are the facts that are proposed for an element: the best, the best of each other
// kind of word, as a refusal beside a promise, and of those that are as good as the
// best the last. What another
// element has already comes last.
func (p *picker) best(e *Element, all []offer, used map[string]bool) []offer {
	var key []byte
	if len(used) > 0 {
		for i := range all {
			if key = p.id(key[:0], all[i]); used[string(key)] {
				all[i].score -= 2
			}
		}
	}
	all = slices.DeleteFunc(all, func(o offer) bool { return o.score < channel.Enough-1 })
	slices.SortStableFunc(all, func(a, b offer) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.at.compare(b.at))
	})
	all = p.distinct(all)
	most := max(e.Most, 1)
	if p.in.All || len(all) <= most {
		return inTime(all)
	}
	var chosen []int
	add := func(i int) {
		if len(chosen) < most && !slices.Contains(chosen, i) {
			chosen = append(chosen, i)
		}
	}
	add(0)
	// Of the best the last one too: what somebody said last is where it stands.
	for i := len(all) - 1; i > 0; i-- {
		if all[i].score == all[0].score {
			if len(chosen) < most {
				all[i].last = true
			}
			add(i)
			break
		}
	}
	for _, trigger := range e.Triggers {
		i := slices.IndexFunc(all, func(o offer) bool { return o.trigger == trigger && o.score >= channel.Enough })
		if i > 0 && trigger != all[0].trigger {
			add(i)
		}
	}
	for i := 1; i < len(all) && len(chosen) < most; i++ {
		add(i)
	}
	var out []offer
	for _, i := range chosen {
		out = append(out, all[i])
	}
	return inTime(out)
}

// distinct keeps of several offers of one event the first, and of the same words
// said again the first.
func (p *picker) distinct(all []offer) []offer {
	seen, said := map[string]bool{}, map[uint64]bool{}
	return slices.DeleteFunc(all, func(o offer) bool {
		var same uint64
		shared := true // a message is no event but its own
		switch {
		case o.row != nil:
			same = p.in.Found.memory.same(o.row.Who, o.row.Text)
		default:
			same, shared = o.c.same, o.c.kind != dispute.Message
		}
		if payment := o.row != nil; same != 0 && said[same] && !payment {
			return true
		}
		if shared {
			id := string(p.id(nil, o))
			if seen[id] {
				return true
			}
			seen[id] = true
		}
		if same != 0 {
			said[same] = true
		}
		return false
	})
}

func inTime(offers []offer) []offer {
	slices.SortStableFunc(offers, func(a, b offer) int { return a.at.compare(b.at) })
	return offers
}

// fact is an offer as a fact of an element.
func (p *picker) fact(e *Element, o offer) (f Fact) {
	if o.row != nil {
		f = *o.row
	} else {
		f = p.written(e, o)
	}
	if o.last {
		f.Because = append(f.Because, dispute.Say("story.because.last"))
	}
	return f
}

// written is a candidate as a fact, with its words.
func (p *picker) written(e *Element, o offer) Fact {
	c, r := o.c, p.in.Found.record(o.c)
	f := Fact{ID: string(p.id(nil, o)), At: r.At, Who: r.Who, Text: r.Text, Own: dispute.Citation{Evidence: r.Evidence, Record: r.ID, Locator: r.Locator}, trigger: o.trigger}
	if c.kind == dispute.Message {
		f.Role = p.sides.of(c.evidence, c.who)
	}
	texts := sentencesOf(most(ownWords(r.Text)))
	trigger := p.in.Triggers.List[o.h.trigger]
	f.Because = []dispute.Note{dispute.Say("story.because.word", p.in.Found.wordOf(o.h, texts), trigger.Name.In(p.in.Lang))}
	if code := cmp.Or(o.h.why, placeCode[trigger.Place]); code != "" {
		f.Because = []dispute.Note{dispute.Say(code)}
	}
	p.place(c, &f)
	f.Quote = quote(texts, o.h.sentence)
	if c.kind == dispute.Page || c.kind == dispute.Photo { // what the event says is the paper's title
		f.Quote = strings.TrimSpace(cmp.Or(f.Quote, texts[o.h.sentence]))
	}
	if at, ok := p.in.Found.spot(c, texts[o.h.sentence]); ok {
		f.Proofs = append(f.Proofs, dispute.Citation{Evidence: c.evidence, Record: f.Own.Record, Locator: at})
	}
	if f.Quote == "" && ownWords(r.Text) != r.Text {
		f.Quote = strings.TrimSpace(strings.Join(texts, ""))
	}
	p.explain(e, o, &f)
	return f
}

// place makes what stands in a paper or picture a fact of its event.
func (p *picker) place(c *candidate, f *Fact) {
	whole := p.wholeOf(c)
	switch {
	case c.kind == dispute.Page:
		f.Proofs = append(f.Proofs, f.Own)
	case c.kind == dispute.Photo:
		f.Because = append(f.Because, dispute.Say("story.because.seen", c.evidence))
	case c.kind == dispute.Statement:
		f.Because = append(f.Because, dispute.Say("story.because.statement"))
	}
	if whole != nil {
		f.At, f.Own = whole.At, whole.Cites[0]
	}
}

// explain says what speaks for a fact beside its words, and adds the pictures that
// were sent with it.
func (p *picker) explain(e *Element, o offer, f *Fact) {
	if o.c.ordered {
		f.Because = append(f.Because, dispute.Say("story.because.order"))
	}
	if p.replies(e, o) {
		f.Because = append(f.Because, dispute.Say("story.because.reply", fmt.Sprintf("R%d", o.c.asked.id)))
	}
	if p.ignored(o) {
		f.Because = append(f.Because, dispute.Say("story.because.unanswered", int(o.c.waited/(24*time.Hour))))
	}
	for _, s := range o.c.files {
		if id, why := p.picture(s); p.wholes[id] != nil {
			f.Proofs = append(f.Proofs, p.wholes[id].Cites[0])
			f.Because = append(f.Because, why)
		}
	}
}
