package photo

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// A stated time is one that the file's metadata states.
type stated struct {
	when dispute.When
	raw  string
	bad  bool // something stands there that is no time
}

// readStamp reads a date and time of EXIF ("2026:03:05 14:03:22"), XMP
// ("2026-03-05T14:03:22.5+08:00", "2026-03") or what phones made of them.
// offset and fraction are the tags that EXIF keeps beside it; an offset
// written behind the time itself is stronger.
func readStamp(raw, offset, fraction string, src *importer.Source, from dispute.TimeFrom) stated {
	s := stated{raw: raw}
	if blank(raw) {
		return s
	}
	c, precision, rest, ok := readClock(raw)
	if !ok {
		s.bad = true
		return s
	}
	if precision == dispute.Second {
		if ms, ok := thousandths(fraction); ok {
			c.Milli, precision = ms, dispute.Millisecond
		}
	}
	zone, zoneFrom := src.Options.Zone, src.Options.ZoneFrom
	if seconds, ok := readOffset(rest); ok {
		zone, zoneFrom = fixed(seconds), dispute.ZoneStated
	} else if rest != "" {
		s.bad = true
		return s
	} else if seconds, ok := readOffset(offset); ok {
		zone, zoneFrom = fixed(seconds), dispute.ZoneEXIF
	}
	w, err := dispute.Local(c, precision, zone, zoneFrom)
	if err != nil {
		s.bad = true
		return s
	}
	w.From = from
	s.when = w
	return s
}

func fixed(seconds int) *time.Location {
	return time.FixedZone(dispute.OffsetName(seconds), seconds)
}

// blank reports whether a date is written with nothing in it: EXIF wants
// blanks with colons for an unknown time, and many cameras write zeros.
func blank(raw string) bool { return strings.Trim(raw, " 0:-/.T\t\x00Z+") == "" }

// readClock reads as much of a date and time as is there; rest is what
// follows.
func readClock(raw string) (c dispute.Clock, p dispute.Precision, rest string, ok bool) {
	text := raw
	digits := func(n int) (v int, ok bool) {
		if len(text) < n {
			return 0, false
		}
		for i := range n {
			if text[i] < '0' || text[i] > '9' {
				return 0, false
			}
			v = v*10 + int(text[i]-'0')
		}
		text = text[n:]
		return v, true
	}
	separator := func(any string) bool {
		if text == "" || !strings.Contains(any, text[:1]) {
			return false
		}
		text = text[1:]
		return true
	}
	steps := []struct {
		before    string
		to        *int
		digits    int
		precision dispute.Precision
	}{
		{"", &c.Year, 4, dispute.Year},
		{":-/.", &c.Month, 2, dispute.Month},
		{":-/.", &c.Day, 2, dispute.Day},
		{" T", &c.Hour, 2, dispute.Hour},
		{":.", &c.Minute, 2, dispute.Minute},
		{":.", &c.Second, 2, dispute.Second},
	}
	for _, step := range steps {
		before := text
		if step.before != "" && !separator(step.before) {
			break
		}
		v, ok := digits(step.digits)
		if !ok {
			text = before
			break
		}
		*step.to, p = v, step.precision
	}
	if p == dispute.Second && (strings.HasPrefix(text, ".") || strings.HasPrefix(text, ",")) {
		n := 1
		for n < len(text) && text[n] >= '0' && text[n] <= '9' {
			n++
		}
		// A fraction has at least one digit; zeros alone are padding.
		if fraction := text[1:n]; strings.Trim(fraction, "0") != "" {
			c.Milli = milli(fraction)
			p = dispute.Millisecond
		}
		text = text[n:]
	}
	// An hour without minutes is no time of day that anybody writes.
	return c, p, strings.TrimSpace(text), p != dispute.Unknown && p != dispute.Hour
}

func milli(fraction string) int {
	ms := 0
	for i := range 3 {
		ms *= 10
		if i < len(fraction) {
			ms += int(fraction[i] - '0')
		}
	}
	return ms
}

// thousandths reads EXIF's SubSecTime, the digits behind the decimal point.
// Zeros alone are what cameras write that count no fractions.
func thousandths(fraction string) (int, bool) {
	for _, r := range fraction {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	return milli(fraction), strings.Trim(fraction, "0") != ""
}

// readOffset reads "+08:00", "+0800", "+8:00" and "Z".
func readOffset(text string) (seconds int, ok bool) {
	text = clean(text)
	if text == "Z" {
		return 0, true
	}
	if len(text) < 2 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	hours, minutes, found := strings.Cut(text[1:], ":")
	if !found && len(hours) == 4 {
		hours, minutes = hours[:2], hours[2:]
	}
	h, ok1 := small(hours, 14)
	m, ok2 := small(minutes, 59)
	if minutes == "" && !found {
		m, ok2 = 0, true
	}
	if !ok1 || !ok2 {
		return 0, false
	}
	seconds = h*3600 + m*60
	if text[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

func small(digits string, most int) (int, bool) {
	if digits == "" || len(digits) > 2 {
		return 0, false
	}
	v := 0
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, false
		}
		v = v*10 + int(r-'0')
	}
	return v, v <= most
}
