package story

import (
	"strings"

	"complain/pkg/dispute"
)

// Namer sees the records of a case go by, and keeps what the names of its files
// are made from.
type Namer struct {
	files map[dispute.EvidenceID]*glimpse
	talks map[dispute.EvidenceID]*talk // their speakers
	sent  []sent
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
func NewNamer() *Namer {
	return &Namer{files: map[dispute.EvidenceID]*glimpse{}, talks: map[dispute.EvidenceID]*talk{}}
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
			n.sent = append(n.sent, sent{r.Evidence, strings.Clone(name)})
		}
	}
}

// sentWith is the conversation that each file was sent in.
func (n *Namer) sentWith(evidence []dispute.Evidence) map[dispute.EvidenceID]dispute.EvidenceID {
	out := map[dispute.EvidenceID]dispute.EvidenceID{}
	attachments := dispute.NewAttachments(evidence)
	for _, s := range n.sent {
		if id, ok := attachments.Find(s.evidence, s.name); ok {
			out[id] = s.evidence
		}
	}
	return out
}
