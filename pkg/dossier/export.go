package dossier

import (
	"context"
	"encoding/json"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/packet"
)

// exportAction is what the custody log calls the export of a packet.
const exportAction = "export"

// Export is what the custody log says of a packet that left the case. Its
// fields stand in the order of their names, as every entry's do.
type Export struct {
	Exhibits []dispute.EvidenceID `json:"exhibits,omitempty"` // in the order in which the addressee gets them
	File     string               `json:"file"`               // base name, or "-"
	Format   string               `json:"format"`             // "pdf", "text"
	ID       string               `json:"id"`                 // of the document
	Language string               `json:"language"`           // of the packet
	Location bool                 `json:"location,omitempty"` // says where photos were made
	Numbers  []packet.Number      `json:"numbers,omitempty"`  // of Exhibits, where they do not count them: "2-1"
	Photos   string               `json:"photos,omitempty"`   // "" where they were made for print
	SHA256   string               `json:"sha256"`             // of the bytes, in lower-case hex
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

// Unfiled is a packet that left the case and was not handed in.
type Unfiled struct {
	Export
	Channel string
	At      string // when it was made: RFC 3339
}

// UnfiledOf are the last packets to each channel, as the custody log of f has
// them, of which no filing that stands is one or came later, in the order of their making. What
// was printed and not kept as a file is none.
func UnfiledOf(ctx context.Context, f *casefile.File, filings []dispute.Filing) ([]Unfiled, error) {
	var out []Unfiled
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return nil, err
		}
		made := Unfiled{Channel: e.Subject, At: e.At}
		if e.Action != exportAction || json.Unmarshal(e.Detail, &made.Export) != nil || made.File == "-" {
			continue
		}
		out = slices.DeleteFunc(out, func(u Unfiled) bool { return u.Channel == made.Channel })
		out = append(out, made)
	}
	return slices.DeleteFunc(out, func(u Unfiled) bool { return slices.ContainsFunc(filings, u.filedAs) }), nil
}

// filedAs reports whether a filing made it pointless to hand the packet in: it is
// the packet itself, or one to the same channel on that day or later.
func (u Unfiled) filedAs(f dispute.Filing) bool {
	if f.Withdrawn != "" {
		return false
	}
	return f.SHA256 != "" && f.SHA256 == u.SHA256 || f.Channel == u.Channel && day(f.On.String()) >= day(u.At)
}

// day is the day of a time as it is written.
func day(at string) string { return at[:min(len(at), len("2026-03-02"))] }

// Filed is what a channel has of the case: the exhibits of the packets that were
// handed in there, as the custody log has them. nil where nothing is known to be.
func (d *Dossier) Filed(ctx context.Context, channel string) (*packet.Filed, error) {
	var out *packet.Filed
	for _, f := range d.Said.Filings {
		if f.Channel != channel || f.Withdrawn != "" || f.SHA256 == "" {
			continue
		}
		entry, err := ExportOf(ctx, d.file, f.SHA256)
		if err != nil {
			return nil, err
		}
		var said Export
		if entry == nil || json.Unmarshal(entry.Detail, &said) != nil || len(said.Exhibits) == 0 {
			continue
		}
		if out == nil {
			out = &packet.Filed{}
		}
		out.On, out.Reference = f.On, f.Reference
		if len(said.Exhibits) >= len(out.Exhibits) { // a supplement has those before it too
			out.Exhibits, out.Numbers = said.Exhibits, said.Numbers
		}
	}
	return out, nil
}
