package packet

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// tried is what the complainant did before this letter, as far as the packet's
// own facts show it: what they wrote to the other side, with the next answer of
// that side, what they state in their own words to have asked, applied for or
// complained about, what they handed in and logged, and what offices answered. Silence is not turned into a refusal: where no answer is
// among the facts, none is spoken of.
func (c *composer) tried() []doc.Block {
	var items [][]doc.Inline
	for i, e := range c.facts {
		if !c.isStep(e) {
			continue
		}
		item := c.sentence(e)
		if e.Kind == dispute.Message && e.Sentence == "" {
			// What was said stands among the facts.
			item = append([]doc.Inline{doc.Text(c.say("packet.wrote", c.prose(e.At), c.the(dispute.Complainant)))}, c.refs(e)...)
			if answer, ok := c.answer(i); ok {
				item = append(item, doc.Text(c.say("packet.answered", c.side(answer.Who), c.prose(answer.At))))
				item = append(item, c.refs(answer)...)
			}
			item = append(item, doc.Text(c.say("packet.stop")))
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.blank("tried")}}}
	}
	return []doc.Block{doc.List{Numbered: true, Items: items}}
}

// isStep reports whether a fact is something the complainant did to settle the
// matter, or what an office made of it.
func (c *composer) isStep(e dispute.Event) bool {
	if e.Official != nil || e.Filing != nil || e.Contact != nil {
		return true
	}
	role, known := c.role(e.Who)
	switch e.Kind {
	case dispute.Message, dispute.Call:
		return known && role == dispute.Complainant && e.Text != ""
	case dispute.Statement:
		if known && role != dispute.Complainant {
			return false
		}
		return c.practice.Tells(channel.Attempt, e.Text)
	}
	return false
}

// answer is the next message of another party of the case after fact i, unless
// the complainant wrote again before it.
func (c *composer) answer(i int) (dispute.Event, bool) {
	for _, e := range c.facts[i+1:] {
		if e.Kind != dispute.Message || !e.At.Known() {
			continue
		}
		role, known := c.role(e.Who)
		switch {
		case known && role == dispute.Complainant && e.Text == "":
			continue // a picture that belongs to what they asked
		case !known || role == dispute.Complainant:
			return dispute.Event{}, false
		}
		return e, true
	}
	return dispute.Event{}, false
}
