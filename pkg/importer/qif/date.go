package qif

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/statement"
)

// orders lists how day, month and year may follow one another.
var orders = [...]string{"dmy", "mdy", "ymd"}

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
func readDate(text, order string) (c dispute.Clock, ok bool) {
	n, lengths, quoted, ok := parts(text)
	if !ok {
		return c, false
	}
	year := 2
	switch order {
	case "dmy":
		c.Day, c.Month = n[0], n[1]
	case "mdy":
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

// survey is what the dates and amounts of a file say about their form.
type survey struct {
	rows    int
	example string
	not     [len(orders)]string // the first date that cannot be in an order
	days    [len(orders)][]int  // of each order, in file order, a day once
	stated  string              // the order that the file names
	points  bool                // an amount shows a decimal point
	commas  bool
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
	var days [len(orders)]int
	for i, order := range orders {
		c, ok := readDate(text, order)
		if ok && order == "mdy" && strings.Count(text, ".") > 1 {
			ok = false // nobody writes a month before a day with points
		}
		if ok {
			days[i] = c.Year*10000 + c.Month*100 + c.Day
		} else if s.not[i] == "" {
			s.not[i] = statement.Quote(text)
		}
	}
	if s.rows++; s.rows == 1 {
		s.example = statement.Quote(text)
	}
	for i, d := range days {
		if n := len(s.days[i]); n == 0 || s.days[i][n-1] != d {
			s.days[i] = append(s.days[i], d)
		}
	}
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
func (s *survey) order(said string) (order string, how *dispute.Note, err error) {
	note := func(code string, args ...any) *dispute.Note { n := dispute.Say(code, args...); return &n }
	if said != "" {
		return said, note("bill.order.said", said), nil
	}
	if s.rows == 0 {
		return orders[0], nil, nil
	}
	if s.stated != "" {
		return s.stated, note("qif.order.stated", s.stated), nil
	}
	var fit []int
	for i := range orders {
		if s.not[i] == "" {
			fit = append(fit, i)
		}
	}
	switch len(fit) {
	case 0:
		return "", nil, &importer.Undecided{Question: dispute.Say("qif.ask.none", s.not[0], s.not[1]), Flag: "date-order", Choices: orders[:]}
	case 1:
		for i, against := range s.not {
			if i != fit[0] && against != "" {
				return orders[fit[0]], note("qif.order.only", orders[fit[0]], against), nil
			}
		}
	}
	same := true
	for _, i := range fit[1:] {
		same = same && slices.Equal(s.days[i], s.days[fit[0]])
	}
	if same {
		return orders[fit[0]], nil, nil
	}
	const enough = 4 // days in order of time are no accident from here on
	sorted := -1
	for _, i := range fit {
		if !inOrder(s.days[i]) {
			continue
		}
		if sorted >= 0 {
			sorted = -1
			break
		}
		sorted = i
	}
	if sorted >= 0 && len(s.days[sorted]) >= enough {
		return orders[sorted], note("qif.order.time", orders[sorted]), nil
	}
	var choices []string
	for _, i := range fit {
		choices = append(choices, orders[i])
	}
	return "", nil, &importer.Undecided{Question: dispute.Say("ask.date-order", s.example), Flag: "date-order", Choices: choices}
}

// inOrder reports whether days only rise or only fall.
func inOrder(days []int) bool {
	if slices.IsSorted(days) {
		return true
	}
	back := slices.Clone(days)
	slices.Reverse(back)
	return slices.IsSorted(back)
}
