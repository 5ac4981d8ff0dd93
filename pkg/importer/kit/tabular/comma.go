package tabular

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/sheet"
)

// Some programs write texts with commas in them without quotation marks, so that a
// row has more cells than its header. Such a row is read only where one reading of
// it is possible: the extra commas stand in one column of free text, and with them
// there every other cell is of its column's kind.

// mostExtra is how many commas more a row may have.
const mostExtra = 20

// repaired reads a row with too many cells, if there is one way to.
func (t *table) repaired(row *sheet.Row, cells []sheet.Cell, cw clockwork, currency string) (dispute.Record, bool) {
	if t.comma == 0 || row.At.Sheet != "" {
		return dispute.Record{}, false
	}
	for _, extra := range slices.Compact([]int{len(cells) - t.raw, len(cells) - t.width}) {
		var found []dispute.Record
		for at := range t.names {
			text := t.freeText(at)
			if !text && !t.grouped(cells, at, extra) {
				continue
			}
			merged, ok := t.merge(cells, at, extra)
			if !ok || !t.shape().Fits(merged) || !t.typed(merged, cw, currency) {
				continue
			}
			r, wrong := t.build(row, merged, cw, currency)
			if wrong != nil {
				continue
			}
			if !text { // the comma may part the thousands of an amount
				return dispute.Record{}, false
			}
			r.Remarks = append(r.Remarks, dispute.Say("bill.remark.commas", extra, t.names[at]))
			found = append(found, r)
		}
		switch {
		case len(found) == 1:
			return found[0], true
		case len(found) > 1:
			return dispute.Record{}, false
		}
	}
	return dispute.Record{}, false
}

// notes are words in the names of columns that hold free text, beside those that have a
// role.
var notes = []string{"备注", "備註", "附言", "摘要", "说明", "說明", "用途", "memo", "note", "description", "details", "remark", "comment", "reference", "verwendungszweck", "buchungstext", "libellé", "concepto", "omschrijving", "mededelingen", "causale", "摘要", "メモ", "메모", "적요"}

// freeText reports whether a column holds words of people or programs, in which a comma
// may stand: what was bought, and notes. Of a table that the user describes it is also
// from whom; known bills were seen to write commas in the other two only.
func (t *table) freeText(at int) bool {
	for role := range t.column {
		if slices.Contains(t.column[role], at) {
			return Role(role) == Text || Role(role) == Who && t.Loose
		}
	}
	name := strings.ToLower(t.names[at])
	return at == t.width-1 && t.least() <= at && !t.balances(t.names[at]) ||
		slices.ContainsFunc(notes, func(word string) bool { return strings.Contains(name, word) })
}

// merge takes extra commas to be part of the text of a column.
func (t *table) merge(cells []sheet.Cell, at, extra int) ([]sheet.Cell, bool) {
	if extra < 1 || extra > mostExtra || at+extra >= len(cells) {
		return nil, false
	}
	var parts []string
	for _, c := range cells[at : at+extra+1] {
		parts = append(parts, c.Src)
	}
	text := sheet.Unquote(strings.Join(parts, string(t.comma)))
	merged := append(slices.Clone(cells[:at]), sheet.Cell{Text: text})
	return append(merged, cells[at+extra+1:]...), true
}

// thousands are groups of digits that a comma parts.
var thousands = pattern.New(`^[^0-9]{0,4}[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?[^0-9]{0,4}$`)

// grouped reports whether the extra commas can be those of an amount in a column.
func (t *table) grouped(cells []sheet.Cell, at, extra int) bool {
	if !t.holds(at, Amount, In, Out) && !t.balances(t.names[at]) {
		return false
	}
	merged, ok := t.merge(cells, at, extra)
	return ok && thousands.MatchString(sheet.Trim(merged[at].Text))
}

func (t *table) holds(at int, roles ...Role) bool {
	return slices.ContainsFunc(roles, func(role Role) bool { return slices.Contains(t.column[role], at) })
}

// typed reports whether all cells whose columns have a kind are of it: dates, amounts
// and balances, currencies, and words for the direction.
func (t *table) typed(cells []sheet.Cell, cw clockwork, currency string) bool {
	if _, known := t.Directions[t.text(cells, Direction)]; !known && len(t.Directions) > 0 {
		return false
	}
	for at := range t.names {
		c := cells[at]
		if t.empty(c) {
			continue
		}
		ok := true
		switch {
		case t.holds(at, Time):
			_, _, _, ok = cw.date(c)
		case t.holds(at, Amount, In, Out) && t.Embedded == nil, t.balances(t.names[at]):
			_, ok = t.money(c, currency)
		case t.holds(at, Currency):
			ok = t.currencyNamed(sheet.Trim(c.Text)) != ""
		}
		if !ok {
			return false
		}
	}
	return true
}
