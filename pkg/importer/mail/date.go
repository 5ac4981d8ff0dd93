package mail

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/mimetree"
)

// stamp is a date as RFC 5322 writes it, taken apart.
type stamp struct {
	clock   dispute.Clock
	seconds bool   // they are written
	weekday string // as written, or ""
	zone    string // what stands where the offset belongs, or ""
	offset  int
	stated  bool // zone is an offset or a name that means one offset only
}

// when is the time of a Date header, and what should be known about it.
func when(src *importer.Source, value string) (dispute.When, []dispute.Note) {
	if value == "" {
		return dispute.When{}, []dispute.Note{dispute.Say("mail.no-date")}
	}
	s, ok := readDate(value)
	if !ok {
		return dispute.When{}, []dispute.Note{dispute.Say("mail.bad-date", value)}
	}
	at, err := s.when(src)
	if err != nil {
		return dispute.When{}, []dispute.Note{dispute.Say("mail.bad-date", value)}
	}
	var notes []dispute.Note
	switch {
	case s.stated:
	case s.zone == "":
		notes = append(notes, dispute.Say("mail.no-zone", value))
	default:
		notes = append(notes, dispute.Say("mail.zone-name", s.zone))
	}
	if day := s.day(); s.weekday != "" && !strings.EqualFold(s.weekday[:min(3, len(s.weekday))], day) {
		notes = append(notes, dispute.Say("mail.weekday", s.weekday, day))
	}
	return at, notes
}

func (s *stamp) when(src *importer.Source) (dispute.When, error) {
	precision := dispute.Minute
	if s.seconds {
		precision = dispute.Second
	}
	if !s.stated {
		return src.Local(s.clock, precision)
	}
	return dispute.Local(s.clock, precision, time.FixedZone("", s.offset), dispute.ZoneStated)
}

// day is the weekday that the date really is.
func (s *stamp) day() string {
	return time.Date(s.clock.Year, time.Month(s.clock.Month), s.clock.Day, 0, 0, 0, 0, time.UTC).Weekday().String()[:3]
}

// readDate reads "Mon, 2 Mar 2026 10:11:12 +0800 (CST)", the order of asctime,
// and "2026-03-02 10:11:12 +0800", which some shops send.
func readDate(value string) (s stamp, ok bool) {
	value = strings.TrimSpace(mimetree.WithoutComments(value))
	if day, rest, found := strings.Cut(value, ","); found && !strings.ContainsAny(day, "0123456789 ") {
		s.weekday, value = day, rest // it decides nothing, so it may be misspelt
	}
	words := strings.Fields(strings.ReplaceAll(value, ",", " "))
	if s.weekday == "" && len(words) > 0 && weekday(words[0]) {
		s.weekday, words = words[0], words[1:]
	}
	if len(words) == 0 {
		return s, false
	}
	switch {
	case strings.Count(words[0], "-") == 2:
		return s, s.dashed(words)
	case month(words[0]) > 0:
		// asctime: the year stands behind the time, and a zone may stand between
		// or behind.
		if len(words) < 4 || !s.time(words[2]) {
			return s, false
		}
		rest := words[3:]
		i := 0
		for i < len(rest) && !isYear(rest[i]) {
			i++
		}
		if i == len(rest) || i > 1 || !s.date(words[1], words[0], rest[i]) {
			return s, false
		}
		return s, s.zoned(append(rest[:i:i], rest[i+1:]...))
	case len(words) < 4:
		return s, false
	}
	return s, s.date(words[0], words[1], words[2]) && s.time(words[3]) && s.zoned(words[4:])
}

func (s *stamp) dashed(words []string) bool {
	parts := strings.Split(words[0], "-")
	if day, clock, found := strings.Cut(parts[2], "T"); found {
		parts[2], words = day, append([]string{"", clock}, words[1:]...)
		if i := strings.LastIndexAny(clock, "+-Z"); i > 0 {
			words = []string{"", clock[:i], clock[i:]}
		}
	}
	year, err1 := strconv.Atoi(parts[0])
	m, err2 := strconv.Atoi(parts[1])
	day, err3 := strconv.Atoi(parts[2])
	if len(parts[0]) != 4 || err1 != nil || err2 != nil || err3 != nil || len(words) < 2 {
		return false
	}
	s.clock.Year, s.clock.Month, s.clock.Day = year, m, day
	return s.time(words[1]) && s.zoned(words[2:])
}

