package packet

import (
	"slices"
	"strconv"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// bill is the rows of a bill that facts cite, each with its place in the
// original, and what the file declares about itself beside what was read.
func (c *composer) bill(x *exhibit) []doc.Block {
	currency, mixed := "", false
	for _, r := range x.rows {
		if r.Amount == nil {
			continue
		}
		mixed = mixed || currency != "" && currency != r.Amount.Currency
		currency = r.Amount.Currency
	}
	if mixed {
		currency = ""
	}
	t := doc.Table{Columns: []doc.Column{
		{Head: c.say("packet.col.time"), Width: 34},
		{Head: c.say("packet.col.merchant"), Width: 40},
		{Head: c.say("packet.col.what"), Width: 34},
		{Head: c.amountHead(currency), Width: 26, Align: doc.Decimal},
		{Head: c.say("packet.col.source-row"), Width: 22, Align: doc.Center},
	}}
	for _, r := range oldestFirst(x.rows) {
		amount := ""
		if r.Amount != nil {
			amount = figures(*r.Amount)
			if mixed {
				amount += " " + line(r.Amount.Currency)
			}
		}
		t.Rows = append(t.Rows, doc.Row{
			Cells:  [][]doc.Inline{plain(c.stamp(r.At)), plain(r.Who), c.entry(r), plain(amount), plain(c.place(r.Locator))},
			Under:  c.numbers(r),
			Anchor: c.anchors[r.ID],
		})
	}
	blocks := []doc.Block{
		doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.bill-title", len(x.rows), x.evidence.Reading.Records, line(x.evidence.Name)))},
		t,
		doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.zone-note", c.zoneName(timesOf(x.rows)...)))},
	}
	return append(blocks, c.controlTotals(x.evidence)...)
}

// oldestFirst are rows as facts run, whichever way the file does: each says its
// place in it. Rows of one moment, or of none, stay as they stand.
func oldestFirst(rows []dispute.Record) []dispute.Record {
	out := slices.Clone(rows)
	if !slices.ContainsFunc(out, func(r dispute.Record) bool { return !r.At.Known() }) {
		slices.SortStableFunc(out, func(a, b dispute.Record) int { return a.At.Compare(b.At) })
	}
	return out
}

// entry is what a row says: which way the money went, what for, the file's own
// words for its kind and state.
func (c *composer) entry(r dispute.Record) []doc.Inline {
	var way string
	switch {
	case r.Refund:
		way = c.say("packet.way.refund")
	case r.Direction == dispute.Out, r.Direction == dispute.In, r.Direction == dispute.NoDirection:
		way = c.say("packet.way." + string(r.Direction))
	}
	return join(" · ", plain(way), plain(r.Text))
}

// numbers is the small print of a row: the numbers by which others find it.
func (c *composer) numbers(r dispute.Record) []doc.Inline {
	var parts [][]doc.Inline
	for _, f := range []struct{ code, value string }{
		{"packet.number.order", r.Order}, {"packet.number.merchant", r.Merchant},
		{"packet.number.status", r.Status}, {"packet.number.type", r.Type},
	} {
		if v := line(f.value); v != "" {
			parts = append(parts, plain(c.say(f.code, v)))
		}
	}
	return join(" · ", parts...)
}

// place is where a record stands in its file.
func (c *composer) place(l dispute.Locator) string {
	switch {
	case l.Row > 0 && l.Sheet != "":
		return c.say("packet.place.sheet", line(l.Sheet), l.Row)
	case l.Row > 0:
		return strconv.Itoa(l.Row)
	case l.LineEnd > l.Line:
		return c.say("packet.place.lines", l.Line, l.LineEnd)
	case l.Line > 0:
		return strconv.Itoa(l.Line)
	case l.Page > 0:
		return c.say("packet.place.page", l.Page)
	case l.Length > 0:
		return c.say("packet.place.byte", l.Offset)
	}
	return "—"
}

// where is place as words of a sentence.
func (c *composer) where(l dispute.Locator) string {
	switch {
	case l.Row > 0 && l.Sheet == "":
		return c.say("packet.place.line", l.Row)
	case l.Row == 0 && l.Line > 0:
		return c.say("packet.place.line", l.Line)
	}
	return c.place(l)
}

// controlTotals is what the file says about itself, beside what was read.
func (c *composer) controlTotals(e dispute.Evidence) []doc.Block {
	if len(e.Reading.Totals) == 0 {
		return []doc.Block{doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.totals-none"))}}
	}
	t := doc.Table{Columns: []doc.Column{
		{Head: c.say("packet.col.item"), Width: 60},
		{Head: c.say("packet.col.declared"), Width: 36, Align: doc.Decimal},
		{Head: c.say("packet.col.read"), Width: 36, Align: doc.Decimal},
		{Head: c.say("packet.col.agrees"), Width: 24, Align: doc.Center},
	}}
	for _, total := range e.Reading.Totals {
		agrees := "packet.agrees"
		if !total.OK {
			agrees = "packet.differs"
		}
		t.Rows = append(t.Rows, doc.Row{Marked: !total.OK, Cells: [][]doc.Inline{
			plain(c.toldNote(total.What)), plain(grouped(total.Declared)), plain(grouped(total.Read)), plain(c.say(agrees)),
		}})
	}
	return []doc.Block{doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.totals"))}, t}
}
