package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Naming is what can be said of an evidence by how it was read and what the user
// told of it: a proposal, which is nobody's word until the user takes it. A note
// without a code is nothing.
type Naming struct {
	Evidence dispute.EvidenceID
	Title    dispute.Note
	Source   dispute.Note
	Proves   dispute.Note
	Because  dispute.Note // why a picture is what it is taken for, where a message says so
}

// Empty reports whether nothing is proposed.
func (n Naming) Empty() bool { return n.Title.Code+n.Source.Code+n.Proves.Code == "" }

// Reader is how files of one importer are called.
type Reader struct{ Name, App, Source dispute.Words }

// Taken is what the user took of the proposals for an evidence before: what still
// stands as it was taken may be proposed anew.
type Taken struct {
	Title  string
	Source string
	Proves string
}

// Named is what names of evidence are proposed from.
type Named struct {
	Evidence []dispute.Evidence // what stands
	Parties  []dispute.Party
	Events   []dispute.Event // the timeline, with what the user told
	Category string
	Practice *channel.Practice
	Namer    *Namer // saw every record of the case
	Reader   func(dispute.Reading) Reader
	Seen     map[dispute.EvidenceID]string // text that was recognised
	Taken    map[dispute.EvidenceID]Taken
	Lang     string // of names
	Comma    string // between the items of a list
}

// Names proposes what to say of the evidence of a case. What the user said stays.
func Names(in Named) []Naming {
	n := &naming{Named: in, filled: map[dispute.EvidenceID][]channel.StoryElement{}, beside: map[dispute.EvidenceID]map[string]bool{}, first: map[dispute.EvidenceID]*dispute.Event{}, used: map[string]bool{}}
	n.sides = newSides(in.Parties, in.Practice.Triggers().Names, in.Namer.talks)
	n.look()
	n.attached = in.Namer.sentWith(in.Evidence, photosOf(in.Events, func(e *dispute.Event) bool { return n.first[e.Cites[0].Evidence] == e }))
	for _, e := range in.Evidence {
		if e.Title != "" {
			n.used[e.Title] = true
		}
	}
	var out []Naming
	for _, e := range in.Evidence {
		if e.Withdrawn != "" || e.Purged != "" || e.Derived != nil || e.Reading.State == dispute.Held {
			continue
		}
		if one := n.of(e); !one.Empty() {
			out = append(out, one)
		}
	}
	return out
}

type naming struct {
	Named
	sides    sides
	filled   map[dispute.EvidenceID][]channel.StoryElement // that each shows, in the order of the story
	beside   map[dispute.EvidenceID]map[string]bool        // of these those that only messages about it tell
	first    map[dispute.EvidenceID]*dispute.Event
	attached map[dispute.EvidenceID]sending // how each was sent in a conversation
	used     map[string]bool                // titles
}

// look finds which elements each evidence shows.
func (n *naming) look() {
	for i := range n.Events {
		if e := &n.Events[i]; len(e.Cites) > 0 && n.first[e.Cites[0].Evidence] == nil {
			n.first[e.Cites[0].Evidence] = e
		}
	}
	for _, element := range n.Practice.Elements(n.Category, "") {
		for i := range n.Events {
			if !slices.Contains(n.Events[i].Elements, element.ID) {
				continue
			}
			for _, c := range n.Events[i].Cites {
				n.besides(&n.Events[i], c.Evidence, element.ID)
				if list := n.filled[c.Evidence]; len(list) == 0 || list[len(list)-1].ID != element.ID {
					n.filled[c.Evidence] = append(list, element)
				}
			}
		}
	}
}

// besides notes whether an element is told of an evidence by nothing but messages
// of another, which were sent near it.
func (n *naming) besides(e *dispute.Event, of dispute.EvidenceID, element string) {
	if n.beside[of] == nil {
		n.beside[of] = map[string]bool{}
	}
	only, before := n.beside[of][element]
	n.beside[of][element] = (only || !before) && e.Kind == dispute.Message && e.Cites[0].Evidence != of
}

func (n *naming) of(e dispute.Evidence) Naming {
	g := n.Namer.files[e.ID]
	if g == nil {
		g = &glimpse{}
	}
	taken := n.Taken[e.ID]
	free := func(now, taken string) bool { return strings.TrimSpace(now) == "" || now == taken }
	kind := n.kind(cmp.Or(n.Seen[e.ID], g.text), g)
	out := Naming{Evidence: e.ID}
	if kind == "" && g.kind == dispute.Photo {
		kind, out.Because = n.told(e, g)
	}
	if free(e.Title, taken.Title) && e.Official == nil {
		out.Title = n.title(e, g, kind)
	}
	if free(e.Source, taken.Source) && e.Official == nil {
		out.Source = n.source(e, g)
	}
	if free(e.Proves, taken.Proves) {
		out.Proves = n.proves(e, g, kind, out.Because.Code != "")
	}
	if out.Empty() || out.Title.Code+out.Proves.Code == "" {
		out.Because = dispute.Note{}
	}
	if in := n.attached[e.ID]; in.left != 0 && out.Because.Code == "" && out.Source.Code != "" {
		out.Because = dispute.Say("naming.because.minute", fmt.Sprintf("R%d", in.left))
	}
	return out
}

