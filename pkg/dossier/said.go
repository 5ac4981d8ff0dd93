package dossier

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// The kinds of sayings of a case that its course is made of.
const (
	FlagSaid     = "flag"     // key: the flag; body: Flag
	HappenedSaid = "happened" // key: the event; body: Happened
	FilingSaid   = "filing"   // key: its number; body: filingBody; file: the packet as it was sent
	ContactSaid  = "contact"  // key: its number; body: contactBody
	StepSaid     = "step"     // key: the step that is done; body: {}
	AgreedSaid   = "clock"    // key: the clock; body: Agreed
	FieldSaid    = "field"    // key: the field of letters; body: Field
	GuideSaid    = "guide"    // key: the question of the guide; body: Asked
)

// The letters before the numbers of filings and contacts.
const (
	filingMark  = "F"
	contactMark = "L"
)

// Flag is the user's answer to a question of the rules.
type Flag struct {
	Yes bool `json:"yes"`
}

// Field is what the user said in answer to a field of letters.
type Field struct {
	Text string `json:"text"`
}

// Asked is what the user answered to a question of the guide, as far as the case
// does not hold the answer itself: "later", or whom to write to.
type Asked struct {
	Answer string `json:"answer"`
}

// Say keeps a body under a kind and a key.
func Say(ctx context.Context, f *casefile.File, kind, key string, body any) error {
	said, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = f.Say(ctx, casefile.Saying{Kind: kind, Key: key, Body: said}, nil)
	return err
}

// Unsay takes back what the user said, if it was said.
func Unsay(ctx context.Context, f *casefile.File, kind, key string) error {
	said, err := f.Said(ctx, kind)
	if err != nil || !slices.ContainsFunc(said, func(one casefile.Saying) bool { return one.Key == key }) {
		return err
	}
	return f.Unsay(ctx, kind, key)
}

// Answers are the answers to the guide, by the question.
func Answers(ctx context.Context, f *casefile.File) (map[string]string, error) {
	out := map[string]string{}
	err := each(ctx, f, GuideSaid, func(key casefile.Saying, a Asked) { out[key.Key] = a.Answer })
	return out, err
}

// Happened is an event that the user dates.
type Happened struct {
	On       dispute.Stored       `json:"on"`
	Evidence []dispute.EvidenceID `json:"evidence,omitempty"`
}

// Agreed is what an office told the user of a period, or that it was kept.
type Agreed struct {
	Paused   int            `json:"paused,omitempty"`   // days that are not counted
	Extended int            `json:"extended,omitempty"` // how many of its extensions were granted
	Until    dispute.Stored `json:"until,omitzero"`     // the end that was told
	Kept     dispute.Stored `json:"kept,omitzero"`      // the day on which it was kept
	Why      string         `json:"why,omitempty"`
}

// filingBody is a filing as the case keeps it.
type filingBody struct {
	Channel   string         `json:"channel"`
	Office    string         `json:"office,omitempty"`
	On        dispute.Stored `json:"on"`
	Reference string         `json:"reference,omitempty"`
	Packet    string         `json:"packet,omitempty"`
	Head      string         `json:"head,omitempty"`
	KeptOut   bool           `json:"kept_out,omitempty"`
	Withdrawn string         `json:"withdrawn,omitempty"`
}

// contactBody is a contact as the case keeps it.
type contactBody struct {
	Kind      dispute.ContactKind  `json:"kind"`
	Channel   string               `json:"channel,omitempty"`
	Office    string               `json:"office,omitempty"`
	On        dispute.Stored       `json:"on"`
	Who       string               `json:"who,omitempty"`
	Phone     string               `json:"phone,omitempty"`
	Operator  string               `json:"operator,omitempty"`
	Reference string               `json:"reference,omitempty"`
	Text      string               `json:"text,omitempty"`
	Reply     string               `json:"reply,omitempty"`
	Evidence  []dispute.EvidenceID `json:"evidence,omitempty"`
	KeptOut   bool                 `json:"kept_out,omitempty"`
	Withdrawn string               `json:"withdrawn,omitempty"`
}

