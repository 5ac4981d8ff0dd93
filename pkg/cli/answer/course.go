package answer

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// NextStep is a step that is open: complain next.
type NextStep struct {
	Step    string   `json:"step"`
	Do      string   `json:"do"`
	Why     string   `json:"why"`
	Because string   `json:"because"` // of the situation that brought it to the front
	To      []string `json:"to"`      // channels that do not refuse the case
	Starts  []string `json:"starts"`  // clocks
	Bars    []string `json:"bars"`
	Lacks   []string `json:"lacks"` // for which the channels would refuse as the case stands
	Ask     []Flag   `json:"ask"`   // questions on which the step or a refusal turns
	Note    string   `json:"note"`
	Today   bool     `json:"today"` // among the first, worth doing now
}

// Flag is a question of the rules and its answer: complain case flag.
type Flag struct {
	Flag    string   `json:"flag"`
	Ask     string   `json:"ask"`
	Answer  string   `json:"answer"`  // yes, no, unknown
	Grounds []string `json:"grounds"` // of the addressee, that turn on it
}

// FlagSet is a question that was answered: complain case flag NAME yes.
type FlagSet struct {
	Answer string `json:"answer"` // yes, no, unknown
	Flag   string `json:"flag"`
}

// Field is something that letters ask and only the user can say: complain case
// field.
type Field struct {
	Asked bool   `json:"asked"` // by a letter to the addressee
	Field string `json:"field"`
	Name  string `json:"name"`
	Text  string `json:"text"` // what the user said; "" where nothing
}

// FieldSet is a field that was answered: complain case field NAME TEXT.
type FieldSet struct {
	Field string `json:"field"`
	Text  string `json:"text"` // "" where the answer was taken back
}

// FieldTaken is a field that was answered with what a file says: complain case field --proposed.
type FieldTaken struct {
	Field   string   `json:"field"`
	Text    string   `json:"text"`
	Because string   `json:"because"`
	Cite    Citation `json:"cite"`
}

// Happening is something that happened, with what says so: complain case happened.
type Happening struct {
	Event    string   `json:"event"`
	Name     string   `json:"name"`
	On       string   `json:"on"`
	Evidence []string `json:"evidence"`
	By       string   `json:"by"` // an event of the timeline or the number of a filing or contact; "" for the user
}

// HappeningSet is an event that was dated: complain case happened EVENT DATE.
type HappeningSet struct {
	Event string `json:"event"`
	On    string `json:"on"` // "" where the date was taken back
}

// Deadline is a period that runs: complain deadlines. Days are 2026-03-20, ends in
// hours 2026-03-20 15:04.
type Deadline struct {
	Clock       string   `json:"clock"`
	Channel     string   `json:"channel"` // whose clock it is; "" for one that is no channel's own
	Who         string   `json:"who"`     // has to act
	Action      string   `json:"action"`
	Event       string   `json:"event"`
	Starts      string   `json:"starts"` // the day of the event, which is not counted
	Due         string   `json:"due"`    // the latest reading
	Safe        string   `json:"safe"`   // the day to keep: for the user the last day itself
	Over        bool     `json:"over"`
	Kept        string   `json:"kept"`     // the day on which what was to be done was done; "" where it was not
	Paused      int      `json:"paused"`   // days that are not counted, as the user says
	Extended    int      `json:"extended"` // extensions that were granted, as the user says
	Provisional bool     `json:"provisional"`
	Basis       []string `json:"basis"`
	AsOf        string   `json:"as_of"`
	Evidence    []string `json:"evidence"` // that shows the event
	By          string   `json:"by"`       // as of complain case happened
}

// Agreed is what the user says of a period: complain deadlines set.
type Agreed struct {
	Clock    string `json:"clock"`
	Paused   int    `json:"paused"`
	Extended int    `json:"extended"`
	Until    string `json:"until"`
	Kept     string `json:"kept"`
	Why      string `json:"why"`
}

// CalendarWritten is a calendar of the periods that run: complain deadlines --ics.
type CalendarWritten struct {
	Path   string `json:"path"`
	Events int    `json:"events"`
}

// TimelineWritten is a view of the key facts that was written: complain timeline --ics, --svg.
type TimelineWritten struct {
	Path  string `json:"path"`
	Facts int    `json:"facts"`
}

// Cited is an article that a packet cites.
type Cited struct {
	ID         string             `json:"id"`
	Law        string             `json:"law"`
	Number     string             `json:"number"`
	Gist       string             `json:"gist"`
	Condition  string             `json:"condition"`
	InForce    string             `json:"in_force"`
	AsOf       string             `json:"as_of"`
	Confidence channel.Confidence `json:"confidence"`
}

// Filing is something handed in with what followed it, or what was logged with a
// channel to which nothing was handed in: complain filings, complain file.
type Filing struct {
	ID        string        `json:"id"` // F1; "" where nothing was handed in
	Channel   string        `json:"channel"`
	Office    string        `json:"office"`
	On        string        `json:"on"`
	Reference string        `json:"reference"`
	Packet    *FiledPacket  `json:"packet"` // null where no file is kept
	State     string        `json:"state"`  // waiting, overdue, withdrawn, not_filed, or the last answer: accepted, refused ...
	Events    []FilingEvent `json:"events"`
	Clocks    []string      `json:"clocks"` // that it started
	KeptOut   bool          `json:"kept_out"`
	Withdrawn string        `json:"withdrawn"` // why it does not count
}

// FiledPacket is the file that was sent.
type FiledPacket struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	Head   string `json:"head"` // of the custody log, as the file bears it; "" for none of this case
}

// FilingEvent is a paper or a contact that followed a filing.
type FilingEvent struct {
	ID       string   `json:"id"` // L1, or an event of the timeline
	On       string   `json:"on"`
	Kind     string   `json:"kind"` // call, reply, visit, note, document
	Text     string   `json:"text"`
	Answer   string   `json:"answer"`
	Evidence []string `json:"evidence"`
	Contact  *Contact `json:"contact,omitempty"`
}

// Contact is a call, an answer, a visit or a note: complain log.
type Contact struct {
	ID        string              `json:"id"` // L1
	Kind      dispute.ContactKind `json:"kind"`
	Channel   string              `json:"channel"`
	Office    string              `json:"office"`
	On        string              `json:"on"`
	Who       string              `json:"who"`
	Number    string              `json:"number"`   // that was dialled
	Operator  string              `json:"operator"` // number of the one who spoke
	Reference string              `json:"reference"`
	Text      string              `json:"text"`
	Answer    string              `json:"answer"`
	Evidence  []string            `json:"evidence"`
	KeptOut   bool                `json:"kept_out"`
	Withdrawn string              `json:"withdrawn"`
}

// FilingWithdrawn is a filing or contact that counts no more, or again: complain
// filings withdraw, restore and set.
type FilingWithdrawn struct {
	ID        string `json:"id"`
	Withdrawn string `json:"withdrawn"` // "" where it counts
}

// FiledCopied is a file that was sent, written again: complain filings get.
type FiledCopied struct {
	ID     string `json:"id"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}
