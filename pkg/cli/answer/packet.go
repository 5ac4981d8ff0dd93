package answer

import (
	"complain/pkg/packet"
)

// Export is a packet that was written: complain export.
type Export struct {
	Channel  string       `json:"channel"`
	Damaged  []Damage     `json:"damaged,omitempty"` // with --damaged: what could not be verified
	Document string       `json:"document"`          // which of the channel's letters
	Files    []PacketFile `json:"files,omitempty"`   // of --format files, and of volumes
	Findings []Finding    `json:"findings"`
	Format   string       `json:"format"`
	Logged   bool         `json:"logged"` // the custody log has it
	Path     string       `json:"path"`   // of the file written
	Ready    bool         `json:"ready"`
}

// PacketFile is one file of a packet that is several.
type PacketFile struct {
	Evidence string `json:"evidence,omitempty"` // that it shows first
	Exhibits string `json:"exhibits,omitempty"` // in it, as the packet calls them
	Name     string `json:"name"`
	Proves   string `json:"proves,omitempty"`
	SHA256   string `json:"sha256"`
	Size     int64  `json:"size"` // bytes
	Title    string `json:"title,omitempty"`
}

// Template is a template of packets: complain template list, show, copy.
type Template struct {
	Name   string `json:"name"`   // its path below the folder of templates: "regulator/zh.md"
	Own    bool   `json:"own"`    // the user's own takes the place of the built-in one
	Unused bool   `json:"unused"` // the user's own, and no letter is made of it
	Path   string `json:"path"`   // of the user's own; "" where there is none
	Text   string `json:"text,omitempty"`
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

// Form is what is copied into the form of a channel: complain export --format form.
type Form struct {
	Channel  string      `json:"channel"`
	Document string      `json:"document"`
	Fields   []FormField `json:"fields"`
	Findings []Finding   `json:"findings"`
}

// FormField is one field of a form.
type FormField struct {
	Count  int      `json:"count"` // characters of text
	Left   []string `json:"left"`  // sentences for which there is no room
	Most   int      `json:"most"`  // characters that the field takes; 0 where that is not known
	Name   string   `json:"name"`
	Number int      `json:"number"` // what --copy takes
	Part   string   `json:"part"`
	Text   string   `json:"text"`
}