// FilingSaying is a filing as the case keeps it; without a number it gets the
// next.
func FilingSaying(f dispute.Filing) (casefile.Saying, error) {
	body, err := json.Marshal(filingBody{f.Channel, f.Office, f.On.Stored(), f.Reference, f.Packet, f.Head, f.KeptOut, f.Withdrawn})
	return casefile.Saying{Kind: FilingSaid, Key: strings.TrimPrefix(f.Number, filingMark), Body: body}, err
}

// ContactSaying is a contact as the case keeps it; without a number it gets the
// next.
func ContactSaying(c dispute.Contact) (casefile.Saying, error) {
	body, err := json.Marshal(contactBody{c.Kind, c.Channel, c.Office, c.On.Stored(), c.Who, c.Phone, c.Operator, c.Reference, c.Text, c.Reply,
		c.Evidence, c.KeptOut, c.Withdrawn})
	return casefile.Saying{Kind: ContactSaid, Key: strings.TrimPrefix(c.Number, contactMark), Body: body}, err
}

// FilingOf is the filing that a saying keeps.
func FilingOf(s casefile.Saying) (dispute.Filing, error) {
	var b filingBody
	if err := json.Unmarshal(s.Body, &b); err != nil {
		return dispute.Filing{}, fmt.Errorf("%s %s: %w", s.Kind, s.Key, err)
	}
	return dispute.Filing{Number: filingMark + s.Key, Channel: b.Channel, Office: b.Office, On: b.On.When(), Reference: b.Reference,
		Packet: b.Packet, SHA256: s.SHA256, Size: s.Size, Head: b.Head, KeptOut: b.KeptOut, Withdrawn: b.Withdrawn}, nil
}

// ContactOf is the contact that a saying keeps.
func ContactOf(s casefile.Saying) (dispute.Contact, error) {
	var b contactBody
	if err := json.Unmarshal(s.Body, &b); err != nil {
		return dispute.Contact{}, fmt.Errorf("%s %s: %w", s.Kind, s.Key, err)
	}
	return dispute.Contact{Number: contactMark + s.Key, Kind: b.Kind, Channel: b.Channel, Office: b.Office, On: b.On.When(), Who: b.Who,
		Phone: b.Phone, Operator: b.Operator, Reference: b.Reference, Text: b.Text, Reply: b.Reply, Evidence: b.Evidence,
		KeptOut: b.KeptOut, Withdrawn: b.Withdrawn}, nil
}

// Said is what the user said of the course of a case.
type Said struct {
	Flags    map[string]bool
	Happened map[string]Happened // by event
	Filings  []dispute.Filing    // in the order of their numbers, withdrawn ones too
	Contacts []dispute.Contact   // likewise
	Done     []string            // steps
	Agreed   map[string]Agreed   // by clock
	Fields   map[string]string   // of letters
}

// ReadSaid reads what the user said of the course of the case in f.
func ReadSaid(ctx context.Context, f *casefile.File) (Said, error) {
	s := Said{Flags: map[string]bool{}, Happened: map[string]Happened{}, Agreed: map[string]Agreed{}, Fields: map[string]string{}}
	err := each(ctx, f, FlagSaid, func(key casefile.Saying, flag Flag) { s.Flags[key.Key] = flag.Yes })
	if err == nil {
		err = each(ctx, f, HappenedSaid, func(key casefile.Saying, h Happened) { s.Happened[key.Key] = h })
	}
	if err == nil {
		s.Filings, err = numbered(ctx, f, FilingSaid, FilingOf)
	}
	if err == nil {
		s.Contacts, err = numbered(ctx, f, ContactSaid, ContactOf)
	}
	if err == nil {
		err = each(ctx, f, AgreedSaid, func(key casefile.Saying, a Agreed) { s.Agreed[key.Key] = a })
	}
	if err == nil {
		err = each(ctx, f, StepSaid, func(key casefile.Saying, _ struct{}) { s.Done = append(s.Done, key.Key) })
	}
	if err == nil {
		err = each(ctx, f, FieldSaid, func(key casefile.Saying, field Field) { s.Fields[key.Key] = field.Text })
	}
	return s, err
}

// numbered are the sayings of a kind, in the order of their numbers.
func numbered[V any](ctx context.Context, f *casefile.File, kind string, of func(casefile.Saying) (V, error)) ([]V, error) {
	sayings, err := f.Said(ctx, kind)
	if err != nil {
		return nil, err
	}
	var out []V
	for _, saying := range sayings {
		v, err := of(saying)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
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
