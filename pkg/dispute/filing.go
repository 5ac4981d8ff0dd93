package dispute

// Filing is a complaint as it was handed in: to whom, when, and the very file.
type Filing struct {
	Number    string // of its case: "F1"
	Channel   string // the id of a channel, or a kind of office that has none
	Office    string // which office, as the user names it
	On        When   // the day, or the time, on which it went out
	Reference string // the office's number of it
	Packet    string // the name of the file that was sent; "" where none is kept
	SHA256    string // of that file, lower-case hex
	Size      int64  // of that file, in bytes
	Head      string // the hash of the custody log that the file bears; "" where it bears none of this case
	KeptOut   bool   // packets do not tell it
	Withdrawn string // why it does not count; "" while it does
}

// ContactKind says how the complainant and another met.
type ContactKind string

// The kinds of contacts.
const (
	ContactCall  ContactKind = "call"
	ContactReply ContactKind = "reply" // the other side wrote or said something
	ContactVisit ContactKind = "visit"
	ContactNote  ContactKind = "note" // for the complainant alone: packets never tell it
)

// ContactKinds lists every kind.
func ContactKinds() []ContactKind {
	return []ContactKind{ContactCall, ContactReply, ContactVisit, ContactNote}
}

// Contact is a call, an answer, a visit or a note in the course of a case, as
// the complainant logged it.
type Contact struct {
	Number    string // of its case: "L1"
	Kind      ContactKind
	Channel   string // with whom, as in Filing; "" where it is none of them
	Office    string // which office or business, as the user names it
	On        When
	Who       string // who spoke
	Phone     string // the number that was dialled, or that called
	Operator  string // the number by which the one who spoke can be found again (工号)
	Reference string // the number under which the other side keeps it (工单号)
	Text      string // what was said
	Reply     string // what it came to, in a word of the rules: refused, promised
	Evidence  []EvidenceID
	KeptOut   bool
	Withdrawn string
}

// Told reports whether packets tell the contact.
func (c Contact) Told() bool { return c.Kind != ContactNote && !c.KeptOut }
