package foreigninvoice

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/monthname"
	"complain/pkg/internal/pattern"
)

var (
	yearFirst = pattern.New(`^(20[0-9]{2})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})(?:[^0-9]|$)`)
	yearLast  = pattern.New(`^([0-9]{1,2})([-/.])\s?([0-9]{1,2})[-/.]\s?(20[0-9]{2})(?:[^0-9]|$)`)
	inWords   = pattern.New(`^([0-9]{1,2}|\p{L}+)[.,]?(?:er|st|nd|rd|th)?(?:\s+de)?[\s-]+([0-9]{1,2}|\p{L}+)(?:st|nd|rd|th)?[.,]?(?:\s+de)?[\s-]+(20[0-9]{2})(?:[^0-9]|$)`)
)

// day reads the date that a value begins with. is reports whether it is one; the
// clock is not known where day and month may be either: dots are written by
// languages that have the day first, strokes by others too.
func day(value string, dayFirst bool) (c dispute.Clock, is, known bool) {
	value = strings.TrimLeft(value, " :.")
	n := func(s string) int { i, _ := strconv.Atoi(s); return i }
	if m := yearFirst.FindStringSubmatch(value); m != nil {
		c.Year, c.Month, c.Day = n(m[1]), n(m[2]), n(m[3])
		return c, valid(c), valid(c)
	}
	if m := yearLast.FindStringSubmatch(value); m != nil {
		c.Year, c.Day, c.Month = n(m[4]), n(m[1]), n(m[3])
		turned := c
		turned.Day, turned.Month = c.Month, c.Day
		switch {
		case valid(c) && (dayFirst || m[2] == "." || !valid(turned) || c == turned):
			return c, true, true
		case valid(turned) && !valid(c) && !dayFirst && m[2] != ".":
			return turned, true, true
		}
		return c, valid(c), false
	}
	if m := inWords.FindStringSubmatch(lower(value)); m != nil {
		at := slices.IndexFunc(m[1:3], func(w string) bool { return monthname.Of(w) > 0 })
		if at < 0 {
			return c, false, false
		}
		c.Year, c.Month, c.Day = n(m[3]), monthname.Of(m[1+at]), n(m[2-at])
		return c, valid(c), valid(c)
	}
	return c, false, false
}

// dated is the date that a value begins with, as it is written.
func dated(value string) string {
	value = strings.TrimLeft(value, " :.")
	for _, re := range [...]*pattern.Pattern{yearFirst, yearLast, inWords} {
		if m := re.FindString(value); m != "" {
			return strings.TrimRight(m, " ,;)(")
		}
	}
	return ""
}

func valid(c dispute.Clock) bool { return c.Month >= 1 && c.Month <= 12 && c.Day >= 1 && c.Day <= 31 }
