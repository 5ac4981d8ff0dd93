package conversation

import (
	"regexp"
	"strings"
	"sync"
)

// shortLines is the most lines, blank ones aside, of a text that can be a message or
// two and nothing else.
const shortLines = 12

var wholeDay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}[日일]?|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b)(?:T|[\s,，\x{a0}\x{202f}]*(?:오전|오후|上午|下午|午前|午後)?\s*)$`)
})

// timedLine reads a line with a time at its end or its beginning, a name, and perhaps
// the words. dated is whether the day stands there too.
func timedLine(line string) (name, text string, dated, ok bool) {
	line = strings.TrimFunc(Visible(head(line)), IsSpace)
	at := hours().FindStringSubmatchIndex(line)
	if at == nil {
		return "", "", false, false
	}
	before, after := line[:at[2]], line[at[3]:]
	if day := wholeDay().FindStringIndex(before); day != nil {
		before, dated = before[:day[0]], true
	} else {
		before = days().ReplaceAllString(before, " ")
	}
	const marks = " \t()（）[]【】-–—|,，\u00a0\u202f"
	after = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(after), "AM"), "PM")
	if before = strings.Trim(before, marks); before != "" {
		text = strings.TrimLeft(after, marks+":：")
		if text != "" && len(text) == len(strings.TrimLeft(after, marks)) {
			return "", "", false, false // words without a colon in front of them
		}
		return before, text, dated, MayBeName(before)
	}
	after = strings.TrimLeft(after, marks)
	name, text, said := strings.Cut(strings.Replace(after, "：", ":", 1), ":")
	name = strings.Trim(name, marks)
	return name, strings.TrimSpace(text), dated, (said || after == "") && (after == "" || MayBeName(name))
}

// short reports whether lines are a message or two and nothing else: the text begins
// with a name and a time.
func short(lines []string) (n int, ok bool) {
	if len(lines) == 0 || len(lines) > shortLines {
		return 0, false
	}
	type message struct {
		name, text string
		dated      bool
	}
	var said []message
	waiting := ""
	for i, line := range lines {
		name, text, dated, timed := timedLine(line)
		switch {
		case timed && name == "" && waiting != "":
			said = append(said, message{waiting, "", dated})
			waiting = ""
		case timed && name != "":
			said = append(said, message{name, text, dated})
			waiting = ""
		case waiting == "" && MayBeName(strings.TrimFunc(line, IsSpace)) && i+1 < len(lines) && aloneTime(lines[i+1]):
			waiting = strings.TrimFunc(line, IsSpace)
		case len(said) == 0:
			return 0, false
		default:
			if s, is := ReadSaid(line); is && IsLabel(s.Name) {
				return 0, false // a form
			}
			said[len(said)-1].text += "\n" + line
		}
	}
	for _, m := range said {
		if IsLabel(m.name) || isTitle(m.name) || !spokenText(m.text) || !m.dated && (len(said) < 2 || !Addresses(m.text)) {
			return 0, false
		}
	}
	return len(said), len(said) > 0
}

func aloneTime(line string) bool {
	name, _, _, ok := timedLine(line)
	return ok && name == ""
}
