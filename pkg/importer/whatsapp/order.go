package whatsapp

import (
	"fmt"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/dateorder"
)

// clock is the time of h read in order o; ok is false when there is no such
// day, or when WhatsApp was not there yet.
func (h *header) clock(o dateorder.Order) (c dispute.Clock, ok bool) {
	d := &h.date
	y, m, day := d[2], d[1], d[0]
	switch o {
	case dateorder.MDY:
		m, day = d[0], d[1]
	case dateorder.YMD:
		y, m, day = d[0], d[1], d[2]
	case dateorder.MYD:
		m, y, day = d[0], d[1], d[2]
	}
	if y.persian() {
		py, pm, pd, ok := fromPersian(y.value, m.value, day.value)
		return dispute.Clock{Year: py, Month: pm, Day: pd, Hour: h.hour, Minute: h.minute, Second: h.second}, ok
	}
	year := y.value + y.era
	if y.era == 0 && y.digits <= 2 {
		switch year += 2000; {
		case year < 2009:
			return c, false
		case h.thaiYear() && o != dateorder.YMD:
			year += 500 + buddhist // 27/3/66 is 2566
		}
	}
	if year < 2000 || year > 2099 || m.digits > 2 || day.digits > 2 {
		return c, false
	}
	if m.value < 1 || m.value > 12 || day.value < 1 || day.value > daysIn(year, m.value) {
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
	dateorder.Dates
	n        int
	named    [dateorder.MYD]bool // an attachment's name tells the day that this order gives
	misnamed [dateorder.MYD]bool // or another day
	dashed   bool
	words    bool // months are words
	spaced   bool
	cjk      bool
}

// add takes in the date of h, whose text is written. named is the day in the
// name of the message's attachment, or 0.
func (d *dates) add(h *header, written string, named int) {
	d.n++
	d.dashed = d.dashed || h.sep == '-'
	d.spaced = d.spaced || h.spaced
	d.words = d.words || h.month
	d.cjk = d.cjk || h.cjk
	read := func(o dateorder.Order) (int, bool) {
		c, ok := h.clock(o)
		return dateorder.Day(c), ok
	}
	d.Add(written, read)
	if named == 0 {
		return
	}
	for o := range dateorder.MYD {
		if day, ok := read(o); ok {
			d.named[o] = d.named[o] || named == day
			d.misnamed[o] = d.misnamed[o] || named != day
		}
	}
}

// decide finds the order of the dates of form f, and the note that says by
// which rule. It returns Undecided or Stopped where the file does not decide,
// or where the option cannot be.
func (d *dates) decide(f form, option string) (dateorder.Order, *dispute.Note, error) {
	switch f.year() {
	case yearFirst:
		if d.words {
			return dateorder.YMD, dateorder.Note("whatsapp.order.words"), nil
		}
		return dateorder.YMD, dateorder.Note("whatsapp.order.year"), nil
	case yearMiddle:
		return dateorder.MYD, rule("whatsapp.order.value", dateorder.MYD, d.Example()), nil
	}
	candidates := d.candidates(f)
	possible := d.Possible(candidates...)
	if len(possible) == 0 && f.year() == yearTwo {
		possible = d.Possible(dateorder.YMD)
	}
	asked, given := dateorder.Parse(option)
	if given && d.Never(asked) != "" && len(possible) > 0 {
		return 0, nil, &importer.Stopped{Why: dispute.Say("whatsapp.order.impossible", asked, d.Never(asked))}
	}
	if given && !slices.Contains(possible, asked) && d.Never(asked) == "" {
		possible = append(possible, asked) // 18/6/13 as ymd: nobody is asked, but anybody may say so
	}
	if why, o, ok := d.plain(possible, candidates); ok {
		return o, why, nil
	}
	if given {
		return asked, dateorder.Note("whatsapp.order.option", asked), nil
	}
	if len(possible) == 0 {
		return 0, nil, dateorder.Ask(dispute.Say("whatsapp.ask.contradiction", d.Never(dateorder.DMY), d.Never(dateorder.MDY)), candidates...)
	}
	return 0, nil, d.Ask(possible...)
}

// candidates are the orders in use for dates written so. Two digits for a year
// in front are written with hyphens, and in East Asia: 23. 3. 27. is Korean.
func (d *dates) candidates(f form) []dateorder.Order {
	if f.year() == yearTwo && (d.dashed || d.spaced || d.cjk) {
		return []dateorder.Order{dateorder.DMY, dateorder.MDY, dateorder.YMD}
	}
	return []dateorder.Order{dateorder.DMY, dateorder.MDY}
}

// plain are the rules by which the file itself decides, the surest first.
func (d *dates) plain(possible, candidates []dateorder.Order) (*dispute.Note, dateorder.Order, bool) {
	if len(possible) == 1 {
		shown := d.Example()
		if i := slices.IndexFunc(candidates, func(o dateorder.Order) bool { return d.Never(o) != "" }); i >= 0 {
			shown = d.Never(candidates[i])
		}
		return rule("whatsapp.order.value", possible[0], shown), possible[0], true
	}
	if len(possible) > 1 && d.Alike(dateorder.DMY, dateorder.MDY) && !slices.Contains(possible, dateorder.YMD) {
		return dateorder.Note("whatsapp.order.same"), possible[0], true
	}
	if o, ok := dateorder.Only(possible, func(o dateorder.Order) bool { return d.named[o] }); ok && !d.misnamed[o] {
		return rule("whatsapp.order.attachment", o, d.Example()), o, true
	}
	if o, ok := dateorder.Only(possible, d.Forward); ok {
		return rule("whatsapp.order.time", o, d.Example()), o, true
	}
	return nil, 0, false
}

// rule says how an order was found, with a date as an example.
func rule(code string, o dateorder.Order, written string) *dispute.Note {
	var h header
	p := scanner{s: written}
	read := ""
	if p.date(&h) {
		if c, ok := h.clock(o); ok {
			read = fmt.Sprintf("%04d-%02d-%02d", c.Year, c.Month, c.Day)
		}
	}
	return dateorder.Note(code, written, read)
}
