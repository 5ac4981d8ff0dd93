package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/media"
)

// group is a part of the list of evidence; groups are in this order.
type group int

const (
	groupTrade  group = iota // 买卖关系
	groupTalk                // 沟通经过
	groupAnswer              // 处理情况
	groupPhoto               // 商品及现场
	groupOther
)

// exhibit is one evidence as the packet shows it.
type exhibit struct {
	evidence dispute.Evidence
	group    group
	shows    int    // which of Input.Groups it stands in
	seq      int    // from 1: in which place the addressee gets it
	number   Number // what it is called by
	anchor   string // "x1"
	first    dispute.When
	rows     []dispute.Record // transactions that key facts cite
	turns    []dispute.Record // messages that key facts cite, and those around them
	photo    bool
	document bool
	billed   bool // a paper with an amount: an invoice
	cited    map[int64]bool
	tells    []string // elements of the story that it shows

	screenshot bool // of the photos: what a screen showed
	recording  bool // of the documents: film or sound
}

// chooseExhibits makes an exhibit of every evidence that a key event cites, of
// every file that a shown message was sent with, and of every file that nothing
// was read out of and so no fact can cite. What was read and no fact rests on
// stays out: the user may have left it out on purpose. Exhibits are grouped by
// what they show and stand in time order within a group.
func (p *Plan) chooseExhibits(around map[dispute.EvidenceID][]dispute.Record) {
	kinds := p.noteKinds()
	byID := p.candidates()
	told := p.takeCited(byID)
	chosen := map[dispute.EvidenceID]bool{}
	for id := range told {
		chosen[id] = true
		byID[id].finish(around[id])
	}
	p.files = dispute.NewAttachments(p.redaction.received)
	for id := range p.sentWith(byID, chosen) {
		chosen[id] = true
	}
	for id, wanted := range p.in.Wanted {
		if x := byID[id]; wanted && x != nil && !chosen[id] {
			chosen[id] = true
			x.takeAll(around[id])
		}
	}
	for id, x := range byID {
		if !chosen[id] && (kinds[id] != "" || !x.unread()) {
			continue
		}
		if !x.photo && len(x.rows)+len(x.turns) == 0 {
			x.photo = x.isPicture(kinds[id])
			x.document = !x.photo
			x.first = cmp.Or(x.first, p.photoTimes[id], x.evidence.Captured)
			x.finish(nil)
		}
		x.tells = told[id]
		p.exhibits = append(p.exhibits, x)
	}
	p.findKinds()
	p.arrange(told)
	p.number()
	p.anchor()
}

// candidates are the evidence that can be exhibits: what stands, is no archive, and
// was not left out.
func (p *Plan) candidates() map[dispute.EvidenceID]*exhibit {
	out := map[dispute.EvidenceID]*exhibit{}
	for _, e := range p.in.Evidence {
		if wanted, said := p.in.Wanted[e.ID]; e.Withdrawn == "" && e.Reading.State != dispute.Held && (wanted || !said) {
			out[e.ID] = &exhibit{evidence: e, cited: map[int64]bool{}}
		}
	}
	return out
}

// noteKinds finds out of what kind the events are that cite each evidence, and when
// photos were taken.
func (p *Plan) noteKinds() map[dispute.EvidenceID]dispute.Kind {
	kinds := map[dispute.EvidenceID]dispute.Kind{}
	for _, e := range p.in.Events {
		for _, cite := range e.Cites {
			if slices.Contains(e.Proofs, cite) {
				continue
			}
			kinds[cite.Evidence] = cmp.Or(kinds[cite.Evidence], e.Kind)
			if e.Kind != dispute.Photo {
				continue
			}
			p.photoNotes[cite.Evidence] = append(p.photoNotes[cite.Evidence], e.Notes...)
			if e.At.Known() && !p.photoTimes[cite.Evidence].Known() {
				p.photoTimes[cite.Evidence] = e.At
			}
		}
	}
	return kinds
}

