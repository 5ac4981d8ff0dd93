package packet

import (
	"cmp"
	"slices"
	"strconv"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// Grouping is how the exhibits of a packet are put together.
type Grouping string

// The ways to group exhibits.
const (
	ByFact Grouping = "fact" // what they show, in the order of Input.Groups
	ByTime Grouping = "time" // no groups: the oldest first
	ByKind Grouping = "kind" // bills, talk, answers of offices, pictures, the rest
)

// Groupings are all ways to group exhibits.
func Groupings() []Grouping { return []Grouping{ByFact, ByTime, ByKind} }

// kindsOfExhibit are what channel.ExhibitGroup.Kinds calls a group by kind.
var kindsOfExhibit = [...]string{groupTrade: "bill", groupTalk: "chat", groupAnswer: "answer", groupPhoto: "photo", groupOther: "other"}

// turnSaid puts redacted versions in place of their originals in what the user
// said of exhibits.
func (p *Plan) turnSaid() {
	wanted := map[dispute.EvidenceID]bool{}
	for id, in := range p.in.Wanted {
		p.redaction.turn(&id)
		wanted[id] = in
	}
	p.in.Wanted = wanted
	if f := p.in.Filed; f != nil {
		had := *f
		had.Exhibits = slices.Clone(f.Exhibits)
		for i := range had.Exhibits {
			p.redaction.turn(&had.Exhibits[i])
		}
		p.in.Filed = &had
	}
	p.in.Arranged = slices.Clone(p.in.Arranged)
	for i := range p.in.Arranged {
		p.redaction.turn(&p.in.Arranged[i])
	}
}

// grouping is how the exhibits are grouped; told are the elements of the story
// that each evidence shows.
func (p *Plan) grouping(told map[dispute.EvidenceID][]string) Grouping {
	if p.inGroups() {
		return ByFact
	}
	if p.in.By != "" {
		return p.in.By
	}
	if len(p.in.Groups) > 0 && slices.ContainsFunc(p.exhibits, func(x *exhibit) bool { return len(told[x.evidence.ID]) > 0 }) {
		return ByFact
	}
	return ByKind
}

// arrange puts the exhibits in order: those that the user put in one first, then
// group by group, and within a group by time.
func (p *Plan) arrange(told map[dispute.EvidenceID][]string) {
	p.by = p.grouping(told)
	for _, x := range p.exhibits {
		x.shows = p.shows(x, told[x.evidence.ID])
	}
	first := p.in.Arranged
	if p.in.Filed != nil {
		first = slices.Concat(p.in.Filed.Exhibits, first)
	}
	rank := func(x *exhibit) int {
		if i := slices.Index(first, x.evidence.ID); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortFunc(p.exhibits, func(a, b *exhibit) int {
		group := 0
		switch p.by {
		case ByFact:
			group = cmp.Compare(a.shows, b.shows)
		case ByKind:
			group = cmp.Compare(a.group, b.group)
		case ByTime:
			group = cmp.Compare(unknownLast(a.first), unknownLast(b.first))
		}
		if p.inGroups() { // which the user's own order does not tear apart
			group = cmp.Compare(a.shows, b.shows)
			return cmp.Or(group, cmp.Compare(rank(a), rank(b)), a.first.Compare(b.first), screensFirst(a, b), cmp.Compare(a.evidence.ID, b.evidence.ID))
		}
		return cmp.Or(cmp.Compare(rank(a), rank(b)), group, a.first.Compare(b.first), screensFirst(a, b), cmp.Compare(a.evidence.ID, b.evidence.ID))
	})
}

// shows is which of the groups an exhibit stands in: the first of those whose
// elements it tells, else that of its kind.
func (p *Plan) shows(x *exhibit, elements []string) int {
	for i, g := range p.in.Groups {
		if slices.ContainsFunc(elements, func(id string) bool { return slices.Contains(g.Elements, id) }) {
			return i
		}
	}
	for i, g := range p.in.Groups {
		if slices.Contains(g.Kinds, kindsOfExhibit[x.group]) {
			return i
		}
	}
	return len(p.in.Groups)
}

// heads are Heads in the packet's language.
func (c *composer) heads() []string { return c.Heads(c.request.Lang) }

// Heads are the heads of groups in the list of evidence, one for each exhibit: ""
// where it stands in the group of the one before. There are none where the user's
// own order goes through the groups.
func (p *Plan) Heads(lang locale.Lang) []string {
	heads, seen := make([]string, len(p.exhibits)), map[int]bool{}
	if p.by == ByTime {
		return heads
	}
	last := -1
	for i, x := range p.exhibits {
		of := int(x.group)
		switch {
		case x.number.Group > 0:
			of = x.number.Group
		case p.by == ByFact:
			of = x.shows
		}
		if of == last {
			continue
		}
		if seen[of] {
			return make([]string, len(p.exhibits))
		}
		seen[of], last = true, of
		heads[i] = p.groupHead(lang, x, cmp.Or(x.number.Group, len(seen)))
	}
	return heads
}

func (p *Plan) groupHead(lang locale.Lang, x *exhibit, ordinal int) string {
	number := lang.Numeral(ordinal)
	if p.by == ByFact && x.shows < len(p.in.Groups) {
		return lang.Say("packet.group", number, p.in.Groups[x.shows].Name.In(lang.Tag()))
	}
	return lang.Say("packet.group."+strconv.Itoa(int(x.group)), number)
}

// Shown is an exhibit of a plan.
type Shown struct {
	Number   int // from 1, in the order in which the addressee gets them
	Called   Number
	Evidence dispute.Evidence
	Kind     string // bill, chat, screenshot, photo, recording, paper, document
	Said     bool   // the user said that it is one

	Records []dispute.Record // of bills and conversations: those that are printed
	Cited   map[int64]bool   // of Records: those that a fact cites; the others stand around them
}

// Shown are the exhibits of the plan, in their order.
func (p *Plan) Shown() []Shown {
	out := make([]Shown, 0, len(p.exhibits))
	for _, x := range p.exhibits {
		out = append(out, Shown{x.seq, x.number, x.evidence, x.kind(), p.in.Wanted[x.evidence.ID], slices.Concat(x.rows, x.turns), x.cited})
	}
	return out
}

// By is how the exhibits are grouped.
func (p *Plan) By() Grouping { return p.by }
