// Package choices is what somebody chose of a case away from it, in a page or in
// a sheet, and how that becomes changes of the case.
//
// It promises that a file of choices says only what differs from the case as it
// was when the page was made; that what it cannot read is an error which names
// the place, and nothing of it is taken then; and that the changes it makes of a
// file (Diff, which is pure) are those that the case does not have yet: of the
// same file twice, none. It forbids I/O beyond the reader it is given, clocks, and
// words for people.
package choices

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
)

// Format is what the files say they are, Version which they are.
const (
	Format  = "complain-choices"
	Version = 1
)

// Largest is how many bytes a file of choices may have.
const Largest = 16 << 20

// The errors of reading.
var (
	ErrNoChoices = errors.New("it holds no choices")
	ErrNewer     = errors.New("a newer version of the program wrote the choices")
	ErrWrong     = errors.New("a choice cannot be read")
)

// Choices is what was chosen. What is not named stays as it is.
type Choices struct {
	Format   string              `json:"format"`
	Version  int                 `json:"version"`
	Case     string              `json:"case"`               // whose choices they are
	Base     string              `json:"base"`               // the head of the custody log when the page was made
	Evidence map[string]Evidence `json:"evidence,omitempty"` // by number, "E3"
	Records  map[string]Record   `json:"records,omitempty"`  // by number, "R18"
	Story    map[string]Element  `json:"story,omitempty"`    // by the id of the element
	Order    []string            `json:"order,omitempty"`    // evidence, as exhibits shall stand
	Masks    []Mask              `json:"masks,omitempty"`
	Claims   []Claim             `json:"claims,omitempty"`
}

// Evidence is what was said of one evidence.
type Evidence struct {
	Title     *string `json:"title,omitempty"`
	Source    *string `json:"source,omitempty"`
	Proves    *string `json:"proves,omitempty"`
	Packet    *bool   `json:"packet,omitempty"`    // whether packets show it
	Withdrawn *string `json:"withdrawn,omitempty"` // why it is taken out of the case; "" puts it back
}

// Record is what was said of a record.
type Record struct {
	Packet   *bool   `json:"packet,omitempty"`   // whether packets tell it
	Sentence *string `json:"sentence,omitempty"` // what it is, in the user's words
}

// Element is what was said of an element of the story.
type Element struct {
	Take []string `json:"take,omitempty"` // records that tell it
	Drop []string `json:"drop,omitempty"` // records that do not
	None *string  `json:"none,omitempty"` // why there is none; "" takes that back
	Say  *Telling `json:"say,omitempty"`
}

// Telling is a sentence of the user's own.
type Telling struct {
	Text string `json:"text"`
	At   string `json:"at,omitempty"` // as people write times
}

// Mask is a box that was drawn over a picture, in pixels of the upright original.
type Mask struct {
	Evidence string `json:"evidence"`
	Box      [4]int `json:"box"` // left, top, width, height
	Why      string `json:"why,omitempty"`
}

// Claim is what was said of a demand.
type Claim struct {
	Number int64   `json:"number"`
	Amount *string `json:"amount,omitempty"` // "" for none
	Text   *string `json:"text,omitempty"`
	Basis  *string `json:"basis,omitempty"`
}

// Empty reports whether nothing was chosen.
func (c *Choices) Empty() bool {
	return len(c.Evidence)+len(c.Records)+len(c.Story)+len(c.Order)+len(c.Masks)+len(c.Claims) == 0
}

// Is reports whether a file that begins so may hold choices: it is read only then.
func Is(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(head, []byte(`"`+Format+`"`))
}

// Read reads a file of choices, whole or not at all. A key that it does not know
// is an error: what somebody chose is not passed over.
func Read(r io.Reader) (Choices, error) {
	var c Choices
	data, err := io.ReadAll(io.LimitReader(r, Largest+1))
	if err != nil {
		return c, err
	}
	if len(data) > Largest || !Is(data) {
		return c, ErrNoChoices
	}
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if err := json.Unmarshal(data, &head); err != nil || head.Format != Format {
		return c, ErrNoChoices
	}
	if head.Version > Version {
		return c, ErrNewer
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return c, fmt.Errorf("%w: %w", ErrWrong, err)
	}
	return c, c.check()
}

var (
	evidenceForm = pattern.New(`^E[1-9][0-9]{0,8}$`)
	recordForm   = pattern.New(`^R[1-9][0-9]{0,17}$`)
	elementForm  = pattern.New(`^[a-z0-9][a-z0-9_.-]{0,79}$`)
)

// longest is how many bytes one text may have.
const longest = 64 << 10

// check refuses what no page writes.
func (c *Choices) check() error {
	for id, e := range c.Evidence {
		if !evidenceForm.MatchString(id) || tooLong(e.Title, e.Source, e.Proves, e.Withdrawn) {
			return wrong(id)
		}
	}
	for id, r := range c.Records {
		if !recordForm.MatchString(id) || tooLong(r.Sentence) {
			return wrong(id)
		}
	}
	for id, e := range c.Story {
		if !elementForm.MatchString(id) || !all(recordForm, e.Take) || !all(recordForm, e.Drop) || tooLong(e.None) {
			return wrong(id)
		}
		if e.Say != nil && (strings.TrimSpace(e.Say.Text) == "" || tooLong(&e.Say.Text, &e.Say.At)) {
			return wrong(id)
		}
	}
	if !all(evidenceForm, c.Order) {
		return wrong("order")
	}
	for _, m := range c.Masks {
		if !evidenceForm.MatchString(m.Evidence) || m.Box[2] < 1 || m.Box[3] < 1 || tooLong(&m.Why) {
			return wrong("masks")
		}
	}
	for _, claim := range c.Claims {
		if claim.Number < 1 || tooLong(claim.Amount, claim.Text, claim.Basis) {
			return wrong("claims")
		}
	}
	return nil
}

func wrong(place string) error { return fmt.Errorf("%w: %q", ErrWrong, place) }

func all(form *pattern.Pattern, list []string) bool {
	for _, one := range list {
		if !form.MatchString(one) {
			return false
		}
	}
	return true
}

func tooLong(texts ...*string) bool {
	for _, t := range texts {
		if t != nil && len(*t) > longest {
			return true
		}
	}
	return false
}

func numberOf(id string) (dispute.EvidenceID, bool) {
	n, err := dispute.ParseEvidenceID(id)
	return n, err == nil
}
