package pasted

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
)

// What headers are made of.
const (
	gap   = `[ \t\x{a0}\x{202f}\x{3000}]`
	year  = `(?P<y>\d{4})(?:-|/|\.` + gap + `?|年` + gap + `?|년` + gap + `?)(?P<m>\d{1,2})(?:-|/|\.` + gap + `?|月` + gap + `?|월` + gap + `?)(?P<d>\d{1,2})(?:日|일|\.)?`
	short = `(?P<y3>\d{2})(?:年|년)` + gap + `?(?P<m3>\d{1,2})(?:月|월)` + gap + `?(?P<d3>\d{1,2})(?:日|일)`
	parts = `(?P<a>\d{1,2})(?:[/-]|\.` + gap + `?)(?P<b>\d{1,2})(?:[/-]|\.` + gap + `?)(?P<c>\d{4}|\d{2})\.?`
	half  = `上午|下午|午前|午後|오전|오후|凌晨|清晨|早上|中午|傍晚|晚上|AM|PM`
	clock = `(?P<half>` + half + `)?` + gap + `?(?P<h>\d{1,2}):(?P<min>\d{1,2})(?::(?P<s>\d{1,2}))?(?:` + gap + `?(?P<end>[AaPp]\.?[Mm]\.?))?`
	week  = `(?:,?` + gap + `*(?:[(（](?P<week>[^()（）\s]{1,9})[)）]|(?P<week2>(?:星期|周|週)[一二三四五六日天]|[日月火水木金土]曜日|[일월화수목금토]요일)))?`
	state = `(?:` + gap + `*(?P<state>已读|未读|发送中))?` + gap + `*$`
	words = `(?P<wd>\d{1,2})\.?` + gap + `(?:de` + gap + `)?(?P<mon>\p{L}{3,12})\.?,?` + gap + `(?:de` + gap + `)?(?P<wy>\d{4})`
	front = `(?P<mon2>\p{L}{3,12})\.?` + gap + `(?P<wd2>\d{1,2}),` + gap + `?(?P<wy2>\d{4})`
	date  = `(?:` + year + `|` + short + `|` + parts + `|` + words + `|` + front + `)`
	then  = `(?:,?` + gap + `+(?:(?:at|um|à|às|a las|kl\.?|klo|om|alle|в|saat)` + gap + `+)?)` // between date and time
	day   = `(?P<word>昨天|前天|今天|星期[一二三四五六日天]|周[一二三四五六日]|Yesterday|Today|Gestern|Heute|Hier|Ayer|Hoy|Ontem|Hoje|Ieri|Oggi|昨日|今日|어제|오늘|Вчера|Сегодня)`
	who   = `^(?P<who>.+?)`
)

// century is that of years of two digits: nobody chatted in another.
const century = 2000

// latest is the last year that two digits can be.
const latest = 69

// endsAsDate is a name that ends in a day or in half of one: it is the part of a time
// that was not understood, and nobody's name.
var endsAsDate = sync.OnceValue(func() *regexp.Regexp {
	const (
		number = `\d{1,4}`
		mark   = gap + `?[/.-]` + gap + `?`
		named  = `(?:,?` + gap + `*[(（]?(?:\p{Han}{1,3}|\p{Hangul}{1,3}|[A-Z][a-z]{2,8})[)）]?)?`
		whole  = `(?:` + number + mark + number + mark + number + `\.?|` + number + `(?:年|년)` + gap + `?\d{1,2}(?:月|월)` + gap + `?\d{1,2}(?:日|일)?)`
	)
	return regexp.MustCompile(`(?:^|` + gap + `|[(（\[])(?:` + whole + named + `,?|(?:` + half + `|[ap]\.m\.))$`)
})

// halve makes an hour beside a word for half a day, or a part of one, that of the day.
// It fails where the two cannot go together.
func halve(c *dispute.Clock, word string) bool {
	switch strings.ToUpper(strings.ReplaceAll(word, ".", "")) {
	case "":
		return true
	case "AM", "上午", "午前", "오전":
		return c.HalfDay(false)
	case "PM", "下午", "午後", "오후":
		return c.HalfDay(true)
	case "凌晨", "清晨", "早上":
		c.Hour %= 12
		return c.Hour < 11
	case "中午":
		if c.Hour < 4 {
			c.Hour += 12
		}
		return c.Hour >= 10 && c.Hour < 16
	case "傍晚", "晚上":
		if c.Hour < 12 && c.Hour > 3 {
			c.Hour += 12
		}
		return c.Hour > 15 // 晚上12:30 is written of two nights
	}
	return false
}

// dates is what the dates whose order is open say about it.
type dates struct {
	dateorder.Dates
	short bool // some have a year of two digits
}

// add takes in the date of a header.
func (d *dates) add(h head) {
	d.short = d.short || h.short
	d.Add(h.dayText(), func(o dateorder.Order) (int, bool) {
		c, ok := h.in(o)
		return dateorder.Day(c), ok
	})
}

// dayText is the date of a header as it is written.
func (h *head) dayText() string { return strings.Trim(openDate().FindString(h.written), " ") }

var openDate = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(parts + week) })

// in is the day of a header whose date is in an order, and whether there is one.
func (h *head) in(o dateorder.Order) (c dispute.Clock, ok bool) {
	p := h.parts
	switch {
	case o == dateorder.MDY:
		c = dispute.Clock{Year: p[2], Month: p[0], Day: p[1]}
	case o == dateorder.DMY:
		c = dispute.Clock{Year: p[2], Month: p[1], Day: p[0]}
	case !h.short:
		return c, false
	default:
		c = dispute.Clock{Year: p[0], Month: p[1], Day: p[2]}
	}
	if h.short {
		if ok = c.Year <= latest; ok {
			c.Year += century
		}
	} else {
		ok = true
	}
	day := time.Date(c.Year, time.Month(c.Month), c.Day, 0, 0, 0, 0, time.UTC)
	ok = ok && int(day.Month()) == c.Month && day.Day() == c.Day
	if wd, named := transcript.Weekday(h.weekday); named && ok {
		ok = day.Weekday() == wd
	}
	return c, ok
}

// decide finds the order of day, month and year, and the note that says by which rule.
func (d *dates) decide(option string) (dateorder.Order, *dispute.Note, error) {
	rules := dateorder.Rules{
		Option: "pasted.order.option", Value: "pasted.order.value", Time: "pasted.order.time",
	}
	if d.short {
		rules.Among = []dateorder.Order{dateorder.DMY, dateorder.MDY, dateorder.YMD}
	}
	return d.Decide(option, rules)
}
