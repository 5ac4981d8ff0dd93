package packet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"complain/pkg/dispute"
)

// Number is what an exhibit is called by: 12, or 4-1 in packets whose exhibits are
// numbered within the groups of what they prove.
type Number struct {
	Group int // from 1; 0 where exhibits are numbered through
	Nth   int // in the group, or in the packet; from 1
}

func (n Number) String() string {
	if n.Group == 0 {
		return strconv.Itoa(n.Nth)
	}
	return fmt.Sprintf("%d-%d", n.Group, n.Nth)
}

// Compare orders numbers as they stand in a list.
func (n Number) Compare(other Number) int {
	return cmp.Or(cmp.Compare(n.Group, other.Group), cmp.Compare(n.Nth, other.Nth))
}

// MarshalText and UnmarshalText write and read a number as it is printed.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText is MarshalText the other way round.
func (n *Number) UnmarshalText(text []byte) error {
	var rest string
	if k, _ := fmt.Sscanf(string(text), "%d-%d%s", &n.Group, &n.Nth, &rest); k != 2 {
		n.Group = 0
		if k, _ := fmt.Sscanf(string(text), "%d%s", &n.Nth, &rest); k != 1 {
			return fmt.Errorf("no number of an exhibit: %q", text)
		}
	}
	if n.Group < 0 || n.Nth < 1 {
		return fmt.Errorf("no number of an exhibit: %q", text)
	}
	return nil
}

// numbers are those of the exhibits that the addressee has, as it knows them.
func (f *Filed) numbers() []Number {
	if f == nil {
		return nil
	}
	out := make([]Number, len(f.Exhibits))
	for i := range out {
		out[i] = Number{Nth: i + 1}
		if i < len(f.Numbers) {
			out[i] = f.Numbers[i]
		}
	}
	return out
}

// inGroups reports whether exhibits are numbered within groups: as in the packet
// that the addressee has, else where the user wants them grouped by fact.
func (p *Plan) inGroups() bool {
	if had := p.in.Filed.numbers(); len(had) > 0 {
		return had[0].Group > 0
	}
	return p.in.By == ByFact
}

// number gives exhibits their numbers: those that the addressee has keep theirs,
// and the others follow. seq counts them all, in that order.
func (p *Plan) number() {
	var had []dispute.EvidenceID
	if p.in.Filed != nil {
		had = p.in.Filed.Exhibits
	}
	if p.inGroups() {
		p.numberInGroups(had)
		slices.SortStableFunc(p.exhibits, func(a, b *exhibit) int { return a.number.Compare(b.number) })
	}
	next := len(had)
	for _, x := range p.exhibits {
		if i := slices.Index(had, x.evidence.ID); i >= 0 {
			x.seq = i + 1
		} else {
			next++
			x.seq = next
		}
		if x.number.Nth == 0 {
			x.number = Number{Nth: x.seq}
		}
	}
}

// numberInGroups numbers exhibits, which stand group by group, within their
// groups. A group that the addressee knows goes on where it ended.
func (p *Plan) numberInGroups(had []dispute.EvidenceID) {
	last, groups := map[int]int{}, 0 // by group: the last number in it
	known := p.in.Filed.numbers()
	for _, n := range known {
		last[n.Group], groups = max(last[n.Group], n.Nth), max(groups, n.Group)
	}
	of := map[int]int{} // by what is shown: the group
	for _, x := range p.exhibits {
		if i := slices.Index(had, x.evidence.ID); i >= 0 {
			x.number = known[i]
			if of[x.shows] == 0 {
				of[x.shows] = x.number.Group
			}
		}
	}
	for _, x := range p.exhibits {
		if x.number.Nth > 0 {
			continue
		}
		if of[x.shows] == 0 {
			groups++
			of[x.shows] = groups
		}
		group := of[x.shows]
		last[group]++
		x.number = Number{group, last[group]}
	}
}

// Numbers are the numbers of Numbered, as the packet prints them; nil where they
// count the exhibits.
func (p *Plan) Numbers() []Number {
	if !p.inGroups() {
		return nil
	}
	out := p.in.Filed.numbers()
	bySeq := slices.Clone(p.exhibits)
	slices.SortFunc(bySeq, func(a, b *exhibit) int { return cmp.Compare(a.seq, b.seq) })
	for _, x := range bySeq {
		if x.seq > len(out) {
			out = append(out, x.number)
		}
	}
	return out
}
