package dispute

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Precision says how much of a time is known.
type Precision uint8

// The precisions, from nothing to the millisecond. Their numbers are part of
// the case-file format.
const (
	Unknown     Precision = 0
	Year        Precision = 1
	Month       Precision = 2
	Day         Precision = 3
	Hour        Precision = 4
	Minute      Precision = 5
	Second      Precision = 6
	Millisecond Precision = 7
)

var precisionNames = [...]string{"unknown", "year", "month", "day", "hour", "minute", "second", "millisecond"}

// String is the English name, as JSON shows it: "minute".
func (p Precision) String() string {
	if int(p) < len(precisionNames) {
		return precisionNames[p]
	}
	return fmt.Sprintf("precision(%d)", uint8(p))
}

// ZoneFrom says who stated a zone.
type ZoneFrom string

// Where a zone can come from, strongest first.
const (
	ZoneStated ZoneFrom = "stated" // written beside the time
	ZoneEXIF   ZoneFrom = "exif"   // an EXIF OffsetTime tag
	ZoneFormat ZoneFrom = "format" // the format fixes it, such as Alipay's Beijing time or a Unix timestamp
	ZoneUser   ZoneFrom = "user"   // given with --tz
	ZoneCase   ZoneFrom = "case"   // assumed: the case's own zone
)

// Zone is the offset of a time and where it came from.
type Zone struct {
	Name   string // IANA name, "UTC", or an offset such as "+08:00"
	Offset int    // seconds east of UTC at that time
	From   ZoneFrom
}

// TimeFrom says what stated a time.
type TimeFrom string

// Where a time can come from. The empty value means: written at the record's
// locator.
const (
	TimeRecord   TimeFrom = ""
	TimeEXIF     TimeFrom = "exif"
	TimeXMP      TimeFrom = "xmp"
	TimeFileName TimeFrom = "file-name"
	TimeModified TimeFrom = "modified" // the last change of a file, as its folder, its archive or its metadata say; the weakest
	TimeUser     TimeFrom = "user"     // the user said so
)

// When is a time as far as it is known: a wall clock cut to a precision, the
// zone it stands in, and where both came from. The zero When is an unknown
// time. Every known When has a zone, if only an assumed one, so that any two
// can be put in order.
type When struct {
	wall int64 // milliseconds since 1970-01-01T00:00 on the wall clock of Zone
	Precision
	Zone Zone
	From TimeFrom
}

// ErrWhen is wrapped by every error about a date or time that cannot be.
var ErrWhen = errors.New("no such date or time")

// Clock is a wall-clock reading; months and days start at 1.
type Clock struct {
	Year, Month, Day, Hour, Minute, Second, Milli int
}

// Local makes a When from a wall clock in loc. It fails for a month 13 or a
// 30 February; a second of 60 is refused too. Parts finer than p are ignored.
func Local(c Clock, p Precision, loc *time.Location, from ZoneFrom) (When, error) {
	if p == Unknown {
		return When{}, nil
	}
	c = c.cut(p)
	t := time.Date(c.Year, time.Month(c.Month), c.Day, c.Hour, c.Minute, c.Second, c.Milli*1e6, time.UTC)
	if c.Year < 1 || c.Year > 9999 || clockOf(t) != c { // what there is not, Date makes another time of
		return When{}, fmt.Errorf("%04d-%02d-%02d %02d:%02d:%02d: %w",
			c.Year, c.Month, c.Day, c.Hour, c.Minute, c.Second, ErrWhen)
	}
	_, offset := time.Date(c.Year, time.Month(c.Month), c.Day, c.Hour, c.Minute, c.Second, 0, loc).Zone()
	return When{wall: t.UnixMilli(), Precision: p, Zone: Zone{Name: zoneName(loc, offset), Offset: offset, From: from}}, nil
}

// HalfDay turns an hour beside a word for half a day into one of the day. Half days
// begin with 12, in Japan also with 0; an hour after noon may be counted from midnight
// already ("下午 14:20"). It fails for what no half day has.
func (c *Clock) HalfDay(afternoon bool) bool {
	switch {
	case c.Hour < 0, c.Hour > 23:
		return false
	case c.Hour > 12:
		return afternoon
	}
	c.Hour %= 12
	if afternoon {
		c.Hour += 12
	}
	return true
}

func clockOf(t time.Time) Clock {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return Clock{year, int(month), day, hour, minute, second, t.Nanosecond() / 1e6}
}

// DayEnd is the beginning of the next day where c is the end of one, as ISO 8601
// writes it: 24:00. What is later than that is no time: programs write 24:30 for the
// first hour of the day, and people for that of the next.
func (c Clock) DayEnd() (next Clock, ended bool) {
	if c.Hour != 24 || c.Minute+c.Second+c.Milli != 0 {
		return c, false
	}
	t := time.Date(c.Year, time.Month(c.Month), c.Day+1, 0, 0, 0, 0, time.UTC)
	if before := t.AddDate(0, 0, -1); before.Day() != c.Day || int(before.Month()) != c.Month {
		return c, false // after a day that there is not
	}
	return Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, true
}

func (c Clock) cut(p Precision) Clock {
	if p < Millisecond {
		c.Milli = 0
	}
	if p < Second {
		c.Second = 0
	}
	if p < Minute {
		c.Minute = 0
	}
	if p < Hour {
		c.Hour = 0
	}
	if p < Day {
		c.Day = 1
	}
	if p < Month {
		c.Month = 1
	}
	return c
}

