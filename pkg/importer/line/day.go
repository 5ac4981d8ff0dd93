package line

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/transcript"
)

// order says which of two numbers is the day, where the year does not stand
// first.
type order int

const (
	dmy order = iota
	mdy
	orders
)

func (o order) String() string { return [...]string{"dmy", "mdy"}[o] }

// day is a line for a day, as it is written.
type day struct {
	a, b, year int  // for a year in front: month and day
	first      bool // the year stands in front
	weekday    time.Weekday
	named      bool // a weekday is written
}

// weekdays are the words for them, Sunday first.
var weekdays = [][7]string{
	{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	{"日", "月", "火", "水", "木", "金", "土"},
	{"日", "一", "二", "三", "四", "五", "六"},
	{"日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"},
	{"วันอาทิตย์", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์"},
	{"อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."},
	{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"},
	{"週日", "週一", "週二", "週三", "週四", "週五", "週六"},
	{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
	{"일", "월", "화", "수", "목", "금", "토"},
	{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
}

func readWeekday(s string) (time.Weekday, bool) {
	for _, words := range weekdays {
		for i, w := range words {
			if strings.EqualFold(s, w) {
				return time.Weekday(i), true
			}
		}
	}
	return 0, false
}

// readDay reads a whole line as one for a day: 2025/04/18(金), 2015/12/25 Fri,
// Sun, 26/04/2026.
func readDay(line string) (d day, ok bool) {
	line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), " \t")
	for _, separator := range []string{"/", ".", "-"} {
		c, rest, ok := transcript.Date(line, separator)
		if !ok {
			continue
		}
		d = day{a: c.Month, b: c.Day, year: c.Year, first: true}
		word := strings.Trim(rest, " ()（）")
		if rest == "" {
			return d, true
		}
		d.weekday, d.named = readWeekday(word)
		return d, d.named
	}
	word, rest, ok := strings.Cut(line, ", ")
	if !ok {
		return d, false
	}
	if d.weekday, d.named = readWeekday(word); !d.named {
		return d, false
	}
	for _, separator := range []string{"/", ".", "-"} {
		v, after, ok := transcript.Numbers(rest, separator, [2]int{1, 2}, [2]int{1, 2}, [2]int{4, 4})
		if ok && after == "" {
			d.a, d.b, d.year = v[0], v[1], v[2]
			return d, true
		}
	}
	return d, false
}

// clock is the day in an order.
func (d day) clock(o order) dispute.Clock {
	switch {
	case d.first:
		return dispute.Clock{Year: d.year, Month: d.a, Day: d.b}
	case o == dmy:
		return dispute.Clock{Year: d.year, Month: d.b, Day: d.a}
	}
	return dispute.Clock{Year: d.year, Month: d.a, Day: d.b}
}

// exists reports whether there is such a day; agrees, whether it also falls on
// the weekday written.
func (d day) exists(o order) (exists, agrees bool) {
	c := d.clock(o)
	t := time.Date(c.Year, time.Month(c.Month), c.Day, 0, 0, 0, 0, time.UTC)
	exists = t.Year() == c.Year && int(t.Month()) == c.Month && t.Day() == c.Day
	return exists, exists && (!d.named || t.Weekday() == d.weekday)
}

// days is what all lines for days have told of the order.
type days struct {
	example  string
	differ   bool // in some the order makes a difference
	wrong    [orders]string
	strange  [orders]int // days whose weekday is not the one written
	total    int
	back     [orders]bool
	previous [orders]int
}

func (d *days) add(day day, written string) {
	if day.first {
		return
	}
	d.total++
	if d.example == "" || day.a != day.b && !d.differ {
		d.example = written
	}
	d.differ = d.differ || day.a != day.b
	for o := range orders {
		exists, agrees := day.exists(o)
		if !exists && d.wrong[o] == "" {
			d.wrong[o] = written
		}
		if !agrees {
			d.strange[o]++
		}
		c := day.clock(o)
		n := (c.Year*100+c.Month)*100 + c.Day
		d.back[o] = d.back[o] || n < d.previous[o]
		d.previous[o] = n
	}
}

// decide finds the order, and the note that says by which rule.
func (d *days) decide(option string) (order, *dispute.Note, error) {
	say := func(code string, args ...any) *dispute.Note {
		n := dispute.Note{Code: code, Args: dispute.Say(code, args...).Args}
		return &n
	}
	if d.total == 0 {
		return dmy, nil, nil
	}
	for o := range orders {
		if option != o.String() {
			continue
		}
		if d.wrong[o] != "" && d.wrong[orders-1-o] == "" {
			return 0, nil, &importer.Stopped{Why: dispute.Say("line.order.impossible", o, d.wrong[o])}
		}
		return o, say("line.order.option", o), nil
	}
	switch {
	case !d.differ:
		return dmy, say("line.order.same"), nil
	case d.strange[dmy] == 0 && d.strange[mdy] > 0:
		return dmy, say("line.order.weekday", d.example, dmy), nil
	case d.strange[mdy] == 0 && d.strange[dmy] > 0:
		return mdy, say("line.order.weekday", d.example, mdy), nil
	case d.wrong[dmy] == "" && d.wrong[mdy] != "":
		return dmy, say("line.order.value", d.wrong[mdy], dmy), nil
	case d.wrong[mdy] == "" && d.wrong[dmy] != "":
		return mdy, say("line.order.value", d.wrong[dmy], mdy), nil
	case d.strange[dmy] == 0 && d.total > 1 && d.back[mdy] && !d.back[dmy]:
		return dmy, say("line.order.time", d.example, dmy), nil
	case d.strange[mdy] == 0 && d.total > 1 && d.back[dmy] && !d.back[mdy]:
		return mdy, say("line.order.time", d.example, mdy), nil
	}
	return 0, nil, &importer.Undecided{
		Question: dispute.Say("ask.date-order", d.example), Flag: "date-order", Choices: []string{"dmy", "mdy"},
	}
}
