package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// contradictions names what sources of the case say against one another, each
// with both places. It resolves none.
func (f *checker) contradictions() {
	f.photosBeforeOrder()
	f.laterThanToday()
	f.promisedAndNotReturned()
	f.days()
	f.arrivals()
	f.rows()
	f.zones()
	f.currencies()
}

// at names an event with its place: "R12 (E3)".
func at(e dispute.Event) string {
	if c := e.Cites[0]; c.Evidence != 0 {
		return fmt.Sprintf("%s (%s)", e.ID, c.Evidence)
	}
	return e.ID
}

// photosBeforeOrder finds pictures that were taken before anything was bought, by
// what the camera wrote.
func (f *checker) photosBeforeOrder() {
	payments := f.Rows.payments(f.Events)
	var order *dispute.Event
	for i, e := range f.Events {
		if payments[e.ID] && e.At.Precision >= dispute.Day && (order == nil || e.At.Compare(order.At) < 0) {
			order = &f.Events[i]
		}
	}
	if order == nil {
		return
	}
	var early []string
	for _, e := range f.Events {
		camera := e.At.From == dispute.TimeEXIF || e.At.From == dispute.TimeXMP
		if e.Kind == dispute.Photo && e.Key && camera && e.At.Precision >= dispute.Day && before(e.At, order.At) {
			early = append(early, at(e)+" "+e.At.Wall())
		}
	}
	if len(early) > 0 {
		f.add("story-photo-early", channel.Should, []any{strings.Join(early, f.Comma), at(*order), order.At.Wall()})
	}
}

// before reports whether a day lies before another, by their own calendars.
func before(a, b dispute.When) bool { return day(a) < day(b) }

func day(w dispute.When) string {
	k := w.Clock()
	return fmt.Sprintf("%04d-%02d-%02d", k.Year, k.Month, k.Day)
}

// laterThanToday finds facts that had not happened on the packet's day.
func (f *checker) laterThanToday() {
	if !f.Today.Known() {
		return
	}
	for _, e := range f.Events {
		if e.Key && e.At.Precision >= dispute.Day && day(e.At) > day(f.Today) {
			f.add("story-later:"+e.ID, channel.Should, []any{at(e), e.At.Wall(), f.Today.Wall()}, e.ID)
		}
	}
}

// promisedAndNotReturned finds a refund that was promised, after which no money
// came.
func (f *checker) promisedAndNotReturned() {
	var w *words
	for _, e := range f.Events {
		if len(e.Elements) == 0 || !f.theirs(e.Who) || e.Kind != dispute.Message || !e.At.Known() || !f.Today.Known() || f.Today.Time().Sub(e.At.Time()) < promiseKept {
			continue
		}
		if w == nil {
			w = newWords(f.Practice.Triggers())
		}
		hits := w.look(sentencesOf(ownWords(e.Text)))
		promised := slices.IndexFunc(hits, func(h hit) bool { return h.score >= channel.Enough && w.triggers[h.trigger].ID == "concession" })
		returned := slices.ContainsFunc(f.Events, func(r dispute.Event) bool { return back(&r) && r.At.Compare(e.At) >= 0 })
		if promised < 0 || returned {
			continue
		}
		if to := f.remedies(hits[promised].word); to != "" {
			f.add("story-promise:"+e.ID, channel.Note, []any{at(e), e.At.Wall(), to})
		} else {
			f.add("story-promise-open:"+e.ID, channel.Note, []any{at(e), e.At.Wall()})
		}
	}
}

// remedies names what the words of an agreement promise.
func (f *checker) remedies(words string) string {
	t := f.Practice.Triggers()
	var out []string
	for _, r := range t.Remedies {
		if anyOf(r.Words, func(w string) bool { return holds(words, w) }) {
			out = append(out, r.Name.In(f.Lang))
		}
	}
	return strings.Join(out, f.Comma)
}

// theirs reports whether a name is of a party that is not the complainant.
func (f *checker) theirs(who string) bool {
	return slices.ContainsFunc(f.Parties, func(p dispute.Party) bool { return p.Role != dispute.Complainant && p.Called(who) })
}

// days finds deliveries that different sources put on different days.
func (f *checker) days() {
	var delivered []dispute.Event
	for _, e := range f.Events {
		if slices.Contains(e.Elements, "c.delivery") && e.At.Precision >= dispute.Day {
			delivered = append(delivered, e)
		}
	}
	for i, e := range delivered {
		for _, other := range delivered[i+1:] {
			if day(e.At) != day(other.At) && e.Cites[0].Evidence != other.Cites[0].Evidence {
				f.add("story-days:"+e.ID+"-"+other.ID, channel.Note, []any{at(e), e.At.Wall(), at(other), other.At.Wall()}, other.ID)
			}
		}
	}
}

// rows finds rows of one number in two files that differ in amount, name or
// state.
func (f *checker) rows() {
	if f.Rows == nil {
		return
	}
	byNumber := map[string][]dispute.Record{}
	for _, r := range f.Rows.list {
		if !r.Refund {
			for _, number := range []string{r.Order, r.Merchant} {
				if len(number) >= longNumber {
					byNumber[number] = append(byNumber[number], r)
				}
			}
		}
	}
	numbers := make([]string, 0, len(byNumber))
	for number := range byNumber {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	told := map[string]bool{}
	for _, number := range numbers {
		list := byNumber[number]
		slices.SortFunc(list, func(a, b dispute.Record) int { return cmp.Compare(a.ID, b.ID) })
		for i, a := range list {
			for _, b := range list[i+1:] {
				pair := fmt.Sprintf("R%d-R%d", a.ID, b.ID)
				if a.Evidence == b.Evidence || told[pair] {
					continue
				}
				told[pair] = true
				f.differ(number, a, b, pair)
			}
		}
	}
}

// longNumber is how long a number is that means the same in two files.
const longNumber = 10

func (f *checker) differ(number string, a, b dispute.Record, pair string) {
	place := func(r dispute.Record) string { return fmt.Sprintf("R%d (%s)", r.ID, r.Evidence) }
	sum := func(r dispute.Record) dispute.Amount {
		if r.Amount.Minor < 0 {
			return r.Amount.Neg()
		}
		return *r.Amount
	}
	switch {
	case sum(a) != sum(b):
		f.add("story-amounts:"+pair, channel.Should, []any{number, place(a), sum(a), place(b), sum(b)})
	case a.Who != "" && b.Who != "" && !strings.Contains(a.Who, b.Who) && !strings.Contains(b.Who, a.Who):
		f.add("story-names:"+pair, channel.Note, []any{number, place(a), a.Who, place(b), b.Who})
	case a.Status != "" && b.Status != "" && a.Status != b.Status:
		f.add("story-states:"+pair, channel.Note, []any{number, place(a), a.Status, place(b), b.Status})
	}
}

// zones finds facts of conversations in different zones. Summer time is none.
func (f *checker) zones() {
	var first *dispute.Event
	for i := range f.Events {
		e := &f.Events[i]
		if !e.Key || e.Kind != dispute.Message || e.At.Precision <= dispute.Day {
			continue
		}
		if first == nil {
			first = e
			continue
		}
		if a, b := first.At.Zone, e.At.Zone; a.Name != b.Name && a.Offset != b.Offset {
			f.add("story-zones", channel.Note, []any{at(*first), dispute.OffsetName(a.Offset), at(*e), dispute.OffsetName(b.Offset)})
			return
		}
	}
}
