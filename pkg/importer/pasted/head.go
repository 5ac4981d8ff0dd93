package pasted

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/monthname"
)

// family is a way of writing headers. A text is read by the one it uses most.
type family int

const (
	spaced   family = iota // name and time in one line, apart
	twoLines               // the name, and the time in the line below
	tight                  // name and time in one line with nothing between
	leading                // the time, the name and a colon, and the words in the same line
	colon                  // the name and a colon, without a time
	above                  // the time in a line of its own, and below it the names alone
	spoken                 // the name and the words in one line, or the name alone, without a time
	families
	either // of one line, whether apart or not: the arrow says what it is
)

// form is one way of writing a header, in the order in which they are tried.
type form struct {
	family   family
	pattern  *regexp.Regexp
	bare     bool // a time alone: the name stands in the line above
	dayless  bool
	yearless bool
}

var forms = sync.OnceValue(func() []form {
	f := func(y family, pattern string) form { return form{family: y, pattern: regexp.MustCompile(pattern)} }
	out := []form{
		f(twoLines, `^`+gap+`*`+date+week+then+clock+state),
		f(twoLines, `^`+gap+`*(?P<m>\d{1,2})月(?P<d>\d{1,2})日`+gap+`+`+clock+state),
		f(either, who+gap+`*-->`+gap+`*(?P<to>.+?)`+gap+`*`+year+gap+`+`+clock+state),
		f(spaced, who+gap+`+[(（]?`+date+week+then+clock+`[)）]?`+state),
		f(tight, who+year+gap+`+`+clock+state),
		f(spaced, who+gap+`+(?P<m>\d{1,2})(?:[/-]|月)(?P<d>\d{1,2})日?`+gap+`+`+clock+state),
		f(twoLines, `^`+gap+`*(?:`+day+then+`(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{1,2}))?(?:`+gap+`?(?P<end>[AaPp]\.?[Mm]\.?))?|(?P<h2>\d{1,2}):(?P<min2>\d{2})`+gap+`?(?P<end2>[AaPp]\.?[Mm]\.?))`+state),
		f(spaced, `^\[`+date+week+then+clock+`\]`+gap+`*(?P<who>[^:：]{1,64}?)`+gap+`*$`),
		f(spaced, who+`(?P<gap>`+gap+`+)(?:`+day+`(?:`+gap+`+(?:at|um|à))?)?`+gap+`*`+clock+state),
	}
	out[0].bare, out[1].bare, out[1].yearless, out[5].yearless = true, true, true, true
	out[6].bare, out[6].dayless, out[8].dayless = true, true, true
	return out
})

// head is a header as it was read.
type head struct {
	form
	name, to, state string
	clock           dispute.Clock
	parts           [3]int // of a date whose order is open
	open            bool   // whether it is such a date
	short           bool   // its year has two digits, and may stand in front
	weekday         string // beside it
	precision       dispute.Precision
	wrong           bool   // no such hour, or a word instead of the day
	brief           bool   // a name, hours and minutes: a header only where the text has no other
	loose           bool   // so little of a header that it must stand behind a blank line
	raw             string // the line with the name
	text            string // what is said in the same line
	written         string // the line with the time
}

// longest bounds a header in bytes; none is nearly so long.
const longest = 300

// readHead reads a line as a header with a time.
func readHead(line string) (h head, ok bool) {
	s := strings.TrimLeftFunc(conversation.Visible(line), conversation.IsSpace)
	if at := strings.TrimRightFunc(s, conversation.IsSpace); strings.HasSuffix(at, ":") {
		s = strings.TrimSuffix(at, ":") // name, 03.07.2026 15:24:
	}
	if len(s) > longest || !strings.Contains(s, ":") || !endsAsTime(s) {
		return h, false
	}
	for _, f := range forms() {
		m := f.pattern.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		part := map[string]string{}
		for i, name := range f.pattern.SubexpNames() {
			if name != "" && m[i] != "" {
				part[name] = m[i]
			}
		}
		h = head{form: f, name: unmarked(part["who"]), to: part["to"], state: part["state"], raw: strings.TrimRightFunc(s, conversation.IsSpace)}
		h.written = h.raw
		if part["s"] == "" && len(part["min"]+part["min2"]) < 2 {
			continue // 10:3 is a time that was cut off
		}
		if !h.time(part) {
			continue
		}
		if f.bare {
			return h, true
		}
		if f.yearless && h.precision != dispute.Second {
			h.brief = isName(h.name)
			return h, false // "明天 9/23 10:30" is written by people
		}
		if f.dayless {
			// "明天 10:30" is written by people: seconds, a half day or two
			// spaces are not.
			h.loose = part["end"] == "" && (h.precision != dispute.Second || utf8.RuneCountInString(part["gap"]) < 2)
			if part["word"] != "" {
				h.wrong = true
			}
			if h.precision != dispute.Second && part["word"] == "" && part["end"] == "" {
				h.brief = isName(h.name)
				return h, false
			}
		}
		return h, isName(h.name) && (h.to == "" || isName(h.to))
	}
	return h, false
}

