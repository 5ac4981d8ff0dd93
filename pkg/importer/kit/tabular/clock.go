package tabular

import (
	"math"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/monthname"
	"complain/pkg/internal/sheet"
)

// clock reads a date with its year first, and a time of day after it if there
// is one: "2026-01-02 15:04:05", "2026/1/2 4:56", "2026年1月2日".
func clock(text string) (c dispute.Clock, p dispute.Precision, ok bool) {
	s := scanner(sheet.Trim(text))
	date := s.number(&c.Year, 4, 4) && s.oneOf("-", "/", ".", "年") &&
		s.number(&c.Month, 1, 2) && s.oneOf("-", "/", ".", "月") && s.number(&c.Day, 1, 2)
	if !date {
		return c, 0, false
	}
	s.oneOf("日")
	p, ok = s.rest(&c)
	return c, p, ok
}

// rest reads the time of day that may follow a date, to the end.
func (s *scanner) rest(c *dispute.Clock) (dispute.Precision, bool) {
	if *s == "" {
		return dispute.Day, true
	}
	if !s.oneOf("T", " ") {
		return 0, false
	}
	*s = scanner(sheet.Trim(string(*s)))
	p, ok := s.timeOfDay(c)
	return p, ok && *s == ""
}

// halves are the words for the halves of the day, before the time or after it.
var halves = []struct {
	word  string
	after int // hours
}{{"AM", 0}, {"am", 0}, {"a.m.", 0}, {"A.M.", 0}, {"上午", 0}, {"PM", 12}, {"pm", 12}, {"p.m.", 12}, {"P.M.", 12}, {"下午", 12}}

// half reads a word of halves.
func (s *scanner) half() (hours int, ok bool) {
	rest := scanner(strings.TrimLeft(string(*s), " "))
	for _, h := range halves {
		if rest.oneOf(h.word) {
			*s = rest
			return h.after, true
		}
	}
	return 0, false
}

// timeOfDay reads "15:04", "15:04:05" or "15:04:05.250", by the clock of 24
// hours or of twelve, with AM and PM or 上午 and 下午.
func (s *scanner) timeOfDay(c *dispute.Clock) (dispute.Precision, bool) {
	after, twelve := s.half()
	if twelve {
		*s = scanner(strings.TrimLeft(string(*s), " "))
	}
	if !s.number(&c.Hour, 1, 2) || !s.oneOf(":", "：") || !s.number(&c.Minute, 2, 2) {
		return 0, false
	}
	p := dispute.Minute
	if s.oneOf(":", "：") {
		if !s.number(&c.Second, 2, 2) {
			return 0, false
		}
		p = dispute.Second
	}
	if p == dispute.Second && s.oneOf(".") {
		if !s.fraction(c) {
			return 0, false
		}
		p = dispute.Millisecond
	}
	if !twelve {
		after, twelve = s.half()
	}
	if twelve {
		return p, c.HalfDay(after > 0)
	}
	return p, true
}

// named reads a date whose month is a word: "Mar 5, 2026 9:05 AM", "Thu, 5 March
// 2026", "05-Mar-26", "5 de março de 2026", "12. Jan. 2026".
func named(text string) (c dispute.Clock, p dispute.Precision, ok bool) {
	s := scanner(sheet.Trim(text))
	if day, rest, cut := strings.Cut(string(s), ", "); cut && len(day) >= 2 && !strings.ContainsAny(day, "0123456789") && monthname.Of(day) == 0 {
		s = scanner(rest) // the day of the week
	}
	parted := func() bool { return s.oneOf(". de ", " de ", ". ", ", ", " ", "-", "/", ".", "º de ") }
	first := s.month(&c)
	ok = first && parted() && s.number(&c.Day, 1, 2) && parted() ||
		!first && s.number(&c.Day, 1, 2) && parted() && s.month(&c) && parted()
	left := len(s)
	if !ok || !s.number(&c.Year, 2, 4) || left-len(s) == 3 {
		return c, 0, false
	}
	if left-len(s) == 2 {
		c.Year += 2000
	}
	s.oneOf(",", ".")
	s.oneOf(" at", " um", " à", " às", " a las", " kl.", " klo", " в", " saat", " о")
	p, ok = s.rest(&c)
	return c, p, ok
}

// month reads the name of a month.
func (s *scanner) month(c *dispute.Clock) bool {
	month, n := monthname.At(string(*s))
	if month == 0 {
		return false
	}
	c.Month = month
	*s = (*s)[len(strings.TrimSuffix(string((*s)[:n]), ".")):]
	return true
}

type scanner string

func (s *scanner) number(n *int, least, most int) bool {
	i := 0
	for i < len(*s) && i < most && (*s)[i] >= '0' && (*s)[i] <= '9' {
		i++
	}
	if i < least {
		return false
	}
	*n, _ = strconv.Atoi(string((*s)[:i]))
	*s = (*s)[i:]
	return true
}

// fraction reads the digits of a part of a second, up to nanoseconds, and keeps
// those down to the millisecond.
func (s *scanner) fraction(c *dispute.Clock) bool {
	n := len(*s) - len(strings.TrimLeft(string(*s), "0123456789"))
	if n < 1 || n > 9 {
		return false
	}
	c.Milli, _ = strconv.Atoi((string((*s)[:n]) + "00")[:3])
	*s = (*s)[n:]
	return true
}

func (s *scanner) oneOf(marks ...string) bool {
	for _, m := range marks {
		if rest, ok := strings.CutPrefix(string(*s), m); ok {
			*s = scanner(rest)
			return true
		}
	}
	return false
}

// serial reads a workbook's number for a time: days since the end of 1899, or
// of 1903, with the time of day as the fraction. The fraction passed through
// binary floating point, so it is rounded to the second.
func serial(text string, since1904 bool) (c dispute.Clock, ok bool) {
	f, err := strconv.ParseFloat(sheet.Trim(text), 64)
	// Before day 61 the 1900 system counts a 29 February that never was; no
	// bill is that old.
	if err != nil || !(f >= 61 && f < 2958466) {
		return c, false
	}
	seconds := int64(math.Round(f * 86400))
	const untilUnix, until1904 = 25569, 1462 // days
	if since1904 {
		seconds += until1904 * 86400
	}
	t := time.Unix(seconds-untilUnix*86400, 0).UTC()
	return dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(),
		Hour: t.Hour(), Minute: t.Minute(), Second: t.Second()}, t.Year() <= 9999
}
