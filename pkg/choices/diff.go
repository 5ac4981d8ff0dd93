package choices

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
)

// Kind is what a change does.
type Kind string

// The kinds of changes, in the order in which they are made.
const (
	Restore  Kind = "restore"
	Withdraw Kind = "withdraw" // Text: why
	Title    Kind = "title"    // Text: what it is from now on; From: what it was. So for the next two
	Source   Kind = "source"
	Proves   Kind = "proves"
	Cover    Kind = "cover" // Boxes; Text: why
	Include  Kind = "include"
	Exclude  Kind = "exclude"
	Order    Kind = "order" // Evidences
	Pin      Kind = "pin"
	Unpin    Kind = "unpin"
	Sentence Kind = "sentence"
	Take     Kind = "take" // Record tells Element
	Drop     Kind = "drop"
	None     Kind = "none" // Text: why
	Some     Kind = "some" // there is such an element after all
	Tell     Kind = "tell" // Text, At
	Amount   Kind = "amount"
	Demand   Kind = "demand"
	Basis    Kind = "basis"
)

// Change is one thing that is done to a case.
type Change struct {
	Kind      Kind
	Evidence  dispute.EvidenceID
	Record    int64
	Element   string
	Claim     int64
	From      string
	Text      string
	At        string
	Boxes     []dispute.Box
	Evidences []dispute.EvidenceID
}

// State is a case as it stands, as far as choices are about it.
type State struct {
	Evidence map[dispute.EvidenceID]dispute.Evidence
	Shown    []dispute.EvidenceID                 // what packets show, in their order
	Covered  map[dispute.EvidenceID][]dispute.Box // of pictures, and of what was made of them
	In       func(record int64) bool              // whether packets tell a record
	Told     func(record int64) (sentence string, elements []string)
	Untold   map[string]string   // elements that there are none of, with the reason
	Own      map[string][]string // what the user says in own words, by the element that it tells
	Claims   map[int64]ClaimSaid
}

// ClaimSaid is a demand as the case has it.
type ClaimSaid struct{ Amount, Text, Basis string }

// Diff is what choices change of a case, in the order in which it is done. Of
// evidence and claims that are not there, the second result names the first.
func Diff(c *Choices, s State) (out []Change, missing string) {
	d := differ{state: s}
	for _, id := range slices.SortedFunc(maps.Keys(c.Evidence), byNumber) {
		d.evidence(id, c.Evidence[id])
	}
	d.masks(c.Masks)
	d.order(c.Order)
	for _, id := range slices.SortedFunc(maps.Keys(c.Records), byNumber) {
		d.record(id, c.Records[id])
	}
	for _, id := range slices.Sorted(maps.Keys(c.Story)) {
		d.element(id, c.Story[id])
	}
	for _, claim := range c.Claims {
		d.claim(claim)
	}
	slices.SortStableFunc(d.out, func(a, b Change) int { return cmp.Compare(rank(a.Kind), rank(b.Kind)) })
	return d.out, d.missing
}

func byNumber(a, b string) int {
	x, _ := strconv.ParseInt(a[1:], 10, 64)
	y, _ := strconv.ParseInt(b[1:], 10, 64)
	return cmp.Compare(x, y)
}

// rank keeps what needs another behind it: what is put back can be an exhibit.
func rank(k Kind) int {
	switch k {
	case Restore:
		return 0
	case Cover:
		return 2
	case Order:
		return 3
	}
	return 1
}

type differ struct {
	state   State
	out     []Change
	missing string
}

func (d *differ) add(c Change) { d.out = append(d.out, c) }

func (d *differ) miss(what string) { d.missing = cmp.Or(d.missing, what) }

func (d *differ) evidence(id string, said Evidence) {
	number, _ := numberOf(id)
	e, there := d.state.Evidence[number]
	if !there {
		d.miss(id)
		return
	}
	if w := said.Withdrawn; w != nil {
		switch {
		case *w == "" && e.Withdrawn != "":
			d.add(Change{Kind: Restore, Evidence: number})
		case *w != "" && e.Withdrawn == "":
			d.add(Change{Kind: Withdraw, Evidence: number, Text: *w})
		}
	}
	for _, field := range []struct {
		kind Kind
		now  string
		said *string
	}{{Title, e.Title, said.Title}, {Source, e.Source, said.Source}, {Proves, e.Proves, said.Proves}} {
		if field.said != nil && strings.TrimSpace(*field.said) != field.now {
			d.add(Change{Kind: field.kind, Evidence: number, From: field.now, Text: strings.TrimSpace(*field.said)})
		}
	}
	if p := said.Packet; p != nil && *p != slices.Contains(d.state.Shown, number) {
		kind := Exclude
		if *p {
			kind = Include
		}
		d.add(Change{Kind: kind, Evidence: number})
	}
}