// source is where an evidence is from, by how it was read.
func (n *naming) source(e dispute.Evidence, g *glimpse) dispute.Note {
	reader := n.Reader(e.Reading)
	in, sent := n.attached[e.ID]
	camera := strings.TrimSpace(g.photo.Make + " " + strings.TrimSpace(strings.TrimPrefix(g.photo.Model, g.photo.Make)))
	switch {
	case sent && in.left == 0:
		return dispute.Say("naming.source.sent", n.Reader(n.reading(in.evidence)).Name.In(n.Lang))
	case sent && camera != "":
		return dispute.Say("naming.source.camera-left-out", camera, n.Reader(n.reading(in.evidence)).Name.In(n.Lang))
	case sent:
		return dispute.Say("naming.source.left-out", n.Reader(n.reading(in.evidence)).Name.In(n.Lang))
	case !reader.App.Empty():
		return dispute.Say("naming.source.app", reader.App.In(n.Lang))
	case g.invoice.Seller != "":
		return dispute.Say("naming.source.issued", g.invoice.Seller)
	case g.paper.URL != "":
		return dispute.Say("naming.source.page", shorter(g.paper.URL))
	case g.photo.Screenshot != "":
		return dispute.Say("naming.source.screen")
	case n.savedFrom(e) != "":
		return dispute.Say("naming.source.saved", n.savedFrom(e))
	case camera != "":
		return dispute.Say("naming.source.camera", camera)
	case !reader.Source.Empty():
		return dispute.Say("naming.words", reader.Source.In(n.Lang))
	}
	return dispute.Note{}
}

func (n *naming) reading(id dispute.EvidenceID) dispute.Reading {
	for _, e := range n.Evidence {
		if e.ID == id {
			return e.Reading
		}
	}
	return dispute.Reading{}
}

// shorter is an address without what stands behind its path.
func shorter(url string) string {
	url, _, _ = strings.Cut(url, "?")
	url, _, _ = strings.Cut(url, "#")
	return url
}

// mostPurposes is how many elements a purpose names.
const mostPurposes = 8

// proves is what an evidence is to prove: the elements that it shows, else what
// such a file shows. Of a picture of which a message tells what it is, that goes
// before what is told near it.
func (n *naming) proves(e dispute.Evidence, g *glimpse, kind string, told bool) dispute.Note {
	var words []string
	if word := n.Practice.EvidenceTerm(kind).Proves.In(n.Lang); told && word != "" {
		words = []string{word}
	}
	for _, element := range n.filled[e.ID] {
		if told && n.beside[e.ID][element.ID] && !slices.Contains(element.Evidence, kind) {
			continue
		}
		word := element.Proves.In(n.Lang)
		if kind != "" && slices.Contains(element.Evidence, kind) {
			word = n.Practice.EvidenceTerm(kind).Proves.In(n.Lang)
		}
		if word = cmp.Or(word, element.Name.In(n.Lang)); !slices.Contains(words, word) && len(words) < mostPurposes {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		kind = cmp.Or(kind, n.usual(e, g))
		if word := n.Practice.EvidenceTerm(kind).Proves.In(n.Lang); kind != "" && word != "" {
			words = []string{word}
		}
	}
	if len(words) == 0 {
		return dispute.Note{}
	}
	return dispute.Say("naming.words", strings.Join(words, n.Comma))
}

// usual is the kind of evidence that a file is by what was read in it, where that
// alone tells.
func (n *naming) usual(e dispute.Evidence, g *glimpse) string {
	switch {
	case e.Official != nil:
		return "official_paper"
	case g.kind == dispute.Transaction && n.tells(e.ID):
		return "payment_record"
	case g.kind == dispute.Document && g.invoice.Number != "":
		return "invoice"
	case n.Namer.talks[e.ID] != nil:
		return "chat_export"
	}
	return ""
}

// tells reports whether packets tell something of an evidence.
func (n *naming) tells(id dispute.EvidenceID) bool {
	return slices.ContainsFunc(n.Events, func(e dispute.Event) bool {
		return e.Key && slices.ContainsFunc(e.Cites, func(c dispute.Citation) bool { return c.Evidence == id })
	})
}
