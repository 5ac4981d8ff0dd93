package story

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// Finder sees the records of a case go by, in the order of the case, and keeps
// those whose words mark a candidate: of a million messages some thousands, or
// most. Who a speaker is, it does not need to know.
type Finder struct {
	// Again reads the record once more that stands at a place of an evidence: then the
	// finder keeps no words of it. Without Again it keeps those of all candidates.
	Again func(dispute.EvidenceID, int) (*dispute.Record, error)
	// Where says where on a page of a picture words stand; a place without a region
	// where nobody knows. Without Where nobody does.
	Where func(e dispute.EvidenceID, page int, words string) (dispute.Locator, error)

	words      *words
	talks      map[dispute.EvidenceID]*talk
	candidates []*candidate
	messages   int
	blanks     []blank
	leftOut    map[string][]string
	pictured   int64 // pages of pictures
	order      string
	ordered    map[int64]bool // rows of bills that bear its number

	memory memory
	err    error
}

// Err is what went wrong when records were read again: a story that was made
// meanwhile lacks their words.
func (f *Finder) Err() error { return f.err }

// sent is an attachment, or a picture that the conversation's export left out.
type sent struct {
	evidence dispute.EvidenceID // the conversation
	name     string
	blank    int64 // the record that stands for it
}

// talk is what is known of one conversation.
type talk struct {
	speakers   map[string]int
	open       map[string]*candidate // by who wrote it: the last candidate nobody answered yet
	complaints map[string]*candidate // by who wrote it: the last that waits for an answer
	last       latest
	recent     []*candidate // whose speakers may still send what belongs to it
	files      []filed      // sent a short while ago
	course     course
}

type filed struct {
	at    instant
	who   string
	name  string
	blank int64
}

// near is how far from a description a picture may be sent to belong to it.
const near = 10 * time.Minute

// NewFinder looks for the words of triggers, and for what bears the number of
// the case's order.
func NewFinder(t channel.Triggers, order string) *Finder {
	if order = strings.TrimSpace(order); len(order) < 6 {
		order = ""
	}
	return &Finder{words: newWords(t), leftOut: t.LeftOut, order: order, ordered: map[int64]bool{}, talks: map[dispute.EvidenceID]*talk{}, memory: newMemory()}
}

// mostText is how much of a text is looked at: a longer one is no message.
const mostText = 20000

// See looks at a record.
func (f *Finder) See(r *dispute.Record) {
	switch {
	case r.Kind == dispute.Message:
		f.messages++
		f.seeMessage(r)
	case r.Kind == dispute.Transaction || r.Kind == dispute.Page || r.Kind == dispute.Document || r.Kind == dispute.Statement:
		if f.order != "" && (strings.Contains(r.Order, f.order) || strings.Contains(r.Merchant, f.order)) {
			f.ordered[r.ID] = true
		}
		if c := f.candidate(r); c != nil {
			f.candidates = append(f.candidates, c)
		}
	}
}

// SeePicture looks at what a program saw on a page of a picture or scan: its lines
// are candidates as those of a record are, whom nobody said.
func (f *Finder) SeePicture(e dispute.EvidenceID, page int, text string) {
	f.pictured++
	r := &dispute.Record{ID: -f.pictured, Evidence: e, Kind: dispute.Photo, Text: fold.Tight(text), Locator: dispute.Locator{Page: page}}
	if c := f.candidate(r); c != nil {
		f.candidates = append(f.candidates, c)
	}
}

func (f *Finder) candidate(r *dispute.Record) *candidate {
	if hits := f.words.look(f.sentences(r.Text)); len(hits) > 0 {
		return f.keep(r, hits)
	}
	return nil
}

// most is a text as far as it is looked at.
func most(text string) string {
	if len(text) > mostText {
		return strings.ToValidUTF8(text[:mostText], "")
	}
	return text
}

// sentences are those of a text that its writer said, in memory that the next call
// takes again.
func (f *Finder) sentences(text string) []string {
	f.memory.sentences = appendSentences(f.memory.sentences[:0], most(ownWords(text)))
	return f.memory.sentences
}

