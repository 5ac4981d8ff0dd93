package dossier

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
	"complain/pkg/internal/personal"
	"complain/pkg/packet"
)

// CoveringSaid is the kind of sayings that cover text of evidence. Key: its
// number; body: Covering.
const CoveringSaid = "covering"

// CoverMark stands in the place of what is covered, however long that is.
const CoverMark = "■■■"

// Covering is text of an evidence that nobody is shown: the file stays as it is,
// and whatever prints what was read in it prints CoverMark there. It is bound to
// a place, not a record, and outlives a new reading of the evidence.
type Covering struct {
	Number   string             `json:"-"`
	Evidence dispute.EvidenceID `json:"evidence"`
	Locator  string             `json:"locator,omitempty"` // of a record; "" is the whole evidence, its name and title too
	Text     string             `json:"text,omitempty"`    // "" is all that the record says
	What     string             `json:"what,omitempty"`    // a kind of personal data, where a program found it
	Why      string             `json:"why"`
}

// Same reports whether two coverings cover the same.
func (c Covering) Same(o Covering) bool {
	return c.Evidence == o.Evidence && c.Locator == o.Locator && fold.String(c.Text) == fold.String(o.Text)
}

// Say keeps a covering and returns it with its number.
func (c Covering) Say(ctx context.Context, f *casefile.File) (Covering, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return c, err
	}
	said, err := f.Say(ctx, casefile.Saying{Kind: CoveringSaid, Key: c.Number, Body: body}, nil)
	c.Number = said.Key
	return c, err
}

// Coverings are those of a case, by evidence, in the order of their numbers.
type Coverings map[dispute.EvidenceID][]Covering

// ReadCoverings reads what text is covered in the case in f.
func ReadCoverings(ctx context.Context, f *casefile.File) (Coverings, error) {
	out := Coverings{}
	err := each(ctx, f, CoveringSaid, func(s casefile.Saying, c Covering) {
		c.Number = s.Key
		out[c.Evidence] = append(out[c.Evidence], c)
	})
	return out, err
}

// Record covers what is to be covered in a record, and says in how many places.
func (all Coverings) Record(r *dispute.Record) (places int) {
	at, once := "", false
	for _, c := range all[r.Evidence] {
		if c.Locator != "" && !once {
			at, once = r.Locator.String(), true
		}
		if c.Locator == "" || c.Locator == at {
			places += c.record(r)
		}
	}
	return places
}

// Shown covers a record with the names of its attachments, by which a packet finds
// them and a screen does not.
func (all Coverings) Shown(r *dispute.Record) {
	if len(all[r.Evidence]) == 0 {
		return
	}
	all.Record(r)
	r.Files = slices.Clone(r.Files)
	for i, name := range r.Files {
		r.Files[i] = all.Text(r.Evidence, name)
	}
}

// Evidence covers what is to be covered in the names and words of an evidence.
func (all Coverings) Evidence(e *dispute.Evidence) {
	for _, c := range all[e.ID] {
		if c.Locator != "" || c.Text == "" {
			continue
		}
		for _, s := range []*string{&e.Name, &e.Path, &e.Title, &e.Source, &e.Proves} {
			*s, _ = c.cover(*s)
		}
	}
}

// Text covers what is to be covered everywhere in an evidence, in a text of it.
func (all Coverings) Text(id dispute.EvidenceID, text string) string {
	for _, c := range all[id] {
		if c.Locator == "" && c.Text != "" {
			text, _ = c.cover(text)
		}
	}
	return text
}

// record covers a record. Times and amounts stay: they are no text.
func (c Covering) record(r *dispute.Record) (places int) {
	told := []*string{&r.Text, &r.Order, &r.Merchant}
	if r.Kind == dispute.Transaction || c.Text != "" { // of a message it is said who spoke
		told = append(told, &r.Who)
	}
	if c.Text != "" {
		told = append(told, &r.Status, &r.Type)
	}
	source := []*string{&r.Raw} // says the same again
	r.Fields = slices.Clone(r.Fields)
	for i := range r.Fields {
		source = append(source, &r.Fields[i].Value)
	}
	n, again := c.coverAll(told), c.coverAll(source)
	if n == 0 {
		return again
	}
	return n
}

func (c Covering) coverAll(texts []*string) (places int) {
	for _, s := range texts {
		covered, n := c.cover(*s)
		*s = covered
		places += n
	}
	return places
}

// cover is s with the text covered, and in how many places.
func (c Covering) cover(s string) (string, int) {
	if c.Text == "" {
		if strings.TrimSpace(s) == "" {
			return s, 0
		}
		return CoverMark, 1
	}
	found := c.find(s)
	for _, f := range slices.Backward(found) {
		s = s[:f.Start] + CoverMark + s[f.End:]
	}
	return s, len(found)
}

// find lists where the text stands in s, whatever the case, the width and the
// spaces; of numbers and words also with other marks within.
func (c Covering) find(s string) []personal.Found {
	if s == "" {
		return nil
	}
	known := personal.Known{}
	known.Add(personal.Word, c.Text)
	found := known.Find(s)
	sought := fold.String(c.Text)
	if t := fold.Of(s); sought != "" {
		for at := 0; ; {
			i := strings.Index(t.Folded[at:], sought)
			if i < 0 {
				break
			}
			start, end := t.Span(at+i, at+i+len(sought))
			found = append(found, personal.Found{Kind: personal.Word, Start: start, End: end})
			at += i + len(sought)
		}
	}
	return personal.Together(found, nil)
}

// Places says in how many places of a record the covering would cover something.
func (c Covering) Places(r dispute.Record) int {
	if c.Locator != "" && c.Locator != r.Locator.String() {
		return 0
	}
	return c.record(&r)
}

// cover covers what the user says of events in the words of evidence: a quotation
// of what is covered, and its words in a sentence.
func (t *telling) cover(all Coverings) {
	for key, told := range t.events {
		number, at, _ := strings.Cut(key, " ")
		id, err := dispute.ParseEvidenceID(number)
		if err != nil || len(all[id]) == 0 {
			continue
		}
		for _, c := range all[id] {
			if c.Locator != "" && c.Locator != at {
				continue
			}
			told.Quote, _ = c.cover(told.Quote)
			if c.Text != "" {
				told.Sentence, _ = c.cover(told.Sentence)
			}
		}
		t.events[key] = told
	}
}

// coveredTexts is what a packet says of what is covered.
func (d *Dossier) coveredTexts() map[dispute.EvidenceID]packet.Covered {
	out := map[dispute.EvidenceID]packet.Covered{}
	for id, list := range d.coverings {
		c := packet.Covered{Places: d.covered[id], Hide: func(text string) string { return d.coverings.Text(id, text) }}
		for _, one := range list {
			if one.Text != "" {
				c.Words = append(c.Words, one.Text)
			}
			if !slices.Contains(c.Why, one.Why) {
				c.Why = append(c.Why, one.Why)
			}
		}
		out[id] = c
	}
	return out
}
