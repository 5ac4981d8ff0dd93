// Package dateorder finds out in which order a file writes day, month and year.
// An importer gives it every date in every order (Dates.Add); it keeps what they
// tell together: in which orders each is a day, whether the order makes a
// difference, and whether days run on or back.
//
// It promises that an order comes from the dates or from the user and never
// from a locale, and that what they leave open becomes a question
// (importer.Undecided). It forbids reading dates: what stands for a day, and
// what else a file tells of it (a weekday, a name), is the importer's.
package dateorder

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Order is the order of the parts of a date.
type Order uint8

// The orders. MYD is never one of several that are possible: it is for formats
// that plainly have the year in the middle.
const (
	DMY Order = iota
	MDY
	YMD
	MYD
)

const tried = 3 // orders that dates are tried in: those before MYD

// String is the order as people give it: "dmy".
func (o Order) String() string { return [...]string{"dmy", "mdy", "ymd", "myd"}[o] }

// Parse reads what a user gave. MYD is nothing to choose.
func Parse(text string) (Order, bool) {
	for o := range MYD {
		if o.String() == text {
			return o, true
		}
	}
	return 0, false
}

// Day is the number of a day, as Dates.Add takes it.
func Day(c dispute.Clock) int { return (c.Year*100+c.Month)*100 + c.Day }

// Dates is what the dates of a file tell. The zero value has seen none.
type Dates struct {
	any     bool
	last    string // the date before
	example string
	telling bool // day and month of the example can be told apart
	unlike  [tried][tried]bool
	in      [tried]track
}

// track is how the days of a file follow one another in one order.
type track struct {
	never       string // the first date that cannot be
	day         int    // the last
	changes     int    // to another day; the first day is one
	rises, back bool
	first, end  int // the earliest and the latest day
}

// Add takes in a date. read says what day it is in an order, as Day numbers
// them, and whether there can be such a day; the number counts where there
// cannot, too: it says whether two orders differ.
func (d *Dates) Add(written string, read func(Order) (day int, ok bool)) {
	if d.Again(written) {
		return
	}
	var days [tried]int
	for o := range MYD {
		day, ok := read(o)
		days[o] = day
		t := &d.in[o]
		if !ok && t.never == "" {
			t.never = written
		}
		if t.changes == 0 || day < t.first {
			t.first = day
		}
		t.end = max(t.end, day)
		if t.changes == 0 || day != t.day {
			t.rises = t.rises || t.changes > 0 && day > t.day
			t.back = t.back || day < t.day
			t.changes++
		}
		t.day = day
	}
	for a := range days {
		for b := range days {
			d.unlike[a][b] = d.unlike[a][b] || days[a] != days[b]
		}
	}
	if tells := days[DMY] != days[MDY]; !d.any || tells && !d.telling {
		d.example, d.telling = written, tells
	}
	d.any, d.last = true, written
}

// Again reports whether a date is the one before, which says nothing new.
func (d *Dates) Again(written string) bool { return d.any && written == d.last }

// Any reports whether there was a date.
func (d *Dates) Any() bool { return d.any }

// Example is the first date that is another day with day and month exchanged,
// else the first.
func (d *Dates) Example() string { return d.example }

// Never is the first date that cannot be in an order, or "".
func (d *Dates) Never(o Order) string { return d.in[o].never }

// Years is how many years the dates span in an order.
func (d *Dates) Years(o Order) int { return d.in[o].end/10000 - d.in[o].first/10000 + 1 }

// Possible is those of the orders in which every date can be.
func (d *Dates) Possible(of ...Order) []Order {
	var out []Order
	for _, o := range of {
		if d.Never(o) == "" {
			out = append(out, o)
		}
	}
	return out
}

// Alike reports whether every date is the same day in all of the orders.
func (d *Dates) Alike(of ...Order) bool {
	for _, o := range of {
		if d.unlike[of[0]][o] {
			return false
		}
	}
	return true
}

