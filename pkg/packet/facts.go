package packet

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// The letter itself tells a few facts, so that it stays short: at
// most and at least so many, and between them as many as take so many lines of
// so many characters.
const (
	mostFacts   = 6
	fewestFacts = 3
	factLines   = 14
	lineEms     = 28
)

// factExcerpt is how much of a text the letter quotes; the table has all of it.
const factExcerpt = 45

// summary is the main facts as numbered sentences for the letter.
func (c *composer) summary() []doc.Block {
	if len(c.facts) == 0 {
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.blank("facts")}}}
	}
	var items [][]doc.Inline
	for _, e := range c.mainFacts() {
		items = append(items, c.sentence(e))
	}
	return []doc.Block{doc.List{Numbered: true, Items: items}}
}

// toldFacts is summary for a reader who gets no exhibits.
func (c *composer) toldFacts() []doc.Block {
	if len(c.facts) == 0 {
		return c.summary()
	}
	return append(c.toldBlocks(c.mainFacts()), c.foreignNote()...)
}

// mainFacts are the few facts that the letter tells, in time order: what the
// complainant states, what offices answered and what was paid come before what
// was said, and of that first what the respondent said last.
func (c *composer) mainFacts() []dispute.Event {
	rank := map[dispute.Kind]int{
		dispute.Statement: 1, dispute.Transaction: 4, dispute.Message: 5,
		dispute.Photo: 6, dispute.System: 7, dispute.Call: 7, dispute.Document: 8,
		dispute.Filed: 7, dispute.Contacted: 7,
	}
	if story := c.story(); len(story) > 0 {
		return story
	}
	order := make([]int, len(c.facts))
	ranks := make([]int, len(c.facts))
	last := map[dispute.PartyRole]int{}
	for i, e := range c.facts {
		order[i], ranks[i] = i, rank[e.Kind]
		if e.Official != nil {
			ranks[i] = rank[dispute.Statement]
		}
		if role, ok := c.role(e.Who); ok && e.Kind == dispute.Message && e.Text != "" {
			last[role] = i
		}
	}
	if paid := c.payments(); len(paid) > 0 {
		ranks[slices.IndexFunc(c.facts, func(e dispute.Event) bool { return e.ID == paid[0].ID })] = 0
	}
	// What the respondent said last, and what they were asked last, say where
	// the dispute stands.
	for i, role := range []dispute.PartyRole{c.respondent, dispute.Complainant} {
		if at, ok := last[role]; ok {
			ranks[at] = 2 + i
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ranks[a], ranks[b]) })
	chosen, used := order[:0:0], 0
	for _, i := range order {
		used += lineCount(flatten(c.sentence(c.facts[i])))
		full := len(chosen) == mostFacts || len(chosen) >= fewestFacts && used > factLines
		if full && !c.own(c.facts[i]) {
			break
		}
		chosen = append(chosen, i)
	}
	slices.Sort(chosen)
	out := make([]dispute.Event, 0, len(chosen))
	for _, i := range chosen {
		out = append(out, c.facts[i])
	}
	return out
}

// own reports whether a fact is in the user's own words, of which none is cut.
func (c *composer) own(e dispute.Event) bool {
	return e.Kind == dispute.Statement || e.Sentence != "" && e.Kind != dispute.Photo && e.Kind != dispute.Document
}

// story is what the user told of the case, element by element, with what was
// paid and returned, what the user states besides and what offices answered: in
// order of time, or as the user put it. It is nil where no element is told.
func (c *composer) story() []dispute.Event {
	if !slices.ContainsFunc(c.facts, func(e dispute.Event) bool { return len(e.Elements) > 0 }) {
		return nil
	}
	var out []dispute.Event
	for _, e := range c.facts {
		step := e.Official != nil || e.Filing != nil || e.Contact != nil
		if len(e.Elements) > 0 || c.own(e) || step || e.Kind == dispute.Transaction {
			out = append(out, e)
		}
	}
	return c.ordered(out)
}

