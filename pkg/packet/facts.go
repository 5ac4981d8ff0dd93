package packet

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
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

// sentence is one fact as the letter tells it, with its evidence.
func (c *composer) sentence(e dispute.Event) []doc.Inline {
	if e.Kind == dispute.Transaction && e.Direction == dispute.Out && !c.bought(e) && (len(e.Elements) == 0 || c.isPayment(e)) {
		e.Text = "" // the letter says above what it was for
	}
	when := c.prose(e.At)
	if e.At.From == dispute.TimeModified { // copying a file sets it anew: it must not pass for more
		when += c.say("packet.time-from", c.timeSource(e.At.From))
	}
	out := []doc.Inline{doc.Text(when + c.say("packet.comma") + trimStop(c.told(e, factExcerpt)) + c.translated(e))}
	return append(append(out, c.refs(e)...), doc.Text(c.say("packet.stop")))
}

// told is what happened, in one line: the user's sentence as it stands, or the
// words of the evidence in quotation marks, cut to n characters, 0 for all of
// them.
func (c *composer) told(e dispute.Event, n int) string {
	text := c.words(e, n)
	switch {
	case e.Sentence != "":
		return line(e.Sentence)
	case e.Official != nil:
		return c.toldAnswer(*e.Official)
	case e.Filing != nil:
		return c.toldFiling(*e.Filing)
	case e.Contact != nil:
		return c.toldContact(*e.Contact, n)
	case e.Quote != "" && (e.Kind == dispute.Photo || e.Kind == dispute.Document):
		return c.say("packet.told.paper-says", c.fileTitle(e), line(e.Quote))
	case e.Summary != nil:
		return line(c.toldNote(*e.Summary)) + c.paperAmount(e)
	}
	switch e.Kind {
	case dispute.Transaction:
		return c.toldTransaction(e, text)
	case dispute.Message:
		if text == "" {
			return c.toldWordless(e)
		}
		return c.toldMessage(e, text)
	case dispute.System:
		return c.say("packet.told.system", text)
	case dispute.Call:
		return c.say("packet.told.call", c.speaker(e.Who), text)
	case dispute.Photo, dispute.Document:
		if text == "" {
			text = c.fileName(e)
		}
		return c.say("packet.told."+string(e.Kind), text) + c.paperAmount(e)
	}
	if text == "" {
		return c.say("packet.told.nothing")
	}
	return text
}

// words is the text of an event as a fact quotes it. Nothing that the user wrote
// is cut, and of what tells the story whole sentences are quoted.
func (c *composer) words(e dispute.Event, n int) string {
	switch {
	case e.Kind == dispute.Statement:
		return line(e.Text)
	case n == 0:
		return line(c.kept(e.Text))
	case len(e.Elements) > 0:
		return c.passage(cmp.Or(e.Quote, e.Text))
	}
	return c.excerpt(e.Text, n)
}

// mostPassage is how much of a text the story quotes.
const mostPassage = 90

// passage is as many whole sentences from the beginning of a text as are not too
// long together, with …… where there are more. Of one that is too long itself it
// is the beginning.
func (c *composer) passage(s string) string {
	s = line(s)
	if textwidth.Width(s) <= 2*mostPassage {
		return s
	}
	end := 0
	for i, r := range s {
		next := i + utf8.RuneLen(r)
		if !isStop(r, s[next:]) {
			continue
		}
		if textwidth.Width(s[:next]) > 2*mostPassage {
			break
		}
		end = next
	}
	if end == 0 {
		return c.excerpt(s, mostPassage)
	}
	return s[:end] + "……"
}

// isStop reports whether r ends a sentence before rest.
func isStop(r rune, rest string) bool {
	return unicode.Is(unicode.STerm, r) && (r > unicode.MaxASCII || rest == "" || strings.HasPrefix(rest, " "))
}

// toldWordless is a message that is only its attachments, or nothing at all.
func (c *composer) toldWordless(e dispute.Event) string {
	for _, cite := range e.Cites {
		if files := slices.Clone(c.records[cite.Record].Files); len(files) > 0 {
			for i, name := range files {
				files[i] = c.coveredName(cite.Evidence, name)
			}
			return c.say("packet.told.attachment", c.speaker(e.Who), line(strings.Join(files, ", ")))
		}
	}
	return c.say("packet.told.no-words", c.speaker(e.Who))
}