func (f *Finder) seeMessage(r *dispute.Record) {
	t := f.talks[r.Evidence]
	if t == nil {
		t = &talk{speakers: map[string]int{}, open: map[string]*candidate{}, complaints: map[string]*candidate{}}
		f.talks[r.Evidence] = t
	}
	who := f.memory.name(r.Who)
	if t.speakers[who] > 0 || len(t.speakers) < mostSpeakers {
		t.speakers[who]++
	}
	var asked *candidate
	for speaker, c := range t.open {
		if speaker == who {
			continue
		}
		if at := instantOf(r.At); !c.replied && c.at.known() && at.known() {
			c.waited = at.since(c.at)
		}
		c.replied = true
		if asked == nil || c.seq > asked.seq {
			asked = c
		}
	}
	for _, name := range r.Files {
		t.send(filed{instantOf(r.At), who, name, 0}, r.Evidence)
	}
	if len(f.blanks) < mostBlanks && leavesOut(f.leftOut, r) {
		f.blanks = append(f.blanks, blank{r.ID, r.Evidence, who, r.At})
		t.send(filed{instantOf(r.At), who, "", r.ID}, r.Evidence)
	}
	hits, at := f.words.hear(f.sentences(r.Text))
	f.report(t, who, at)
	if h, ok := f.answer(t, r, hits, at); ok {
		hits = append(hits, h)
	}
	if r.Type == omitted {
		return // what its sender wrote before it is what is answered
	}
	t.last = latest{record: *r, small: at.small}
	if len(hits) == 0 {
		f.follow(t, r, nil, at)
		return
	}
	c := f.keep(r, hits)
	t.last.candidate = c
	c.asked = cmp.Or(asked, t.complaint(who))
	if asked != nil && !f.complains(asked) {
		c.asked = cmp.Or(t.complaint(who), asked)
	}
	for speaker := range t.open {
		if speaker != who { // small talk answers nothing
			delete(t.open, speaker)
		}
	}
	for _, name := range r.Files {
		c.files = append(c.files, sent{r.Evidence, strings.Clone(name), 0})
	}
	for _, s := range t.files {
		if len(r.Files) == 0 && s.who == who && apart(s.at, c.at) <= near {
			c.files = append(c.files, sent{r.Evidence, s.name, s.blank})
		}
	}
	t.open[who] = c
	if f.complains(c) {
		t.complaints[who] = c
	}
	t.recent = append(t.recent, c)
	if len(t.recent) > mostRecent {
		t.recent = t.recent[1:]
	}
	f.candidates = append(f.candidates, c)
	f.follow(t, r, c, at)
}

// complaint is the last complaint of anybody but who.
func (t *talk) complaint(who string) *candidate {
	var last *candidate
	for speaker, c := range t.complaints {
		if speaker != who && (last == nil || c.seq > last.seq) {
			last = c
		}
	}
	return last
}

// complains reports whether a message says what its speaker waits for an answer to.
func (f *Finder) complains(c *candidate) bool {
	return slices.ContainsFunc(c.hits, func(h hit) bool { return h.score >= channel.Enough && f.words.triggers[h.trigger].Complains })
}

const (
	mostSpeakers = 200
	mostRecent   = 6
)

// send notes an attachment, for what its speaker wrote shortly before and writes
// shortly after.
func (t *talk) send(s filed, in dispute.EvidenceID) {
	s.name = strings.Clone(s.name)
	for _, c := range t.recent {
		if c.who == s.who && apart(c.at, s.at) <= near && len(c.files) < mostRecent {
			c.files = append(c.files, sent{in, s.name, s.blank})
		}
	}
	t.files = append(t.files, s)
	if len(t.files) > mostRecent {
		t.files = t.files[1:]
	}
}

// apart is the time between two times; a day where one is unknown.
func apart(a, b instant) time.Duration {
	if a.precision < dispute.Minute || b.precision < dispute.Minute {
		return 24 * time.Hour
	}
	return a.since(b).Abs()
}