// unmarked is the name of a header without what sets it off from the time.
func unmarked(name string) string {
	name = strings.TrimRightFunc(name, conversation.IsSpace)
	for _, mark := range []string{" —", " –", " -", " |", " •", " ·", ","} {
		name = strings.TrimSuffix(name, mark)
	}
	return strings.TrimRightFunc(name, conversation.IsSpace)
}

var lead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\[【(（]?` + date + week + `(?:[T, ，` + `\t\x{a0}\x{202f}\x{3000}]+|` + then + `)` + clock + `[\]】)）]?` + gap + `*[-–]?` + gap + `*(?P<who>[^:：,，\s][^:：]{0,63}?)` + gap + `*[:：]` + gap + `*(?P<text>.*)$`)
})

// readLead reads a line that has all of a message: 2025-09-23 15:23 name: text.
func readLead(line string) (h head, ok bool) {
	s := strings.TrimLeftFunc(conversation.Visible(line), conversation.IsSpace)
	form := lead()
	if at := strings.IndexAny(s, ")）"); at > 0 && s[0] != '(' && !strings.HasPrefix(s, "（") {
		form = enclosed()
	} else if s == "" || s[0] >= 'A' && s[0] < 0x80 && s[0] != '[' {
		return h, false
	}
	m := form.FindStringSubmatch(s)
	if m == nil && form != lead() {
		form = lead()
		m = form.FindStringSubmatch(s)
	}
	if m == nil {
		return h, false
	}
	part := map[string]string{}
	for i, name := range form.SubexpNames() {
		if name != "" && m[i] != "" {
			part[name] = m[i]
		}
	}
	return h.lead(s, part)
}

// lead takes the parts of a line that has all of a message.
func (h head) lead(line string, part map[string]string) (head, bool) {
	h = head{form: form{family: leading}, name: part["who"], text: part["text"]}
	h.raw = strings.TrimRightFunc(strings.TrimSuffix(line, part["text"]), conversation.IsSpace)
	h.written = h.raw
	return h, len(part["min"]) == 2 && len(part["s"]) != 1 && h.time(part) && isName(h.name)
}

// enclosed is a line that has the name, the time in brackets, a colon and the words.
var enclosed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?P<who>[^()（）]{1,64}?)` + gap + `*[(（]` + date + week + then + clock + `[)）]` + gap + `*[:：]` + gap + `*(?P<text>.*)$`)
})

// endsAsTime is a cheap look at the end of a line, where a header has its time.
func endsAsTime(s string) bool {
	s = strings.TrimRightFunc(s, conversation.IsSpace)
	if s == "" {
		return false
	}
	last := s[len(s)-1]
	return last >= '0' && last <= '9' || last == 'M' || last == 'm' || last == '.' || last == ')' || strings.HasSuffix(s, "）") ||
		last == ']' || s[0] == '[' || strings.HasSuffix(s, "已读") || strings.HasSuffix(s, "未读") || strings.HasSuffix(s, "发送中")
}