// Instant makes a When from a point in time, shown on the wall clock of t's
// location.
func Instant(t time.Time, p Precision, from ZoneFrom) When {
	c := Clock{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond() / 1e6}.cut(p)
	_, offset := t.Zone()
	wall := time.Date(c.Year, time.Month(c.Month), c.Day, c.Hour, c.Minute, c.Second, c.Milli*1e6, time.UTC)
	return When{wall: wall.UnixMilli(), Precision: p, Zone: Zone{Name: zoneName(t.Location(), offset), Offset: offset, From: from}}
}

func zoneName(loc *time.Location, offset int) string {
	switch name := loc.String(); name {
	case "", "Local":
		return OffsetName(offset)
	default:
		return name
	}
}

// OffsetName is an offset in seconds as "+08:00"; 0 is "+00:00".
func OffsetName(offset int) string {
	return string(appendOffset(make([]byte, 0, 8), offset))
}

func appendOffset(b []byte, offset int) []byte {
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return padded(append(padded(append(b, sign), offset/3600, 2), ':'), offset/60%60, 2)
}

// Stored is a When taken apart for the case file.
type Stored struct {
	Wall      int64 // milliseconds since 1970-01-01T00:00 on the zone's wall clock
	Precision Precision
	Zone      Zone
	From      TimeFrom
}

// Stored takes w apart.
func (w When) Stored() Stored { return Stored{w.wall, w.Precision, w.Zone, w.From} }

// When puts a stored time together again.
func (s Stored) When() When { return When{s.Wall, s.Precision, s.Zone, s.From} }

// Known reports whether anything of the time is known.
func (w When) Known() bool { return w.Precision != Unknown }

// Time is the instant at which w begins: 00:00 of the day when only the day is
// known. It is the zero time when w is unknown.
func (w When) Time() time.Time {
	if !w.Known() {
		return time.Time{}
	}
	return time.UnixMilli(w.Milli()).In(time.FixedZone(OffsetName(w.Zone.Offset), w.Zone.Offset))
}

// Milli is Time in milliseconds since 1970-01-01T00:00Z, of a time that is known.
func (w When) Milli() int64 { return w.wall - int64(w.Zone.Offset)*1000 }

// Clock is the wall-clock reading.
func (w When) Clock() Clock {
	t := time.UnixMilli(w.wall).UTC()
	return Clock{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond() / 1e6}
}

// WholeDay is the day of w, or w where no more is known.
func (w When) WholeDay() When {
	if w.Precision <= Day {
		return w
	}
	const day = 24 * 3600 * 1000
	w.wall -= (w.wall%day + day) % day
	w.Precision = Day
	return w
}

// Compare puts two times in order by the instant at which they begin, and the
// coarser first where that is the same. Unknown times come last.
func (w When) Compare(o When) int {
	if !w.Known() || !o.Known() {
		return cmp.Compare(boolInt(!w.Known()), boolInt(!o.Known()))
	}
	return cmp.Or(
		cmp.Compare(w.Milli(), o.Milli()),
		cmp.Compare(w.Precision, o.Precision))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// String is RFC 3339 cut to the precision: "2026", "2026-03-01",
// "2026-03-01T15:04+08:00". An unknown time is "".
func (w When) String() string {
	b := w.append(make([]byte, 0, 32), 'T')
	if w.Precision >= Hour && len(b) > 0 {
		b = appendOffset(b, w.Zone.Offset)
	}
	return string(b)
}

// append writes the wall clock as far as it is known, the day and the hour apart
// by sep.
func (w When) append(b []byte, sep byte) []byte {
	if !w.Known() || w.Precision > Millisecond {
		return b
	}
	c := w.Clock()
	b = padded(b, c.Year, 4)
	for _, part := range [...]struct {
		from   Precision
		before byte
		value  int
		width  int
	}{
		{Month, '-', c.Month, 2}, {Day, '-', c.Day, 2}, {Hour, sep, c.Hour, 2}, {Minute, ':', c.Minute, 2},
		{Second, ':', c.Second, 2}, {Millisecond, '.', c.Milli, 3},
	} {
		if w.Precision < part.from {
			break
		}
		b = padded(append(b, part.before), part.value, part.width)
	}
	return b
}

// padded writes a number with zeros before it.
func padded(b []byte, n, width int) []byte {
	least := 1
	for range width - 1 {
		least *= 10
	}
	if n < 0 {
		return fmt.Appendf(b, "%0*d", width, n)
	}
	for ; least > 1 && n < least; least /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// MarshalJSON is String as a JSON string; an unknown time is "".
func (w When) MarshalJSON() ([]byte, error) { return []byte(`"` + w.String() + `"`), nil }

// Wall is the wall clock cut to the precision, without the zone, as tables and
// packets print it: "2026-03-01 15:04". An unknown time is "".
func (w When) Wall() string {
	short := w
	short.Precision = min(w.Precision, Second)
	if w.Precision > Millisecond {
		return ""
	}
	b := short.append(make([]byte, 0, 24), ' ')
	if w.Precision == Hour {
		b = append(b, 'h')
	}
	return string(b)
}
