package answer

import (
	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/hint"
)

// Seen is what was seen in a picture or a page: complain read-text.
type Seen struct {
	Candidates      []Candidate     `json:"candidates"`
	Confidence      int             `json:"confidence"` // mean of its words, 0 to 100
	Engine          string          `json:"engine"`
	Evidence        string          `json:"evidence"`
	Languages       string          `json:"languages"`
	Name            string          `json:"name"`
	Page            int             `json:"page,omitzero"`
	Pages           int             `json:"pages,omitzero"`
	PicturesLeftOut *int            `json:"pictures_left_out,omitzero"`
	State           string          `json:"state"`
	Text            string          `json:"text"`
	Words           []casefile.Word `json:"words"`
}

// Candidate is something seen that the case may be told, with the command that tells it.
type Candidate struct {
	Kind    hint.Kind     `json:"kind"`
	Value   string        `json:"value"`
	Text    string        `json:"text"`
	Boxes   []dispute.Box `json:"boxes"`
	Command string        `json:"command,omitzero"`
}

// Unseen is a picture or a page that could not be read.
type Unseen struct {
	Evidence string `json:"evidence"`
	Name     string `json:"name"`
	Page     *int   `json:"page,omitzero"`
	Pages    int    `json:"pages,omitzero"`
	State    string `json:"state"`
	Why      string `json:"why"`
}
