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

// sentence is one fact as the letter tells it, with its evidence.
func (c *composer) sentence(e dispute.Event) []doc.Inline {
	paid := e.Kind == dispute.Transaction && e.Direction == dispute.Out && e.Who != ""
	if paid && !c.bought(e) && (len(e.Elements) == 0 || c.isPayment(e)) {
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
// long together, with an ellipsis where there are more. Of one that is too long itself
// it is the beginning.
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
	return strings.TrimRight(s[:end], " ") + c.ellipsis()
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
	case e.Who == "":
		return c.toldEntry(e, amount, text)
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

// toldEntry is a row of a statement that names nobody: what the bank prints there
// is all that shows with whom it was.
func (c *composer) toldEntry(e dispute.Event, amount, text string) string {
	code := map[dispute.Direction]string{dispute.Out: "packet.told.paid-entry", dispute.In: "packet.told.received-entry"}[e.Direction]
	if e.Refund && e.Direction != dispute.Out {
		code = "packet.told.refund-entry"
	}
	out := c.say(cmp.Or(code, "packet.told.bare-entry"), amount, c.the(dispute.Complainant))
	if text != "" {
		out += c.say("packet.told.as-entry", text)
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
