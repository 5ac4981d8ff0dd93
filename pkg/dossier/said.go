package dossier

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// The kinds of sayings of a case that its course is made of.
const (
	FlagSaid     = "flag"     // key: the flag; body: Flag
	HappenedSaid = "happened" // key: the event; body: Happened
	FilingSaid   = "filing"   // key: its number; body: Filing; file: the packet as it was sent
	StepSaid     = "step"     // key: the step that is done; body: {}
	FieldSaid    = "field"    // key: the field of letters; body: Field
)

// Flag is the user's answer to a question of the rules.
type Flag struct {
	Yes bool `json:"yes"`
}

// Field is what the user said in answer to a field of letters.
type Field struct {
	Text string `json:"text"`
}

// Happened is an event that the user dates.
type Happened struct {
	On       dispute.Stored       `json:"on"`
	Evidence []dispute.EvidenceID `json:"evidence,omitempty"`
}

// Filing is a complaint as it was handed in.
type Filing struct {
	Number    string         `json:"-"`
	Channel   string         `json:"channel"`
	On        dispute.Stored `json:"on"`
	Reference string         `json:"reference,omitempty"` // the office's number of it
	Packet    string         `json:"packet,omitempty"`    // the name of the file that was sent
	SHA256    string         `json:"-"`                   // of that file; "" where none is kept
	Size      int64          `json:"-"`
}

// Said is what the user said of the course of a case.
type Said struct {
	Flags    map[string]bool
	Happened map[string]Happened // by event
	Filings  []Filing            // in the order of their numbers
	Done     []string            // steps
	Fields   map[string]string   // of letters
}

// ReadSaid reads what the user said of the course of the case in f.
func ReadSaid(ctx context.Context, f *casefile.File) (Said, error) {
	s := Said{Flags: map[string]bool{}, Happened: map[string]Happened{}, Fields: map[string]string{}}
	err := each(ctx, f, FlagSaid, func(key casefile.Saying, flag Flag) { s.Flags[key.Key] = flag.Yes })
	if err == nil {
		err = each(ctx, f, HappenedSaid, func(key casefile.Saying, h Happened) { s.Happened[key.Key] = h })
	}
	if err == nil {
		err = each(ctx, f, FilingSaid, func(key casefile.Saying, filing Filing) {
			filing.Number, filing.SHA256, filing.Size = key.Key, key.SHA256, key.Size
			s.Filings = append(s.Filings, filing)
		})
	}
	if err == nil {
		err = each(ctx, f, StepSaid, func(key casefile.Saying, _ struct{}) { s.Done = append(s.Done, key.Key) })
	}
	if err == nil {
		err = each(ctx, f, FieldSaid, func(key casefile.Saying, field Field) { s.Fields[key.Key] = field.Text })
	}
	return s, err
}

// each hands over the sayings of a kind with their bodies.
func each[B any](ctx context.Context, f *casefile.File, kind string, take func(casefile.Saying, B)) error {
	sayings, err := f.Said(ctx, kind)
	if err != nil {
		return err
	}
	for _, saying := range sayings {
		var body B
		if err := json.Unmarshal(saying.Body, &body); err != nil {
			return fmt.Errorf("%s: %w", strings.Join([]string{kind, saying.Key}, " "), err)
		}
		take(saying, body)
	}
	return nil
}
