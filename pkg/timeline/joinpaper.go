package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// byPaper joins invoices and what names a payment's number and sum with the one
// payment that fits.
func (j *joiner) byPaper() {
	var payments []int
	for _, i := range j.rows() {
		if e := j.events[i]; e.Direction == dispute.Out && !e.Refund {
			payments = append(payments, i)
		}
	}
	if len(payments) == 0 {
		return
	}
	byNumber := map[string][]int{}
	for _, i := range payments {
		for _, number := range []string{j.record(i).Order, j.record(i).Merchant} {
			if len(number) >= longNumber {
				byNumber[digits(number)] = append(byNumber[digits(number)], i)
			}
		}
	}
	for i := range j.events {
		r := j.record(i)
		if r == nil || j.apart(i) {
			continue
		}
		switch r.Kind {
		case dispute.Document:
			if invoice, ok := r.Invoice(); ok && r.Amount != nil && r.Amount.Minor >= 0 { // one in red letters gives a payment back
				j.one(i, payments, dispute.Say("join.invoice"), func(p *dispute.Event) bool {
					later := date(j.events[i].At).Sub(date(p.At))
					return sameMoney(p.Amount, r.Amount) && later >= 0 && later <= invoiced && j.paidTo(p, invoice.Seller)
				})
			}
		case dispute.Message:
			for _, number := range longDigits(r.Text) {
				j.one(i, byNumber[number], dispute.Say("join.message", number), func(p *dispute.Event) bool {
					return apartBy(p.At, r.At) <= sameNumber && names(r.Text, *p.Amount)
				})
			}
		}
	}
}

func sameMoney(a, b *dispute.Amount) bool {
	return a.Currency == b.Currency && magnitude(a.Minor) == magnitude(b.Minor)
}

// paidTo reports whether a payment may be one to the seller of an invoice: the names
// agree, or it is one that the case has for the seller or the platform.
func (j *joiner) paidTo(p *dispute.Event, seller string) bool {
	return sameSide(strings.ToLower(seller), p.Who) || sameSide(strings.ToLower(p.Who), seller) || slices.Contains(j.b.names, p.Who)
}

// one joins an event with the one payment that fits, all of whose rows may.
func (j *joiner) one(i int, payments []int, why dispute.Note, fits func(*dispute.Event) bool) {
	found := -1
	for _, p := range payments {
		if j.events[p].At.Precision < dispute.Day || j.events[i].At.Precision < dispute.Day || !fits(&j.events[p]) {
			continue
		}
		if found >= 0 && j.root(found) != j.root(p) {
			return
		}
		found = p
	}
	if found >= 0 {
		j.union(found, i, why)
	}
}

// digits is the run of digits at the end of a number that a platform puts a
// prefix before.
func digits(number string) string {
	i := strings.LastIndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	if rest := number[i+1:]; len(rest) >= longNumber {
		return rest
	}
	return number
}

// longDigits are the long numbers in a text.
func longDigits(text string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsDigit(r) && !unicode.IsLetter(r) }),
		func(s string) bool { return len(s) < longNumber || strings.IndexFunc(s, unicode.IsDigit) < 0 })
}

// hasLongNumber reports whether a text may name a payment's number.
func hasLongNumber(text string) bool {
	run := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			run = 0
		} else if run++; run >= longNumber-2 {
			return true
		}
	}
	return false
}

// names reports whether a text has an amount, with or without its decimals.
func names(text string, a dispute.Amount) bool {
	a.Minor = magnitude(a.Minor)
	text = strings.ReplaceAll(text, ",", "")
	whole := a.Decimal()
	for _, form := range []string{whole, strings.TrimSuffix(whole, ".00")} {
		for at := 0; ; {
			i := strings.Index(text[at:], form)
			if i < 0 {
				break
			}
			i += at
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after := text[i+len(form):]
			if !unicode.IsDigit(before) && before != '.' && (after == "" || after[0] < '0' || after[0] > '9') {
				return true
			}
			at = i + len(form)
		}
	}
	return false
}
