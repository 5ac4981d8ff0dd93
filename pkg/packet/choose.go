package packet

import (
	"cmp"
	"maps"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/internal/personal"
)

// Input is what a packet is chosen from: what stands in a case.
type Input struct {
	Case     dispute.Case
	Parties  []dispute.Party
	Claims   []dispute.Claim
	Evidence []dispute.Evidence                      // not withdrawn, by number, with its reading
	Events   []dispute.Event                         // the timeline in order; those with Key are the packet's facts
	Records  []dispute.Record                        // in the order of the case; of conversations those of a Selection suffice
	Order    []string                                // events in the order in which the user tells them, where that is not of time
	Covered  map[dispute.EvidenceID]Covered          // what the user covered of the text of evidence
	People   personal.Known                          // names that the case ties to somebody's number or address, in what is not held too
	Left     map[int64]bool                          // records that the user took out of packets
	Quoted   map[dispute.EvidenceID][]dispute.Record // of papers that are not printed: the pages and sections that the user pinned

	Wanted   map[dispute.EvidenceID]bool // what the user said is an exhibit (true) or none (false)
	Filed    *Filed                      // what the addressee has already; nil for nothing
	Arranged []dispute.EvidenceID        // exhibits in the order that the user gave them: before all others
	By       Grouping                    // how exhibits are grouped; "" is by what they show, where anything is told of that
	Groups   []channel.ExhibitGroup      // the groups of what exhibits show
}

// Filed is what an addressee has of the case: its exhibits keep their numbers.
type Filed struct {
	On        dispute.When
	Reference string
	Exhibits  []dispute.EvidenceID // in the order in which it got them
	Numbers   []Number             // what they are called by; nil: 1, 2, 3
}

// Plan is what a packet shows of a case: its facts, its exhibits and what stands
// in each. It does not depend on the addressee, the day or the language.
type Plan struct {
	in         Input // with redacted versions in place of their originals
	redaction  redaction
	key        []dispute.Event          // the key events, undated ones last
	facts      []dispute.Event          // those of them that state something: the rest is evidence only
	records    map[int64]dispute.Record // those that the facts cite, and those of papers and screens
	exhibits   []*exhibit
	by         Grouping
	exhibitOf  map[dispute.EvidenceID]*exhibit
	anchors    map[int64]string // of records that have a row or turn of their own
	photoTimes map[dispute.EvidenceID]dispute.When
	photoNotes map[dispute.EvidenceID][]dispute.Note // what is to be known about a photo
	places     map[dispute.EvidenceID]dispute.Place  // where pictures and recordings were made, as their files state it
	moments    map[dispute.EvidenceID][]noted        // of recordings: what the user said of places in them
	files      *dispute.Attachments
}

// Choose decides what a packet of a case shows.
func Choose(in Input) *Plan {
	shown := aroundCited(in)
	p := &Plan{
		records:    map[int64]dispute.Record{},
		exhibitOf:  map[dispute.EvidenceID]*exhibit{},
		anchors:    map[int64]string{},
		photoTimes: map[dispute.EvidenceID]dispute.When{},
		photoNotes: map[dispute.EvidenceID][]dispute.Note{},
		places:     map[dispute.EvidenceID]dispute.Place{},
		moments:    map[dispute.EvidenceID][]noted{},
	}
	p.in, p.redaction = redacted(in)
	p.turnSaid()
	p.takeFacts()
	p.takeRecords()
	p.chooseExhibits(shown)
	return p
}

func (p *Plan) takeFacts() {
	for _, e := range p.in.Events {
		if e.Key {
			p.key = append(p.key, e)
		}
	}
	slices.SortStableFunc(p.key, func(a, b dispute.Event) int {
		return cmp.Compare(unknownLast(a.At), unknownLast(b.At))
	})
	for _, e := range p.key {
		if e.States() {
			p.facts = append(p.facts, e)
		}
	}
}

func unknownLast(w dispute.When) int {
	if w.Known() {
		return 0
	}
	return 1
}

func (p *Plan) takeRecords() {
	cited := map[int64]bool{}
	for _, e := range p.key {
		for _, c := range e.Cites {
			cited[c.Record] = true
		}
	}
	for _, r := range p.in.Records {
		if place, ok := r.Place(); ok {
			p.places[r.Evidence] = place
		}
		if n, ok := r.Noted(); ok {
			p.moments[n.Evidence] = append(p.moments[n.Evidence], noted{n.At, r.Text})
		}
		photo, _ := r.Photo()
		if cited[r.ID] || r.Kind == dispute.Document || photo.Screenshot != "" {
			p.redaction.turn(&r.Evidence)
			p.records[r.ID] = r
		}
	}
}

// Exhibits are the numbers of the evidence that the packet shows, in the order
// of its exhibits.
func (p *Plan) Exhibits() []dispute.EvidenceID {
	out := make([]dispute.EvidenceID, 0, len(p.exhibits))
	for _, x := range p.exhibits {
		out = append(out, x.evidence.ID)
	}
	return out
}

// Numbered are the evidence of exhibits in the order of their numbers, with those
// that the addressee has and this packet does not show.
func (p *Plan) Numbered() []dispute.EvidenceID {
	var out []dispute.EvidenceID
	if p.in.Filed != nil {
		out = slices.Clone(p.in.Filed.Exhibits)
	}
	for _, x := range p.exhibits {
		if !slices.Contains(out, x.evidence.ID) {
			out = append(out, x.evidence.ID)
		}
	}
	return out
}

// Anchors are the places of a composition at which exhibits begin.
func (p *Plan) Anchors() map[dispute.EvidenceID]string {
	out := map[dispute.EvidenceID]string{}
	for _, x := range p.exhibits {
		out[x.evidence.ID] = x.anchor
	}
	return out
}

// Named are the numbers of all evidence that the packet names: its exhibits, by
// number, and the originals of redacted ones.
func (p *Plan) Named() []dispute.EvidenceID {
	out := slices.Collect(maps.Keys(p.exhibitOf))
	for _, x := range p.exhibits {
		if d := x.evidence.Derived; d != nil {
			out = append(out, d.From)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Pictures are the exhibits of which Material wants a Picture, by number.
func (p *Plan) Pictures() []dispute.Evidence {
	return p.shown(func(e dispute.Evidence) bool { return media.Picture(e.MediaType) })
}

// Prints reports whether a letter shows the picture of an exhibit: of one whose rows
// or messages are cited it may be those alone.
func (p *Plan) Prints(id dispute.EvidenceID) bool {
	x := p.exhibitOf[id]
	return x != nil && x.photo
}

// Papers are the exhibits of which Material wants a Paper, by number.
func (p *Plan) Papers() []dispute.Evidence {
	return p.shown(func(e dispute.Evidence) bool { return e.MediaType == media.PDF && e.Purged == "" })
}

func (p *Plan) shown(ok func(dispute.Evidence) bool) (out []dispute.Evidence) {
	for _, e := range p.in.Evidence {
		if p.exhibitOf[e.ID] != nil && ok(e) {
			out = append(out, e)
		}
	}
	return out
}
