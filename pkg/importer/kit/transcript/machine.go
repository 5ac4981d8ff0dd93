package transcript

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// Layouts of ISO 8601 as programs spell it. time.Parse takes decimals behind
// the seconds of each.
var (
	zoned = []string{
		"2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 Z0700",
		"2006-01-02 15:04:05 Z07:00", "2006-01-02T15:04:05Z07", "2006-01-02 15:04:05 UTC", "2006-01-02T15:04Z07:00", "20060102T150405Z0700",
	}
	local = []string{
		"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006/01/02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
		"2006/1/2 15:04:05", "2006-1-2 15:04:05", "2006/1/2 15:04", "20060102T150405",
	}
)

// Machine reads a time as programs write it, where it can mean one thing only:
// Unix seconds, milliseconds, microseconds or nanoseconds by their number of
// digits, with any decimals, or ISO 8601. Zero is no time. One in UTC is shown on the
// case's clock, as counts are.
func (l *Log) Machine(written string) (dispute.When, bool) {
	written = strings.TrimSpace(written)
	if at, ok := l.count(written); ok {
		return at, true
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
		if strings.Count(layout, ":") == 1 {
			p = dispute.Minute
		}
		at, err := l.Src.Local(dispute.Clock{
			Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second(), Milli: t.Nanosecond() / 1e6,
		}, p)
		return at, err == nil
	}
	return dispute.When{}, false
}

// fine is the precision of what is written.
func fine(t time.Time, written string) dispute.Precision {
	if t.Nanosecond() != 0 || strings.Contains(written, ".") {
		return dispute.Millisecond
	}
	return dispute.Second
}

func (l *Log) count(written string) (dispute.When, bool) {
	whole, decimals, _ := strings.Cut(written, ".")
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
	return l.Instant(milli, p)
}

// clockOf is the clock of seconds since 1970 on the clock itself.
func clockOf(seconds int64) dispute.Clock {
	t := time.Unix(seconds, 0).UTC()
	return dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second()}
}
