package pasted

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
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
	families
	either // of one line, whether apart or not: the arrow says what it is
)

// What headers are made of.
const (
	gap   = `[ \t\x{a0}\x{202f}\x{3000}]`
	year  = `(?P<y>\d{4})(?:-|/|\.|年)(?P<m>\d{1,2})(?:-|/|\.|月)(?P<d>\d{1,2})日?`
	parts = `(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<c>\d{4})`
	clock = `(?P<half>上午|下午|AM|PM)?` + gap + `?(?P<h>\d{1,2}):(?P<min>\d{1,2})(?::(?P<s>\d{1,2}))?(?:` + gap + `?(?P<end>[AaPp][Mm]))?`
	state = `(?:` + gap + `*(?P<state>已读|未读|发送中))?` + gap + `*$`
	date  = `(?:` + year + `|` + parts + `)`
	who   = `^(?P<who>.+?)`
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
		f(twoLines, `^`+gap+`*`+date+gap+`+`+clock+state),
		f(twoLines, `^`+gap+`*(?P<m>\d{1,2})月(?P<d>\d{1,2})日`+gap+`+`+clock+state),
		f(either, who+gap+`*-->`+gap+`*(?P<to>.+?)`+gap+`*`+year+gap+`+`+clock+state),
		f(spaced, who+gap+`+`+date+gap+`+`+clock+state),
		f(tight, who+year+gap+`+`+clock+state),
		f(spaced, who+gap+`+(?P<m>\d{1,2})(?:[/-]|月)(?P<d>\d{1,2})日?`+gap+`+`+clock+state),
		f(spaced, who+`(?P<gap>`+gap+`+)(?P<word>昨天|前天|今天|星期[一二三四五六日天]|周[一二三四五六日]|Yesterday|Today)?`+gap+`*`+clock+state),
	}
	out[0].bare, out[1].bare, out[1].yearless, out[5].yearless, out[6].dayless = true, true, true, true, true
	return out
})

// head is a header as it was read.
type head struct {
	form
	name, to, state string
	clock           dispute.Clock
	parts           [3]int // of a date whose order is open, year last
	open            bool   // whether it is such a date
	precision       dispute.Precision
	wrong           bool   // no such hour, or a word instead of the day
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
		h = head{form: f, name: part["who"], to: part["to"], state: part["state"], raw: strings.TrimRightFunc(s, conversation.IsSpace)}
		h.written = h.raw
		if part["s"] == "" && len(part["min"]) < 2 {
			continue // 10:3 is a time that was cut off
		}
		h.time(part)
		if f.bare {
			return h, true
		}
		if f.yearless && h.precision != dispute.Second {
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
				return h, false
			}
		}
		return h, isName(h.name) && (h.to == "" || isName(h.to))
	}
	return h, false
}

var lead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\[【(（]?` + date + `[T, ，` + `\t\x{a0}\x{202f}\x{3000}]+` + clock + `[\]】)）]?` + gap + `*[-–]?` + gap + `*(?P<who>[^:：]{1,64}?)` + gap + `*[:：]` + gap + `*(?P<text>.*)$`)
})

// readLead reads a line that has all of a message: 2025-09-23 15:23 name: text.
func readLead(line string) (h head, ok bool) {
	s := strings.TrimLeftFunc(conversation.Visible(line), conversation.IsSpace)
	if s == "" || s[0] >= 'A' && s[0] < 0x80 && s[0] != '[' {
		return h, false
	}
	m := lead().FindStringSubmatch(s)
	if m == nil {
		return h, false
	}
	part := map[string]string{}
	for i, name := range lead().SubexpNames() {
		if name != "" && m[i] != "" {
			part[name] = m[i]
		}
	}
	h = head{form: form{family: leading}, name: part["who"], text: part["text"]}
	h.raw = strings.TrimRightFunc(strings.TrimSuffix(s, part["text"]), conversation.IsSpace)
	h.written = h.raw
	h.time(part)
	return h, isName(h.name)
}

// endsAsTime is a cheap look at the end of a line, where a header has its time.
func endsAsTime(s string) bool {
	s = strings.TrimRightFunc(s, conversation.IsSpace)
	if s == "" {
		return false
	}
	last := s[len(s)-1]
	return last >= '0' && last <= '9' || last == 'M' || last == 'm' ||
		strings.HasSuffix(s, "已读") || strings.HasSuffix(s, "未读") || strings.HasSuffix(s, "发送中")
}

func (h *head) time(part map[string]string) {
	n := func(key string) int {
		v, _ := strconv.Atoi(part[key]) // at most four digits
		return v
	}
	h.clock = dispute.Clock{Year: n("y"), Month: n("m"), Day: n("d"), Hour: n("h"), Minute: n("min"), Second: n("s")}
	if part["a"] != "" {
		h.parts, h.open = [3]int{n("a"), n("b"), n("c")}, true
	}
	h.precision = dispute.Minute
	if part["s"] != "" {
		h.precision = dispute.Second
	}
	switch half := strings.ToUpper(part["half"] + part["end"]); half {
	case "":
	case "AM", "PM", "上午", "下午":
		h.wrong = !transcript.Noon(&h.clock, half == "PM" || half == "下午")
	default:
		h.wrong = true
	}
	h.wrong = h.wrong || h.clock.Hour > 23 || h.clock.Minute > 59 || h.clock.Second > 59
}

// isName reports what can be the name of a speaker: short, and no part of a
// sentence that goes on.
func isName(s string) bool {
	if conversation.IsBlank(s) || utf8.RuneCountInString(s) > 64 {
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
	return name, ok && isName(name) && !strings.ContainsAny(name, "，。！？；")
}

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
