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
	return ok && t.bySign(amount, cells) == dispute.In
}

// aside is why a row is none of a transaction; "" for one that may be. Some banks
// state a balance before and behind the rows of an account, or go on with what they
// say of one in a row of its own.
func (t *table) aside(row *sheet.Row) string {
	if len(t.Standing) == 0 && !t.Bare {
		return ""
	}
	cells := t.padded(row)
	switch {
	case slices.ContainsFunc(t.Standing, func(s Sign) bool { return t.bears(s, cells) }):
		return "skip.balance"
	case t.Bare && t.text(cells, Time) == "" && t.text(cells, Amount) == "" && t.text(cells, In) == "" && t.text(cells, Out) == "":
		return "skip.bare"
	}
	return ""
}
