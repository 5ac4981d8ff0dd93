package line

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
)

// day is a line for a day, as it is written.
type day struct {
	a, b, year int  // for a year in front: month and day
	first      bool // the year stands in front
	weekday    time.Weekday
	named      bool // a weekday is written
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
		d.weekday, d.named = transcript.Weekday(word)
		return d, d.named
	}
	word, rest, ok := strings.Cut(line, ", ")
	if !ok {
		return d, false
	}
	if d.weekday, d.named = transcript.Weekday(word); !d.named {
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
func (d day) clock(o dateorder.Order) dispute.Clock {
	if !d.first && o == dateorder.DMY {
		return dispute.Clock{Year: d.year, Month: d.b, Day: d.a}
	}
	return dispute.Clock{Year: d.year, Month: d.a, Day: d.b}
}

// exists reports whether there is such a day; agrees, whether it also falls on
// the weekday written.
func (d day) exists(o dateorder.Order) (exists, agrees bool) {
	c := d.clock(o)
	t := time.Date(c.Year, time.Month(c.Month), c.Day, 0, 0, 0, 0, time.UTC)
	exists = t.Year() == c.Year && int(t.Month()) == c.Month && t.Day() == c.Day
	return exists, exists && (!d.named || t.Weekday() == d.weekday)
}

// days is what all lines for days have told of the order.
type days struct {
	dateorder.Dates
	strange [dateorder.YMD]bool // a day has another weekday than the one written
}

func (d *days) add(day day, written string) {
	if day.first {
		return
	}
	d.Add(written, func(o dateorder.Order) (int, bool) {
		exists, _ := day.exists(o)
		return dateorder.Day(day.clock(o)), exists && o != dateorder.YMD
	})
	for o := range dateorder.YMD {
		_, agrees := day.exists(o)
		d.strange[o] = d.strange[o] || !agrees
	}
}

// decide finds the order, and the note that says by which rule: weekdays that
// agree in one order only come before what else the dates tell, and where none
// agrees, the order of time is no sign either.
func (d *days) decide(option string) (dateorder.Order, *dispute.Note, error) {
	rules := dateorder.Rules{
		Option: "line.order.option", Impossible: "line.order.impossible",
		Same: "line.order.same", Value: "line.order.value", Time: "line.order.time",
	}
	said, given := dateorder.Parse(option)
	given = given && said != dateorder.YMD
	dmy, mdy := !d.strange[dateorder.DMY], !d.strange[dateorder.MDY]
	switch {
	case !given && dmy != mdy && !d.Alike(dateorder.DMY, dateorder.MDY):
		o := dateorder.DMY
		if mdy {
			o = dateorder.MDY
		}
		return o, dateorder.Note("line.order.weekday", d.Example(), o), nil
	case !dmy && !mdy:
		rules.Time = ""
	}
	return d.Decide(option, rules)
}
