package tabular

import (
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// comes reports whether a row is one of money that came in, where such rows have
// columns of their own: the payer's name in place of the payee's.
func (t *table) comes(cells []sheet.Cell, currency string) bool {
	if way, ok := t.Directions[t.text(cells, Direction)]; ok {
		return way == dispute.In
	}
	if t.has(In) || t.has(Out) {
		return !t.empty(t.cell(cells, In))
	}
	amount, ok := t.money(t.cell(cells, Amount), currency)
	return ok && t.bySign(amount) == dispute.In
}

// stands reports whether a row only states a balance, as some banks put one before
// and behind the rows of an account.
func (t *table) stands(row *sheet.Row) bool {
	if len(t.Standing) == 0 {
		return false
	}
	cells := t.padded(row)
	bare := t.text(cells, Time) == "" && t.text(cells, Amount) == "" && t.text(cells, In) == "" && t.text(cells, Out) == ""
	return bare || slices.ContainsFunc(t.Standing, func(s Sign) bool { return t.bears(s, cells) })
}
