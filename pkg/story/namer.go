package story

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Namer sees the records of a case go by, and keeps what the names of its files
// are made from.
type Namer struct {
	files map[dispute.EvidenceID]*glimpse
	talks map[dispute.EvidenceID]*talk // their speakers
	sent  []sending
	left  []blank // pictures that exports left out
	about []about
	kinds []string // of evidence, of which words speaks
	words *words

	triggers channel.Triggers
}

// sending is a file sent in a conversation.
type sending struct {
	evidence dispute.EvidenceID // the conversation
	name     string
	who      string
	at       dispute.When
	left     int64 // the record that stands for it, where the export left it out and another of that minute is taken for it
}

// glimpse is what is known of a file by its records.
type glimpse struct {
	kind        dispute.Kind // of the first that is no page
	first, last dispute.When
	photo       dispute.PhotoFacts
	paper       dispute.PaperFacts
	invoice     dispute.InvoiceFacts
	recording   bool
	text        string // of a paper, its beginning
}

const (
	mostGlimpse = 4000  // bytes of a paper's text
	mostSent    = 50000 // attachments
)

// NewNamer keeps nothing yet.
func NewNamer(p *channel.Practice) *Namer {
	t := p.Triggers()
	n := &Namer{files: map[dispute.EvidenceID]*glimpse{}, talks: map[dispute.EvidenceID]*talk{}, triggers: t}
	speak := channel.Triggers{Conditions: t.Conditions, Questions: t.Questions}
	for _, kind := range p.EvidenceKinds() {
		if said := p.EvidenceTerm(kind).Said; len(said) > 0 {
			n.kinds = append(n.kinds, kind)
			speak.List = append(speak.List, channel.Trigger{ID: kind, Strong: map[string][]string{"": said}})
		}
	}
	n.words = newWords(speak)
	return n
}

// See looks at a record.
func (n *Namer) See(r *dispute.Record) {
	g := n.files[r.Evidence]
	if g == nil {
		g = &glimpse{}
		n.files[r.Evidence] = g
	}
	if r.Kind == dispute.Page || r.Kind == dispute.Document {
		if room := mostGlimpse - len(g.text); room > 0 {
			g.text += strings.ToValidUTF8(r.Text[:min(len(r.Text), room)], "") + "\n"
		}
	}
	if r.Kind != dispute.Page && g.kind == "" {
		g.kind = r.Kind
		g.photo, _ = r.Photo()
		g.paper, _ = r.Paper()
		g.invoice, _ = r.Invoice()
		_, g.recording = r.Recording()
	}
	if r.At.Known() {
		if !g.first.Known() || r.At.Compare(g.first) < 0 {
			g.first = r.At
		}
		if !g.last.Known() || r.At.Compare(g.last) > 0 {
			g.last = r.At
		}
	}
	if r.Kind == dispute.Message {
		n.speaks(r)
	}
}

func (n *Namer) speaks(r *dispute.Record) {
	t := n.talks[r.Evidence]
	if t == nil {
		t = &talk{speakers: map[string]int{}}
		n.talks[r.Evidence] = t
	}
	if _, known := t.speakers[r.Who]; known {
		t.speakers[r.Who]++
	} else if len(t.speakers) < mostSpeakers {
		t.speakers[strings.Clone(r.Who)] = 1
	}
	for _, name := range r.Files {
		if len(n.sent) < mostSent {
			n.sent = append(n.sent, sending{r.Evidence, strings.Clone(name), strings.Clone(r.Who), r.At, 0})
		}
	}
	if len(n.left) < mostBlanks && leavesOut(n.triggers.LeftOut, r) {
		n.left = append(n.left, blank{r.ID, r.Evidence, strings.Clone(r.Who), r.At})
	}
	n.speaksOf(r)
}

// sentWith is how each file was sent in a conversation: of pictures that its export
// left out those that are taken for them.
func (n *Namer) sentWith(evidence []dispute.Evidence, photos []*dispute.Event) map[dispute.EvidenceID]sending {
	out := map[dispute.EvidenceID]sending{}
	pairs := paired(n.left, photos)
	for _, b := range n.left {
		if id := pairs[b.record]; id != 0 {
			out[id] = sending{b.evidence, "", b.who, b.at, b.record}
		}
	}
	attachments := dispute.NewAttachments(evidence)
	for _, s := range n.sent {
		if id, ok := attachments.Find(s.evidence, s.name); ok {
			out[id] = s
		}
	}
	return out
}
