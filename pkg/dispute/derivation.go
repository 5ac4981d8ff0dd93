package dispute

// Derivation says how an evidence was made from another one of the case, which
// stands beside it unchanged.
type Derivation struct {
	From EvidenceID `json:"from"`
	Why  string     `json:"why"` // in the user's words
	// Covered are the boxes painted over, in pixels of the upright original.
	Covered []Box `json:"covered"`
}

// Box is a part of a picture, in pixels of the picture held upright, from its
// upper left corner.
type Box struct {
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	What   string `json:"what,omitempty"` // what it covers, never its text: "phone number"
}
