package tabular

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/sheet"
)

// Dates is how a table writes its dates. Only one way is read, so that a date
// is never taken for another day.
type Dates int

// The ways. A date that begins with a year of four digits, or names its month
// ("5 Mar 2026"), is read in all but MonthDay.
const (
	YearFirst  Dates = iota // 2026-03-01, 2026/3/1, 2026年3月1日
	DayFirst                // 01/03/2026, 1.3.2026
	MonthFirst              // 03/01/2026
	DayOrMonth              // either of the two: the rows decide, or the user
	Packed                  // 20260301
	MonthDay                // 03/01: the year stands in the title
	Instant                 // 2026-03-01T15:04:05.123Z, or the seconds or milliseconds since 1970 in UTC
)

// clockwork is how the times of one file become When.
type clockwork struct {
	zone        *time.Location
	from        dispute.ZoneFrom
	since1904   bool
	dates       Dates
	days        bool // a workbook's whole number is a day, and not its midnight
	short       bool // years of two digits may stand in front
	strict      bool // only in the one way, and not as a spreadsheet program may have written it
	year, month int  // of the bill, for MonthDay
}

// date reads a cell that holds a date, and perhaps the time of day. offset is
// the zone that the cell itself states, or nil.
func (cw *clockwork) date(cell sheet.Cell) (c dispute.Clock, p dispute.Precision, offset *time.Location, ok bool) {
	text := sheet.Trim(sheet.Narrow(cell.Text))
	if western, is := fromEra(text); is {
		text, cell.Text = western, western
	}
	if rest, zone := offsetAt(text); zone != nil && cw.dates != Instant && cw.dates != MonthDay {
		cell.Text, cell.Number = rest, false
		c, p, _, ok = cw.date(cell)
		return c, p, zone, ok && p > dispute.Day
	}
	if rest, word := zoneWord(text); word != "" && cw.dates != Instant && cw.dates != MonthDay {
		cell.Text, cell.Number = rest, false
		c, p, _, ok = cw.date(cell)
		if seconds, known := Zones()[word]; known {
			offset = time.FixedZone(dispute.OffsetName(seconds), seconds)
		}
		return c, p, offset, ok && p > dispute.Day
	}
	switch {
	case cw.dates == Instant && !cw.strict && Unix(text):
		c, p = sinceEpoch(text)
		return c, p, time.UTC, true
	case cw.dates == Packed:
		c, p, ok = packed(text)
		if !ok && !cell.Number && !cw.strict {
			c, p, ok = clock(text)
		}
		if ok || !cell.Number && (cw.strict || !dayNumber(text)) {
			return c, p, nil, ok
		}
		fallthrough
	case cell.Number, !cw.strict && cw.dates != MonthDay && dayNumber(text):
		c, ok = serial(text, cw.since1904)
		p = dispute.Second
		if cw.days && c.Hour+c.Minute+c.Second == 0 {
			p = dispute.Day
		}
		return c, p, nil, ok
	case cw.dates == DayFirst || cw.dates == MonthFirst:
		if c, p, ok = clock(text); ok {
			return c, p, nil, ok
		}
		if c, p, ok = turned(text, cw.dates == MonthFirst); ok {
			return c, p, nil, ok
		}
		c, p, ok = named(text)
		return c, p, nil, ok
	case cw.dates == MonthDay:
		c, ok = cw.monthDay(text)
		return c, dispute.Day, nil, ok
	case cw.dates == Instant:
		return instant(text)
	}
	if c, p, ok = clock(text); !ok {
		c, p, ok = named(text)
	}
	if !ok && cw.short && cw.dates == YearFirst {
		c, p, ok = shortYear(text)
	}
	if !ok && !cw.strict {
		c, p, ok = packed(text)
	}
	return c, p, nil, ok
}

// eras are the reigns by which Japanese banks count years, with the year before
// their first.
var eras = map[string]int{"R": 2018, "令和": 2018, "H": 1988, "平成": 1988, "S": 1925, "昭和": 1925}

// era is a date of one: R8.7.14, 令和8年7月14日.
var era = pattern.New(`^([RHS]|令和|平成|昭和)[ .]?([0-9]{1,2}|元)[./年-]([0-9]{1,2})[./月-]([0-9]{1,2})日?(.*)$`)

