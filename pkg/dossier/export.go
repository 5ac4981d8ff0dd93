package dossier

import (
	"context"
	"encoding/json"

	"complain/pkg/casefile"
)

// exportAction is what the custody log calls the export of a packet.
const exportAction = "export"

// Export is what the custody log says of a packet that left the case. Its
// fields stand in the order of their names, as every entry's do.
type Export struct {
	File     string `json:"file"`               // base name, or "-"
	Format   string `json:"format"`             // "pdf", "text"
	ID       string `json:"id"`                 // of the document
	Language string `json:"language"`           // of the packet
	Location bool   `json:"location,omitempty"` // says where photos were made
	Photos   string `json:"photos,omitempty"`   // "" where they were made for print
	SHA256   string `json:"sha256"`             // of the bytes, in lower-case hex
}

// Log notes the export to a channel in the custody log of f.
func (e Export) Log(ctx context.Context, f *casefile.File, channel string) error {
	return f.Log(ctx, exportAction, channel, e)
}

// ExportOf is the last entry that says that bytes with this SHA-256 were
// exported, or nil.
func ExportOf(ctx context.Context, f *casefile.File, sum string) (*casefile.Entry, error) {
	var out *casefile.Entry
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return nil, err
		}
		var said struct {
			SHA256 string `json:"sha256"`
		}
		if e.Action == exportAction && json.Unmarshal(e.Detail, &said) == nil && said.SHA256 == sum {
			out = &e
		}
	}
	return out, nil
}
