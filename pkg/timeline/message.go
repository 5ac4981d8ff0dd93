package timeline

import (
	"cmp"
	"iter"
	"strconv"

	"complain/pkg/dispute"
)

// Lone is the event of a message or row of which nothing but the record tells: nobody
// chose it, it has no attachment, and no rule joins it.
func Lone(r *dispute.Record) dispute.Event {
	e := happened(r)
	e.Notes = append(timeNotes(e.At), r.Remarks...)
	return e
}

// Alone finds the rows of a case that stand for themselves, as far as they say it: no
// packet is about them, and they bring no file and no refund. Those that a refund
// names by one of its numbers (Repeats), or that the user chose, do not.
func Alone(c dispute.Case, parties []dispute.Party) func(*dispute.Record) bool {
	b := builder{in: Input{Case: c}, names: sellerNames(parties)}
	return func(r *dispute.Record) bool {
		return r.Kind == dispute.Transaction && !r.Refund && len(r.Files) == 0 && !b.concerns(r)
	}
}

// happened is what a record alone says of its event.
func happened(r *dispute.Record) dispute.Event {
	return dispute.Event{
		ID: "R" + strconv.FormatInt(r.ID, 10), At: r.At, Kind: r.Kind, Who: r.Who, Text: r.Text, Amount: r.Amount,
		Direction: r.Direction, Refund: r.Refund, Cites: []dispute.Citation{cite(r)},
	}
}

// MayJoin reports whether a rule may join a message with something else.
func MayJoin(r *dispute.Record) bool { return r.Kind == dispute.Message && hasLongNumber(r.Text) }

// Merge puts messages, in the order of the timeline, among the events that Build
// made without them: together they are what it would have made.
func Merge(events []dispute.Event, messages iter.Seq2[dispute.Event, error]) iter.Seq2[dispute.Event, error] {
	return func(yield func(dispute.Event, error) bool) {
		for m, err := range messages {
			for err == nil && len(events) > 0 && before(&events[0], &m) {
				if !yield(events[0], nil) {
					return
				}
				events = events[1:]
			}
			if !yield(m, err) {
				return
			}
		}
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// before reports whether an event stands before a message: where time and evidence
// are the same, as the first of its records does.
func before(e, m *dispute.Event) bool {
	if c := cmp.Or(e.At.Compare(m.At), cmp.Compare(order(*e), order(*m))); c != 0 {
		return c < 0
	}
	if e.Summary != nil && e.Kind.Talk() { // what stands for a whole conversation comes first
		return true
	}
	first := e.Cites[0]
	for _, j := range e.Joins {
		if compareCites(j.With, first) < 0 {
			first = j.With
		}
	}
	return compareCites(first, m.Cites[0]) < 0
}

// compareCites puts citations in the order of the case: by evidence, statements
// last, and the place in it.
func compareCites(a, b dispute.Citation) int {
	last := func(c dispute.Citation) int {
		if c.Evidence == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(a.Evidence, b.Evidence), cmp.Compare(a.Record, b.Record))
}
