package transcript

import (
	"strings"
	"time"

	"complain/pkg/dispute"
)

// digits reads from least to most decimal digits at the start of s.
func digits(s string, least, most int) (value int, rest string, ok bool) {
	n := 0
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		value = value*10 + int(s[n]-'0')
		n++
	}
	if n < least || n < len(s) && n == most && s[n] >= '0' && s[n] <= '9' {
		return 0, s, false
	}
	return value, s[n:], true
}

// Number reads from least to most decimal digits at the start of s, and not
// more than that.
func Number(s string, least, most int) (value int, rest string, ok bool) {
	return digits(s, least, most)
}

// Numbers reads numbers with the given separator between them.
func Numbers(s, separator string, widths ...[2]int) (values []int, rest string, ok bool) {
	for i, w := range widths {
		if i > 0 {
			if s, ok = strings.CutPrefix(s, separator); !ok {
				return nil, s, false
			}
		}
		var v int
		if v, s, ok = digits(s, w[0], w[1]); !ok {
			return nil, s, false
		}
		values = append(values, v)
	}
	return values, s, true
}

// Date reads a date with the year first at the start of s: 2024-01-02, 2012/4/11.
func Date(s, separator string) (c dispute.Clock, rest string, ok bool) {
	v, rest, ok := Numbers(s, separator, [2]int{4, 4}, [2]int{1, 2}, [2]int{1, 2})
	if !ok {
		return c, s, false
	}
	return dispute.Clock{Year: v[0], Month: v[1], Day: v[2]}, rest, true
}

// Clock reads a time of day at the start of s into c: 03:04:05, 1:2:3, 9:30.
func Clock(s string, c *dispute.Clock) (p dispute.Precision, rest string, ok bool) {
	v, rest, ok := Numbers(s, ":", [2]int{1, 2}, [2]int{1, 2})
	if !ok {
		return 0, s, false
	}
	c.Hour, c.Minute = v[0], v[1]
	if after, colon := strings.CutPrefix(rest, ":"); colon {
		if c.Second, after, ok = digits(after, 1, 2); ok {
			return dispute.Second, after, true
		}
	}
	return dispute.Minute, rest, true
}

// Stamp reads a whole text as a date and a time of day with what stands between
// them: "2024-01-02 03:04:05".
func Stamp(s, separator, between string) (c dispute.Clock, p dispute.Precision, ok bool) {
	c, rest, ok := Date(s, separator)
	if !ok {
		return c, 0, false
	}
	if rest, ok = strings.CutPrefix(rest, between); !ok {
		return c, 0, false
	}
	p, rest, ok = Clock(rest, &c)
	return c, p, ok && rest == ""
}

// Offset reads a whole text as an ISO 8601 time with its offset. The precision
// is that of what is written.
func Offset(s string) (dispute.When, bool) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1 {
		return dispute.When{}, false
	}
	p := dispute.Second
	if strings.Contains(s, ".") {
		p = dispute.Millisecond
	}
	_, seconds := t.Zone()
	return dispute.Instant(t.In(time.FixedZone("", seconds)), p, dispute.ZoneStated), true
}