func (s *stamp) date(day, name, year string) bool {
	d, err1 := strconv.Atoi(day)
	y, err2 := strconv.Atoi(year)
	if err1 != nil || err2 != nil || len(day) > 2 || len(year) > 4 || d < 1 {
		return false
	}
	switch { // RFC 5322, 4.3
	case len(year) == 2 && y < 50:
		y += 2000
	case len(year) <= 3 && len(year) >= 2:
		y += 1900
	}
	s.clock.Year, s.clock.Month, s.clock.Day = y, month(name), d
	return s.clock.Month > 0 && len(year) >= 2
}

func (s *stamp) time(word string) bool {
	parts := strings.Split(word, ":")
	if len(parts) != 2 && len(parts) != 3 {
		return false
	}
	if len(parts) == 3 {
		parts[2], _, _ = strings.Cut(parts[2], ".")
	}
	var values [3]int
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || len(p) > 2 || n < 0 || p[0] == '+' {
			return false
		}
		values[i] = n
	}
	s.clock.Hour, s.clock.Minute, s.clock.Second = values[0], values[1], values[2]
	s.seconds = len(parts) == 3
	return true
}

// zoned reads what stands behind the time. Names are of little worth: CST is an
// hour of America as RFC 5322 says, and Chinese programs write it for China's.
// Only those of them that mean one thing are taken.
func (s *stamp) zoned(words []string) bool {
	if len(words) == 0 {
		return true
	}
	s.zone = words[0]
	switch name := strings.ToUpper(s.zone); name {
	case "GMT", "UTC", "UT", "Z":
		s.stated = true
		if len(words) > 1 { // GMT +0800
			return s.numeric(words[1])
		}
		return true
	default:
		for _, prefix := range []string{"GMT", "UTC"} {
			if rest, ok := strings.CutPrefix(name, prefix); ok {
				return s.numeric(rest)
			}
		}
	}
	if c := s.zone[0]; c == '+' || c == '-' {
		return s.numeric(s.zone)
	}
	return true
}

// numeric reads "+0800" and "+08:00". -0000 means that the zone is not known and
// the time is UTC, which is all that is needed.
func (s *stamp) numeric(word string) bool {
	digits := strings.Replace(word, ":", "", 1)
	if len(digits) != 5 || digits[0] != '+' && digits[0] != '-' {
		return false
	}
	n, err := strconv.ParseUint(digits[1:], 10, 32)
	if err != nil || n%100 > 59 || n > 1500 {
		return false
	}
	s.offset = int(n/100*3600 + n%100*60)
	if digits[0] == '-' {
		s.offset = -s.offset
	}
	s.zone, s.stated = word, true
	return true
}

const monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"

func month(word string) int {
	if len(word) < 3 || len(word) > 9 {
		return 0
	}
	i := strings.Index(strings.ToLower(monthNames), strings.ToLower(word[:3]))
	if i < 0 || i%3 != 0 {
		return 0
	}
	if full := time.Month(i/3 + 1).String(); !strings.EqualFold(word, full) && len(strings.TrimSuffix(word, ".")) > 4 {
		return 0
	}
	return i/3 + 1
}

func weekday(word string) bool {
	for d := range time.Weekday(7) {
		if strings.EqualFold(word, d.String()) || strings.EqualFold(strings.TrimSuffix(word, "."), d.String()[:3]) {
			return true
		}
	}
	return false
}

func isYear(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && len(word) == 4 && n >= 1970 && n < 2200
}

// received is the time at the end of a Received header.
func received(value string) (stamp, bool) {
	i := strings.LastIndexByte(value, ';')
	if i < 0 {
		return stamp{}, false
	}
	return readDate(value[i+1:])
}
