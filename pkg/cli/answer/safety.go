package answer

import (
	"encoding/json"

	"complain/pkg/casefile"
)

// Verification is what complain verify found.
type Verification struct {
	Bytes           int64       `json:"bytes"`
	BytesChecked    int64       `json:"bytes_checked"`
	Clock           []ClockStep `json:"clock"`
	CustodyEntries  int64       `json:"custody_entries"`
	Damaged         []Damage    `json:"damaged"` // what is not what was stored
	Evidence        int         `json:"evidence"`
	EvidenceChecked int         `json:"evidence_checked"`
	Head            string      `json:"head"` // hash of the last entry of the custody log
	Ok              bool        `json:"ok"`   // nothing is damaged
	Purged          int         `json:"purged"`
	RecordsChecked  int         `json:"records_checked"`
	RowsChecked     int         `json:"rows_checked"`
	Sample          *Sample     `json:"sample,omitzero"`
}

// Sample is how much was chosen to be checked.
type Sample struct {
	Percent float64 `json:"percent"`
	Seed    uint64  `json:"seed"`
}

// ClockStep is an entry of the custody log that is dated before the one before it.
type ClockStep struct {
	At     string `json:"at"` // RFC 3339, cut to its precision
	Before string `json:"before"`
	Seq    int64  `json:"seq"`
}

// Damage is something that is not what was stored.
type Damage struct {
	Column string        `json:"column,omitzero"`
	Next   string        `json:"next"` // what to do about it
	Part   casefile.Part `json:"part"`
	Said   *string       `json:"said,omitzero"`
	What   string        `json:"what"`
	Why    string        `json:"why"`
	Works  string        `json:"works"`
}

// Entry is an entry of the custody log: a line of complain custody.
type Entry struct {
	Action  string          `json:"action"`
	At      string          `json:"at"` // RFC 3339, cut to its precision
	Detail  json.RawMessage `json:"detail"`
	Hash    string          `json:"hash"` // in hex
	Seq     int64           `json:"seq"`
	Subject string          `json:"subject"`
}

// Point is the point of a case's history that a packet belongs to: complain verify --packet, --head.
type Point struct {
	At           string  `json:"at,omitzero"` // RFC 3339, cut to its precision
	Belongs      bool    `json:"belongs"`
	ChangesSince *int    `json:"changes_since,omitzero"`
	Entries      int64   `json:"entries"`
	Entry        int64   `json:"entry,omitzero"`
	Exported     *Entry  `json:"exported,omitzero"`
	Head         string  `json:"head,omitzero"` // hash of the last entry of the custody log
	LogOk        bool    `json:"log_ok"`
	Since        []Later `json:"since,omitzero"`
}

// Later is an entry after such a point.
type Later struct {
	Action  string `json:"action"`
	At      string `json:"at"` // RFC 3339, cut to its precision
	Seq     int64  `json:"seq"`
	Subject string `json:"subject"`
}

// Archive is an archive that was written: complain archive.
type Archive struct {
	CustodyEntries int64  `json:"custody_entries"`
	Encrypted      bool   `json:"encrypted"`
	Evidence       int    `json:"evidence"`
	Files          int64  `json:"files"`
	Head           string `json:"head"` // hash of the last entry of the custody log
	Manifest       string `json:"manifest"`
	Path           string `json:"path"`   // of the file written
	SHA256         string `json:"sha256"` // of the bytes, in hex
	Size           int64  `json:"size"`   // in bytes
}

// Rescued is a new case made of what is whole in a damaged one: complain rescue.
type Rescued struct {
	Bytes          int64    `json:"bytes"` // of the evidence that came back
	CustodyEntries int64    `json:"custody_entries"`
	EntriesFound   int64    `json:"entries_found"` // of the damaged case's custody log
	EntriesKept    int64    `json:"entries_kept"`  // of them, from the first on, that stand as they were
	Evidence       int      `json:"evidence"`      // that came back with its bytes
	From           string   `json:"from"`          // the damaged file
	FromSHA256     string   `json:"from_sha256"`   // of its bytes, in hex
	Head           string   `json:"head"`          // hash of the last entry of the custody log
	ID             string   `json:"id"`
	Missing        []Damage `json:"missing"`   // what is lost, or could not be proven
	Path           string   `json:"path"`      // of the new file
	PutRight       []Damage `json:"put_right"` // what was written as the custody log says
	Records        int      `json:"records"`
	Title          string   `json:"title"`
}

// Restored is a case that was made from an archive: complain restore.
type Restored struct {
	CustodyEntries int64  `json:"custody_entries"`
	Encrypted      bool   `json:"encrypted"`
	Evidence       int    `json:"evidence"`
	Head           string `json:"head"` // hash of the last entry of the custody log
	ID             string `json:"id"`
	Manifest       string `json:"manifest"`
	Path           string `json:"path"`    // of the file written
	Records        int    `json:"records"` // how many were read
	Title          string `json:"title"`
}
