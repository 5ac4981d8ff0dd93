package story

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// longNumber is how long a number is that means the same in two files.
const longNumber = 10

// source is what one file says of one number, in one currency: an order that is paid
// in parts has several rows. Invoices are one source together, since an order may
// have several.
type source struct {
	key  string // of its evidence
	rows []dispute.Record
	sum  dispute.Amount
}

// rows finds rows of one number in two files that differ in amount, name or state, and
// invoices and messages that name the number with another sum.
func (f *checker) rows() {
	if f.Rows == nil {
		return
	}
	byNumber := map[string][]*source{}
	for _, r := range f.Rows.list {
		if r.Refund || r.Further() {
			continue
		}
		for _, number := range []string{r.Order, r.Merchant} {
			if len(number) >= longNumber {
				byNumber[number] = with(byNumber[number], r.Evidence.String(), r)
			}
		}
	}
	f.invoices(byNumber)
	f.written(byNumber)
	told := map[string]bool{}
	for _, number := range slices.Sorted(maps.Keys(byNumber)) {
		list := byNumber[number]
		slices.SortFunc(list, func(a, b *source) int { return cmp.Compare(a.rows[0].ID, b.rows[0].ID) })
		for i, a := range list {
			for _, b := range list[i+1:] {
				pair := fmt.Sprintf("R%d-R%d", a.rows[0].ID, b.rows[0].ID)
				if a.key == b.key || told[pair] {
					continue
				}
				told[pair] = true
				f.differ(number, a, b, pair)
			}
		}
	}
}

// with adds a row to the source that it belongs to.
func with(list []*source, key string, r dispute.Record) []*source {
	sum := magnitude(*r.Amount)
	for _, s := range list {
		if s.key != key || s.sum.Currency != sum.Currency {
			continue
		}
		if slices.ContainsFunc(s.rows, func(have dispute.Record) bool { return have.ID == r.ID }) {
			return list
		}
		if total, err := s.sum.Add(sum); err == nil {
			s.sum, s.rows = total, append(s.rows, r)
		}
		return list
	}
	return append(list, &source{key, []dispute.Record{r}, sum})
}

// invoices adds the invoices whose note names a number.
func (f *checker) invoices(byNumber map[string][]*source) {
	for _, r := range f.Pages {
		if invoice, ok := r.Invoice(); ok && r.Amount != nil && r.Amount.Minor > 0 {
			f.names(byNumber, "invoices", r, invoice.Note)
		}
	}
}

// written adds the messages that name a number and tell of an order or a payment with
// one sum: a message that speaks of anything else may name the sum of that.
func (f *checker) written(byNumber map[string][]*source) {
	if len(byNumber) == 0 {
		return
	}
	var w *words
	for _, r := range f.Pages {
		if r.Kind != dispute.Message || len(numbersIn(r.Text)) == 0 {
			continue
		}
		if w == nil {
			w = newWords(f.Practice.Triggers())
		}
		text := most(ownWords(r.Text))
		sums := w.amountsOf(text)
		hits := w.look(sentencesOf(text))
		other := slices.ContainsFunc(hits, func(h hit) bool { return !slices.Contains([]string{"order", "payment"}, w.triggers[h.trigger].ID) })
		if len(sums) != 1 || len(hits) == 0 || other {
			continue
		}
		for _, currency := range f.currenciesOf(byNumber) {
			if amount, err := dispute.ParseAmount(sums[0].digits, currency); err == nil && (sums[0].currency == "" || sums[0].currency == currency) {
				said := r
				said.Amount, said.Who = &amount, ""
				f.names(byNumber, r.Evidence.String(), said, text)
			}
		}
	}
}

// currenciesOf are the currencies of sources; what a sign leaves open is of the one.
func (f *checker) currenciesOf(byNumber map[string][]*source) []string {
	var out []string
	for _, list := range byNumber {
		for _, s := range list {
			if !slices.Contains(out, s.sum.Currency) {
				out = append(out, s.sum.Currency)
			}
		}
	}
	if len(out) > 1 {
		return nil
	}
	return out
}

