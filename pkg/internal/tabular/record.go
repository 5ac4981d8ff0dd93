package tabular

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// clockwork is how the times of one file become When.
type clockwork struct {
	zone      *time.Location
	from      dispute.ZoneFrom
	since1904 bool
}

// record makes a record of a row, or says what is wrong with it.
func (t *table) record(row *Row, cw clockwork, currency string) (dispute.Record, *dispute.Note) {
	cells := row.Cells
	s := t.shape()
	for len(cells) < t.width && row.At.Sheet != "" {
		cells = append(cells, Cell{}) // a workbook leaves out empty cells at the end of a row
	}
	if s.fits(cells) {
		return t.build(row, cells, cw, currency)
	}
	for _, extra := range []int{len(cells) - t.raw, len(cells) - t.width} {
		if t.comma != ',' || row.At.Sheet != "" {
			break
		}
		merged, ok := t.merge(cells, extra)
		if !ok || !s.fits(merged) {
			continue
		}
		r, why := t.build(row, merged, cw, currency)
		if _, known := t.Directions[t.text(merged, Direction)]; why == nil && known {
			r.Remarks = append(r.Remarks, dispute.Say("bill.remark.commas", extra, t.names[t.column[Text]]))
			return r, nil
		}
	}
	why := dispute.Say("problem.width", len(cells), t.width)
	return dispute.Record{}, &why
}

// merge takes extra commas to be part of the free text. Where that is right,
// the time, the direction and the amount stand in their columns again, which
// the caller checks.
func (t *table) merge(cells []Cell, extra int) ([]Cell, bool) {
	at := t.column[Text]
	if extra < 1 || extra > 20 || at < 0 || at+extra >= len(cells) {
		return nil, false
	}
	var parts []string
	for _, c := range cells[at : at+extra+1] {
		parts = append(parts, c.src)
	}
	text := unquote(strings.Join(parts, ","), plain)
	merged := append(slices.Clone(cells[:at]), Cell{Text: text})
	return append(merged, cells[at+extra+1:]...), true
}

func (t *table) build(row *Row, cells []Cell, cw clockwork, currency string) (dispute.Record, *dispute.Note) {
	r := dispute.Record{Kind: dispute.Transaction, Locator: row.At, Raw: row.Raw,
		Who: t.text(cells, Who), Text: t.text(cells, Text), Status: t.text(cells, Status), Type: t.text(cells, Type),
		Order: t.text(cells, Order), Merchant: t.text(cells, Merchant)}
	cell := func(role Role) Cell {
		if i := t.column[role]; i >= 0 {
			return cells[i]
		}
		return Cell{}
	}
	var ok bool
	if r.At, ok = cw.when(cell(Time)); !ok {
		why := dispute.Say("problem.time", quote(cell(Time).Text))
		return r, &why
	}
	amount, ok := money(cell(Amount), currency)
	if !ok {
		why := dispute.Say("problem.amount", quote(cell(Amount).Text))
		return r, &why
	}
	r.Amount = &amount
	word := t.text(cells, Direction)
	if r.Direction, ok = t.Directions[word]; !ok && word != "" {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.direction", t.names[t.column[Direction]], quote(word)))
	}
	if r.Direction == "" {
		r.Direction = dispute.NoDirection
	}
	for _, s := range t.Refund {
		r.Refund = r.Refund || s.is(t.text(cells, s.Role))
	}
	if row.Open {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.quote"))
	}
	if row.Broken {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.broken"))
	}
	r.Fields = make([]dispute.Field, 0, t.width)
	for i, name := range t.names {
		value := Trim(cells[i].Text)
		if name != "" || value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	return r, nil
}

// text is the trimmed text of the column with a role; "" where there is none
// or a word for nothing stands in it.
func (t *table) text(cells []Cell, role Role) string {
	i := t.column[role]
	if i < 0 {
		return ""
	}
	text := Trim(cells[i].Text)
	if slices.Contains(t.Nothing, text) {
		return ""
	}
	return text
}

func (cw clockwork) when(c Cell) (dispute.When, bool) {
	var (
		at dispute.Clock
		p  = dispute.Second
		ok bool
	)
	if c.Number {
		at, ok = serial(c.Text, cw.since1904)
	} else {
		at, p, ok = clock(c.Text)
	}
	if !ok {
		return dispute.When{}, false
	}
	w, err := dispute.Local(at, p, cw.zone, cw.from)
	return w, err == nil
}

// money reads an amount with or without the sign of its currency. A workbook's
// number is rounded only where it is float noise that is cut.
func money(c Cell, currency string) (dispute.Amount, bool) {
	if c.Number {
		a, exact, err := dispute.RoundAmount(c.Text, currency)
		return a, err == nil && exact
	}
	text := Trim(c.Text)
	if currency == "CNY" {
		sign := ""
		if rest, ok := strings.CutPrefix(text, "-"); ok {
			sign, text = "-", rest
		}
		text = strings.TrimPrefix(strings.TrimPrefix(text, "¥"), "￥")
		text = sign + Trim(strings.TrimSuffix(text, "元"))
	}
	a, err := dispute.ParseAmount(text, currency)
	return a, err == nil
}

// quote is a cell's text as a problem shows it: never so long that it hides
// what is wrong.
func quote(text string) string {
	text = Trim(text)
	if text == "" {
		return `""`
	}
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
