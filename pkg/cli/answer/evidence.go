package answer

import (
	"complain/pkg/dispute"
)

// Evidence is one file: complain evidence, and with known complain add-evidence and
// reimport, whose line says that it is stored.
type Evidence struct {
	Added     string               `json:"added"`   // when it was stored
	Because   []string             `json:"because"` // how it was recognised
	Derived   *Derivation          `json:"derived,omitzero"`
	Doubts    []Trouble            `json:"doubts"`
	Evidence  string               `json:"evidence"`
	Failure   string               `json:"failure,omitzero"`
	Importer  string               `json:"importer"`
	Known     *bool                `json:"known,omitzero"`    // it was in the case already
	Location  *string              `json:"location,omitzero"` // where it was made, when asked for
	LooksLike *Seeming             `json:"looks_like,omitzero"`
	MediaType string               `json:"media_type"`
	Name      string               `json:"name"`
	Official  *Official            `json:"official,omitzero"`
	Parent    string               `json:"parent,omitzero"`
	Path      string               `json:"path"` // as it was given
	Problems  []Trouble            `json:"problems"`
	Proves    string               `json:"proves"`
	Purged    string               `json:"purged,omitzero"`
	Question  string               `json:"question,omitzero"`
	Records   int                  `json:"records"` // how many were read
	Remarks   []string             `json:"remarks"`
	SHA256    string               `json:"sha256"`  // of the bytes, in hex
	Size      int64                `json:"size"`    // in bytes
	Skipped   int                  `json:"skipped"` // units that are no records
	Source    string               `json:"source"`
	State     dispute.ReadingState `json:"state"`
	Title     string               `json:"title"`
	Totals    []Total              `json:"totals"`
	Units     int                  `json:"units"` // what the importer counts: rows, messages, pages
	Variant   string               `json:"variant"`
	Withdrawn string               `json:"withdrawn,omitzero"`
}

// Refused is a file that add-evidence did not take in.
type Refused struct {
	Name    string `json:"name"`
	Path    string `json:"path"`    // as it was given
	Refused string `json:"refused"` // why
}

// Trouble is a unit that was not understood, or is doubted.
type Trouble struct {
	Locator dispute.Locator `json:"locator"` // where in the file
	Why     string          `json:"why"`
}

// Total is a sum that a file states, held against what was read.
type Total struct {
	Declared string `json:"declared"`
	Ok       bool   `json:"ok"` // both are the same
	Read     string `json:"read"`
	What     string `json:"what"`
}

// Derivation is what a redacted evidence was made from.
type Derivation struct {
	Covered []dispute.Box `json:"covered"`
	From    string        `json:"from"`
	Why     string        `json:"why"`
}

// EvidenceSet is an evidence of which something was said: complain evidence set, restore.
type EvidenceSet struct {
	Evidence string    `json:"evidence"`
	Official *Official `json:"official,omitzero"`
}

// EvidenceNamed is what was proposed for an evidence and taken, "" where nothing
// was: complain evidence set --proposed.
type EvidenceNamed struct {
	Evidence string `json:"evidence"`
	Title    string `json:"title"`
	Source   string `json:"source"`
	Proves   string `json:"proves"`
	Because  string `json:"because,omitzero"` // why a picture is taken for what it is, where a message says so
}

// EvidenceWithdrawn is an evidence that stays out of packets: complain evidence withdraw.
type EvidenceWithdrawn struct {
	Evidence  string `json:"evidence"`
	Withdrawn string `json:"withdrawn"`
}

// EvidenceCopied is bytes of an evidence that were written or put back: complain evidence get, mend.
type EvidenceCopied struct {
	Evidence string `json:"evidence"`
	Path     string `json:"path"`   // of the file written, or read from
	SHA256   string `json:"sha256"` // of the bytes as they were received, in hex
	// Missing is what could not be read, and stands as zeros in the file; List is the
	// file that says so.
	Missing []Bytes `json:"missing,omitempty"`
	List    string  `json:"list,omitempty"`
}

// Bytes is bytes of a file: from the first, counted from 0, to the first after.
type Bytes struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// Moment is what is said of a moment of a recording: complain evidence note.
type Moment struct {
	Evidence string `json:"evidence"`
	ID       string `json:"id"`
	Moment   string `json:"moment"`
	Text     string `json:"text"`
}

// Official is an office's answer.
type Official struct {
	Kind      dispute.OfficialKind `json:"kind"`
	Office    string               `json:"office"`
	On        string               `json:"on"`
	Received  string               `json:"received"`
	Reference string               `json:"reference"`
	Title     string               `json:"title"`
}

// Seeming is the answer that a file seems to be.
type Seeming struct {
	Evidence string               `json:"evidence"`
	Kind     dispute.OfficialKind `json:"kind"`
	Title    string               `json:"title"`
}

// Purge is what a purge removed: complain purge.
type Purge struct {
	BytesRemoved    int64    `json:"bytes_removed"`
	Damaged         []Damage `json:"damaged"` // what is not what was stored
	Evidence        string   `json:"evidence"`
	Ok              bool     `json:"ok"` // nothing is damaged
	PicturesRemoved int      `json:"pictures_removed"`
	Purged          string   `json:"purged"`
	RecordsRemoved  int      `json:"records_removed"`
	SHA256          string   `json:"sha256"` // of the bytes, in hex
	Shrunk          bool     `json:"shrunk"`
	Size            int64    `json:"size"` // in bytes
	StillIn         []string `json:"still_in"`
}

// Covering is text of an evidence that is covered in whatever prints it: complain
// redact of what is no picture, and complain redact --list.
type Covering struct {
	Evidence string `json:"evidence"`
	Locator  string `json:"locator"`          // of one record; "" for all of the evidence
	Number   string `json:"number,omitzero"`  // "" for what is not kept
	Places   int    `json:"places"`           // in how many places it stands
	Removed  bool   `json:"removed,omitzero"` // it was taken back
	Text     string `json:"text"`             // "" for all that the record says
	What     string `json:"what,omitzero"`
	Why      string `json:"why"`
}

// Redaction is a redaction, made or only shown: complain redact.
type Redaction struct {
	Asked     []dispute.Box `json:"asked"`
	Covered   []dispute.Box `json:"covered"`
	Evidence  string        `json:"evidence,omitzero"`
	From      string        `json:"from"`
	Height    int           `json:"height"`
	MediaType string        `json:"media_type"`
	Name      string        `json:"name,omitzero"`
	SHA256    string        `json:"sha256,omitzero"` // of the bytes, in hex
	Size      int64         `json:"size,omitzero"`   // in bytes
	Stored    bool          `json:"stored"`
	Why       string        `json:"why"`
	Width     int           `json:"width"`
}
