package packet

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// paperFact is something a paper says of itself that a reader of the packet is
// told, under a key of the sheet that stands for the paper.
type paperFact struct {
	key   string // code of the words before it
	value string
	also  string // a second value, in brackets behind the first
}

// paperFacts are told in this order. The buyer of an invoice is the complainant,
// whom the letter names; the tax number of a person is nobody's business.
func paperFacts(said dispute.PaperFacts, billed dispute.InvoiceFacts) []paperFact {
	facts := []paperFact{
		{"packet.fact.title", said.Title, ""},
		{"packet.fact.url", said.URL, ""},
		{"packet.fact.creator", said.Writer(), ""},
		{"packet.fact.invoice-kind", billed.Kind, ""},
		{"packet.fact.invoice-number", billed.Number, ""},
		{"packet.fact.invoice-code", billed.Code, ""},
		{"packet.fact.issued", billed.Issued, ""},
		{"packet.fact.seller", billed.Seller, billed.SellerTaxID},
	}
	for _, item := range billed.Items {
		facts = append(facts, paperFact{"packet.fact.item", item, ""})
	}
	return facts
}

// wholePaper is the record of a paper as a whole.
func (c *composer) wholePaper(id dispute.EvidenceID) (dispute.Record, bool) {
	for _, r := range c.records {
		if _, ok := r.Paper(); ok && r.Evidence == id {
			return r, true // a file has one
		}
	}
	return dispute.Record{}, false
}

// paperRows are what a paper says of itself, as it says it, and the total of an
// invoice.
func (c *composer) paperRows(e dispute.Evidence) []doc.KeyValue {
	r, ok := c.wholePaper(e.ID)
	if !ok {
		return nil
	}
	said, _ := r.Paper()
	billed, _ := r.Invoice()
	var rows []doc.KeyValue
	for _, f := range paperFacts(said, billed) {
		value := strings.TrimSpace(f.value)
		if value == "" {
			continue
		}
		if also := strings.TrimSpace(f.also); also != "" {
			value = c.say("packet.fact.with", value, also)
		}
		rows = append(rows, doc.KeyValue{Key: c.say(f.key), Value: plain(line(value))})
	}
	// What the user said of its time stands below.
	if at := r.At; at.Known() && !e.Captured.Known() && billed.Issued == "" {
		key := "packet.made"
		if said.Saved != "" && at.From == dispute.TimeRecord {
			key = "packet.fact.saved"
		}
		rows = append(rows, doc.KeyValue{Key: c.say(key), Value: plain(c.stamp(at) + c.remarks(r, paperTimeRests))})
	}
	if r.Amount != nil {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.fact.total"), Value: plain(c.money(*r.Amount))})
	}
	if said.Signed {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.fact.signature"), Value: plain(c.say("packet.fact.unchecked"))})
	}
	return rows
}

// paperAmount is the total of an invoice behind the words of its fact.
func (c *composer) paperAmount(e dispute.Event) string {
	if e.Kind != dispute.Document || e.Amount == nil {
		return ""
	}
	who := ""
	if e.Who != "" {
		who = c.say("packet.fact.issued-by", c.speaker(e.Who))
	}
	return who + c.say("packet.fact.total-of", c.money(*e.Amount))
}

// mediaType is what a file is, as its importer says: a document can be a zip.
func (c *composer) mediaType(e dispute.Evidence) string {
	r, _ := c.wholePaper(e.ID)
	said, _ := r.Paper()
	return cmp.Or(said.MediaType, e.MediaType)
}

// paperTimeRests are the codes, or begin the codes, of remarks about what the time of a
// paper rests on.
var paperTimeRests = []string{"office.created", "office.modified", "ofd.created", "webpage.saved-", "webpage.weekday", "paper.time-differs", "paper.name-differs"}

// paperDoubts are the codes of remarks that say that the clocks of a paper disagree, or
// that one was never set.
var paperDoubts = []string{"paper.time-differs", "paper.name-differs", "paper.bad-date", "paper.placeholder", "invoice.bad-date"}

// textRests are the codes of what a reader must know to read a paper's text.
var textRests = []string{"office.tracked", "office.lists"}

// WholeText is how many characters of text a paper without pages may have to be
// printed whole.
const WholeText = 4000

// TextShown says which pieces of the text of one paper a packet prints: those
// that the user pinned, and where none is, all of a short text that no page
// shows. A piece that the user unpinned is never printed. paged is set where
// pages of the paper are shown as they look.
func TextShown(pieces []dispute.Record, paged bool, pinned func(dispute.Record) (in, said bool)) []dispute.Record {
	var chosen, rest []dispute.Record
	size := 0
	for _, r := range pieces {
		in, said := pinned(r)
		switch {
		case in:
			chosen = append(chosen, r)
		case !said:
			rest = append(rest, r)
			size += utf8.RuneCountInString(r.Text)
		}
	}
	if len(chosen) > 0 || paged || size > WholeText {
		return chosen
	}
	return rest
}

// quotes is the text of a paper that is printed, as it was read.
func (c *composer) quotes(e dispute.Evidence) []doc.Block {
	var blocks []doc.Block
	for _, r := range c.in.Quoted[e.ID] {
		blocks = append(blocks,
			doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.quoted", c.placeOfText(r.Locator)))},
			doc.Quote{Text: lines(c.kept(r.Text))})
	}
	for _, n := range e.Reading.Remarks {
		if told := plain(c.toldNote(n)); told != nil && len(blocks) > 0 && hasPrefix(n.Code, textRests) {
			blocks = append(blocks, doc.Paragraph{Style: doc.Small, Text: told})
		}
	}
	return blocks
}

// placeOfText is where a text stands in its paper, as words of a sentence.
func (c *composer) placeOfText(l dispute.Locator) string {
	switch {
	case l.Page > 0:
		return c.say("packet.quoted-page", l.Page)
	case l.Line > 0 && l.LineEnd <= l.Line:
		return c.say("packet.quoted-line", l.Line)
	case l.Line > 0:
		return c.say("packet.quoted-lines", l.Line, l.LineEnd)
	case l.Length > 0:
		return c.say("packet.quoted-bytes", l.Offset, l.Length)
	}
	return c.say("packet.quoted-whole")
}
