package filedate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// layout is the form of a name. A name has the form when it begins with it and
// goes on with neither a digit nor, after a layout that ends in "!", a letter.
// Letters match in either case. In it,
//
//	%Y %m %d %H %M %S  year, month, day, hour, minute, second: 4 or 2 digits
//	%h                 hour of one or two digits
//	%p                 AM, p.m., 上午, 下午
//	%L %C              thousandths, hundredths of a second
//	%E %e              milliseconds, seconds since 1970: 13, 10 digits
//	%n %x              a number, 32 hexadecimal digits
//	' '                spaces of any kind, also as "_" or "+"
//	[...]              what may be missing
//	{a|b}              one of several
type layout string

func (l layout) timeless() bool {
	return !strings.Contains(string(l), "%Y") && !strings.Contains(string(l), "%E") && !strings.Contains(string(l), "%e")
}

// parts is what a layout found in a name.
type parts struct {
	clock     dispute.Clock
	half      half
	stamp     int64 // milliseconds since 1970
	precision dispute.Precision
}

func match(l layout, name string, p *parts) bool {
	if l == "" {
		r, _ := utf8.DecodeRuneInString(name)
		return !unicode.IsDigit(r)
	}
	switch l[0] {
	case '*':
		return true
	case '!':
		r, _ := utf8.DecodeRuneInString(name)
		return !unicode.IsDigit(r) && !unicode.IsLetter(r)
	case '[':
		inner, rest, _ := strings.Cut(string(l[1:]), "]")
		with := *p
		if match(layout(inner+rest), name, &with) {
			*p = with
			return true
		}
		return match(layout(rest), name, p)
	case '{':
		choices, rest, _ := strings.Cut(string(l[1:]), "}")
		for choice := range strings.SplitSeq(choices, "|") {
			with := *p
			if match(layout(choice+rest), name, &with) {
				*p = with
				return true
			}
		}
		return false
	case ' ':
		trimmed := strings.TrimLeft(name, " \u00a0\u202f\u2009_+")
		return trimmed != name && match(l[1:], trimmed, p)
	case '%':
		n := p.take(l[1], name)
		return n > 0 && match(l[2:], name[n:], p)
	}
	lr, ln := utf8.DecodeRuneInString(string(l))
	nr, nn := utf8.DecodeRuneInString(name)
	return nn > 0 && (lr == nr || lr < utf8.RuneSelf && nr < utf8.RuneSelf && unicode.ToLower(lr) == unicode.ToLower(nr)) &&
		match(l[ln:], name[nn:], p)
}

// take reads the part that verb names and returns its length, or 0.
func (p *parts) take(verb byte, name string) int {
	set := func(to *int, digits int, precision dispute.Precision) int {
		v, n := number(name, digits)
		if n == digits {
			*to = int(v)
			p.precision = max(p.precision, precision)
			return n
		}
		return 0
	}
	switch verb {
	case 'Y':
		return set(&p.clock.Year, 4, dispute.Year)
	case 'm':
		return set(&p.clock.Month, 2, dispute.Month)
	case 'd':
		return set(&p.clock.Day, 2, dispute.Day)
	case 'H':
		return set(&p.clock.Hour, 2, dispute.Hour)
	case 'h':
		if n := set(&p.clock.Hour, 2, dispute.Hour); n > 0 {
			return n
		}
		return set(&p.clock.Hour, 1, dispute.Hour)
	case 'M':
		return set(&p.clock.Minute, 2, dispute.Minute)
	case 'S':
		return set(&p.clock.Second, 2, dispute.Second)
	case 'L':
		return set(&p.clock.Milli, 3, dispute.Millisecond)
	case 'C':
		n := set(&p.clock.Milli, 2, dispute.Millisecond)
		p.clock.Milli *= 10
		return n
	case 'E':
		v, n := number(name, 13)
		if n == 13 {
			p.stamp, p.precision = v, dispute.Millisecond
			return n
		}
	case 'e':
		v, n := number(name, 10)
		if n == 10 {
			p.stamp, p.precision = v*1000, dispute.Second
			return n
		}
	case 'n':
		_, n := number(name, len(name))
		return n
	case 'x':
		n := 0
		for n < len(name) && strings.IndexByte("0123456789abcdefABCDEF", name[n]) >= 0 {
			n++
		}
		if n == 32 {
			return n
		}
	case 'p':
		return p.takeHalf(name)
	}
	return 0
}

func (p *parts) takeHalf(name string) int {
	for _, w := range []struct {
		word string
		half half
	}{{"上午", "am"}, {"下午", "pm"}, {"am", "am"}, {"pm", "pm"}, {"a.m.", "am"}, {"p.m.", "pm"}} {
		if len(name) >= len(w.word) && strings.EqualFold(name[:len(w.word)], w.word) {
			p.half = w.half
			return len(w.word)
		}
	}
	return 0
}

// number reads at most most digits from the beginning of name.
func number(name string, most int) (value int64, n int) {
	for n < min(most, len(name)) && name[n] >= '0' && name[n] <= '9' {
		if n < 18 {
			value = value*10 + int64(name[n]-'0')
		}
		n++
	}
	return value, n
}
