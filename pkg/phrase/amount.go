package phrase

import (
	"strings"

	"complain/pkg/dispute"
)

// Unsigned is an amount as JSON has it: without a sign where its direction says which
// way it moved, or that it did not, whatever sign the file gives it.
func Unsigned(a *dispute.Amount, d dispute.Direction) string {
	if d != "" {
		return strings.TrimPrefix(a.Decimal(), "-")
	}
	return a.Decimal()
}

// Signed is an amount with the sign of its direction, whatever sign the file
// gives it, and with its currency where that is not the one at home. What moved no
// money has none: a minus would say that it was spent.
func Signed(a *dispute.Amount, d dispute.Direction, home string) string {
	if a == nil {
		return ""
	}
	text := a.Decimal()
	switch digits := strings.TrimPrefix(text, "-"); {
	case a.Minor == 0:
	case d == dispute.Out:
		text = "-" + digits
	case d == dispute.In:
		text = "+" + digits
	case d == dispute.NoDirection:
		text = digits
	}
	if a.Currency != home {
		text += " " + a.Currency
	}
	return strings.TrimSpace(text)
}
