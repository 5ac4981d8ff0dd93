package dispute

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// EvidenceID numbers evidence within a case from 1. A number is never used twice.
// Below 0 is evidence that no case keeps, of a dry run.
type EvidenceID int64

// String is the number as people write it: "E3", and "E?" for what has none:
// evidence of a dry run.
func (id EvidenceID) String() string {
	if id < 1 {
		return "E?"
	}
	return "E" + strconv.FormatInt(int64(id), 10)
}

// ParseEvidenceID reads "E3", "e3" or "3".
func ParseEvidenceID(text string) (EvidenceID, error) {
	digits := text
	if len(digits) > 0 && (digits[0] == 'E' || digits[0] == 'e') {
		digits = digits[1:]
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q is not an evidence number such as E3", text)
	}
	return EvidenceID(n), nil
}

// Evidence is one received file, kept byte for byte. Its bytes, hash, size and
// received name never change; what people say about it (title, source, what it
// proves) may.
type Evidence struct {
	ID        EvidenceID
	Name      string     // base name as received
	Path      string     // slash-separated path as received: inside the folder or archive that was added
	SHA256    string     // 64 lower-case hex digits
	Size      int64      // bytes
	MediaType string     // by content: "image/jpeg", "text/csv", "application/octet-stream"
	Modified  time.Time  // the file system's or archive's modification time; zero when unknown
	Added     time.Time  // when it entered the case, UTC
	Parent    EvidenceID // the archive it was taken out of, or 0
	Batch     int64      // files added together from one folder or archive share a batch

	Title    string // what it is, in the user's words
	Source   string // where it came from (证据来源)
	Proves   string // what it is to prove (证明目的)
	Captured When   // when it was made, where the user said so

	Official *Official   // what the user said of an office's answer; nil for other evidence
	Derived  *Derivation // how it was made from other evidence; nil for what was received

	Withdrawn string // why it was withdrawn; "" while it stands
	Purged    string // why its bytes were removed for good; "" while they are there. What is purged is withdrawn too
	Reading   Reading
}

// ReadingState says how far an evidence was read.
type ReadingState string

// The states of a reading.
const (
	Unread  ReadingState = "unread"  // stored, no importer has run
	Read    ReadingState = "read"    // an importer read it to its end
	Partial ReadingState = "partial" // an importer stopped before the end
	Asking  ReadingState = "asking"  // the file leaves a question open that the user must answer
	Held    ReadingState = "held"    // an archive: its entries are evidence of their own
)

// Reading is what came of reading one evidence.
type Reading struct {
	State    ReadingState
	Importer string // its name; "" when none recognised the file
	Version  int    // the importer's version
	Variant  string // the format's variant: "app-v2", "ios"
	Because  []Note // the signs by which it was recognised
	Question *Note  // what must be answered, when State is Asking
	Failure  *Note  // why reading stopped, when State is Partial
	Units    int    // rows, lines or entries of the input
	Records  int
	Skipped  int // units that hold no record by their nature: preambles, blank lines, heads
	Problems []Problem
	Doubts   []Problem `json:",omitempty"` // places that were read one way and may mean another: a line like a header that was taken for text
	Totals   []Total
	Remarks  []Note // signs of damage and other things worth knowing
}

// Recognised reports whether an importer knew the file.
func (r Reading) Recognised() bool { return r.Importer != "" }

// UnreadConversation is the code of the doubt about a file that seems to be a
// conversation and was not read as one. Its arguments are the number of lines or
// entries that look like messages, and the reader that takes it, where one does.
const UnreadConversation = "conversation.unread"

// SeemsConversation reports whether a file seems to be a conversation and was not read
// as one: nobody knows who says what in it.
func (r Reading) SeemsConversation() bool {
	return r.Doubted(UnreadConversation)
}

// UnreadTable is the code of the doubt about a table of payments or orders that nobody
// recognised and that a mapping can describe. Its argument is the number of its rows.
const UnreadTable = "table.unread"

// TablesUnread are the codes of the doubts about files that were read as papers and
// look like tables of payments or orders.
func TablesUnread() []string {
	return []string{UnreadTable, "pdf.table-unread", "pdf.statement-row", "pdf.statement-balance", "pdf.statement-number"}
}

// Doubted reports whether one of the doubts has one of some codes.
func (r Reading) Doubted(codes ...string) bool {
	return slices.ContainsFunc(r.Doubts, func(d Problem) bool { return slices.Contains(codes, d.Why.Code) })
}

// Shows is what the files that an importer reads show, in the words of the rules.
// What their records say by themselves is not among it.
type Shows struct {
	Paying  string // the way of payment of their transactions: "wechat_pay"; "" where they show several, or none
	Letters bool   // their messages are letters, which the rules take for no chat
}

// Problem is a unit of the input that could not be read as a record.
type Problem struct {
	At  Locator
	Why Note
}

// Total is a count or sum that a file declares about itself, beside what was
// read from it.
type Total struct {
	What     Note
	Declared string
	Read     string
	OK       bool
}
