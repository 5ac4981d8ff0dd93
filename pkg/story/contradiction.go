package story

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
	f.payees()
	f.backward()
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

// before reports whether a day lies before another, by their own calendars and as the
// earth turns: evening in one zone is the next day's morning in another.
func before(a, b dispute.When) bool { return day(a) < day(b) && a.Compare(b) < 0 }

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
		if e.Key && e.At.Precision >= dispute.Day && f.later(e.At) {
			f.add("story-later:"+e.ID, channel.Should, []any{at(e), e.At.Wall(), f.Today.Wall()}, e.ID)
		}
	}
}

// later reports whether a time is of a later day than the packet, where the packet is
// made too.
func (f *checker) later(w dispute.When) bool {
	there := w.Time().In(time.FixedZone("", f.Today.Zone.Offset)).Format(time.DateOnly)
	return day(w) > day(f.Today) && (w.Precision == dispute.Day || there > day(f.Today))
}

// days finds deliveries that different sources put on different days. A message that
// names no day says only that it had come by then.
func (f *checker) days() {
	type delivery struct {
		*dispute.Event
		day   string
		named bool
	}
	var delivered []delivery
	for i := range f.Events {
		e := &f.Events[i]
		if e.At.Precision >= dispute.Day && f.tellsDelivery(e) {
			back, named := f.dayNamed(e)
			delivered = append(delivered, delivery{e, dayBefore(e.At, back), named || e.Kind != dispute.Message})
		}
	}
	for i, a := range delivered {
		for _, b := range delivered[i+1:] {
			differ := a.named && b.named && a.day != b.day || a.named && !b.named && a.day > b.day || b.named && !a.named && b.day > a.day
			if differ && a.Cites[0].Evidence != b.Cites[0].Evidence {
				f.add("story-days:"+a.ID+"-"+b.ID, channel.Note, []any{at(*a.Event), a.day, at(*b.Event), b.day}, b.ID)
			}
		}
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

// backward finds conversations whose time runs backward at a fact, with the message
// before it.
func (f *checker) backward() {
	told := map[dispute.EvidenceID]bool{}
	for _, e := range f.Events {
		i := slices.IndexFunc(e.Notes, func(n dispute.Note) bool { return n.Code == remarkBackward })
		if !e.Key || i < 0 || e.Kind != dispute.Message || told[e.Cites[0].Evidence] {
			continue
		}
		told[e.Cites[0].Evidence] = true
		where := e.Cites[0].Evidence.String()
		if r := f.recordBefore(e.Cites[0]); r != nil {
			where = fmt.Sprintf("R%d (%s)", r.ID, r.Evidence)
		}
		f.add("story-backward:"+e.Cites[0].Evidence.String(), channel.Note, []any{at(e), e.At.Wall(), where, strings.Join(e.Notes[i].Args, " ")})
	}
}

// remarkBackward is the code of the remark on a message before whose time the one
// above it was written.
const remarkBackward = "chat.backward"

// recordBefore is the record before one in its evidence; nil where it was not read.
func (f *checker) recordBefore(c dispute.Citation) *dispute.Record {
	own := slices.IndexFunc(f.Pages, func(r dispute.Record) bool { return r.ID == c.Record })
	if own < 0 {
		return nil
	}
	for i := range f.Pages {
		if r := &f.Pages[i]; r.Evidence == c.Evidence && r.Seq == f.Pages[own].Seq-1 {
			return r
		}
	}
	return nil
}
