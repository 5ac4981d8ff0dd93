package discord

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/transcript"
)

// moment is a local time as the exporter's computer writes short ones: 1/2/2024
// 3:04 PM, 02.01.2024 15:04, 2024/1/2 下午3:04.
type moment struct {
	a, b, year int // for a year in front: month and day
	first      bool
	clock      dispute.Clock // hour, minute
}

// order says which of two numbers is the day, where the year stands last.
type order int

const (
	dmy order = iota
	mdy
	orders
)

func (o order) String() string { return [...]string{"dmy", "mdy"}[o] }

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
	if half >= 0 && !transcript.Noon(&m.clock, halves[half].afternoon) {
		return m, false
	}
	return m, rest == ""
}

// date is the moment's day in an order.
func (m moment) date(o order) dispute.Clock {
	c := m.clock
	c.Year, c.Month, c.Day = m.year, m.a, m.b
	if !m.first && o == dmy {
		c.Month, c.Day = m.b, m.a
	}
	return c
}

// when is a written time read in the order.
func (o order) when(src *importer.Source, written string) (dispute.When, bool) {
	m, ok := readMoment(written)
	if !ok {
		return dispute.When{}, false
	}
	at, err := src.Local(m.date(o), dispute.Minute)
	return at, err == nil
}

// dates is what the times of a file tell of the order.
type dates struct {
	total   int
	differ  bool
	example string
	wrong   [orders]string
	back    [orders]bool
	last    [orders]int
}

func (d *dates) add(m moment, written string) {
	if m.first {
		return
	}
	d.total++
	if d.example == "" || m.a != m.b && !d.differ {
		d.example = written
	}
	d.differ = d.differ || m.a != m.b
	for o := range orders {
		c := m.date(o)
		if c.Month > 12 && d.wrong[o] == "" {
			d.wrong[o] = written
		}
		day := (c.Year*100+c.Month)*100 + c.Day
		d.back[o] = d.back[o] || day < d.last[o]
		d.last[o] = day
	}
}

// decide finds the order, and the note that says by which rule.
func (d *dates) decide(option string) (order, *dispute.Note, error) {
	say := func(n dispute.Note) *dispute.Note { return &n }
	if d.total == 0 {
		return dmy, nil, nil
	}
	for o := range orders {
		other := orders - 1 - o
		switch {
		case option == o.String() && d.wrong[o] != "" && d.wrong[other] == "":
			return 0, nil, &importer.Stopped{Why: dispute.Say("line.order.impossible", o, d.wrong[o])}
		case option == o.String():
			return o, say(dispute.Say("line.order.option", o)), nil
		}
	}
	if !d.differ {
		return dmy, say(dispute.Say("line.order.same")), nil
	}
	for o := range orders {
		other := orders - 1 - o
		switch {
		case d.wrong[other] != "" && d.wrong[o] == "":
			return o, say(dispute.Say("line.order.value", d.wrong[other], o)), nil
		case d.wrong[other] == "" && d.back[other] && !d.back[o] && d.wrong[o] == "":
			return o, say(dispute.Say("line.order.time", d.example, o)), nil
		}
	}
	return 0, nil, &importer.Undecided{
		Question: dispute.Say("ask.date-order", d.example), Flag: "date-order", Choices: []string{"dmy", "mdy"},
	}
}
