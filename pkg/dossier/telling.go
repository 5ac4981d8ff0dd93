package dossier

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/timeline"
)

// The kinds of sayings that tell the story of a case.
const (
	EventSaid   = "event"       // key: EventKey; body: Told
	ElementSaid = "element"     // key: the element; body: Untold
	OrderSaid   = "story-order" // key: letter; body: Order
	JoinSaid    = "join"        // key: its number; body: Joined
	SplitSaid   = "split"       // key: EventKey; body: {}
	NamedSaid   = "named"       // key: the evidence; body: Named
)

// LetterOrder is the key of the one order of facts.
const LetterOrder = "letter"

// Told is what the user says of an event.
type Told struct {
	Sentence string   `json:"sentence,omitempty"`
	Quote    string   `json:"quote,omitempty"`
	Elements []string `json:"elements,omitempty"`
	Proofs   []Proof  `json:"proofs,omitempty"`

	Translation string `json:"translation,omitempty"` // of what the evidence says
}

// Empty reports whether nothing is said.
func (t Told) Empty() bool {
	return t.Sentence == "" && t.Quote == "" && t.Translation == "" && len(t.Elements)+len(t.Proofs) == 0
}

// Proof is a place that shows what the user says: of a whole file without a
// locator. It outlives a new reading of the evidence, as pins do.
type Proof struct {
	Evidence dispute.EvidenceID `json:"evidence"`
	Locator  string             `json:"locator,omitempty"`
}

// Untold is an element that the story does not have, and why.
type Untold struct {
	Why string `json:"why"`
}

// Order is the order in which the user tells facts: keys of events.
type Order struct {
	Events []string `json:"events"`
}

// Joined are events that the user says are one.
type Joined struct {
	Events []string `json:"events"` // keys
}

// Named is what the user took of the proposals for an evidence: as long as it
// stands as it was taken, it may be proposed anew, and is no sentence of the
// user's.
type Named struct {
	Title  string `json:"title,omitempty"`
	Source string `json:"source,omitempty"`
	Proves string `json:"proves,omitempty"`
}

// EventKey is what an event is called in what the user says of it: by the place
// of what was read, "E5 row=27", or for a statement by its number, "R72".
func EventKey(e dispute.EvidenceID, record int64, at dispute.Locator) string {
	if e == 0 {
		return fmt.Sprintf("R%d", record)
	}
	return strings.TrimSpace(e.String() + " " + at.String())
}

// telling is what the user says of the events of a case.
type telling struct {
	events map[string]Told  // by EventKey
	wanted map[string]bool  // keys of what is told, and of what proves it
	record map[string]int64 // of what is wanted, the record that is there
	whole  map[dispute.EvidenceID]int64
	untold map[string]string // elements, with the reason
	order  []string          // keys
	joins  map[string]string // by EventKey: the number of its group
	apart  map[string]bool   // by EventKey
	named  map[dispute.EvidenceID]Named
}

func readTelling(ctx context.Context, f *casefile.File) (*telling, error) {
	t := &telling{events: map[string]Told{}, wanted: map[string]bool{}, record: map[string]int64{}, whole: map[dispute.EvidenceID]int64{}, untold: map[string]string{},
		joins: map[string]string{}, apart: map[string]bool{}}
	err := each(ctx, f, EventSaid, func(s casefile.Saying, told Told) {
		t.events[s.Key], t.wanted[s.Key] = told, true
		for _, p := range told.Proofs {
			t.wanted[p.whole().key()] = true
		}
	})
	if err == nil {
		err = each(ctx, f, ElementSaid, func(s casefile.Saying, u Untold) { t.untold[s.Key] = u.Why })
	}
	if err == nil {
		err = each(ctx, f, OrderSaid, func(_ casefile.Saying, o Order) { t.order = o.Events })
	}
	if err == nil {
		err = each(ctx, f, JoinSaid, func(s casefile.Saying, j Joined) {
			for _, key := range j.Events {
				t.joins[key], t.wanted[key] = s.Key, true
			}
		})
	}
	if err == nil {
		err = each(ctx, f, SplitSaid, func(s casefile.Saying, _ struct{}) { t.apart[s.Key] = true })
	}
	if err == nil {
		t.named, err = NamedOf(ctx, f)
	}
	return t, err
}

