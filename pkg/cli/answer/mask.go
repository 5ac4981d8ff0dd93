package answer

import "complain/pkg/internal/personal"

// Mask is what the user said of a text in packets: complain mask.
type Mask struct {
	Number string        `json:"number"`
	Text   string        `json:"text"`
	As     personal.Kind `json:"as"` // how it is masked; "" for a text that is kept
	Keep   bool          `json:"keep"`
	Shown  string        `json:"shown"` // what packets say in its place; text itself where it is kept
}
