package story

import (
	"cmp"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/tongue"
)

// Unheard is a conversation in a language that the triggers have no words of:
// nothing is proposed from it, whatever it says.
type Unheard struct {
	Evidence dispute.EvidenceID
	Language string // ISO 639
	First    int64  // its first message
}

// Languages sees the records of a case go by and tells which conversations are in
// a language that the triggers have no words of.
type Languages struct {
	known map[string]bool
	talks map[dispute.EvidenceID]*heardIn
}

// heardIn is what is known of one conversation.
type heardIn struct {
	tally  tongue.Tally
	looked int
	first  int64
}

// mostLooked is how many messages of a conversation tell its language.
const mostLooked = 300

// NewLanguages knows the languages of the triggers.
func NewLanguages(t channel.Triggers) *Languages {
	l := &Languages{known: map[string]bool{}, talks: map[dispute.EvidenceID]*heardIn{}}
	for _, trigger := range t.List {
		for lang := range trigger.Strong {
			l.known[lang] = true
		}
	}
	return l
}

// See looks at a record.
func (l *Languages) See(r *dispute.Record) {
	if r.Kind != dispute.Message {
		return
	}
	t := l.talks[r.Evidence]
	if t == nil {
		t = &heardIn{first: r.ID}
		l.talks[r.Evidence] = t
	}
	if t.looked < mostLooked {
		t.looked++
		t.tally.Add(most(r.Text))
	}
}

// Unheard are the conversations from which nothing is proposed, by evidence.
func (l *Languages) Unheard() []Unheard {
	var out []Unheard
	for id, t := range l.talks {
		if lang, _ := t.tally.Lacking(func(lang string) bool { return l.known[lang] }); lang != "" {
			out = append(out, Unheard{id, lang, t.first})
		}
	}
	slices.SortFunc(out, func(a, b Unheard) int { return cmp.Compare(a.Evidence, b.Evidence) })
	return out
}
