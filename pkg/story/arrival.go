package story

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
	"complain/pkg/internal/monthname"
	"complain/pkg/internal/pattern"
)

// arrival is a day on which something arrived, as one source has it.
type arrival struct {
	evidence dispute.EvidenceID
	where    string // "R12 (E3)"
	day      string // 2026-10-12, on the clock of who says so
	at       string // as it is told
}

// arrivals holds what couriers' pages say of the day of a delivery against what the
// user tells of it. A message that names no day says when it was written, and is
// against a page only where it was written before.
func (f *checker) arrivals() {
	pages := f.pageArrivals()
	if len(pages) == 0 {
		return
	}
	for _, e := range f.Events {
		if e.At.Precision < dispute.Day || !f.tellsDelivery(&e) || slices.ContainsFunc(pages, func(p arrival) bool { return cites(&e, p.evidence) }) {
			continue
		}
		back, named := f.dayNamed(&e)
		said := dayBefore(e.At, back)
		if slices.ContainsFunc(pages, func(p arrival) bool { return p.day == said || !named && p.day < said }) {
			continue
		}
		p := pages[len(pages)-1]
		f.add("story-arrival:"+e.ID, channel.Note, []any{at(e), said, p.where, p.at})
	}
}

// cites reports whether an event cites an evidence.
func cites(e *dispute.Event, id dispute.EvidenceID) bool {
	return slices.ContainsFunc(e.Cites, func(c dispute.Citation) bool { return c.Evidence == id })
}

// tellsDelivery reports whether an event is what the user takes for the delivery.
func (f *checker) tellsDelivery(e *dispute.Event) bool {
	return slices.ContainsFunc(e.Elements, func(id string) bool {
		element, ok := f.Practice.Element(id)
		return ok && slices.Contains(element.Triggers, "receipt")
	})
}

// dayNamed is how many days before a message it says that it was, and whether it says
// so: "today", "yesterday". A message of two days says nothing.
func (f *checker) dayNamed(e *dispute.Event) (back int, named bool) {
	text, found := fold.String(e.Text), 0
	for i, words := range f.Practice.Triggers().Days {
		if anyOf(words, func(w string) bool { return holds(text, w) }) {
			back, found = i, found+1
		}
	}
	if found != 1 || e.Kind != dispute.Message {
		return 0, false
	}
	return back, true
}

// dayBefore is some days before a time, on its own calendar.
func dayBefore(w dispute.When, days int) string {
	k := w.Clock()
	return time.Date(k.Year, time.Month(k.Month), k.Day-days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// pageArrivals are the days on which the lines of papers say that something arrived, in
// the order of the papers.
func (f *checker) pageArrivals() []arrival {
	t := f.Practice.Triggers()
	var never map[string][]string
	if i := slices.IndexFunc(t.List, func(t channel.Trigger) bool { return t.ID == "delivery" }); i >= 0 {
		never = t.List[i].Not
	}
	var out []arrival
	for i := range f.Pages {
		r := &f.Pages[i]
		if r.Kind != dispute.Page {
			continue
		}
		for line := range strings.Lines(r.Text) {
			on, rest := dayAt(line)
			if on == "" {
				continue
			}
			text := fold.String(rest)
			said := func(w string) bool { return holds(text, w) }
			if anyOf(t.Arrived, said) && !anyOf(never, said) {
				out = append(out, arrival{r.Evidence, fmt.Sprintf("R%d (%s)", r.ID, r.Evidence), on, on})
			}
		}
	}
	return out
}

var (
	dayByNumber = pattern.New(`^\s*(20[0-9]{2})(?:[-/.]|年\s*)([0-9]{1,2})(?:[-/.]|月\s*)([0-9]{1,2})日?`)
	dayByName   = pattern.New(`^\s*([0-9]{1,2}) ([A-Za-z]{3,9}),? (20[0-9]{2})`)
)

// dayAt is the day with which a line begins, and what follows it; "" for none. A day
// without a year, or of which nobody can tell day from month, is none.
func dayAt(line string) (on, rest string) {
	if m := dayByNumber.FindStringSubmatch(line); m != nil {
		return dayOf(m[1], numberOf(m[2]), m[3]), line[len(m[0]):]
	}
	if m := dayByName.FindStringSubmatch(line); m != nil {
		return dayOf(m[3], monthname.Of(m[2]), m[1]), line[len(m[0]):]
	}
	return "", line
}

func numberOf(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func dayOf(year string, month int, dayOfMonth string) string {
	if d := numberOf(dayOfMonth); month >= 1 && month <= 12 && d >= 1 && d <= 31 {
		return fmt.Sprintf("%s-%02d-%02d", year, month, d)
	}
	return ""
}
