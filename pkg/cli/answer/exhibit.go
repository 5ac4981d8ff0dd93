package answer

// Exhibits are what packets of a case show, in their order: complain packet.
type Exhibits struct {
	Asked    []Doubt   `json:"asked"`    // evidence that is no exhibit until the user says so
	Excluded []string  `json:"excluded"` // evidence that the user said is no exhibit
	Exhibits []Exhibit `json:"exhibits"`
	Group    string    `json:"group"` // fact, time, kind
}

// Exhibit is evidence as packets number it.
type Exhibit struct {
	Called   string `json:"called"` // as packets print its number: "3", or "2-1" where they number within groups
	Evidence string `json:"evidence"`
	Kind     string `json:"kind"` // bill, chat, screenshot, photo, recording, paper, document
	Name     string `json:"name"` // as received
	Number   int    `json:"number"`
	Proves   string `json:"proves"`
	Said     bool   `json:"said"` // the user said that it is an exhibit
	Title    string `json:"title"`
}

// Doubt is a group of evidence of which it is asked whether it belongs to the case.
type Doubt struct {
	Evidence []string `json:"evidence"`
	Fix      string   `json:"fix"`
	From     string   `json:"from"` // of far: its own first time
	Kind     string   `json:"kind"` // photo, recording, paper, file
	Order    string   `json:"order"`
	Text     string   `json:"text"`
	To       string   `json:"to"`
	Why      string   `json:"why"` // far, order, unreadable
}
