package kakaotalk

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
)

// head is a line that begins a message.
type head struct {
	variant string
	clock   dispute.Clock // for Windows, hour and minute only
	name    string        // "" for the program's own lines
	raw     string
	text    string
	alone   bool // date and time, and nothing else: a line between messages
	wrong   bool // an hour that no half day has
}

// readHead reads a line as one that begins a message, in any of the layouts.
func readHead(line string) (h head, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	if strings.HasPrefix(line, "[") {
		return windowsHead(line)
	}
	h.variant = android
	c, rest, ok := koreanDate(line)
	if !ok {
		if c, rest, ok = dottedDate(line); ok {
			h.variant = ios
		} else if c, rest, ok = englishDate(line); !ok {
			return h, false
		}
	}
	h.clock = c
	rest, h.wrong, ok = halfDay(rest, &h.clock)
	if !ok {
		return h, false
	}
	if rest == "" {
		h.alone = true
		h.raw = line
		return h, true
	}
	if after, notice := strings.CutPrefix(rest, ": "); notice && h.variant == ios {
		h.text, h.raw = after, line[:len(line)-len(after)-2]
		return h, true
	}
	rest, ok = strings.CutPrefix(rest, ", ")
	if !ok {
		return h, false
	}
	name, text, said := strings.Cut(rest, nameEnd)
	if !said {
		if name, said = strings.CutSuffix(rest, " :"); said {
			text = ""
		}
	}
	if !said {
		h.text, h.raw = rest, strings.TrimSuffix(line[:len(line)-len(rest)], ", ")
		return h, true
	}
	h.name, h.text = name, text
	h.raw = strings.TrimSuffix(line[:len(line)-len(text)], nameEnd)
	return h, name != ""
}

// windowsHead reads [김한길] [오전 1:01] text. A name may hold brackets itself.
func windowsHead(line string) (h head, ok bool) {
	h.variant = windows
	for at := 1; ; {
		i := strings.Index(line[at:], "] [")
		if i < 0 {
			return h, false
		}
		at += i
		rest, wrong, ok := halfDay(line[at+3:], &h.clock)
		if text, closed := strings.CutPrefix(rest, "]"); ok && closed {
			h.name, h.wrong = line[1:at], wrong
			h.raw = line[:len(line)-len(text)]
			h.text = strings.TrimPrefix(text, " ")
			return h, h.name != ""
		}
		at += 2
	}
}

// koreanDate reads 2016년 2월 5일 and the space behind it.
func koreanDate(s string) (c dispute.Clock, rest string, ok bool) {
	if c.Year, rest, ok = transcript.Number(s, 4, 4); !ok {
		return c, s, false
	}
	if rest, ok = strings.CutPrefix(rest, "년 "); !ok {
		return c, s, false
	}
	if c.Month, rest, ok = transcript.Number(rest, 1, 2); !ok {
		return c, s, false
	}
	if rest, ok = strings.CutPrefix(rest, "월 "); !ok {
		return c, s, false
	}
	if c.Day, rest, ok = transcript.Number(rest, 1, 2); !ok {
		return c, s, false
	}
	if rest, ok = strings.CutPrefix(rest, "일"); !ok {
		return c, s, false
	}
	return c, strings.TrimPrefix(rest, " "), true
}

// dottedDate reads 2026. 8. 7. and the space behind it.
func dottedDate(s string) (c dispute.Clock, rest string, ok bool) {
	v, rest, ok := transcript.Numbers(s, ". ", [2]int{4, 4}, [2]int{1, 2}, [2]int{1, 2})
	if !ok {
		return c, s, false
	}
	rest, ok = strings.CutPrefix(rest, ". ")
	return dispute.Clock{Year: v[0], Month: v[1], Day: v[2]}, rest, ok
}

var months = []string{
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
}

// weekdays are the beginnings of their names.
var weekdays = []string{"Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"}

// englishDate reads February 10, 2016 and what joins it to the time.
func englishDate(s string) (c dispute.Clock, rest string, ok bool) {
	word, rest, found := strings.Cut(s, " ")
	for i, m := range months {
		if found && (word == m || word == m[:3]) {
			c.Month = i + 1
		}
	}
	if c.Month == 0 {
		return c, s, false
	}
	if c.Day, rest, ok = transcript.Number(rest, 1, 2); !ok {
		return c, s, false
	}
	if rest, ok = strings.CutPrefix(rest, ", "); !ok {
		return c, s, false
	}
	if c.Year, rest, ok = transcript.Number(rest, 4, 4); !ok {
		return c, s, false
	}
	for _, join := range []string{", ", " at ", " "} {
		if after, joined := strings.CutPrefix(rest, join); joined {
			return c, after, true
		}
	}
	return c, rest, true
}

// halfDay reads 오전 1:33, 1:33 AM, AM 1:33 or 13:33 at the start of s.
func halfDay(s string, c *dispute.Clock) (rest string, wrong, ok bool) {
	half := ""
	for _, word := range []string{"오전 ", "오후 ", "AM ", "PM "} {
		if after, found := strings.CutPrefix(s, word); found {
			half, s = word, after
			break
		}
	}
	p, rest, ok := transcript.Clock(s, c)
	if !ok || p != dispute.Minute {
		return s, false, false
	}
	for _, word := range []string{" AM", " PM", "\u202fAM", "\u202fPM"} {
		if after, found := strings.CutPrefix(rest, word); found && half == "" {
			half, rest = word, after
			break
		}
	}
	if half != "" {
		wrong = !c.HalfDay(strings.Contains(half, "오후") || strings.Contains(half, "PM"))
	}
	return rest, wrong, true
}

// readRule reads a line for a day: dashes around the date in Windows files, the
// date with its weekday alone in others.
func readRule(line string) (c dispute.Clock, ok bool) {
	line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	inner := strings.TrimSpace(strings.Trim(line, "-"))
	dashed := len(line)-len(inner) > 10 && strings.HasPrefix(line, "-----") && strings.HasSuffix(line, "-----")
	if c, rest, ok := koreanDate(inner); ok && (rest == "" && dashed || strings.HasSuffix(rest, "요일") && !strings.Contains(rest, " ")) {
		return c, true
	}
	if day, after, found := strings.Cut(inner, "day, "); found && (dashed || slices.Contains(weekdays, day)) {
		if c, rest, ok := englishDate(after); ok && rest == "" {
			return c, true
		}
	}
	return c, false
}
