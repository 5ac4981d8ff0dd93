package whatsapp

import (
	"fmt"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// order is the order of the parts of a date.
type order uint8

const (
	dmy order = iota
	mdy
	ymd
	orders
	myd order = 7 // 06/2018/13: only where the year plainly stands in the middle
)

func (o order) String() string {
	return [...]string{"dmy", "mdy", "ymd", "", "", "", "", "myd"}[o]
}

// clock is the time of h read in order o; ok is false when there is no such
// day, or when WhatsApp was not there yet.
func (h *header) clock(o order) (c dispute.Clock, ok bool) {
	d := &h.date
	y, m, day := d[2], d[1], d[0]
	switch o {
	case mdy:
		m, day = d[0], d[1]
	case ymd:
		y, m, day = d[0], d[1], d[2]
	case myd:
		m, y = d[0], d[1]
		day = d[2]
	}
	year := y.value + y.era
	if y.era == 0 && y.digits <= 2 {
		if year += 2000; year < 2009 {
			return c, false
		}
	}
	if year < 2000 || year > 2099 || m.digits > 2 || day.digits > 2 ||
		m.value < 1 || m.value > 12 || day.value < 1 || day.value > daysIn(year, m.value) {
		return c, false
	}
	return dispute.Clock{Year: year, Month: m.value, Day: day.value, Hour: h.hour, Minute: h.minute, Second: h.second}, true
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// dates is what the headers of one form say about the order of their dates.
type dates struct {
	n        int
	wrong    [orders]string // the first date that cannot be, in this order
	back     [orders]bool   // days run backward, in this order
	named    [orders]bool   // an attachment's name tells the day that this order gives
	misnamed [orders]bool   // or another day
	prev     [orders]int
	differ   bool   // dmy and mdy are not the same throughout
	example  string // the first date
	last     string // the date before
	dashed   bool
	cjk      bool
}

// add takes in the date of h, whose text is written. named is the day in the
// name of the message's attachment, as year*10000+month*100+day, or 0.
func (d *dates) add(h *header, written string, named int) {
	if d.n == 0 {
		d.example = written
	}
	d.n++
	if d.again(written) && named == 0 && d.cjk == h.cjk {
		return // it says nothing new
	}
	d.last = written
	d.dashed = d.dashed || h.sep == '-'
	d.cjk = d.cjk || h.cjk
	d.differ = d.differ || h.date[0].value != h.date[1].value
	for o := range orders {
		c, ok := h.clock(o)
		if !ok {
			if d.wrong[o] == "" {
				d.wrong[o] = written
			}
			continue
		}
		day := (c.Year*100+c.Month)*100 + c.Day
		d.back[o] = d.back[o] || day < d.prev[o]
		d.prev[o] = day
		if named != 0 {
			d.named[o] = d.named[o] || named == day
			d.misnamed[o] = d.misnamed[o] || named != day
		}
	}
}

// again reports whether the date is the one before, of which all is known.
func (d *dates) again(written string) bool { return d.n > 0 && written == d.last }

// decide finds the order of the dates of form f, and the note that says by
// which rule. It returns Undecided or Stopped where the file does not decide,
// or where the option cannot be.
func (d *dates) decide(f form, option string) (order, *dispute.Note, error) {
	switch f.year() {
	case yearFirst:
		return ymd, note("whatsapp.order.year"), nil
	case yearMiddle:
		return myd, d.rule("whatsapp.order.value", myd, d.example), nil
	}
	candidates := d.candidates(f)
	possible := d.possible(candidates)
	if len(possible) == 0 && f.year() == yearTwo && d.wrong[ymd] == "" {
		possible = []order{ymd}
	}
	asked, given := parseOrder(option)
	if given && d.wrong[asked] != "" && len(possible) > 0 {
		return 0, nil, &importer.Stopped{Why: dispute.Say("whatsapp.order.impossible", asked, d.wrong[asked])}
	}
	if given && !slices.Contains(possible, asked) && d.wrong[asked] == "" {
		possible = append(possible, asked) // 18/6/13 as ymd: nobody is asked, but anybody may say so
	}
	if rule, o, ok := d.plain(possible, candidates); ok {
		return o, rule, nil
	}
	if given {
		return asked, note("whatsapp.order.option", asked), nil
	}
	question := dispute.Say("ask.date-order", d.example)
	if len(possible) == 0 {
		question = dispute.Say("whatsapp.ask.contradiction", d.wrong[dmy], d.wrong[mdy])
		possible = candidates
	}
	u := &importer.Undecided{Question: question, Flag: "date-order"}
	for _, o := range possible {
		u.Choices = append(u.Choices, o.String())
	}
	return 0, nil, u
}

// candidates are the orders in use for dates written so. Two digits for a year
// in front are written with hyphens, and in East Asia.
func (d *dates) candidates(f form) []order {
	if f.year() == yearTwo && (d.dashed || d.cjk) {
		return []order{dmy, mdy, ymd}
	}
	return []order{dmy, mdy}
}

func (d *dates) possible(candidates []order) []order {
	var out []order
	for _, o := range candidates {
		if d.wrong[o] == "" {
			out = append(out, o)
		}
	}
	return out
}

// plain are the rules by which the file itself decides, the surest first.
func (d *dates) plain(possible, candidates []order) (*dispute.Note, order, bool) {
	if len(possible) == 1 {
		for _, o := range candidates {
			if d.wrong[o] != "" {
				return d.rule("whatsapp.order.value", possible[0], d.wrong[o]), possible[0], true
			}
		}
		return d.rule("whatsapp.order.value", possible[0], d.example), possible[0], true
	}
	if len(possible) > 1 && !d.differ && !slices.Contains(possible, ymd) {
		return note("whatsapp.order.same"), possible[0], true
	}
	if o, ok := only(possible, func(o order) bool { return d.named[o] }); ok && !d.misnamed[o] {
		return d.rule("whatsapp.order.attachment", o, d.example), o, true
	}
	if o, ok := only(possible, func(o order) bool { return !d.back[o] }); ok && d.n > 1 {
		return d.rule("whatsapp.order.time", o, d.example), o, true
	}
	return nil, 0, false
}

// rule says how an order was found, with a date as an example.
func (d *dates) rule(code string, o order, written string) *dispute.Note {
	var h header
	p := scanner{s: written}
	read := ""
	if p.date(&h) {
		if c, ok := h.clock(o); ok {
			read = fmt.Sprintf("%04d-%02d-%02d", c.Year, c.Month, c.Day)
		}
	}
	return note(code, written, read)
}

func note(code string, args ...any) *dispute.Note {
	n := dispute.Say(code, args...)
	return &n
}

func only(of []order, holds func(order) bool) (found order, ok bool) {
	n := 0
	for _, o := range of {
		if holds(o) {
			found, n = o, n+1
		}
	}
	return found, n == 1
}

func parseOrder(text string) (order, bool) {
	for o := range orders {
		if o.String() == text {
			return o, true
		}
	}
	return 0, false
}
