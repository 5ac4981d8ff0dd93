package tabular

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// closes reports whether a row stands after the table and holds sums of it or
// remarks on it.
func (t *table) closes(row *sheet.Row) bool {
	for _, c := range row.Cells {
		text := sheet.Trim(c.Text)
		if text == "" {
			continue
		}
		opens := func(words string) bool { return strings.HasPrefix(text, words) }
		return slices.ContainsFunc(t.Footers, opens) || slices.Contains(sumWords[:], strings.ToLower(strings.TrimRight(text, ":：")))
	}
	return false
}

// sumWords stand alone in the first cell of a row of sums that people and
// spreadsheet programs put below any table.
var sumWords = [...]string{"合计", "总计", "小计", "合計", "總計", "total", "totals", "sum", "subtotal", "grand total", "summe", "gesamt", "totaal", "totale"}

// balance is what was received and spent in one currency.
type balance struct{ in, out int64 }

// footing is a row of sums after the table, in its columns of amounts.
type footing struct {
	label, in, out string
}

// sums keeps what a closing row declares.
func (x *extraction) sums(row *sheet.Row) {
	t := x.table
	if len(row.Cells) < t.width && row.At.Sheet == "" {
		// Some files cut the row after its last sum. Its cells still stand
		// under their columns.
		for len(row.Cells) < t.width {
			row.Cells = append(row.Cells, sheet.Cell{})
		}
	}
	at := func(role Role) string {
		if !t.has(role) || t.column[role][0] >= len(row.Cells) {
			return ""
		}
		return sheet.Trim(row.Cells[t.column[role][0]].Text)
	}
	f := footing{label: sheet.Trim(row.Cells[0].Text), in: at(In), out: at(Out)}
	if (f.in != "" || f.out != "") && len(x.footings) < maxDeclared {
		x.footings = append(x.footings, f)
	}
}

// footed compares closing rows with what was read. A row that names no
// currency is compared when all rows have the same.
func (x *extraction) footed() {
	for _, f := range x.footings {
		currency, longest := "", ""
		for words, code := range x.table.Currencies {
			if strings.HasPrefix(f.label, words) && len(words) > len(longest) {
				currency, longest = code, words
			}
		}
		if currency == "" && len(x.count.balances) == 1 {
			for only := range x.count.balances {
				currency = only
			}
		}
		if currency == "" {
			continue
		}
		b := x.count.balances[currency]
		if b == nil {
			b = &balance{}
		}
		for _, side := range []struct {
			role     Role
			declared string
			read     int64
		}{{In, f.in, b.in}, {Out, f.out, b.out}} {
			sum, ok := x.table.money(sheet.Cell{Text: side.declared}, currency)
			if !ok || side.declared == "" {
				continue
			}
			read := dispute.Amount{Minor: side.read, Currency: currency}
			x.sink.Total(dispute.Total{What: dispute.Say("bill.total.footer", f.label, x.table.name(side.role)),
				Declared: sum.Decimal(), Read: read.Decimal(), OK: sum.Minor == read.Minor})
		}
	}
}

// weigh adds a record to the sums of its currency, as its columns do.
func (c *count) weigh(r *dispute.Record) {
	if c.balances == nil {
		c.balances = make(map[string]*balance)
	}
	b := c.balances[r.Amount.Currency]
	if b == nil {
		b = &balance{}
		c.balances[r.Amount.Currency] = b
	}
	minor := r.Amount.Minor
	way := r.Direction
	if minor < 0 && way == dispute.In {
		way = dispute.Out // it stands in the column of what is spent
	} else if minor < 0 && way == dispute.Out {
		way = dispute.In
	}
	switch way {
	case dispute.In:
		b.in += minor
	case dispute.Out:
		b.out += minor
	}
}

// costless reports whether a row is counted in the sum without its amount.
func (s Sum) costless(r *dispute.Record) bool {
	for _, sign := range s.Uncost {
		text := r.Type
		if sign.Role == Status {
			text = r.Status
		}
		if sign.is(text) {
			return true
		}
	}
	return false
}

// net is a record's amount less what its own cell says was given back.
func (t *table) net(r *dispute.Record) int64 {
	if t.Embedded == nil {
		return r.Amount.Minor
	}
	back, err := dispute.ParseAmount(r.Field(t.Embedded.Field), r.Amount.Currency)
	if err != nil {
		return r.Amount.Minor
	}
	return r.Amount.Minor - back.Minor
}
