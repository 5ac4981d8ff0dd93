package pasted

import (
	"context"
	"errors"
	"fmt"
	"io"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/conversation"
)

// survey is what a first look over the whole text tells.
type survey struct {
	heads [families]int
	apart [families]int // of them, behind a blank line
	loose [2]int        // headers without a day: those behind a blank line, and the others
	dates dates
}

func look(ctx context.Context, src *importer.Source) (*survey, error) {
	s := &survey{}
	lines := charset.NewLines(ctx, src.Reader(), src.Head)
	var before, first string // the line above, and the one above that
	for {
		line, err := lines.Next()
		switch {
		case err == io.EOF || errors.Is(err, charset.ErrLongLine):
			return s, nil
		case err != nil:
			return nil, err
		}
		s.line(first, before, line.Text)
		first, before = before, line.Text
	}
}

func (s *survey) line(first, before, line string) {
	saw := func(f family, above string) {
		s.heads[f]++
		if stands(above) {
			s.apart[f]++
		}
	}
	h, ok := readHead(line)
	switch {
	case ok && h.bare:
		if _, isHead := readHead(before); isHead || !isName(before) {
			return
		}
		saw(twoLines, first)
	case ok && h.family == either:
		saw(spaced, before)
	case ok && h.loose && !stands(before):
		s.loose[1]++
		return
	case ok:
		if h.loose {
			s.loose[0]++
		}
		saw(h.family, before)
	case !ok:
		if _, is := readColon(line); is && stands(before) {
			saw(colon, before)
		}
		return
	}
	if ok && h.open {
		s.dates.add(h.parts)
	}
}

// stands reports whether a line below above stands by itself.
func stands(above string) bool {
	if conversation.IsBlank(above) {
		return true
	}
	_, ok := readRule(above)
	return ok
}

// family is the way of writing headers that the text uses most; a name and a
// colon counts only where nothing has a time.
func (s *survey) family() family {
	best := spaced
	for _, f := range []family{twoLines, tight} {
		if s.heads[f] > s.heads[best] {
			best = f
		}
	}
	if s.heads[best] == 0 && s.heads[colon] > 0 {
		return colon
	}
	return best
}

// compact reports whether the text has no headers but those without a day, and
// mostly no blank lines above them.
func (s *survey) compact() bool {
	return s.heads[spaced] == s.loose[0] && s.loose[1] > s.loose[0]
}

// spread reports whether blank lines stand between the messages, all but a few.
func (s *survey) spread(f family) bool { return s.apart[f]*2 > s.heads[f] && s.heads[f] > 1 }

// dates is what the dates with the year last say about day and month.
type dates struct {
	n       int
	example string
	over    [2]string // a date whose first, or second, part is over 12
	differ  bool
	back    [2]bool // in this order, days run backward
	last    [2]int
}

var orders = [2]string{"dmy", "mdy"}

func (d *dates) add(p [3]int) {
	written := fmt.Sprintf("%d/%d/%d", p[0], p[1], p[2])
	if d.n == 0 {
		d.example = written
	}
	d.n++
	for i := range d.over {
		if p[i] > 12 && d.over[i] == "" {
			d.over[i] = written
		}
	}
	d.differ = d.differ || p[0] != p[1]
	for i, day := range [2]int{(p[2]*100+p[1])*100 + p[0], (p[2]*100+p[0])*100 + p[1]} {
		d.back[i] = d.back[i] || day < d.last[i]
		d.last[i] = day
	}
}

// decide finds the order of day and month: the user's word, a value over 12,
// the order of time; else it asks.
func (d *dates) decide(option string) (order string, why *dispute.Note, err error) {
	say := func(code string, args ...any) *dispute.Note {
		n := dispute.Say(code, args...)
		return &n
	}
	dayFirst, monthFirst := d.over[0] != "", d.over[1] != ""
	switch {
	case d.n == 0:
		return "", nil, nil
	case option == orders[0] || option == orders[1]:
		return option, say("pasted.order.option", option), nil
	case dayFirst != monthFirst:
		i := 0
		if monthFirst {
			i = 1
		}
		return orders[i], say("pasted.order.value", d.over[i], orders[i]), nil
	case !dayFirst && !d.differ:
		return orders[0], nil, nil
	case !dayFirst && d.back[0] != d.back[1]:
		i := 0
		if d.back[0] {
			i = 1
		}
		return orders[i], say("pasted.order.time", d.example, orders[i]), nil
	}
	return "", nil, &importer.Undecided{Question: dispute.Say("ask.date-order", d.example), Flag: "date-order", Choices: orders[:]}
}
