package discord

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
)

// moment is a local time as the exporter's computer writes short ones: 1/2/2024
// 3:04 PM, 02.01.2024 15:04, 2024/1/2 下午3:04; older versions wrote 02-Jan-24
// 03:04 PM unless told otherwise.
type moment struct {
	a, b, year int // for a year in front, or a month by its name: month and day
	first      bool
	clock      dispute.Clock // hour, minute
}

// halves are the words for half days; true is the afternoon.
var halves = []struct {
	word      string
	afternoon bool
}{
	{"AM", false}, {"PM", true}, {"am", false}, {"pm", true}, {"a.m.", false}, {"p.m.", true}, {"a. m.", false}, {"p. m.", true},
	{"上午", false}, {"下午", true}, {"午前", false}, {"午後", true}, {"오전", false}, {"오후", true},
}

func readMoment(s string) (m moment, ok bool) {
	s = strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(s)
	rest := ""
	for _, sep := range []string{"/", ".", "-", ". "} {
		if v, after, fits := transcript.Numbers(s, sep, [2]int{4, 4}, [2]int{1, 2}, [2]int{1, 2}); fits {
			m.first, m.year, m.a, m.b, rest, ok = true, v[0], v[1], v[2], after, true
		} else if v, after, fits := transcript.Numbers(s, sep, [2]int{1, 2}, [2]int{1, 2}, [2]int{2, 4}); fits && (v[2] > 999 || v[2] < 100) {
			m.a, m.b, m.year, rest, ok = v[0], v[1], v[2], after, true
			if m.year < 100 {
				m.year += 2000
			}
		}
		if ok {
			break
		}
	}
	if !ok {
		rest, ok = m.named(s)
	}
	rest = strings.TrimLeft(rest, "., ")
	if !ok {
		return m, false
	}
	half := -1
	for i, h := range halves {
		if after, found := strings.CutPrefix(rest, h.word); found {
			half, rest = i, strings.TrimLeft(after, " ")
			break
		}
	}
	if _, rest, ok = transcript.Clock(strings.Replace(rest, ".", ":", 1), &m.clock); !ok {
		return m, false
	}
	rest = strings.TrimSpace(rest)
	for i, h := range halves {
		if half < 0 && strings.Replace(h.word, ".", ":", 1) == rest || half < 0 && h.word == rest {
			half, rest = i, ""
		}
	}
	if half >= 0 && !m.clock.HalfDay(halves[half].afternoon) {
		return m, false
	}
	return m, rest == ""
}

const monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"

// named reads 02-Jan-24 at the start of s.
func (m *moment) named(s string) (rest string, ok bool) {
	day, rest, ok := transcript.Number(s, 1, 2)
	if !ok || len(rest) < 5 || rest[0] != '-' || rest[4] != '-' {
		return s, false
	}
	at := strings.Index(monthNames, rest[1:4])
	if at < 0 || at%3 != 0 {
		return s, false
	}
	year, rest, ok := transcript.Number(rest[5:], 2, 4)
	if !ok || year > 99 && year < 1000 {
		return s, false
	}
	if year < 100 {
		year += 2000
	}
	m.first, m.year, m.a, m.b = true, year, at/3+1, day
	return rest, true
}

// date is the moment's day in an order.
func (m moment) date(o dateorder.Order) dispute.Clock {
	c := m.clock
	c.Year, c.Month, c.Day = m.year, m.a, m.b
	if !m.first && o == dateorder.DMY {
		c.Month, c.Day = m.b, m.a
	}
	return c
}

// when is a written time read in the order.
func when(o dateorder.Order, src *importer.Source, written string) (dispute.When, bool) {
	m, ok := readMoment(written)
	if !ok {
		return dispute.When{}, false
	}
	at, err := src.Local(m.date(o), dispute.Minute)
	return at, err == nil
}

// dates is what the times of a file tell of the order.
type dates struct{ dateorder.Dates }

func (d *dates) add(m moment, written string) {
	if m.first {
		return
	}
	d.Add(written, func(o dateorder.Order) (int, bool) {
		c := m.date(o)
		return dateorder.Day(c), c.Month <= 12
	})
}

// decide finds the order, and remarks by which rule.
func (d *dates) decide(log *transcript.Log) (dateorder.Order, error) {
	order, rule, err := d.Decide(log.Src.Options.DateOrder, dateorder.Rules{
		Option: "line.order.option", Impossible: "line.order.impossible",
		Same: "line.order.same", Value: "line.order.value", Time: "line.order.time",
	})
	if err == nil && rule != nil {
		log.Sink.Remark(*rule)
	}
	return order, err
}
