package tabular

import (
	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// spent counts the signs in the columns of what was received and of what was
// spent. Where most of a column is negative, minus is how the file writes that
// money moved that way, as in "Money Out -51.20"; where few are, they take back
// what was booked.
type spent struct{ below, above [roles]int }

func (s *spent) add(t *table, cells []sheet.Cell) {
	for _, role := range [...]Role{In, Out} {
		cell := t.cell(cells, role)
		if !t.has(role) || t.empty(cell) {
			continue
		}
		switch a, ok := t.money(cell, "EUR"); { // of any currency: only the sign is looked at
		case !ok || a.Minor == 0:
		case a.Minor < 0:
			s.below[role]++
		default:
			s.above[role]++
		}
	}
}

// minus reports whether minus says nothing in the column with the role.
func (s *spent) minus(role Role) bool { return s.below[role] > s.above[role] }

// told are the remarks of a table whose columns are read so.
func (s *spent) told(t *table) (notes []dispute.Note) {
	for _, role := range [...]Role{In, Out} {
		if t.has(role) && s.minus(role) {
			notes = append(notes, dispute.Say("bill.remark.minus", t.name(role)))
		}
	}
	return notes
}
