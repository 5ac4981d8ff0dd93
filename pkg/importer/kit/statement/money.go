package statement

import (
	"strings"

	"complain/pkg/dispute"
)

// Mark is what a file uses as its decimal mark.
type Mark byte

// The marks. EitherMark is for formats that allow both and know no thousands.
const (
	Point      Mark = '.'
	Comma      Mark = ','
	EitherMark Mark = 0
)

// Amount reads an amount. exact is false when the file gives more digits than
// the currency has: it is rounded then, half away from zero.
func Amount(text string, mark Mark, currency string) (a dispute.Amount, exact, ok bool) {
	text = strings.TrimSpace(text)
	if mark == EitherMark {
		if mark = Decides(text); mark == EitherMark {
			comma, minor := strings.Contains(text, ","), dispute.Exponent(currency)
			if comma && minor == 2 || minor == 0 && strings.Contains(text, ".") {
				return a, false, false // 1,000: a thousand, or one
			}
			mark = Point
			if comma && minor == 3 {
				mark = Comma
			}
		}
	}
	if mark == Comma {
		text = strings.NewReplacer(",", ".", ".", ",", "'", ",", "’", ",", "\u00a0", ",", " ", ",").Replace(text)
	}
	if strings.ContainsAny(text, "eExXpP_iInN") {
		return a, false, false // what ParseFloat would take, and no bank writes
	}
	if a, err := dispute.ParseAmount(text, currency); err == nil {
		return a, true, true
	}
	if _, cents, cut := strings.Cut(text, "."); !cut || strings.ContainsAny(cents, ",.") {
		return a, false, false
	}
	a, exact, err := dispute.RoundAmount(text, currency)
	return a, exact, err == nil
}

// Decides is the decimal mark that an amount shows by itself, or EitherMark:
// "1,000" and "100" show none.
func Decides(text string) Mark {
	point, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	switch {
	case point < 0 && comma < 0:
		return EitherMark
	case point >= 0 && comma >= 0:
		return Mark(text[max(point, comma)])
	case strings.Count(text, ",") > 1:
		return Point
	case strings.Count(text, ".") > 1:
		return Comma
	}
	at := max(point, comma)
	digits := strings.TrimRight(text[at+1:], " ")
	whole := strings.TrimLeft(strings.TrimSpace(text[:at]), "+-")
	if len(digits) == 3 && whole != "" && whole != "0" && len(whole) <= 3 {
		return EitherMark
	}
	return Mark(text[at])
}

// Ambiguous reports whether an amount has a mark that may be either.
func Ambiguous(text string) bool {
	return strings.ContainsAny(text, ".,") && Decides(text) == EitherMark
}

// BySign is the direction of an amount whose sign is the account's: what is
// negative left it.
func BySign(a dispute.Amount) dispute.Direction {
	switch {
	case a.Minor < 0:
		return dispute.Out
	case a.Minor > 0:
		return dispute.In
	}
	return dispute.NoDirection
}

// Sum adds up entries in one currency.
type Sum struct {
	Count int
	Minor int64
	bad   bool
}

// Add adds an amount that came in, or takes away one that went out, whatever
// its sign is.
func (s *Sum) Add(a dispute.Amount, d dispute.Direction) {
	n := a.Minor
	if n < 0 {
		n = -n
	}
	if d == dispute.Out {
		n = -n
	}
	s.Count++
	before := s.Minor
	s.Minor += n
	s.bad = s.bad || (s.Minor > before) != (n > 0) && n != 0
}

// Join adds the entries of another sum.
func (s *Sum) Join(o Sum) {
	before := s.Minor
	s.Count += o.Count
	s.Minor += o.Minor
	s.bad = s.bad || o.bad || (s.Minor > before) != (o.Minor > 0) && o.Minor != 0
}

// Closing compares a closing balance with the opening one and what was read in
// between. ok is false where they cannot be compared.
func (s *Sum) Closing(what dispute.Note, opening, closing *dispute.Amount, currencies map[string]bool) (t dispute.Total, ok bool) {
	if opening == nil || closing == nil || s.bad || opening.Currency != closing.Currency {
		return t, false
	}
	if len(currencies) > 1 || len(currencies) == 1 && !currencies[opening.Currency] {
		return t, false
	}
	read, err := opening.Add(dispute.Amount{Minor: s.Minor, Currency: opening.Currency})
	if err != nil {
		return t, false
	}
	return dispute.Total{What: what, Declared: closing.Decimal(), Read: read.Decimal(), OK: *closing == read}, true
}
