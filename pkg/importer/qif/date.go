package qif

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/statement"
)

// parts takes a date apart: "8/12/13", "8/12'13", "8/12' 3", "12.08.2013",
// "2013-08-12". quoted is true where an apostrophe marks the year, which is
// one of this century then.
func parts(text string) (n [3]int, lengths [3]int, quoted, ok bool) {
	i, number := 0, ""
	text = strings.ReplaceAll(strings.TrimSpace(text), " ", "")
	for at := 0; at <= len(text); at++ {
		if at < len(text) && text[at] >= '0' && text[at] <= '9' {
			number += text[at : at+1]
			continue
		}
		if number == "" || len(number) > 4 || i == 3 {
			return n, lengths, false, false
		}
		n[i], _ = strconv.Atoi(number)
		lengths[i] = len(number)
		i++
		number = ""
		if at < len(text) {
			if !strings.ContainsRune("/.-'", rune(text[at])) {
				return n, lengths, false, false
			}
			quoted = quoted || text[at] == '\''
		}
	}
	return n, lengths, quoted, i == 3
}

// readDate reads a date in an order that it may have.
func readDate(text string, order dateorder.Order) (c dispute.Clock, ok bool) {
	n, lengths, quoted, ok := parts(text)
	if !ok {
		return c, false
	}
	year := 2
	switch order {
	case dateorder.DMY:
		c.Day, c.Month = n[0], n[1]
	case dateorder.MDY:
		c.Day, c.Month = n[1], n[0]
	default:
		c.Month, c.Day, year = n[1], n[2], 0
	}
	if quoted && year != 2 {
		return c, false
	}
	for i, l := range lengths {
		if i != year && l > 2 {
			return c, false
		}
	}
	c.Year = n[year]
	switch {
	case lengths[year] == 3:
		return c, false
	case lengths[year] == 4:
	case quoted || c.Year < 70:
		c.Year += 2000
	default:
		c.Year += 1900
	}
	_, err := dispute.Local(c, dispute.Day, time.UTC, dispute.ZoneFormat)
	return c, err == nil
}

// orders are those that the dates of a file may have.
var orders = []dateorder.Order{dateorder.DMY, dateorder.MDY, dateorder.YMD}

// survey is what the dates and amounts of a file say about their form.
type survey struct {
	dates  dateorder.Dates
	stated string // the order that the file names
	points bool   // an amount shows a decimal point
	commas bool
}

func (s *survey) add(b *block) {
	if !money[b.section] || len(b.lines) == 1 && b.ended {
		return
	}
	if b.order != "" {
		s.stated = b.order
	}
	for _, letter := range []byte{'T', 'U', '$'} {
		switch statement.Decides(b.value(letter)) {
		case statement.Point:
			s.points = true
		case statement.Comma:
			s.commas = true
		}
	}
	text := b.value('D')
	if _, _, _, ok := parts(text); !ok {
		return
	}
	read := func(o dateorder.Order) (int, bool) {
		c, ok := readDate(text, o)
		// Nobody writes a month before a day with points.
		return dateorder.Day(c), ok && (o != dateorder.MDY || strings.Count(text, ".") < 2)
	}
	for _, o := range orders {
		if _, possible := read(o); possible {
			s.dates.Add(statement.Quote(text), read)
			return
		}
	} // else it is no day, and tells nothing of the others
}

// mark is the decimal mark that the file's amounts show, if they agree.
func (s *survey) mark() statement.Mark {
	switch {
	case s.points && !s.commas:
		return statement.Point
	case s.commas && !s.points:
		return statement.Comma
	}
	return statement.EitherMark
}

// order decides the order of the dates. how says by what.
func (s *survey) order(said string) (order dateorder.Order, how *dispute.Note, err error) {
	if o, given := dateorder.Parse(said); given {
		return o, dateorder.Note("bill.order.said", o), nil
	}
	if !s.dates.Any() {
		return dateorder.DMY, nil, nil
	}
	if o, states := dateorder.Parse(s.stated); states {
		return o, dateorder.Note("qif.order.stated", o), nil
	}
	fit := s.dates.Possible(orders...)
	switch len(fit) {
	case 0:
		return 0, nil, dateorder.Ask(dispute.Say("qif.ask.none", s.dates.Never(dateorder.DMY), s.dates.Never(dateorder.MDY)), orders...)
	case 1:
		against := slices.IndexFunc(orders, func(o dateorder.Order) bool { return s.dates.Never(o) != "" })
		return fit[0], dateorder.Note("qif.order.only", fit[0], s.dates.Never(orders[against])), nil
	}
	if s.dates.Alike(fit...) {
		return fit[0], nil, nil
	}
	const enough = 4 // days in order of time are no accident from here on
	oneWay := func(o dateorder.Order) bool { _, ok := s.dates.OneWay(o); return ok }
	if o, ok := dateorder.Only(fit, oneWay); ok {
		if days, _ := s.dates.OneWay(o); days >= enough {
			return o, dateorder.Note("qif.order.time", o), nil
		}
	}
	return 0, nil, s.dates.Ask(fit...)
}