// masks are the boxes that nothing covers yet, together for each picture.
func (d *differ) masks(masks []Mask) {
	at := map[dispute.EvidenceID]int{}
	for _, m := range masks {
		number, _ := numberOf(m.Evidence)
		if _, there := d.state.Evidence[number]; !there {
			d.miss(m.Evidence)
			continue
		}
		box := dispute.Box{X: m.Box[0], Y: m.Box[1], Width: m.Box[2], Height: m.Box[3]}
		if slices.ContainsFunc(d.state.Covered[number], func(over dispute.Box) bool { return covers(over, box) }) {
			continue
		}
		i, known := at[number]
		if !known {
			i = len(d.out)
			at[number] = i
			d.add(Change{Kind: Cover, Evidence: number, Text: m.Why})
		}
		d.out[i].Boxes = append(d.out[i].Boxes, box)
	}
}

func covers(over, box dispute.Box) bool {
	return over.X <= box.X && over.Y <= box.Y && over.X+over.Width >= box.X+box.Width && over.Y+over.Height >= box.Y+box.Height
}

// order is a change where what packets show stands otherwise.
func (d *differ) order(ids []string) {
	var wanted []dispute.EvidenceID
	for _, id := range ids {
		number, _ := numberOf(id)
		if _, there := d.state.Evidence[number]; !there {
			d.miss(id)
			return
		}
		wanted = append(wanted, number)
	}
	now := slices.DeleteFunc(slices.Clone(d.state.Shown), func(id dispute.EvidenceID) bool { return !slices.Contains(wanted, id) })
	shown := slices.DeleteFunc(slices.Clone(wanted), func(id dispute.EvidenceID) bool { return !slices.Contains(now, id) })
	if len(wanted) > 0 && !slices.Equal(now, shown) {
		d.add(Change{Kind: Order, Evidences: wanted})
	}
}

func (d *differ) record(id string, said Record) {
	number, _ := strconv.ParseInt(id[1:], 10, 64)
	if p := said.Packet; p != nil && *p != d.state.In(number) {
		kind := Unpin
		if *p {
			kind = Pin
		}
		d.add(Change{Kind: kind, Record: number})
	}
	if said.Sentence == nil {
		return
	}
	if now, _ := d.state.Told(number); strings.TrimSpace(*said.Sentence) != now {
		d.add(Change{Kind: Sentence, Record: number, From: now, Text: strings.TrimSpace(*said.Sentence)})
	}
}

func (d *differ) element(id string, said Element) {
	tells := func(record string) (int64, bool) {
		number, _ := strconv.ParseInt(record[1:], 10, 64)
		_, elements := d.state.Told(number)
		return number, slices.Contains(elements, id)
	}
	for _, record := range said.Take {
		if number, already := tells(record); !already {
			d.add(Change{Kind: Take, Record: number, Element: id})
		}
	}
	for _, record := range said.Drop {
		if number, already := tells(record); already {
			d.add(Change{Kind: Drop, Record: number, Element: id})
		}
	}
	if said.None != nil {
		why, none := d.state.Untold[id]
		switch {
		case *said.None == "" && none:
			d.add(Change{Kind: Some, Element: id, From: why})
		case *said.None != "" && (!none || why != *said.None):
			d.add(Change{Kind: None, Element: id, Text: *said.None})
		}
	}
	if said.Say != nil && !slices.Contains(d.state.Own[id], strings.TrimSpace(said.Say.Text)) {
		d.add(Change{Kind: Tell, Element: id, Text: strings.TrimSpace(said.Say.Text), At: said.Say.At})
	}
}

func (d *differ) claim(said Claim) {
	now, there := d.state.Claims[said.Number]
	if !there {
		d.miss(strconv.FormatInt(said.Number, 10))
		return
	}
	for _, field := range []struct {
		kind Kind
		now  string
		said *string
	}{{Amount, now.Amount, said.Amount}, {Demand, now.Text, said.Text}, {Basis, now.Basis, said.Basis}} {
		if field.said != nil && strings.TrimSpace(*field.said) != field.now {
			d.add(Change{Kind: field.kind, Claim: said.Number, From: field.now, Text: strings.TrimSpace(*field.said)})
		}
	}
}
