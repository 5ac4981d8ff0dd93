package cli

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
)

// userTime is how people write a time here: year first, as much of it as they
// know, with an offset or without.
var userTime = pattern.New(`^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?|月)?|年)?\s*(Z|[+-]\d{2}:?\d{2})?$`)

// parseWhen reads a time that the user gave; without an offset it is in zone.
// An empty text is no time.
func parseWhen(text, zone string) (dispute.When, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return dispute.When{}, nil
	}
	bad := func() (dispute.When, error) {
		return dispute.When{}, usage("error.time", text).next("hint.time")
	}
	m := userTime.FindStringSubmatch(text)
	if m == nil {
		return bad()
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return bad()
	}
	from := dispute.ZoneCase
	if m[7] != "" {
		t, err := time.Parse("-0700", strings.ReplaceAll(strings.Replace(m[7], "Z", "+0000", 1), ":", ""))
		if err != nil {
			return bad()
		}
		_, offset := t.Zone()
		loc, from = time.FixedZone("", offset), dispute.ZoneUser
	}
	var n [6]int
	precision := dispute.Unknown
	for i, p := range []dispute.Precision{dispute.Year, dispute.Month, dispute.Day, dispute.Hour, dispute.Minute, dispute.Second} {
		if m[i+1] != "" {
			n[i], _ = strconv.Atoi(m[i+1])
			precision = p
		}
	}
	w, err := dispute.Local(dispute.Clock{Year: n[0], Month: n[1], Day: n[2], Hour: n[3], Minute: n[4], Second: n[5]}, precision, loc, from)
	if err != nil {
		return bad()
	}
	w.From = dispute.TimeUser
	return w, nil
}

// daysBack are the words for days near today, each with how many days ago it was.
var daysBack = []struct {
	code string
	days int
}{{"day.today", 0}, {"day.yesterday", 1}, {"day.before-yesterday", 2}}

// userWhen is parseWhen, where a day may be named from today: "yesterday 14:03".
// Today is that of the zone.
func userWhen(s *session, text, zone string) (dispute.When, error) {
	for _, word := range daysBack {
		for _, lang := range s.sys.Languages.Langs() {
			clock, ok := afterWord(text, lang.Say(word.code))
			if !ok {
				continue
			}
			day := s.sys.Today().In(location(zone)).AddDate(0, 0, -word.days).Format(time.DateOnly)
			return parseWhen(strings.TrimSpace(day+" "+clock), zone)
		}
	}
	return parseWhen(text, zone)
}

// afterWord is what stands behind a word at the beginning of a text, in any case;
// the word ends there.
func afterWord(text, word string) (rest string, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) < len(word) || !strings.EqualFold(text[:len(word)], word) {
		return "", false
	}
	rest = text[len(word):]
	if rest != "" && rest[0] != ' ' && (rest[0] < '0' || rest[0] > '9') {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

func checkZone(name string) error {
	if name == "" {
		return nil
	}
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return usage("error.zone", name).next("hint.zone")
	}
	return nil
}

// day is w, or today in the zone where w is unknown, to the day.
func day(w dispute.When, now time.Time, zone string) (dispute.When, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return w, usage("error.zone", zone).next("hint.zone")
	}
	if w.Known() {
		return dispute.Local(w.Clock(), dispute.Day, loc, dispute.ZoneCase)
	}
	return dispute.Instant(now.In(loc), dispute.Day, dispute.ZoneCase), nil
}