// fromEra is a date of an era by the year that everybody counts.
func fromEra(text string) (western string, is bool) {
	if text == "" || !strings.ContainsRune("RHS令平昭", []rune(text[:min(len(text), 4)])[0]) {
		return text, false
	}
	m := era.FindStringSubmatch(text)
	if m == nil {
		return text, false
	}
	year, err := strconv.Atoi(m[2])
	if err != nil {
		year = 1
	}
	return strconv.Itoa(eras[m[1]]+year) + "/" + m[3] + "/" + m[4] + m[5], true
}

// offsetAt splits a distance from UTC off the end of a time of day: "12:00:00Z",
// "12:00:00 +0200", "12:00 UTC".
func offsetAt(text string) (rest string, offset *time.Location) {
	if !strings.Contains(text, ":") {
		return text, nil
	}
	if i := strings.LastIndexByte(text, '('); i > strings.IndexByte(text, ':') && strings.HasSuffix(text, ")") {
		text = text[:i] + text[i+1:len(text)-1] // 10:11:12 (UTC+08:00)
	}
	// The last colon may be the offset's own: +02:00.
	for j := len(text) - 1; j > 0; j-- {
		switch c := text[j]; {
		case c >= '0' && c <= '9', c == ':', c >= 'A' && c <= 'Z', c == ' ':
			continue
		case (c == '+' || c == '-') && strings.Contains(text[:j], ":"):
			if zone := worldZone(text[j:]); zone != nil {
				head := strings.TrimSuffix(strings.TrimSuffix(sheet.Trim(text[:j]), "UTC"), "GMT")
				return sheet.Trim(head), zone
			}
		}
		break
	}
	for _, word := range []string{"Z", "UTC", "GMT"} {
		if head, found := strings.CutSuffix(text, word); found && head != "" && strings.ContainsAny(head[len(head)-1:], "0123456789 ") {
			return sheet.Trim(head), time.UTC
		}
	}
	return text, nil
}

// zoneWord splits the abbreviation of a zone off the end of a time of day: "10:11:12
// EDT"; word is "" where there is none.
func zoneWord(text string) (rest, word string) {
	i := strings.LastIndexByte(text, ' ')
	if i < 0 || !strings.Contains(text[:i], ":") {
		return text, ""
	}
	if word = text[i+1:]; len(word) < 3 || len(word) > 4 || strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return text, ""
	}
	return sheet.Trim(text[:i]), word
}

// dayNumber reports whether a text is a spreadsheet's number for a day since
// 1982 and up to 2099, with or without the time of day.
func dayNumber(text string) bool {
	day, rest, _ := strings.Cut(text, ".")
	return len(day) == 5 && day >= "30000" && day < "73051" && digits(day) && (rest == "" || digits(rest))
}

// packed reads "20260301", and "20260301 150405" or "20260301150405".
func packed(text string) (c dispute.Clock, p dispute.Precision, ok bool) {
	s := scanner(sheet.Trim(text))
	if !s.number(&c.Year, 4, 4) || !s.number(&c.Month, 2, 2) || !s.number(&c.Day, 2, 2) {
		return c, 0, false
	}
	if s == "" {
		return c, dispute.Day, true
	}
	s.oneOf(" ")
	if strings.Contains(string(s), ":") {
		p, ok = s.timeOfDay(&c)
		return c, p, ok && s == ""
	}
	ok = s.number(&c.Hour, 2, 2) && s.number(&c.Minute, 2, 2) && s.number(&c.Second, 2, 2) && s == ""
	return c, dispute.Second, ok
}

// turned reads a date with its year last: "1/3/2026", "01.03.26 15:04".
func turned(text string, monthFirst bool) (c dispute.Clock, p dispute.Precision, ok bool) {
	s := scanner(text)
	var first, second int
	if !s.number(&first, 1, 2) || !s.oneOf("/", ".", "-") || !s.number(&second, 1, 2) || !s.oneOf("/", ".", "-") {
		return c, 0, false
	}
	digits := len(s)
	if !s.number(&c.Year, 2, 4) {
		return c, 0, false
	}
	switch digits -= len(s); digits {
	case 2:
		c.Year += 2000
	case 3:
		return c, 0, false
	}
	c.Day, c.Month = first, second
	if monthFirst {
		c.Day, c.Month = second, first
	}
	s.oneOf(",")
	p, ok = s.rest(&c)
	return c, p, ok
}

// The years that two digits in front may mean: what is earlier is a day.
const leastShort, mostShort = 15, 39

