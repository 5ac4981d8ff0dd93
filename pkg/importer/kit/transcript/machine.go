package transcript

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
)

// Layouts of ISO 8601 as programs spell it. time.Parse takes decimals behind
// the seconds of each.
var (
	zoned = []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 Z0700",
		"2006-01-02 15:04:05 Z07:00", "2006-01-02T15:04:05Z07", "2006-01-02 15:04:05 UTC", "2006-01-02T15:04Z07:00", "20060102T150405Z0700",
		"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon Jan 2 2006 15:04:05 GMT-0700", "Mon Jan 02 15:04:05 -0700 2006",
	}
	local = []string{
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006/01/02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
		"2006/1/2 15:04:05", "2006-1-2 15:04:05", "2006/1/2 15:04", "20060102T150405", "20060102150405", "Mon Jan 2 15:04:05 2006", "2006年1月2日 15:04:05", "2006年1月2日 15:04", "January 2, 2006 3:04 PM", "January 2, 2006 at 3:04 PM",
		"2006-01-02", "2006/01/02", "2006年1月2日",
	}
)

// Machine reads a time as programs write it, where it can mean one thing only:
// Unix seconds, milliseconds, microseconds or nanoseconds by their number of
// digits, with any decimals, or ISO 8601. Zero is no time. One in UTC is shown on the
// case's clock, as counts are.
func (l *Log) Machine(written string) (dispute.When, bool) {
	written = spelled(strings.TrimSpace(written))
	if at, ok := l.count(written); ok {
		return at, true
	}
	if at := strings.Index(written, "24:00"); at == 11 { // the end of the day
		if day, err := time.Parse("2006-01-02", written[:10]); err == nil && noSeconds.MatchString(written[16:]) {
			written = day.AddDate(0, 0, 1).Format("2006-01-02") + written[10:11] + "00:00" + written[16:]
		}
	}
	for _, layout := range zoned {
		if t, err := time.Parse(layout, written); err == nil && t.Year() >= 1970 {
			_, seconds := t.Zone()
			from := dispute.ZoneStated
			if seconds == 0 { // a count of time, and nobody's clock
				at, ok := l.Instant(t.UnixMilli(), fine(t, written))
				return at, ok
			}
			return dispute.Instant(t.In(time.FixedZone("", seconds)), fine(t, written), from), true
		}
	}
	for _, layout := range local {
		t, err := time.Parse(layout, written)
		if err != nil || t.Year() < 1970 {
			continue
		}
		p := fine(t, written)
		switch strings.Count(layout, ":") {
		case 0:
			if !strings.Contains(layout, "1504") {
				p = dispute.Day
			}
		case 1:
			p = dispute.Minute
		}
		at, err := l.Src.Local(dispute.Clock{
			Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second(), Milli: t.Nanosecond() / 1e6,
		}, p)
		return at, err == nil
	}
	return dispute.When{}, false
}

var (
	dotNet    = pattern.New(`^\\?/Date\((\d+)(?:[+-]\d{4})?\)\\?/$`)
	namedZone = pattern.New(`\[[A-Za-z_/+-]+\]$`)
	ofGMT     = pattern.New(`(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$`)
	weekDate  = pattern.New(`^(\d{4})-?W(\d{2})-?([1-7])T`)
	noSeconds = pattern.New(`^(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$`)
	yearDay   = pattern.New(`^(\d{4})-(\d{3})T`)
)

// spelled is a time in the spelling that the layouts have: small letters, zones by name
// beside their offset, weeks and days of the year, and what .NET writes.
func spelled(s string) string {
	if m := dotNet.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if len(s) > 10 && s[10] == 't' {
		s = s[:10] + "T" + s[11:]
	}
	if strings.HasSuffix(s, "z") {
		s = s[:len(s)-1] + "Z"
	}
	if zone := namedZone.FindStringIndex(s); zone != nil && hasOffset(s[:zone[0]]) {
		s = s[:zone[0]]
	}
	if m := ofGMT.FindStringSubmatchIndex(s); m != nil {
		minutes := "00"
		if m[6] >= 0 {
			minutes = s[m[6]:m[7]]
		}
		s = s[:m[0]] + s[m[2]:m[3]] + ("0" + s[m[4]:m[5]])[m[5]-m[4]-1:] + ":" + minutes
	}
	if m := weekDate.FindStringSubmatch(s); m != nil {
		year, week, day := atoi(m[1]), atoi(m[2]), atoi(m[3])
		fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // is in the first week
		first := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
		return first.AddDate(0, 0, (week-1)*7+day-1).Format("2006-01-02T") + s[len(m[0]):]
	}
	if m := yearDay.FindStringSubmatch(s); m != nil {
		return time.Date(atoi(m[1]), 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, atoi(m[2])-1).Format("2006-01-02T") + s[len(m[0]):]
	}
	return s
}

func hasOffset(s string) bool {
	return strings.HasSuffix(s, "Z") || len(s) > 6 && strings.ContainsAny(s[len(s)-6:], "+-")
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // digits
	return n
}

// fine is the precision of what is written.
func fine(t time.Time, written string) dispute.Precision {
	if t.Nanosecond() != 0 || strings.Contains(written, ".") {
		return dispute.Millisecond
	}
	return dispute.Second
}

// lastYear is 2200 in milliseconds: a count beyond it is none of time.
const lastYear = 7_258_118_400_000

func (l *Log) count(written string) (dispute.When, bool) {
	whole, decimals, _ := strings.Cut(written, ".")
	if len(whole) == 14 && (strings.HasPrefix(whole, "20") || strings.HasPrefix(whole, "19")) {
		return dispute.When{}, false // year, month, day and time of day, and no count in the year 2600
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n <= 0 || strings.Trim(decimals, "0123456789") != "" {
		return dispute.When{}, false
	}
	milli, p := n, dispute.Millisecond
	switch digits := len(whole); {
	case digits >= 9 && digits <= 11:
		part, _ := strconv.Atoi((decimals + "000")[:3])
		milli = n*1000 + int64(part)
	case digits >= 12 && digits <= 14:
	case digits >= 15 && digits <= 17:
		milli = n / 1000
	case digits >= 18:
		milli = n / 1_000_000
	default:
		return dispute.When{}, false
	}
	if milli%1000 == 0 {
		p = dispute.Second
	}
	if milli > lastYear {
		return dispute.When{}, false
	}
	return l.Instant(milli, p)
}

// clockOf is the clock of seconds since 1970 on the clock itself.
func clockOf(seconds int64) dispute.Clock {
	t := time.Unix(seconds, 0).UTC()
	return dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second()}
}
