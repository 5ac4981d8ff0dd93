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
	"cmp"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Purchase is a payment that the dispute may be about.
type Purchase struct {
	Order    string // the number by which the shop knows it
	Seller   string // as the bill writes it
	Text     string
	Amount   dispute.Amount
	At       dispute.When
	Evidence dispute.EvidenceID
	score    int
}

// Name is somebody whom records name.
type Name struct {
	Name    string
	Records int
	score   int
}

// Finder sees the records of a case go by.
type Finder struct {
	rows     []dispute.Record
	papers   []dispute.Record
	speakers map[string]*speaker
	numbers  map[string]bool // that people or papers write
	amounts  map[string]bool
	text     *platforms
	selves   []string // what speakers call themselves, in lower case
	kin      *kin
}

// speaker is somebody who writes in conversations.
type speaker struct {
	messages int
	in       map[dispute.EvidenceID]bool
	first    bool // began one
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
	return &Finder{selves: selves, kin: newKin(practice.Triggers()), speakers: map[string]*speaker{}, numbers: map[string]bool{}, amounts: map[string]bool{}, text: platformsOf(book)}
}

// See looks at a record.
func (f *Finder) See(r *dispute.Record) {
	switch r.Kind {
	case dispute.Transaction:
		f.text.row(r)
		if len(f.rows) < mostRows && paid(r) {
			f.rows = append(f.rows, kept(r))
		}
	case dispute.Message:
		f.text.say(r.Text, 1)
		f.write(r.Text)
		f.speak(r)
	case dispute.Document, dispute.Page:
		f.text.say(r.Text, 1)
		f.write(r.Text)
		if r.Kind == dispute.Document && len(f.papers) < mostRows {
			f.papers = append(f.papers, kept(r))
		}
	}
}

// kept is what is kept of a record. A row that names nobody names the other side
// in its text, as statements of accounts do.
func kept(r *dispute.Record) dispute.Record {
	k := dispute.Record{ID: r.ID, Evidence: r.Evidence, Kind: r.Kind, At: r.At, Who: strings.Clone(r.Who), Text: strings.Clone(r.Text), Amount: r.Amount,
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
		s = &speaker{in: map[dispute.EvidenceID]bool{}}
		f.speakers[strings.Clone(who)] = s
	}
	s.messages++
	s.in[r.Evidence] = true
	s.first = s.first || r.Seq == 1
}

// write keeps the numbers of a text.
func (f *Finder) write(text string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !numeral(r) }) {
		word = strings.Trim(word, "-._")
		switch {
		case len(word) >= leastNumber && hasDigit(word) && len(f.numbers) < mostNumbers:
			f.numbers[strings.Clone(word)] = true
		case len(word) > 1 && hasDigit(word) && len(f.amounts) < mostNumbers:
			f.amounts[strings.Clone(word)] = true
		}
	}
}

// leastNumber is how long the number of an order is at least.
const leastNumber = 6

func numeral(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '.' || r == '_'
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// Purchases are the payments that the case may be about, the likeliest first.
func (f *Finder) Purchases() []Purchase {
	back, rows := map[string]bool{}, map[string]int{}
	for _, r := range f.rows {
		rows[r.Who]++
		if r.Refund {
			back[r.Who] = true
		}
	}
	var out []Purchase
	for _, r := range f.rows {
		if r.Direction != dispute.Out || r.Refund {
			continue
		}
		p := Purchase{Seller: r.Who, Text: r.Text, Amount: *r.Amount, At: r.At, Evidence: r.Evidence, Order: cmp.Or(f.text.bare(r.Merchant), r.Order)}
		p.Amount.Minor = max(p.Amount.Minor, -p.Amount.Minor)
		if back[r.Who] {
			p.score += 2
		}
		if number, ok := f.written(r); ok {
			p.Order, p.score = number, p.score+5
		}
		if f.speaks(r.Who) {
			p.score += 3
		}
		if f.named(p.Amount) {
			p.score += 2
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Purchase) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.Amount.Minor, a.Amount.Minor))
	})
	return out
}

// Sure reports whether something besides the bill speaks for a purchase.
func (p Purchase) Sure() bool { return p.score >= 3 }

// written is the number of a row that somebody wrote elsewhere.
func (f *Finder) written(r dispute.Record) (string, bool) {
	best := ""
	for number := range f.numbers {
		if len(number) > len(best) && (strings.Contains(r.Merchant, number) || strings.Contains(r.Order, number)) {
			best = number
		}
	}
	return best, best != ""
}

// speaks reports whether somebody of the name of a shop writes in a chat.
func (f *Finder) speaks(shop string) bool {
	for who := range f.speakers {
		if f.kin.akin(shop, who) {
			return true
		}
	}
	return false
}

// named reports whether an amount is written in a chat or a paper.
func (f *Finder) named(a dispute.Amount) bool {
	text := a.Decimal()
	whole, cents, _ := strings.Cut(text, ".")
	return f.amounts[text] || strings.Trim(cents, "0") == "" && len(whole) > 2 && f.amounts[whole]
}
