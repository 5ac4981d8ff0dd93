package mt940

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/pattern"
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

// dated is how an entry with its days begins. damaged is how one does whose days are
// missing or no figures: what follows them has to be a mark and an amount by the standard.
var (
	dated   = pattern.New(`^(\d{6})(\d{4})?[CDRE]`)
	damaged = pattern.New(`^((?:.{0,11}?[^A-Za-z])?)(?:RC|RD|EC|ED|C|D)[A-Z]? *\d+,\d*`)
)

// days takes its days off an entry: those of value and of booking, or all that stands
// in their place.
func days(entry string) (value, booked, rest string, ok bool) {
	if m := dated.FindStringSubmatch(entry); m != nil {
		return m[1], m[2], entry[len(m[1])+len(m[2]):], true
	}
	m := damaged.FindStringSubmatch(entry)
	if m == nil {
		return "", "", "", false
	}
	return strings.TrimSpace(m[1]), "", entry[len(m[1]):], true
}

func parseEntry(text string) (l line, ok bool) {
	var rest string
	if l.value, l.booked, rest, ok = days(strings.TrimSpace(text)); !ok {
		return l, false
	}
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
