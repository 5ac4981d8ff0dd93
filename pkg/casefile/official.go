package casefile

import (
	"encoding/json"

	"complain/pkg/dispute"
)

// official is dispute.Official as its column holds it.
type official struct {
	Kind      dispute.OfficialKind `json:"kind"`
	On        dispute.Stored       `json:"on"`
	Received  *dispute.Stored      `json:"received,omitempty"`
	Office    string               `json:"office,omitempty"`
	Reference string               `json:"reference,omitempty"`
}

func encodeOfficial(o *dispute.Official) (string, error) {
	if o == nil {
		return "", nil
	}
	stored := official{Kind: o.Kind, On: o.On.Stored(), Office: o.Office, Reference: o.Reference}
	if o.Received.Known() {
		received := o.Received.Stored()
		stored.Received = &received
	}
	text, err := encodeJSON(stored)
	return string(text), err
}

func decodeOfficial(text string) (*dispute.Official, error) {
	if text == "" {
		return nil, nil
	}
	var stored official
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return nil, err
	}
	o := &dispute.Official{Kind: stored.Kind, On: stored.On.When(), Office: stored.Office, Reference: stored.Reference}
	if stored.Received != nil {
		o.Received = stored.Received.When()
	}
	return o, nil
}

func encodeDerivation(d *dispute.Derivation) (string, error) {
	if d == nil {
		return "", nil
	}
	text, err := encodeJSON(d)
	return string(text), err
}

func decodeDerivation(text string) (*dispute.Derivation, error) {
	if text == "" {
		return nil, nil
	}
	d := new(dispute.Derivation)
	return d, json.Unmarshal([]byte(text), d)
}
