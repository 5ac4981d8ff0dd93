// Package story sees a case as its category's story: which elements of it are
// filled by what the user told, for which something is proposed, which are
// missing.
//
// It promises that it is a pure function of its input; that a proposal names
// what says so and why it is proposed, and becomes part of the story only when
// the user takes it; that the rules by which it proposes are data of package
// channel; and that it would rather propose nothing than accuse wrongly. It
// forbids I/O and words for people: it speaks in notes.
package story

import (
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// State says how far an element is told.
type State string

// The states of an element.
const (
	Filled   State = "filled"
	Proposed State = "proposed"
	Missing  State = "missing"
	None     State = "none" // the user says that there is none
)

// Input is what the story of a case is made from.
type Input struct {
	Case     dispute.Case
	Parties  []dispute.Party
	Evidence []dispute.Evidence
	Events   []dispute.Event // the timeline, with what the user told
	Elements []channel.StoryElement
	Triggers channel.Triggers
	Found    *Finder           // saw every record of the case
	Untold   map[string]string // elements that the user says there are none of, with the reason
	Lang     string            // of the names of triggers
	All      bool              // every candidate is proposed, not only the best
}

// Element is one element of the story with what fills it.
type Element struct {
	channel.StoryElement
	State State
	Facts []Fact
	Why   string // of None
}

// Fact is something that fills an element, or is proposed for it.
type Fact struct {
	Number  int // of a proposal, from 1 in the order of the story; 0 for what is told
	ID      string
	At      dispute.When
	Who     string
	Role    dispute.PartyRole // of who said it, as far as anything tells; "" for what is told
	Text    string            // the user's sentence, or the passage that was read
	Quote   string            // the passage that matters, of what is longer; "" for all
	Amount  *dispute.Amount   // of a payment or refund
	Moved   dispute.Direction // of the amount
	Own     dispute.Citation
	Proofs  []dispute.Citation // what shows it besides
	Because []dispute.Note     // of a proposal
	trigger string             // by which it is proposed
}

// Cites are all places that show the fact, its own first.
func (f *Fact) Cites() []dispute.Citation {
	return append([]dispute.Citation{f.Own}, f.Proofs...)
}

// Tell makes the story of a case.
func Tell(in Input) []Element {
	p := newPicker(in)
	out := make([]Element, 0, len(in.Elements))
	for _, e := range in.Elements {
		out = append(out, Element{StoryElement: e})
	}
	for i := range out {
		e := &out[i]
		for _, event := range in.Events {
			if slices.Contains(event.Elements, e.ID) {
				e.Facts = append(e.Facts, told(event))
			}
		}
		e.Why = in.Untold[e.ID]
		switch _, none := in.Untold[e.ID]; {
		case len(e.Facts) > 0:
			e.State = Filled
		case none:
			e.State = None
		default:
			e.State = Missing
		}
	}
	p.propose(out)
	number := 0
	for i := range out {
		e := &out[i]
		for j := range e.Facts {
			if e.Facts[j].Because != nil {
				number++
				e.Facts[j].Number = number
			}
		}
	}
	return out
}

// told is an event as it fills an element.
func told(e dispute.Event) Fact {
	text := e.Sentence
	if text == "" {
		text = e.Quote
	}
	if text == "" {
		text = e.Text
	}
	f := Fact{ID: e.ID, At: e.At, Who: e.Who, Text: text, Own: e.Cites[0]}
	f.Proofs = append(f.Proofs, e.Cites[1:]...)
	if e.Kind == dispute.Transaction {
		f.Amount, f.Moved = e.Amount, e.Direction
	}
	return f
}

// Counts are what the conversations of the case hold, and how much of it the
// story sees.
type Counts struct {
	Messages int // in all
	Marked   int // that hold words which mark a candidate for an element
	Told     int // that are told or proposed
}
