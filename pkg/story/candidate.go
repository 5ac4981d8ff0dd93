package story

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// candidate is a record that may tell an element, with what is needed to choose it:
// its words are read again where they are shown. In a conversation in which every
// second message matters there are as many.
type candidate struct {
	id       int64
	evidence dispute.EvidenceID
	seq      int
	kind     dispute.Kind
	who      string
	at       instant
	same     uint64 // of who says what: equal where both are; 0 where nothing is said
	ordered  bool   // it bears the number of the case's order
	hits     []hit  // without their words; shared with those that have the same
	asked    *candidate
	waited   time.Duration // until somebody else wrote after it; 0 where nobody did
	replied  bool
	answered bool            // by somebody whose words are no small talk
	files    []sent          // pictures and papers that its speaker sent around it
	whole    *dispute.Record // where nobody reads it again
}

// instant is what is kept of a time: when it begins, and how much of it is known.
type instant struct {
	milli     int64
	precision dispute.Precision
}

func instantOf(w dispute.When) instant {
	if !w.Known() {
		return instant{}
	}
	return instant{w.Milli(), w.Precision}
}

func (i instant) known() bool { return i.precision != dispute.Unknown }

// since is the time from o to i, of times that are known.
func (i instant) since(o instant) time.Duration {
	return time.Duration(i.milli-o.milli) * time.Millisecond
}

// compare is as that of dispute.When.
func (i instant) compare(o instant) int {
	switch {
	case i.known() && o.known():
		return cmp.Or(cmp.Compare(i.milli, o.milli), cmp.Compare(i.precision, o.precision))
	case i.known():
		return -1
	case o.known():
		return 1
	}
	return 0
}

// memory holds what many candidates share.
type memory struct {
	names     map[string]string
	hits      map[string][]hit
	key       []byte
	sentences []string
	room      []candidate // for the next candidates
	seed      maphash.Seed
}

func newMemory() memory {
	return memory{names: map[string]string{}, hits: map[string][]hit{}, seed: maphash.MakeSeed()}
}

// name is a name in memory of its own, one for all who are called so.
func (m *memory) name(s string) string {
	if known, ok := m.names[s]; ok {
		return known
	}
	s = strings.Clone(s)
	m.names[s] = s
	return s
}

// list is one list of hits for all that are alike, without words.
func (m *memory) list(hits []hit) []hit {
	m.key = m.key[:0]
	for _, h := range hits {
		m.key = binary.AppendUvarint(binary.AppendUvarint(binary.AppendUvarint(m.key, uint64(h.trigger)), uint64(h.score)), uint64(h.sentence))
		m.key = append(append(m.key, h.why...), 0)
		if h.reply {
			m.key = append(m.key, 1)
		} else {
			m.key = append(m.key, 0)
		}
	}
	if list, ok := m.hits[string(m.key)]; ok {
		return list
	}
	list := slices.Clone(hits)
	for i := range list {
		list[i].word = ""
	}
	m.hits[string(m.key)] = list
	return list
}

// same is a number for what somebody says; 0 for nothing.
func (m *memory) same(who, text string) uint64 {
	if text == "" {
		return 0
	}
	var h maphash.Hash
	h.SetSeed(m.seed)
	h.WriteString(who)
	h.WriteByte(0)
	h.WriteString(text)
	return max(h.Sum64(), 1)
}

const roomFor = 256 // candidates at once

// keep makes a candidate of a record.
func (f *Finder) keep(r *dispute.Record, hits []hit) *candidate {
	m := &f.memory
	if len(m.room) == 0 {
		m.room = make([]candidate, roomFor)
	}
	c := &m.room[0]
	m.room = m.room[1:]
	*c = candidate{id: r.ID, evidence: r.Evidence, seq: r.Seq, kind: r.Kind, who: m.name(r.Who), at: instantOf(r.At), same: m.same(r.Who, r.Text),
		ordered: f.order != "" && strings.Contains(r.Text, f.order), hits: m.list(hits)}
	if f.Again == nil || r.ID < 0 || r.Evidence == 0 { // pictures and statements are few
		whole := *r
		whole.Who, whole.Text, whole.Raw, whole.Fields, whole.Remarks, whole.Files = c.who, strings.Clone(r.Text), "", nil, nil, nil
		c.whole = &whole
	}
	return c
}

// record is what a candidate was made of. Where it cannot be read again, it has no
// words, and Err says why.
func (f *Finder) record(c *candidate) *dispute.Record {
	if c.whole != nil {
		return c.whole
	}
	r, err := f.Again(c.evidence, c.seq)
	if err != nil {
		f.err = cmp.Or(f.err, err)
		return &dispute.Record{ID: c.id, Evidence: c.evidence, Seq: c.seq, Kind: c.kind, Who: c.who}
	}
	return r
}

// wordOf is the word of a hit in the sentences of its candidate.
func (f *Finder) wordOf(h hit, sentences []string) string {
	for _, one := range f.words.look(sentences) {
		if one.trigger == h.trigger && one.sentence == h.sentence {
			return one.word
		}
	}
	return ""
}

// spot is where in its picture a sentence of a candidate stands; ok is false where
// nobody knows.
func (f *Finder) spot(c *candidate, sentence string) (at dispute.Locator, ok bool) {
	if f.Where == nil || c.kind != dispute.Photo {
		return at, false
	}
	at, err := f.Where(c.evidence, c.whole.Locator.Page, strings.TrimSpace(sentence))
	f.err = cmp.Or(f.err, err)
	return at, err == nil && at.Region != dispute.Region{}
}