// ordered puts the facts that the user ordered into one another's places in that
// order. The others stay where they are.
func (c *composer) ordered(facts []dispute.Event) []dispute.Event {
	var places []int
	for i, e := range facts {
		if slices.Contains(c.in.Order, e.ID) {
			places = append(places, i)
		}
	}
	moved := slices.Clone(facts)
	rank := func(i int) int { return slices.Index(c.in.Order, facts[i].ID) }
	sorted := slices.SortedFunc(slices.Values(places), func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	for i, from := range sorted {
		moved[places[i]] = facts[from]
	}
	return moved
}

// lineCount is about how many lines of the letter a text takes.
func lineCount(s string) int {
	halves := 0
	for _, r := range s {
		halves++
		if r >= 0x2e80 {
			halves++
		}
	}
	return (halves + 2*lineEms - 1) / (2 * lineEms)
}

// refs is what shows a fact: 〔证据1，第4页；证据2，第8页〕, or that nothing in
// writing does.
func (c *composer) refs(e dispute.Event) []doc.Inline {
	var out []doc.Inline
	seen := map[string]bool{}
	for _, cite := range e.Cites {
		x := c.exhibitOf[cite.Evidence]
		if x == nil {
			continue
		}
		anchor := cmp.Or(c.anchors[cite.Record], x.anchor)
		if e.Summary != nil && !slices.Contains(e.Proofs, cite) {
			anchor = x.anchor // the event is the exhibit as a whole
		}
		if detail := c.detailOf(cite); detail != "" {
			anchor = detail
		} else if slices.ContainsFunc(e.Cites, func(o dispute.Citation) bool { return o.Evidence == cite.Evidence && c.detailOf(o) != "" }) {
			continue // the part of it that is cited tells more
		}
		if seen[anchor] {
			continue
		}
		seen[anchor] = true
		if len(out) > 0 {
			out = append(out, doc.Text(c.say("packet.semicolon")))
		}
		out = append(out, doc.Ref{Anchor: anchor, Label: c.mark(x)})
	}
	if len(out) == 0 && e.Filing != nil && e.Filing.SHA256 != "" {
		out = []doc.Inline{doc.Text(c.say("packet.filing-kept", shorten(e.Filing.SHA256, 16)))}
	}
	if len(out) == 0 {
		return []doc.Inline{doc.Text(c.say("packet.cite-none"))}
	}
	out = append([]doc.Inline{doc.Text(c.say("packet.cite-open"))}, out...)
	return append(out, doc.Text(c.say("packet.cite-close")))
}

// refCell is refs in a cell of its own.
func (c *composer) refCell(e dispute.Event) []doc.Inline {
	refs := c.refs(e)
	if len(refs) == 1 {
		return plain(c.say("packet.cite-none-cell"))
	}
	if open, ok := refs[0].(doc.Text); ok {
		refs[0] = doc.Text(strings.TrimLeft(string(open), " "))
	}
	return refs
}

// factsTable is every key fact once, in time order, with its evidence.
func (c *composer) factsTable() []doc.Block {
	if len(c.facts) == 0 {
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.blank("facts")}}}
	}
	t := doc.Table{Columns: []doc.Column{
		{Head: c.say("packet.col.time"), Width: 40},
		{Head: c.say("packet.col.fact"), Width: 82},
		{Head: c.say("packet.col.evidence-page"), Width: 34},
	}}
	assumed := 0
	var times []dispute.When
	for _, e := range c.facts {
		times = append(times, e.At)
		at := c.stamp(e.At)
		if e.Official != nil {
			at = e.At.Wall() // a paper bears a day and no time
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Inline{plain(at), c.factCell(e), c.refCell(e)}})
		if e.At.Precision > dispute.Day && e.At.Zone.From == dispute.ZoneCase {
			assumed++
		}
	}
	blocks := append(append(c.timeline(), t), c.foreignNote()...)
	blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.zone-note", c.zoneName(times...)))})
	if assumed > 0 {
		blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.zone-assumed", assumed))})
	}
	return blocks
}

// factCell is a fact in full, with its translation.
func (c *composer) factCell(e dispute.Event) []doc.Inline {
	out := c.factWords(e)
	if c.phrased(e) {
		out = begun(out)
	}
	if said := c.translated(e); said != "" {
		out = append(out, doc.Break{}, doc.Text(strings.TrimSpace(said)))
	}
	return out
}

// phrased reports whether a fact begins with the program's words: not with the user's,
// and not with the name of a file or of an office.
func (c *composer) phrased(e dispute.Event) bool {
	named := e.Quote != "" && (e.Kind == dispute.Photo || e.Kind == dispute.Document) || e.Official != nil || e.Contact != nil
	return e.Sentence == "" && e.Kind != dispute.Statement && !named
}

// factWords is a fact in full, its lines kept.
func (c *composer) factWords(e dispute.Event) []doc.Inline {
	if e.Sentence != "" {
		out := lines(e.Sentence)
		if text := c.words(e, 0); text != "" && text != line(e.Sentence) && e.Kind != dispute.Statement {
			out = append(out, doc.Break{}, doc.Text(c.say("packet.verbatim", c.speaker(e.Who), text)))
		}
		return out
	}
	if e.Summary == nil && (e.Kind == dispute.Message || e.Kind == dispute.Statement) {
		text := lines(e.Text)
		if e.Kind == dispute.Message {
			text = lines(c.kept(e.Text))
		}
		if len(text) > 1 {
			if e.Kind == dispute.Statement {
				return text
			}
			out := []doc.Inline{doc.Text(c.say("packet.told.message-open", c.speaker(e.Who)))}
			return append(append(out, text...), doc.Text(c.say("packet.told.message-close")))
		}
	}
	return plain(c.told(e, 0))
}
