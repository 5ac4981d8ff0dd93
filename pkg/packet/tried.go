package packet

import (
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// tried is what the complainant did before this letter, as far as the packet's
// own facts show it: what they wrote to the other side, with the answers of that
// side, what they state in their own words to have asked, applied for or
// complained about, what they handed in and logged, and what offices answered.
// Silence is not turned into a refusal: where no answer is among the facts, none
// is spoken of.
func (c *composer) tried() []doc.Block {
	var items [][]doc.Inline
	for i := 0; i < len(c.facts); i++ {
		if !c.isStep(c.facts[i]) {
			continue
		}
		if !c.isWritten(c.facts[i]) {
			items = append(items, c.sentence(c.facts[i]))
			continue
		}
		n := c.talkFrom(i)
		items = append(items, c.wrote(c.facts[i:i+n]))
		i += n - 1
	}
	if len(items) == 0 {
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.blank("tried")}}}
	}
	return []doc.Block{doc.List{Numbered: true, Items: items}}
}

// isWritten reports whether a fact is a message that stands for itself: what was said
// stands among the facts.
func (c *composer) isWritten(e dispute.Event) bool {
	return e.Kind == dispute.Message && e.Sentence == ""
}

// talkFrom is how many facts from i on belong to what was written in one
// conversation, before a step of another sort.
func (c *composer) talkFrom(i int) int {
	in := c.facts[i].Cites[0].Evidence
	n := 1
	for k, e := range c.facts[i+1:] {
		switch {
		case c.isWritten(e) && e.Cites[0].Evidence == in:
			n = k + 2
		case c.isStep(e):
			return n
		}
	}
	return n
}

// wrote is what the complainant wrote in one conversation, with what was answered.
func (c *composer) wrote(talk []dispute.Event) []doc.Inline {
	var asked, answers []dispute.Event
	for i, e := range talk {
		if !c.isStep(e) {
			continue
		}
		asked = append(asked, e)
		answers = append(answers, c.answers(talk[i+1:])...)
	}
	first, last := asked[0], asked[len(asked)-1]
	said := c.say("packet.wrote", c.prose(first.At), c.the(dispute.Complainant))
	if len(asked) > 1 {
		said = c.say("packet.wrote-often", c.days(first.At, last.At), c.the(dispute.Complainant), len(asked))
	}
	item := append([]doc.Inline{doc.Text(said)}, c.refs(first)...)
	if n := len(answers); n > 0 {
		latest := answers[n-1]
		replied := c.say("packet.answered", c.side(latest.Who), c.prose(latest.At))
		if n > 1 {
			replied = c.say("packet.answered-often", c.side(latest.Who), n, c.prose(latest.At))
		}
		item = append(append(item, doc.Text(replied)), c.refs(latest)...)
	}
	return append(item, doc.Text(c.say("packet.stop")))
}

// days are the days from one time to another as a sentence writes them.
func (c *composer) days(from, to dispute.When) string {
	from, to = from.WholeDay(), to.WholeDay()
	if from.Compare(to) == 0 {
		return c.prose(from)
	}
	return c.say("packet.days", c.prose(from), c.prose(to))
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
		return known && role == dispute.Complainant && e.Text != "" && c.asks(e)
	case dispute.Statement:
		if known && role != dispute.Complainant {
			return false
		}
		return c.practice.Tells(channel.Attempt, e.Text)
	}
	return false
}

// asks reports whether the story lets the complainant report or ask something with
// an event: that goods came is no step. Where nothing is told, all counts.
func (c *composer) asks(e dispute.Event) bool {
	if len(e.Elements) == 0 {
		return true
	}
	return slices.ContainsFunc(e.Elements, func(id string) bool {
		element, _ := c.practice.Element(id)
		_, tells := element.Introduce(true, c.lang, "", "")
		return tells
	})
}

// answers are the messages of another party of the case among what followed,
// until the complainant asked again: as many as the facts tell.
func (c *composer) answers(after []dispute.Event) []dispute.Event {
	var out []dispute.Event
	for _, e := range after {
		if e.Kind != dispute.Message || !e.At.Known() {
			continue
		}
		role, known := c.role(e.Who)
		mine := known && role == dispute.Complainant
		switch {
		case mine && e.Text != "" && c.asks(e), !known:
			return out
		case !mine:
			out = append(out, e)
		}
	}
	return out
}