// shortYear reads "26/03/14".
func shortYear(text string) (c dispute.Clock, p dispute.Precision, ok bool) {
	s := scanner(text)
	if !s.number(&c.Year, 2, 2) || c.Year < leastShort || c.Year > mostShort || !s.oneOf("/", ".", "-") || !s.number(&c.Month, 1, 2) || !s.oneOf("/", ".", "-") || !s.number(&c.Day, 1, 2) {
		return c, 0, false
	}
	c.Year += 2000
	p, ok = s.rest(&c)
	return c, p, ok
}

// ShortYear reports whether a date may begin with a year of two digits.
func ShortYear(text string) bool {
	_, _, ok := shortYear(sheet.Trim(sheet.Narrow(text)))
	return ok
}

// monthDay reads "03/01" of a bill whose month is known: a month after the
// bill's belongs to the year before.
func (cw *clockwork) monthDay(text string) (c dispute.Clock, ok bool) {
	s := scanner(text)
	if !s.number(&c.Month, 1, 2) || !s.oneOf("/", "-", "月") || !s.number(&c.Day, 1, 2) {
		return c, false
	}
	s.oneOf("日")
	if c.Year = cw.year; c.Month > cw.month {
		c.Year--
	}
	return c, s == "" && cw.year > 0
}

// instant reads a time with its zone: "2026-05-02T20:34:44.221Z",
// "2026-05-02T20:34:44+08:00", or "05/02/2026 20:34:44 UTC" as older files
// have it.
func instant(text string) (c dispute.Clock, p dispute.Precision, offset *time.Location, ok bool) {
	for _, layout := range []string{time.RFC3339Nano, "01/02/2006 15:04:05 MST"} {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		name, seconds := t.Zone()
		if layout != time.RFC3339Nano && name != "UTC" {
			return c, 0, nil, false
		}
		offset = time.UTC
		if seconds != 0 {
			offset = time.FixedZone(dispute.OffsetName(seconds), seconds)
		}
		p = dispute.Second
		if strings.Contains(text, ".") {
			p = dispute.Millisecond
		}
		return dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(),
			Second: t.Second(), Milli: t.Nanosecond() / 1e6}, p, offset, true
	}
	if rest, zone := offsetAt(text); zone != nil {
		c, p, ok = clock(rest)
		return c, p, zone, ok && c.Hour == 24 // which RFC 3339 has not
	}
	c, p, ok = clock(text)
	return c, p, nil, ok && p == dispute.Day
}

// Unix reports whether a text is a moment between 2001 and 2100 as machines count:
// seconds since 1970 in UTC, perhaps with decimals, milliseconds or microseconds.
func Unix(text string) bool {
	whole, rest, point := strings.Cut(text, ".")
	if !digits(whole) || point && (len(whole) != 10 || !digits(rest)) {
		return false
	}
	return (len(whole) == 10 || len(whole) == 13 || len(whole) == 16) && whole[:10] < "4102444800"
}

// sinceEpoch is the clock in UTC of what Unix takes, to the millisecond.
func sinceEpoch(text string) (dispute.Clock, dispute.Precision) {
	whole, rest, _ := strings.Cut(text, ".")
	seconds, _ := strconv.ParseInt(whole[:10], 10, 64) // ten digits
	part := (whole[10:] + rest + "000")[:3]
	milli, _ := strconv.Atoi(part) // three digits
	p := dispute.Second
	if len(whole) > 10 || rest != "" {
		p = dispute.Millisecond
	}
	t := time.Unix(seconds, 0).UTC()
	return dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second(), Milli: milli}, p
}

// hours reads a cell that holds a time of day: "15:04:05", "150405", or the
// fraction of a day that a workbook stores.
func hours(cell sheet.Cell, c *dispute.Clock) (dispute.Precision, bool) {
	text := sheet.Trim(cell.Text)
	if cell.Number {
		f, err := strconv.ParseFloat(text, 64)
		if err == nil && f >= 0 && f < 1 {
			seconds := min(int(f*86400+0.5), 86399)
			c.Hour, c.Minute, c.Second = seconds/3600, seconds/60%60, seconds%60
			return dispute.Second, true
		}
	}
	s := scanner(text)
	if len(text) == 6 && digits(text) {
		return dispute.Second, s.number(&c.Hour, 2, 2) && s.number(&c.Minute, 2, 2) && s.number(&c.Second, 2, 2)
	}
	p, ok := s.timeOfDay(c)
	return p, ok && s == ""
}
