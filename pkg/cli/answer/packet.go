package answer

import (
	"complain/pkg/packet"
)

// Export is a packet that was written: complain export.
type Export struct {
	Channel  string    `json:"channel"`
	Damaged  []Damage  `json:"damaged,omitempty"` // with --damaged: what could not be verified
	Document string    `json:"document"`          // which of the channel's letters
	Findings []Finding `json:"findings"`
	Format   string    `json:"format"`
	Logged   bool      `json:"logged"` // the custody log has it
	Path     string    `json:"path"`   // of the file written
	Ready    bool      `json:"ready"`
}

// DemoPacket is a packet of complain demo.
type DemoPacket struct {
	Channel string `json:"channel"`
	Format  string `json:"format"`
	Path    string `json:"path"` // of the file written
	Ready   bool   `json:"ready"`
}

// Check is what a packet would lack: complain check, and with --why the grounds that
// hold and the articles that are cited.
type Check struct {
	Articles []Cited   `json:"articles,omitzero"`
	Channel  string    `json:"channel"`
	Document string    `json:"document"` // which of the channel's letters
	Findings []Finding `json:"findings"`
	Grounds  []Ground  `json:"grounds,omitzero"`
	Ready    bool      `json:"ready"`
}

// Finding is something that a packet lacks.
type Finding struct {
	Fix   string       `json:"fix"`
	ID    string       `json:"id"`
	Level packet.Level `json:"level"`
	Text  string       `json:"text"`
}
