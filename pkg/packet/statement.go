package packet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// spokenFacts is how many facts are told on the phone.
const spokenFacts = 3

// spoken is a fact as a sentence for a reader who gets no exhibits.
func (c *composer) spoken(e dispute.Event) string {
	return line(c.prose(e.At) + c.say("packet.comma") + c.stopped(trimStop(c.told(e, factExcerpt))))
}

// stopped is a sentence with its stop, which words that are quoted whole bring along.
func (c *composer) stopped(s string) string {
	if quoted, ok := strings.CutSuffix(s, "”"); ok {
		if last, _ := utf8.DecodeLastRuneInString(quoted); unicode.Is(unicode.STerm, last) {
			return s
		}
	}
	return s + c.say("packet.stop")
}

// briefFacts are the few facts that are told on the phone, as numbered rows.
func (c *composer) briefFacts() []doc.Block {
	var rows doc.KeyValues
	for i, e := range c.fewFacts(spokenFacts) {
		rows.Rows = append(rows.Rows, doc.KeyValue{Key: c.say("packet.brief-fact", i+1), Value: plain(c.spoken(e))})
	}
	if len(rows.Rows) == 0 {
		return c.summary()
	}
	return []doc.Block{rows}
}

// briefDemands are the demands as numbered rows, with their total.
func (c *composer) briefDemands() []doc.Block {
	if len(c.claims) == 0 {
		return c.demands()
	}
	var rows doc.KeyValues
	for i, item := range c.requests() {
		rows.Rows = append(rows.Rows, doc.KeyValue{Key: c.say("packet.brief-demand", i+1), Value: item})
	}
	if total := totals(c.claimed()); len(total) > 0 {
		rows.Rows = append(rows.Rows, doc.KeyValue{Key: c.say("packet.total"), Value: []doc.Inline{doc.Strong(c.monies(total))}})
	}
	return []doc.Block{rows}
}

func (c *composer) toldBlocks(facts []dispute.Event) []doc.Block {
	if len(facts) == 0 {
		return c.summary()
	}
	var items [][]doc.Inline
	for _, e := range facts {
		items = append(items, plain(c.spoken(e)))
	}
	return []doc.Block{doc.List{Numbered: true, Items: items}}
}

// weight is how much a fact matters where not all can be told: what the user
// wrote or an office answered, then the payment, then what the other side wrote.
func (c *composer) weight(e dispute.Event) int {
	role, known := c.role(e.Who)
	switch {
	case e.Official != nil, c.own(e):
		return 0
	case e.Kind == dispute.Transaction:
		return 1
	case e.Kind == dispute.Message && known && role == c.respondent:
		return 2
	case e.Kind == dispute.Message:
		return 3
	}
	return 4
}

// fewFacts are at most so many of the main facts, in order, without what was paid,
// which is told apart.
func (c *composer) fewFacts(most int) []dispute.Event {
	facts := slices.DeleteFunc(slices.Clone(c.mainFacts()), func(e dispute.Event) bool {
		return e.Kind == dispute.Transaction && e.Direction == dispute.Out
	})
	return c.without(facts, func(facts []dispute.Event) bool { return len(facts) <= most })
}

// without takes facts away, the lightest first and of these the earliest, until
// the rest fits.
func (c *composer) without(facts []dispute.Event, fits func([]dispute.Event) bool) []dispute.Event {
	facts = slices.Clone(facts)
	for len(facts) > 0 && !fits(facts) {
		worst := 0
		for i, e := range facts {
			if c.weight(e) > c.weight(facts[worst]) {
				worst = i
			}
		}
		facts = slices.Delete(facts, worst, worst+1)
	}
	return facts
}

// statement is the main facts as running text of at most so many characters, and
// those that are left out, each whole: no sentence is cut.
func (c *composer) statement(most int) (text string, left []string) {
	told := func(facts []dispute.Event) string {
		whole := ""
		for i, e := range facts {
			if whole += c.spoken(e); i+1 < len(facts) {
				whole = c.say("packet.next-line", whole, "")
			}
		}
		return whole
	}
	all := c.mainFacts()
	kept := c.without(all, func(facts []dispute.Event) bool { return utf8.RuneCountInString(told(facts)) <= most })
	for _, e := range all {
		if !slices.ContainsFunc(kept, func(k dispute.Event) bool { return k.ID == e.ID }) {
			left = append(left, c.spoken(e))
		}
	}
	return told(kept), left
}
