package story

import (
	"slices"
	"time"

	"complain/pkg/dispute"
)

// soonAgain is how soon after a payment the same one was no second purchase, but a
// charge that was made twice.
const soonAgain = 30 * time.Minute

// twice are the payments that repeat one before: the same amount to the same side
// within minutes. The words "charged twice" are the complainant's; two rows of a bill
// show it without.
func (p *picker) twice(e *Element) []offer {
	if !slices.Contains(e.Triggers, "duplicate") {
		return nil
	}
	var out []offer
	var before []*dispute.Event
	for i := range p.in.Events {
		event := &p.in.Events[i]
		if !p.payments[event.ID] {
			continue
		}
		for _, first := range before {
			if repeats(first, event) {
				f := told(*event)
				f.Proofs = append(f.Proofs, first.Cites...)
				f.Because = []dispute.Note{dispute.Say("story.because.twice", first.ID)}
				out = append(out, offer{score: rowScore, at: instantOf(f.At), row: &f})
				break
			}
		}
		before = append(before, event)
	}
	return out
}

// repeats reports whether a payment is a former one made again.
func repeats(first, again *dispute.Event) bool {
	same := first.Who == again.Who && *first.Amount == *again.Amount
	return same && apart(instantOf(first.At), instantOf(again.At)) <= soonAgain
}