// takeCited takes into the exhibits what key events cite, and returns which elements
// of the story each exhibit tells.
func (p *Plan) takeCited(byID map[dispute.EvidenceID]*exhibit) map[dispute.EvidenceID][]string {
	told := map[dispute.EvidenceID][]string{}
	for _, e := range p.key {
		for _, cite := range e.Cites {
			x := byID[cite.Evidence]
			if x == nil {
				continue
			}
			told[cite.Evidence] = append(told[cite.Evidence], e.Elements...)
			if !x.first.Known() || e.At.Known() && e.At.Compare(x.first) < 0 {
				x.first = e.At
			}
			x.billed = x.billed || e.Kind == dispute.Document && e.Amount != nil
			p.take(x, cite.Record, e.Kind)
		}
	}
	return told
}

// anchor names the places that links lead to.
func (p *Plan) anchor() {
	for _, x := range p.exhibits {
		x.anchor = "x" + strconv.Itoa(x.seq)
		p.exhibitOf[x.evidence.ID] = x
		for id := range x.cited {
			p.anchors[id] = "r" + strconv.FormatInt(id, 10)
		}
	}
}

// takeAll makes an exhibit of what the user wants in whole: of a bill its rows, of
// a conversation its messages.
func (x *exhibit) takeAll(records []dispute.Record) {
	for _, r := range records {
		if r.Kind == dispute.Transaction {
			x.rows = append(x.rows, r)
		} else {
			x.turns = append(x.turns, r)
		}
	}
	if len(records) > 0 {
		x.first = records[0].At
	}
	x.finish(nil)
}

// take puts a record that a key fact cites into its exhibit.
func (p *Plan) take(x *exhibit, id int64, kind dispute.Kind) {
	r, ok := p.records[id]
	if ok {
		kind = r.Kind
	}
	switch kind {
	case dispute.Transaction:
		if ok && !x.cited[id] {
			x.cited[id] = true
			x.rows = append(x.rows, r)
		}
	case dispute.Message, dispute.System, dispute.Call:
		if ok && !x.cited[id] {
			x.cited[id] = true
			x.turns = append(x.turns, r)
		}
	case dispute.Photo:
		x.photo = true
		// An answer's event is on the day of the paper, not of its photo.
		if e := x.evidence; e.Official != nil && !e.Captured.Known() {
			p.photoTimes[e.ID] = r.At
		}
	}
}

// sentWith is the evidence that shown messages were sent with.
func (p *Plan) sentWith(byID map[dispute.EvidenceID]*exhibit, chosen map[dispute.EvidenceID]bool) map[dispute.EvidenceID]bool {
	out := map[dispute.EvidenceID]bool{}
	for id := range chosen {
		x := byID[id]
		for _, r := range x.turns {
			for _, name := range r.Files {
				if file, ok := p.attached(x.evidence.ID, name); ok && byID[file] != nil {
					out[file] = true
				}
			}
		}
	}
	return out
}

// nothing is the SHA-256 of an empty file.
const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// unread reports whether the file has nothing to be read out of it, and waits
// for no answer that would. An empty file, and one that broke off before anything
// was read, shows nothing by itself: it stays in the case.
func (x *exhibit) unread() bool {
	r := x.evidence.Reading
	if x.evidence.SHA256 == nothing || r.State == dispute.Partial {
		return false
	}
	return r.State != dispute.Asking && r.Records == 0
}

// isPicture reports whether an exhibit is shown as a picture; kind is of the
// first event that cites it.
func (x *exhibit) isPicture(kind dispute.Kind) bool {
	return media.Picture(x.evidence.MediaType) || kind == dispute.Photo || kind == "" && strings.HasPrefix(x.evidence.MediaType, "image/")
}

// finish decides the group and puts context and order into rows and turns.
func (x *exhibit) finish(around []dispute.Record) {
	for _, r := range around {
		switch r.Kind {
		case dispute.Message, dispute.System, dispute.Call:
			if !x.cited[r.ID] && len(x.turns) > 0 {
				x.turns = append(x.turns, r)
			}
		}
	}
	order := func(a, b dispute.Record) int { return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(x.rows, func(a, b dispute.Record) int { return cmp.Or(a.At.Compare(b.At), order(a, b)) })
	slices.SortFunc(x.turns, order)
	switch {
	case x.evidence.Official != nil:
		x.group = groupAnswer
	case len(x.rows) > 0, x.billed:
		x.group = groupTrade
	case len(x.turns) > 0:
		x.group = groupTalk
	case x.photo:
		x.group = groupPhoto
	default:
		x.group = groupOther
	}
}
