package mt940

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
)

// line is the :61: of an entry, taken apart: "1310171018CR6800,5NCHK16703//B1".
type line struct {
	value, booked string // YYMMDD, MMDD or ""
	mark          string // C, D, RC, RD, EC, ED
	funds         string // the third letter of the currency, mostly left out
	amount        string
	kind          string // "NTRF"
	reference     string // the account owner's
	bank          string // the bank's
}

func parseEntry(text string) (l line, ok bool) {
	rest := strings.TrimSpace(text)
	digits := func(n int) (string, bool) {
		if len(rest) < n || strings.Trim(rest[:n], "0123456789") != "" {
			return "", false
		}
		d := rest[:n]
		rest = rest[n:]
		return d, true
	}
	if l.value, ok = digits(6); !ok {
		return l, false
	}
	l.booked, _ = digits(4)
	for _, mark := range []string{"RC", "RD", "EC", "ED", "C", "D"} {
		if strings.HasPrefix(rest, mark) {
			l.mark, rest = mark, rest[len(mark):]
			break
		}
	}
	if l.mark == "" {
		return l, false
	}
	if rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
		l.funds, rest = rest[:1], rest[1:]
	}
	rest = strings.TrimLeft(rest, " ")
	end := len(rest) - len(strings.TrimLeft(rest, "0123456789,."))
	l.amount, rest = rest[:end], rest[end:]
	if l.amount == "" {
		return l, false
	}
	rest = strings.TrimLeft(rest, " ")
	if len(rest) >= 4 && rest[0] >= 'A' && rest[0] <= 'Z' {
		l.kind, rest = strings.TrimSpace(rest[:4]), rest[4:]
	}
	l.reference, l.bank, _ = strings.Cut(rest, "//")
	l.reference, l.bank = strings.TrimSpace(l.reference), strings.TrimSpace(l.bank)
	return l, true
}

// decimal is the mark in the amount: a comma by the standard, which some banks
// do not keep to.
func (l *line) decimal() statement.Mark {
	if !strings.Contains(l.amount, ",") && strings.Count(l.amount, ".") == 1 {
		return statement.Point
	}
	return statement.Comma
}

// direction is what the mark says. The reversal of a credit takes money away.
func (l *line) direction() dispute.Direction {
	switch l.mark {
	case "C", "RD", "EC":
		return dispute.In
	}
	return dispute.Out
}

// expected reports whether the entry is one that the bank awaits.
func (l *line) expected() bool { return l.mark[0] == 'E' }

func (l *line) fields(more []string) []dispute.Field {
	var out []dispute.Field
	for _, f := range []dispute.Field{
		{Name: ":61: value date", Value: l.value}, {Name: ":61: entry date", Value: l.booked}, {Name: ":61: mark", Value: l.mark},
		{Name: ":61: funds code", Value: l.funds}, {Name: ":61: amount", Value: l.amount}, {Name: ":61: type", Value: l.kind},
		{Name: ":61: reference", Value: l.reference}, {Name: ":61: bank reference", Value: l.bank},
		{Name: ":61: details", Value: strings.TrimSpace(strings.Join(more, " "))},
	} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}