// time reads the parts of a header; it reports false where the word for the month
// is none.
func (h *head) time(part map[string]string) bool {
	for _, key := range []string{"h", "min", "end", "wd", "mon", "wy", "week"} {
		if part[key] == "" {
			part[key] = part[key+"2"] // of the other way to write it
		}
	}
	n := func(key string) int {
		v, _ := strconv.Atoi(part[key]) // at most four digits
		return v
	}
	h.clock = dispute.Clock{Year: n("y"), Month: n("m"), Day: n("d"), Hour: n("h"), Minute: n("min"), Second: n("s")}
	if part["a"] != "" {
		h.parts, h.open, h.short = [3]int{n("a"), n("b"), n("c")}, true, len(part["c"]) == 2
	}
	h.weekday = part["week"]
	if part["y3"] != "" {
		h.clock.Year, h.clock.Month, h.clock.Day = century+n("y3"), n("m3"), n("d3")
	}
	if part["mon"] != "" {
		if h.clock.Month = monthname.Of(part["mon"]); h.clock.Month == 0 {
			return false
		}
		h.clock.Year, h.clock.Day = n("wy"), n("wd")
	}
	h.precision = dispute.Minute
	if part["s"] != "" {
		h.precision = dispute.Second
	}
	if h.bare && part["word"] != "" {
		h.wrong = true
	}
	h.wrong = !halve(&h.clock, part["half"]+part["end"]) || h.wrong
	h.wrong = h.wrong || h.clock.Hour > 23 || h.clock.Minute > 59 || h.clock.Second > 59
	return true
}

// isName reports what can be the name of a speaker: short, and no part of a
// sentence that goes on.
func isName(s string) bool {
	if conversation.IsBlank(s) || utf8.RuneCountInString(s) > 64 || endsAsDate().MatchString(s) {
		return false
	}
	return !strings.ContainsAny(s[len(s)-1:], ":,;") && !strings.HasSuffix(s, "：") && !strings.HasSuffix(s, "，") &&
		!strings.HasSuffix(s, "。") && !strings.HasSuffix(s, "；") && !strings.HasSuffix(s, "、")
}

// readColon reads "小栖：".
func readColon(line string) (name string, ok bool) {
	s := strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
	if len(s) > longest {
		return "", false
	}
	if name, ok = strings.CutSuffix(s, "："); !ok {
		name, ok = strings.CutSuffix(s, ":")
	}
	return name, ok && isName(name) && !strings.ContainsAny(name, "，。！？；") && !timeInside().MatchString(name)
}

// timeInside is a time of day, which no name holds.
var timeInside = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{1,2}[:：]\d{2}`) })

var rule = sync.OnceValue(func() *regexp.Regexp {
	const dashes = `[—–―－─-]`
	return regexp.MustCompile(`^` + dashes + `(?:` + gap + `|` + dashes + `)*` + dashes + gap + `*` + year + gap + `*` + dashes + `(?:` + gap + `|` + dashes + `)*` + dashes + `$`)
})

// readRule reads a day between dashes: — —  2020-2-21  — —
func readRule(line string) (c dispute.Clock, ok bool) {
	s := strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
	if len(s) > longest {
		return c, false
	}
	m := rule().FindStringSubmatch(s)
	if m == nil {
		return c, false
	}
	for i, into := range []*int{&c.Year, &c.Month, &c.Day} {
		*into, _ = strconv.Atoi(m[i+1]) // at most four digits
	}
	return c, true
}

// notice is a line that the program itself writes between messages.
type notice struct {
	pattern, typ string
}

const (
	typeRecalled = "recalled"
	typeNotice   = "notice"
	typeOmitted  = "media-omitted"
)

var notices = sync.OnceValue(func() map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for _, n := range []notice{
		{`^.{1,64}?(?:已)?(?:撤回|收回)了?(?:一条|一條|一則|1条)(?:消息|訊息|信息)[。.]?(?:` + gap + `*重新编辑)?$`, typeRecalled},
		{`^.{1,64} (?:has )?recalled a message\.?$`, typeRecalled},
		{`^你和.{1,64}有\d+个共同好友，点击添加好友。$`, typeNotice},
	} {
		if before := out[n.typ]; before != nil {
			n.pattern = before.String() + "|" + n.pattern
		}
		out[n.typ] = regexp.MustCompile(n.pattern)
	}
	return out
})

// readNotice reads a line that the chat program wrote, by its wording.
func readNotice(line string) (typ string, ok bool) {
	s := strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
	if len(s) > longest {
		return "", false
	}
	for _, typ := range []string{typeRecalled, typeNotice} {
		if notices()[typ].MatchString(s) {
			return typ, true
		}
	}
	return "", false
}