// hand is what the user joined and split.
func (t *telling) hand() timeline.Hand {
	key := func(c dispute.Citation) string { return EventKey(c.Evidence, c.Record, c.Locator) }
	var h timeline.Hand
	if len(t.joins) > 0 {
		h.Together = func(c dispute.Citation) string { return t.joins[key(c)] }
	}
	if len(t.apart) > 0 {
		h.Apart = func(c dispute.Citation) bool { return t.apart[key(c)] }
	}
	return h
}

// whole is the page or picture that the proof is a part of, or the proof itself.
func (p Proof) whole() Proof {
	if at, err := dispute.ParseLocator(p.Locator); err == nil && at.Region != (dispute.Region{}) {
		p.Locator = at.Whole().String()
	}
	return p
}

func (p Proof) key() string { return strings.TrimSpace(p.Evidence.String() + " " + p.Locator) }

// take notes a record that goes by, and reports whether something is told of it
// or it proves something.
func (t *telling) take(r *dispute.Record) bool {
	if len(t.wanted) == 0 {
		return false
	}
	if (r.Kind == dispute.Photo || r.Kind == dispute.Document) && t.whole[r.Evidence] == 0 {
		t.whole[r.Evidence] = r.ID
	}
	key := EventKey(r.Evidence, r.ID, r.Locator)
	if !t.wanted[key] {
		return false
	}
	if t.record[key] == 0 {
		t.record[key] = r.ID
	}
	return true
}

// of is what the user says of the event that begins with a citation.
func (t *telling) of(c dispute.Citation) (dispute.Telling, bool) {
	told, ok := t.events[EventKey(c.Evidence, c.Record, c.Locator)]
	if !ok {
		return dispute.Telling{}, false
	}
	out := dispute.Telling{Sentence: told.Sentence, Quote: told.Quote, Elements: told.Elements, Translation: told.Translation}
	for _, p := range told.Proofs {
		out.Proofs = append(out.Proofs, t.citation(p))
	}
	return out, true
}

func (t *telling) citation(p Proof) dispute.Citation {
	c := dispute.Citation{Evidence: p.Evidence, Record: t.record[p.whole().key()]}
	c.Locator, _ = dispute.ParseLocator(p.Locator) // which only this program wrote
	if c.Record == 0 && (p.Locator == "" || c.Locator.Region != dispute.Region{}) {
		c.Record = t.whole[p.Evidence]
	}
	return c
}

// ToldOf is what the user says of an event.
func ToldOf(ctx context.Context, f *casefile.File, key string) (told Told, err error) {
	err = each(ctx, f, EventSaid, func(s casefile.Saying, body Told) {
		if s.Key == key {
			told = body
		}
	})
	return told, err
}

// JoinsOf are the groups of events that the user made, by their numbers.
func JoinsOf(ctx context.Context, f *casefile.File) (map[string]Joined, error) {
	out := map[string]Joined{}
	err := each(ctx, f, JoinSaid, func(s casefile.Saying, j Joined) { out[s.Key] = j })
	return out, err
}

// NamedOf is what the user took of the proposals for each evidence.
func NamedOf(ctx context.Context, f *casefile.File) (map[dispute.EvidenceID]Named, error) {
	out := map[dispute.EvidenceID]Named{}
	err := each(ctx, f, NamedSaid, func(s casefile.Saying, n Named) {
		if id, err := dispute.ParseEvidenceID(s.Key); err == nil {
			out[id] = n
		}
	})
	return out, err
}

// stated is evidence with only what the user wrote of what it proves: a phrase
// that was proposed for a list is no sentence.
func (t *telling) stated(evidence []dispute.Evidence) []dispute.Evidence {
	if len(t.named) == 0 {
		return evidence
	}
	out := slices.Clone(evidence)
	for i := range out {
		if n := t.named[out[i].ID]; n.Proves != "" && n.Proves == out[i].Proves {
			out[i].Proves = ""
		}
	}
	return out
}

// SayTold keeps what is said of an event; nothing takes back what was said.
func SayTold(ctx context.Context, f *casefile.File, key string, told Told) error {
	if told.Empty() {
		return Unsay(ctx, f, EventSaid, key)
	}
	return Say(ctx, f, EventSaid, key, told)
}
