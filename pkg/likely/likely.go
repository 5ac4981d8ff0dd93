// Package likely says what the records of a case make likely of it before
// anybody told: which purchase it is about, who sold, who complains, of what
// kind the dispute is and through which platform it went.
//
// It promises that it is a pure function of the records it saw and the data of
// package channel, that a proposal says how many records speak for it, and that
// the likeliest stands first. It forbids I/O, words for people, and to decide:
// what it proposes is taken only by the user.
package likely

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Purchase is a payment that the dispute may be about.
type Purchase struct {
	Order    string // the number by which the shop knows it; "" where only a bank or wallet has one
	Seller   string // as the bill writes it
	Text     string
	Amount   dispute.Amount
	At       dispute.When
	Evidence dispute.EvidenceID
	Platform string             // on which the shop is, as far as the row says
	Because  dispute.Note       // what speaks for it most; no Code where nothing does
	Cites    []dispute.Citation // itself, and what else speaks for it
	sign     string             // how it is known where the shop is
	signed   dispute.Citation   // which row says so
	rank     int                // how well its row knows the shop
	score    int
}

// Name is somebody whom records name.
type Name struct {
	Name    string
	Records int
	Because dispute.Note
	Cites   []dispute.Citation
	score   int
}

// Finder sees the records of a case go by.
type Finder struct {
	rows     []row
	papers   []dispute.Record
	speakers map[string]*speaker
	numbers  map[string]dispute.Citation // that people or papers write, and where first
	amounts  map[string]dispute.Citation
	text     *platforms
	files    map[dispute.EvidenceID]string // the platform of those that shops give to customers
	selves   []string                      // what speakers call themselves, in lower case
	kin      *kin
}

// row is a row of a bill, and the platform that it says.
type row struct {
	dispute.Record
	on string
}

// speaker is somebody who writes in conversations.
type speaker struct {
	messages int
	in       map[dispute.EvidenceID]bool
	first    bool // began one
	cite     dispute.Citation
}

// The most that is kept of a case, so that a chat of a million messages takes no
// more memory than one of thousands.
const (
	mostRows    = 20000
	mostNumbers = 5000
)

// New makes a finder that knows the platforms of the book.
func New(book *channel.Book, practice *channel.Practice) *Finder {
	var selves []string
	for _, words := range practice.Triggers().Names[dispute.Complainant] {
		selves = append(selves, words...)
	}
	return &Finder{selves: selves, kin: newKin(practice.Triggers()), speakers: map[string]*speaker{}, numbers: map[string]dispute.Citation{},
		amounts: map[string]dispute.Citation{}, text: platformsOf(book), files: map[dispute.EvidenceID]string{}}
}

// GivenOut says that a file is given to customers by where they buy, on a platform or
// "" at a shop of its own: its numbers are those of orders.
func (f *Finder) GivenOut(file dispute.EvidenceID, platform string) { f.files[file] = platform }

// See looks at a record.
func (f *Finder) See(r *dispute.Record) {
	switch r.Kind {
	case dispute.Transaction:
		if len(f.rows) < mostRows && paid(r) {
			k := kept(r)
			f.rows = append(f.rows, row{k, f.text.row(&k)})
		}
	case dispute.Message:
		f.text.say(r)
		f.write(r)
		f.speak(r)
	case dispute.Document, dispute.Page:
		f.text.say(r)
		f.write(r)
		if r.Kind == dispute.Document && len(f.papers) < mostRows {
			f.papers = append(f.papers, kept(r))
		}
	}
}

// kept is what is kept of a record. A row that names nobody names the other side
// in its text, as statements of accounts do.
func kept(r *dispute.Record) dispute.Record {
	k := dispute.Record{ID: r.ID, Evidence: r.Evidence, Locator: r.Locator, Kind: r.Kind, At: r.At, Who: strings.Clone(r.Who), Text: strings.Clone(r.Text), Amount: r.Amount,
		Direction: r.Direction, Refund: r.Refund, Order: strings.Clone(r.Order), Merchant: strings.Clone(r.Merchant)}
	for _, name := range []string{fieldSeller, fieldBuyer} {
		if v := r.Field(name); v != "" {
			k.Fields = append(k.Fields, dispute.Field{Name: name, Value: strings.Clone(v)})
		}
	}
	if r.Kind == dispute.Transaction && k.Who == "" {
		k.Who, k.Text = k.Text, ""
	}
	return k
}

// The fields of papers that name who sold and who bought.
const (
	fieldSeller = "seller"
	fieldBuyer  = "buyer"
)

// mostName is how many bytes the name of somebody has at most: a longer text of a
// row that names nobody is none.
const mostName = 80

// paid reports a row that moved money between the complainant and somebody.
func paid(r *dispute.Record) bool {
	named := strings.TrimSpace(r.Who) != "" || strings.TrimSpace(r.Text) != "" && len(r.Text) <= mostName
	return r.Amount != nil && named && !r.Unmoved()
}

func (f *Finder) speak(r *dispute.Record) {
	who := strings.TrimSpace(r.Who)
	if who == "" {
		return
	}
	s := f.speakers[who]
	if s == nil {
		if len(f.speakers) == mostNumbers {
			return
		}
		s = &speaker{in: map[dispute.EvidenceID]bool{}, cite: citationOf(r)}
		f.speakers[strings.Clone(who)] = s
	}
	s.messages++
	s.in[r.Evidence] = true
	s.first = s.first || r.Seq == 1
}

// citationOf is where a record stands.
func citationOf(r *dispute.Record) dispute.Citation {
	return dispute.Citation{Evidence: r.Evidence, Record: r.ID, Locator: r.Locator}
}

// write keeps the numbers of a text.
func (f *Finder) write(r *dispute.Record) {
	for _, word := range strings.FieldsFunc(r.Text, func(r rune) bool { return !numeral(r) }) {
		word = strings.Trim(word, "-._")
		switch {
		case len(word) >= leastNumber && hasDigit(word):
			keep(f.numbers, word, r)
		case len(word) > 1 && hasDigit(word):
			keep(f.amounts, word, r)
		}
	}
}

// keep remembers where a word stands first.
func keep(words map[string]dispute.Citation, word string, r *dispute.Record) {
	if _, known := words[word]; !known && len(words) < mostNumbers {
		words[strings.Clone(word)] = citationOf(r)
	}
}

// leastNumber is how long the number of an order is at least.
const leastNumber = 6

func numeral(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '.' || r == '_'
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
