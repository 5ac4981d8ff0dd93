package dispute

import (
	"slices"
	"strings"
)

// Kind says what a record is of.
type Kind string

// The kinds of record.
const (
	Transaction Kind = "transaction" // one row of a bill or statement
	Message     Kind = "message"     // something a person said
	System      Kind = "system"      // something an app said in a conversation
	Call        Kind = "call"
	Photo       Kind = "photo"
	Document    Kind = "document"  // a whole paper or recording
	Page        Kind = "page"      // the text of one page of a paper: to be found and cited, no event of its own
	Statement   Kind = "statement" // said by the user, by hand
)

// The kinds of events that no record is of.
const (
	Filed     Kind = "filing"
	Contacted Kind = "contact"
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{Transaction, Message, System, Call, Photo, Document, Page, Statement}
}

// EventKinds lists every kind that an event can be of.
func EventKinds() []Kind {
	return []Kind{Transaction, Message, System, Call, Photo, Document, Statement, Filed, Contacted}
}

// Talk reports whether records of the kind belong to conversations.
func (k Kind) Talk() bool { return k == Message || k == System || k == Call }

// Direction says which way money went, seen from the complainant.
type Direction string

// The directions; NoDirection is what bills call neutral (不计收支, /).
const (
	Out         Direction = "out"
	In          Direction = "in"
	NoDirection Direction = "none"
)

// Record is what an importer read at one place of one evidence, verbatim.
// Derived meaning belongs to events, not here.
type Record struct {
	ID        int64
	Evidence  EvidenceID // 0 for a statement made by hand
	Seq       int        // its place among the evidence's records, from 1; set when it is stored
	Kind      Kind
	At        When
	Locator   Locator
	Who       string  // the other side, or the speaker, as written
	Text      string  // what was bought, or said, as written
	Amount    *Amount // always as the file signs it, nil when there is none
	Direction Direction
	Status    string // as written: "交易成功", "已全额退款"
	Type      string // the file's own word for the kind of row: "商户消费", "退款"
	Refund    bool   // the row itself gives money back for an earlier payment
	Order     string // the transaction's number in the file
	Merchant  string // the merchant's number for it (商户单号, 商家订单号)
	Raw       string // the source text at the locator, decoded; for messages the header only
	Fields    []Field
	Files     []string // names of attachments that the record points at
	Remarks   []Note   // how the importer knows what is not plain: "known by its marker"
}

// RemarkUnmoved is the code of the remark on a transaction that moved no money:
// the file's own word for its state says so, as of an order that was never paid.
const RemarkUnmoved = "bill.remark.unmoved"

// RemarkOpen is the code of the remark on one of which the file does not say
// whether money moved, and RemarkItem of that on a further item of an order whose
// sum stands in a row above.
const (
	RemarkOpen = "bill.remark.open"
	RemarkItem = "bill.remark.item"
)

// Unmoved reports whether the record is of money that did not move, or is not
// known to have moved, although it has an amount.
func (r *Record) Unmoved() bool {
	return slices.ContainsFunc(r.Remarks, func(n Note) bool {
		return n.Code == RemarkUnmoved || n.Code == RemarkOpen || n.Code == RemarkItem
	})
}

// Further reports whether the record is a further item of an order, whose sum stands
// in another one.
func (r *Record) Further() bool {
	return slices.ContainsFunc(r.Remarks, func(n Note) bool { return n.Code == RemarkItem })
}

// The codes of remarks on a time: one that cannot be read, none, and one that is
// written as the end of a day.
const (
	RemarkUnreadTime = "problem.time"
	RemarkNoTime     = "problem.no-time"
	RemarkDayEnd     = "remark.day-end"
)

// Untimed says why a record has no time: none can be read from what is written, or
// nothing is.
func Untimed(written string) Note {
	if strings.TrimSpace(strings.Trim(written, `"`)) == "" {
		return Say(RemarkNoTime)
	}
	return Say(RemarkUnreadTime, written)
}

// Untimed reports whether a note says why a record has no time.
func (n Note) Untimed() bool { return n.Code == RemarkUnreadTime || n.Code == RemarkNoTime }

// Field is one named cell of the source, in the file's order.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Field is the value of the cell named name, or "".
func (r *Record) Field(name string) string {
	for _, f := range r.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// fieldSubject is what a mail says that it is about.
const fieldSubject = "subject"

// Subject is what a message says that it is about, as mails do; "" for others.
func (r *Record) Subject() string { return strings.TrimSpace(r.Field(fieldSubject)) }