// toldMessage introduces a message by what it tells of the story.
func (c *composer) toldMessage(e dispute.Event, text string) string {
	role, _ := c.role(e.Who)
	asksFirst := slices.Clone(e.Elements) // what tells of a fault and asks for something asks
	slices.SortStableFunc(asksFirst, func(a, b string) int { return cmp.Compare(c.asking(b), c.asking(a)) })
	for _, id := range asksFirst {
		element, _ := c.practice.Element(id)
		if told, ok := element.Introduce(role == dispute.Complainant, c.lang, c.speaker(e.Who), text); ok {
			return told
		}
	}
	return c.say("packet.told.message", c.speaker(e.Who), text)
}

// asking is 1 for an element by which something is demanded.
func (c *composer) asking(id string) int {
	if element, _ := c.practice.Element(id); element.Asks() {
		return 1
	}
	return 0
}

func (c *composer) toldTransaction(e dispute.Event, text string) string {
	amount := c.say("packet.told.no-amount")
	if e.Amount != nil {
		amount = c.money(absolute(*e.Amount))
	}
	who, goods := c.speaker(e.Who), cmp.Or(line(c.request.Fields[goodsName]), text)
	var out string
	switch {
	case e.Refund && e.Direction != dispute.Out:
		out = c.say("packet.told.refund", who, amount, c.the(dispute.Complainant))
	case e.Direction == dispute.Out && goods != "" && c.bought(e):
		return c.say("packet.told.bought", who, goods, amount, c.the(dispute.Complainant))
	case e.Direction == dispute.Out:
		out = c.say("packet.told.paid", who, amount, c.the(dispute.Complainant))
	case e.Direction == dispute.In:
		out = c.say("packet.told.received", who, amount, c.the(dispute.Complainant))
	default:
		out = c.say("packet.told.entry", who, amount)
	}
	if text != "" {
		out += c.say("packet.told.for", text)
	}
	if number := c.numberOf(e); number != "" && c.hasTwin(e) {
		out += c.say("packet.told.row", number)
	}
	return out
}

// hasTwin reports whether another fact is the same to the minute: then only its number
// shows that it is another.
func (c *composer) hasTwin(e dispute.Event) bool {
	if e.Amount == nil {
		return false
	}
	if c.twins == nil {
		c.twins = map[twin][]string{}
		for _, o := range c.facts {
			if o.Amount != nil {
				t := c.twinOf(o)
				c.twins[t] = append(c.twins[t], o.ID)
			}
		}
	}
	return slices.ContainsFunc(c.twins[c.twinOf(e)], func(id string) bool { return id != e.ID })
}

// twin is what is the same of facts that nothing but a number tells apart.
type twin struct {
	kind   dispute.Kind
	who    string
	amount dispute.Amount
	clock  string
}

func (c *composer) twinOf(e dispute.Event) twin { return twin{e.Kind, e.Who, *e.Amount, c.clock(e.At)} }

// numberOf is the number that a bill gives a transaction.
func (c *composer) numberOf(e dispute.Event) string {
	for _, cite := range e.Cites {
		if number := c.records[cite.Record].Order; number != "" {
			return number
		}
	}
	return ""
}

// isPayment reports whether the letter says above that it was paid.
func (c *composer) isPayment(e dispute.Event) bool {
	return slices.ContainsFunc(c.payments(), func(p dispute.Event) bool { return p.ID == e.ID })
}

// bought reports whether a payment is what was bought in the case.
func (c *composer) bought(e dispute.Event) bool {
	return slices.ContainsFunc(e.Elements, func(id string) bool {
		element, _ := c.practice.Element(id)
		return element.Event == "order_placed"
	})
}

// fileName is the received name of the first evidence an event cites.
func (c *composer) fileName(e dispute.Event) string {
	for _, cite := range e.Cites {
		if x := c.exhibitOf[cite.Evidence]; x != nil {
			return line(x.evidence.Name)
		}
	}
	return ""
}

// fileTitle is what the first evidence an event cites is called, by the user or by
// itself.
func (c *composer) fileTitle(e dispute.Event) string {
	if x := c.exhibitOf[e.Cites[0].Evidence]; x != nil && x.evidence.Title == "" && e.Kind == dispute.Document && e.Summary == nil && line(e.Text) != "" {
		return c.say("packet.told.page", line(e.Text))
	}
	if x := c.exhibitOf[e.Cites[0].Evidence]; x != nil {
		return line(c.title(x))
	}
	return c.fileName(e)
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
	for _, e := range c.facts {
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
	blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.zone-note", c.zoneName()))})
	if assumed > 0 {
		blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.zone-assumed", assumed))})
	}
	return blocks
}

// factCell is a fact in full, with its translation.
func (c *composer) factCell(e dispute.Event) []doc.Inline {
	out := c.factWords(e)
	if said := c.translated(e); said != "" {
		out = append(out, doc.Break{}, doc.Text(strings.TrimSpace(said)))
	}
	return out
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