// Forward reports whether no day comes before the one above it.
func (d *Dates) Forward(o Order) bool { return !d.in[o].back }

// OneWay reports whether days only run on or only run back, and how many times
// another day comes.
func (d *Dates) OneWay(o Order) (days int, ok bool) {
	t := d.in[o]
	return t.changes, !t.back || !t.rises
}

// Only is the one order of which something holds.
func Only(of []Order, holds func(Order) bool) (found Order, ok bool) {
	n := 0
	for _, o := range of {
		if holds(o) {
			found, n = o, n+1
		}
	}
	return found, n == 1
}

// Ask is the question which of the orders it is, with the first and the last day
// that each would give. Of a file in which none of them can be, it names no days.
func (d *Dates) Ask(of ...Order) *importer.Undecided {
	never := func(o Order) bool { return d.Never(o) != "" }
	if !d.any || slices.ContainsFunc(of, never) {
		return Ask(dispute.Say("ask.date-order", d.example), of...)
	}
	var spans, all []string
	for _, o := range of {
		span := d.span(o)
		spans, all = append(spans, span), append(all, o.String()+" "+span)
	}
	u := Ask(dispute.Say("ask.date-order-days", d.example, strings.Join(all, "; ")), of...)
	u.Labels = spans
	return u
}

// span is the first and the last day in an order.
func (d *Dates) span(o Order) string {
	t := d.in[o]
	day := func(n int) string { return fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100) }
	if t.first == t.end {
		return day(t.first)
	}
	return day(t.first) + " – " + day(t.end)
}

// Ask is a question that has orders for its answers.
func Ask(question dispute.Note, of ...Order) *importer.Undecided {
	u := &importer.Undecided{Question: question, Flag: "date-order"}
	for _, o := range of {
		u.Choices = append(u.Choices, o.String())
	}
	return u
}

// Rules are the codes of the notes that say how Decide found an order.
type Rules struct {
	Option     string  // the user said so; argument: the order
	Impossible string  // what the user said cannot be; the order, a date. "": the user's word holds even so
	Same       string  // it makes no difference; "": nothing is said then
	Value      string  // a date can be in no other; the date, the order
	Time       string  // in the other days would run back; a date, the order. "": order of time is no sign
	Among      []Order // what dates may be; nil: DMY and MDY
}

// Decide chooses between the orders that dates may be in, and says by which rule:
// the user's word, what the dates can be, the order of time. Where none holds it
// returns importer.Undecided, and importer.Stopped where the user's word cannot be.
func (d *Dates) Decide(option string, rules Rules) (Order, *dispute.Note, error) {
	if !d.any {
		return DMY, nil, nil
	}
	among := rules.Among
	if among == nil {
		among = []Order{DMY, MDY}
	}
	possible := d.Possible(among...)
	if o, given := Parse(option); given && slices.Contains(among, o) {
		if rules.Impossible != "" && len(possible) == 1 && possible[0] != o {
			return 0, nil, &importer.Stopped{Why: dispute.Say(rules.Impossible, o, d.Never(o))}
		}
		return o, Note(rules.Option, o), nil
	}
	if d.Alike(among...) {
		return among[0], Note(rules.Same), nil
	}
	if len(possible) == 1 {
		other := among[slices.IndexFunc(among, func(o Order) bool { return o != possible[0] })]
		return possible[0], Note(rules.Value, d.Never(other), possible[0]), nil
	}
	if o, ok := Only(possible, d.Forward); ok && rules.Time != "" {
		return o, Note(rules.Time, d.example, o), nil
	}
	if len(possible) == 0 {
		possible = among
	}
	return 0, nil, d.Ask(possible...)
}

// Note is a sentence about an order; no code is no sentence.
func Note(code string, args ...any) *dispute.Note {
	if code == "" {
		return nil
	}
	n := dispute.Say(code, args...)
	return &n
}
