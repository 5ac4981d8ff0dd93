package mapped

import (
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// moving takes the amount of a table without names from its balances: of several
// columns of amounts one is what moved where another follows from it row by row. Where
// none does, nothing tells, and the user is asked.
func (t *glance) moving() {
	var sums []*column
	for _, c := range t.columns {
		if c.share(cents) >= 0.8 && c.share(dated) == 0 {
			sums = append(sums, c)
		}
	}
	if len(sums) < 2 {
		return
	}
	delete(t.given, "amount")
	for _, amount := range sums {
		for _, balance := range sums {
			if amount != balance && t.follows(amount.at, balance.at) {
				for role, c := range t.given {
					if c == amount {
						delete(t.given, role)
					}
				}
				t.given["amount"] = amount
				return
			}
		}
	}
}

// follows reports whether each balance is the one before it and what moved, in the order
// of the rows or against it.
func (t *glance) follows(amount, balance int) bool {
	value := func(row, at int) (int64, bool) {
		if at >= len(t.rows[row].Cells) {
			return 0, false
		}
		cell := t.rows[row].Cells[at]
		for _, decimal := range []byte{0, ','} {
			if minor, ok := tabular.MinorLike(sheet.Cell{Text: cell.Text, Number: cell.Number}, decimal); ok {
				return minor, true
			}
		}
		return 0, false
	}
	forwards, backwards := len(t.rows) > 2, len(t.rows) > 2
	for i := 1; i < len(t.rows); i++ {
		before, ok1 := value(i-1, balance)
		after, ok2 := value(i, balance)
		moved, ok3 := value(i, amount)
		moves, ok4 := value(i-1, amount)
		if !ok1 || !ok2 || !ok3 || !ok4 {
			return false
		}
		forwards = forwards && after-before == moved
		backwards = backwards && before-after == moves
	}
	return forwards || backwards
}
