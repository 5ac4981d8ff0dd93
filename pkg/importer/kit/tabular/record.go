package tabular

import (
	"cmp"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// record makes a record of a row, or says what is wrong with it.
func (t *table) record(row *sheet.Row, cw clockwork, currency string) (dispute.Record, *dispute.Note) {
	cells := row.Cells
	s := t.shape()
	if t.short(row) || row.At.Sheet != "" {
		cells = t.padded(row)
	}
	var wrong *dispute.Note
	var r dispute.Record
	if s.Fits(cells) {
		if r, wrong = t.build(row, cells, cw, currency); wrong == nil || len(cells) == t.width {
			return r, wrong
		}
		// A cell too many, and that empty: a comma may be text here too.
	}
	if whole, ok := t.repaired(row, cells, cw, currency); ok {
		return whole, nil
	}
	if wrong == nil {
		why := dispute.Say("problem.width", len(cells), t.width)
		wrong = &why
	}
	return r, wrong
}

// padded are the cells of a row with the empty ones that a workbook, or Excel in
// a text file, leaves out at its end.
func (t *table) padded(row *sheet.Row) []sheet.Cell {
	if len(row.Cells) >= t.width {
		return row.Cells
	}
	return append(slices.Clone(row.Cells), make([]sheet.Cell, t.width-len(row.Cells))...)
}

// short reports whether only cells that may well be empty are missing at the
// end of a text file's row, as Excel leaves out the separators before nothing
// from the 16th row on. Where the file ends in the row, more may be missing.
func (t *table) short(row *sheet.Row) bool {
	return len(row.Cells) < t.width && len(row.Cells) >= t.least() && row.At.Sheet == "" && !row.Cut
}

// least is how many cells a row has at least: up to the last column that says
// when, how much, which way and in what state.
func (t *table) least() (n int) {
	for role := range t.column {
		switch Role(role) {
		case Who, Text, Order, Merchant:
			continue
		}
		for _, i := range t.column[role] {
			n = max(n, i+1)
		}
	}
	return n
}

func (t *table) build(row *sheet.Row, cells []sheet.Cell, cw clockwork, currency string) (dispute.Record, *dispute.Note) {
	if t.received != nil && t.comes(cells, currency) {
		return t.received.build(row, cells, cw, currency)
	}
	r := dispute.Record{Kind: dispute.Transaction, Locator: locator(row.At), Raw: row.Raw,
		Who: t.text(cells, Who), Text: t.text(cells, Text), Status: t.text(cells, Status), Type: t.text(cells, Type),
		Order: t.text(cells, Order), Merchant: t.text(cells, Merchant)}
	at, unsure, untimed := t.when(cells, cw)
	r.At = at
	r.Remarks = append(r.Remarks, unsure...)
	if why := t.sum(&r, cells, currency); why != nil {
		return r, cmp.Or(untimed, why)
	}
	for _, s := range t.Refund {
		if !t.bears(s, cells) {
			continue
		}
		if r.Refund = true; s.Role == Type && t.Always == dispute.Out {
			r.Direction = dispute.In // of a list of what was spent; a state says what became of it
		}
	}
	r.Refund = r.Refund || t.Refunds || r.Direction == dispute.In && slices.ContainsFunc(t.Returned, func(s Sign) bool { return t.bears(s, cells) })
	t.still(&r, cells)
	if row.Open {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.quote"))
	}
	if row.Broken {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.broken"))
	}
	fields := make([]dispute.Field, 0, t.width+len(r.Fields))
	for i, name := range t.names {
		value := sheet.Trim(cells[i].Text)
		if name != "" || value != "" {
			fields = append(fields, dispute.Field{Name: name, Value: value})
		}
	}
	r.Fields = append(fields, r.Fields...)
	if untimed != nil {
		r.Remarks = append(r.Remarks, *untimed)
	}
	return r, untimed
}

// sum reads what moved into r, in the currency that the row states.
func (t *table) sum(r *dispute.Record, cells []sheet.Cell, currency string) *dispute.Note {
	currency, ok := t.currency(r, cells, currency)
	if !ok {
		why := dispute.Say("problem.currency", quote(t.cell(cells, Currency).Text))
		return &why
	}
	named, why := t.signed(cells, currency)
	if why != nil {
		return why
	}
	return t.price(r, cells, cmp.Or(named, currency))
}

// cell is the first cell with a role that holds anything, or else the first.
func (t *table) cell(cells []sheet.Cell, role Role) (c sheet.Cell) {
	for n, i := range t.column[role] {
		if n == 0 || !t.empty(cells[i]) && t.empty(c) {
			c = cells[i]
		}
	}
	if t.empty(c) && sheet.Trim(c.Text) != "" && role != Amount {
		return sheet.Cell{} // a word for nothing
	}
	return c
}

func (t *table) empty(c sheet.Cell) bool {
	text := sheet.Trim(c.Text)
	return text == "" || slices.Contains(t.Nothing, text)
}

// text is the trimmed text of the first column with a role that holds
// anything; "" where there is none or a word for nothing stands in it.
func (t *table) text(cells []sheet.Cell, role Role) string {
	for _, i := range t.column[role] {
		if text := sheet.Trim(cells[i].Text); text != "" && !slices.Contains(t.Nothing, text) {
			return text
		}
	}
	return ""
}

// quote is a cell's text as a problem shows it: never so long that it hides
// what is wrong.
func quote(text string) string {
	text = sheet.Trim(text)
	if text == "" {
		return `""`
	}
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