// names adds a record to what is said of the numbers that a text names.
func (f *checker) names(byNumber map[string][]*source, key string, r dispute.Record, text string) {
	for _, said := range numbersIn(text) {
		for number, list := range byNumber {
			if strings.HasSuffix(number, said) {
				byNumber[number] = with(list, key, r)
			}
		}
	}
}

// numbersIn are the long numbers in a text.
func numbersIn(text string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsDigit(r) && !unicode.IsLetter(r) }),
		func(s string) bool { return len(s) < longNumber || strings.IndexFunc(s, unicode.IsDigit) < 0 })
}

func (f *checker) differ(number string, a, b *source, pair string) {
	place := func(s *source) string {
		var ids []string
		for _, r := range s.rows {
			ids = append(ids, fmt.Sprintf("R%d (%s)", r.ID, r.Evidence))
		}
		return strings.Join(ids, f.Comma)
	}
	one, other := &a.rows[0], &b.rows[0]
	switch {
	case a.sum.Currency != b.sum.Currency: // what was changed for the other, and by which rate, nobody knows
	case a.sum != b.sum && !charged(a, b):
		f.add("story-amounts:"+pair, channel.Should, []any{number, place(a), a.sum, place(b), b.sum})
	case one.Who != "" && other.Who != "" && !f.sameName(one.Who, other.Who):
		f.add("story-names:"+pair, channel.Note, []any{number, place(a), one.Who, place(b), other.Who})
	case one.Status != "" && other.Status != "" && f.statesDiffer(one.Status, other.Status):
		f.add("story-states:"+pair, channel.Note, []any{number, place(a), one.Status, place(b), other.Status})
	}
}

// charged reports whether two sources differ only in how often they have one sum: a
// charge that was made again is told as that.
func charged(a, b *source) bool {
	want := magnitude(*a.rows[0].Amount)
	alike := func(r dispute.Record) bool { return magnitude(*r.Amount) == want }
	return !slices.ContainsFunc(slices.Concat(a.rows, b.rows), func(r dispute.Record) bool { return !alike(r) })
}

// sameName reports whether two names may be of one: but for spaces, case and marks one
// has the other, or both are of one party.
func (f *checker) sameName(a, b string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, fold.String(s))
	}
	if x, y := bare(a), bare(b); strings.Contains(x, y) || strings.Contains(y, x) {
		return true
	}
	return slices.ContainsFunc(f.Parties, func(p dispute.Party) bool { return p.Called(a) && p.Called(b) })
}

// statesDiffer reports whether two states speak against one another. That money was
// paid is against nothing but that it was not.
func (f *checker) statesDiffer(a, b string) bool {
	states := f.Practice.Triggers().States
	a, b = fold.String(a), fold.String(b)
	is := func(words map[string][]string, s string) bool {
		return anyOf(words, func(w string) bool { return w == s })
	}
	switch {
	case a == b:
		return false
	case is(states.Paid, a) || is(states.Paid, b):
		return is(states.Unpaid, a) || is(states.Unpaid, b)
	}
	return !slices.ContainsFunc(states.Same, func(same map[string][]string) bool { return is(same, a) && is(same, b) })
}

// payees finds payments of the case's order to somebody who is nobody of the case.
func (f *checker) payees() {
	seller := slices.IndexFunc(f.Parties, func(p dispute.Party) bool { return p.Role == dispute.Seller && p.Name != "" })
	if f.Rows == nil || seller < 0 {
		return
	}
	sides := newSides(f.Parties, f.Practice.Triggers().Names, nil)
	told := map[string]bool{}
	payments := f.Rows.payments(f.Events)
	for _, e := range f.Events {
		ordered := slices.ContainsFunc(e.Cites, func(c dispute.Citation) bool { return f.Rows.of[c.Record] })
		if !payments[e.ID] || !ordered || e.Who == "" || told[e.Who] {
			continue
		}
		if sides.called(e.Who) != "" || f.sameName(e.Who, f.Parties[seller].Name) {
			continue // somebody of the case
		}
		told[e.Who] = true
		f.add("story-payee:"+e.ID, channel.Note, []any{at(e), e.Who, f.Parties[seller].Name}, e.Who)
	}
}
