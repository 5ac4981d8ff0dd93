package hint

import (
	"fmt"
	"strconv"
	"time"

	"complain/pkg/internal/pattern"
)

// A date with its year; one without is a guess. The order of year, month and
// day is the one that East Asia and ISO 8601 write.
var date = pattern.New(`(20[0-9]{2})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})(?:[日号])?(?:[T\s]{0,3}([0-9]{1,2})[:：]([0-9]{2})(?:[:：]([0-9]{2}))?)?`)

// someDay is a day or a time of day as people write them, also without a year.
var someDay = pattern.New(`\d\s?(?:月|号|日|点|[:：]\d\d|[-/.]\d{1,2}(?:\D|$))|昨天|今天|前天|(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|today|yesterday)[a-z]*\b)`)

// Timed reports whether a text names a day or a time of day, be it without a year.
func Timed(text string) bool { return someDay.MatchString(text) }

func dates(out []Found, text string) []Found {
	for n, rest := 0, 0; n < maxTried; n++ {
		m := date.FindStringSubmatchIndex(text[rest:])
		if m == nil {
			return out
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += rest
			}
		}
		rest = m[1]
		if m[0] > 0 && digit(text[m[0]-1]) || m[1] < len(text) && digit(text[m[1]]) {
			continue // a part of a longer number
		}
		if value, ok := written(text, m); ok {
			out = append(out, Found{Date, m[0], m[1], value})
		}
	}
	return out
}

func written(text string, m []int) (string, bool) {
	var n [7]int
	for i := 1; i < 7; i++ {
		if m[2*i] >= 0 {
			n[i], _ = strconv.Atoi(text[m[2*i]:m[2*i+1]])
		}
	}
	t := time.Date(n[1], time.Month(n[2]), n[3], n[4], n[5], n[6], 0, time.UTC)
	if int(t.Month()) != n[2] || t.Day() != n[3] || n[4] > 23 || n[5] > 59 || n[6] > 59 {
		return "", false
	}
	value := fmt.Sprintf("%04d-%02d-%02d", n[1], n[2], n[3])
	if m[8] >= 0 {
		value += fmt.Sprintf(" %02d:%02d", n[4], n[5])
	}
	if m[12] >= 0 {
		value += fmt.Sprintf(":%02d", n[6])
	}
	return value, true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
