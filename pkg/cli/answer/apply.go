package answer

// Applied is what became of choices.
type Applied struct {
	File    string         `json:"file"`
	Applied bool           `json:"applied"` // false where the case has it all already
	Changes []ChosenChange `json:"changes"`
}

// ChosenChange is one thing that was chosen.
type ChosenChange struct {
	Kind     string `json:"kind"`
	Evidence string `json:"evidence,omitempty"`
	Record   string `json:"record,omitempty"`
	Element  string `json:"element,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	Text     string `json:"text"` // in words
}
