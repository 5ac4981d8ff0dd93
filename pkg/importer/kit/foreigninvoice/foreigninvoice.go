// Package foreigninvoice reads what invoices and credit notes of other countries
// say of themselves, out of the text of their pages: what they are called, number,
// date, total with its currency, seller, and the invoice that is taken back.
//
// It promises that a paper is read only where all of title, number, date and total
// stand plainly at labels, with the parts of the total making it where they are
// stated; every other paper is left as it is. It forbids guessing a currency from a
// mark that several have, and the order of day and month where either may be.
package foreigninvoice

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Paper is what was found.
type Paper struct {
	facts  dispute.InvoiceFacts
	amount dispute.Amount // below zero for what is given back
	parts  *dispute.Amount
	clock  dispute.Clock
	known  bool // the clock is
	open   bool // day and month may be either
}

// maxText is how much text is looked through, in bytes.
const maxText = 128 << 10

// FromPages reads the paper that the pages of a file are, nil for others.
func FromPages(pages []string) *Paper {
	text := strings.Join(pages, "\n")
	if len(text) > maxText {
		return nil
	}
	text = plain(text)
	f := &form{values: map[role][]string{}}
	if !f.title(text) {
		return nil
	}
	f.read(strings.Split(text, "\n"))
	return f.paper(text)
}

// form is a paper's title with what stands at its labels.
type form struct {
	name     string
	sense    sense
	dayFirst bool
	values   map[role][]string
}

// title finds the first title, with the number behind it.
func (f *form) title(text string) bool {
	for line := range strings.Lines(text) {
		for _, cell := range cells(line) {
			name, s, dayFirst, rest := titled(cell)
			if name == "" {
				continue
			}
			f.name, f.sense, f.dayFirst = name, s, dayFirst
			if r, behind := beginning(rest); r == original {
				f.add(original, behind)
			} else if rest != "" {
				f.add(creditNumber, rest)
			}
			return true
		}
	}
	return false
}

// read takes what stands at labels: behind one in its cell, in the next cell, or in
// the same column of the line below where no cell of the line has a digit.
func (f *form) read(lines []string) {
	for i, line := range lines {
		columns := cells(line)
		var below []string
		if i+1 < len(lines) && !strings.ContainsAny(line, "0123456789") {
			if next := cells(lines[i+1]); len(next) == len(columns) {
				below = next
			}
		}
		for j, cell := range columns {
			r, rest := beginning(untaxed(cell))
			rest = strings.TrimLeft(rest, " :")
			switch {
			case r == none:
			case r >= net && r <= total:
				f.add(r, strings.Join(append([]string{rest}, columns[j+1:]...), "  "))
			case strings.Trim(rest, ".#°º ") != "":
				f.add(r, rest)
			case below != nil && (len(columns) > 1 || r != none):
				f.add(r, below[j])
			case j+1 < len(columns):
				f.add(r, columns[j+1])
			}
		}
	}
}

// untaxed is a cell without what stands before the name of a tax: zzgl. 19 % MwSt.
func untaxed(cell string) string {
	rest := strings.TrimLeft(strings.TrimSpace(percent.ReplaceAllString(cell, "")), "+ ")
	low := lower(rest)
	for _, before := range [...]string{"zzgl. ", "zuzüglich ", "inkl. ", "incl. ", "including ", "enthaltene ", "davon ", "plus ", "dont "} {
		if strings.HasPrefix(low, before) {
			rest = strings.TrimSpace(rest[len(before):])
			break
		}
	}
	if r, _ := beginning(rest); r == tax {
		return rest
	}
	return cell
}

func (f *form) add(r role, value string) {
	if value = strings.TrimSpace(value); value != "" {
		f.values[r] = append(f.values[r], value)
	}
}

// one is the one value that all texts at a label give.
func one(texts []string, read func(string) string) (found string, several bool) {
	for _, t := range texts {
		if v := read(t); v != "" && found == "" {
			found = v
		} else if v != "" && v != found {
			return "", true
		}
	}
	return found, false
}

// paper is what the values make, nil where any of what is needed is not plain.
func (f *form) paper(text string) *Paper {
	own, severalOwn := one(f.values[creditNumber], numbered)
	other, severalOther := one(f.values[number], numbered)
	back, severalBack := one(f.values[original], numbered)
	p := &Paper{facts: dispute.InvoiceFacts{Kind: f.name, Number: cmp.Or(own, other), Credit: f.sense == givesBack}}
	if severalOwn || severalOther && own == "" || p.facts.Number == "" {
		return nil
	}
	if f.sense != bills && !severalBack {
		if p.facts.Cancels = back; back == "" && own != "" && other != own {
			p.facts.Cancels = other
		}
	}
	issued, several := one(f.values[creditDate], dated)
	if issued == "" && !several {
		issued, several = one(f.values[date], dated)
	}
	if several || issued == "" || !f.sums(p, text) {
		return nil
	}
	p.facts.Issued = issued
	var is bool
	p.clock, is, p.known = day(issued, f.dayFirst)
	p.open = is && !p.known
	p.facts.Seller, _ = one(f.values[seller], func(s string) string { return strings.TrimSpace(s) })
	p.facts.SellerTaxID, _ = one(f.values[taxID], numbered)
	return p
}

// sums takes the total that the parts make.
func (f *form) sums(p *Paper, text string) bool {
	japanese := strings.ContainsAny(f.name, "書票伝ス")
	named := currencyOf(text, japanese)
	read := func(r role) (amounts []dispute.Amount, texts []string, ok bool) {
		for _, value := range f.values[r] {
			w, any := lastSum(value)
			if !any {
				continue
			}
			currency := cmp.Or(w.currency, named)
			a, good := w.amount(currency)
			if currency == "" || !good {
				return nil, nil, false
			}
			amounts, texts = append(amounts, a), append(texts, w.text)
		}
		return amounts, texts, true
	}
	totals, totalTexts, ok := read(total)
	nets, netTexts, okNet := read(net)
	taxes, taxTexts, okTax := read(tax)
	extras, _, okExtra := read(extra)
	if !ok || !okNet || !okTax || !okExtra || len(totals) == 0 {
		return false
	}
	for _, a := range slices.Concat(totals, nets, taxes, extras) {
		if a.Currency != totals[0].Currency {
			return false
		}
	}
	at := -1
	for i := range totals {
		if !holds(totals[i].Minor, minors(nets), minors(taxes), minors(extras)) {
			continue
		}
		if at >= 0 && magnitude(totals[at].Minor) != magnitude(totals[i].Minor) {
			return false
		}
		at = i
	}
	if at < 0 {
		return false
	}
	p.amount, p.facts.Total = totals[at], totalTexts[at]
	if len(nets) == 1 && len(taxes) == 1 {
		p.facts.Net, p.facts.Tax = netTexts[0], taxTexts[0]
		if sum := nets[0].Minor + taxes[0].Minor; magnitude(sum) == magnitude(p.amount.Minor) {
			p.parts = &dispute.Amount{Minor: sum, Currency: p.amount.Currency}
		}
	}
	if f.sense == givesBack {
		p.amount.Minor = -magnitude(p.amount.Minor)
	}
	return true
}

// holds reports whether the parts that are stated make the total: net and taxes,
// with what was added between them; a tax that is part of the total is less.
func holds(total int64, nets, taxes, extras []int64) bool {
	total = magnitude(total)
	taxed, added := plus(taxes), plus(extras)
	if len(nets) == 0 {
		return magnitude(taxed) < total || total == 0
	}
	return slices.ContainsFunc(nets, func(n int64) bool {
		for _, made := range [...]int64{n + taxed, n + added + taxed, n - added + taxed, n + added, n - added} {
			if magnitude(made) == total {
				return true
			}
		}
		return false
	})
}

func minors(of []dispute.Amount) (out []int64) {
	for _, a := range of {
		out = append(out, a.Minor)
	}
	return out
}

func plus(of []int64) (sum int64) {
	for _, n := range of {
		sum += n
	}
	return sum
}

func magnitude(n int64) int64 { return max(n, -n) }

// Fill puts the paper into the record of its file.
func (p *Paper) Fill(r *dispute.Record, src *importer.Source) {
	r.Order, r.Who, r.Type = p.facts.Number, p.facts.Seller, p.facts.Kind
	r.Amount, r.Direction = &p.amount, dispute.NoDirection
	at, err := src.Local(p.clock, dispute.Day)
	switch {
	case p.known && err == nil:
		r.At = at
	case p.open:
		r.Remarks = append(r.Remarks, dispute.Say("invoice.date-either", p.facts.Issued))
	default:
		r.Remarks = append(r.Remarks, dispute.Say("invoice.bad-date", p.facts.Issued))
	}
	r.Fields = slices.Concat(r.Fields, p.facts.Fields())
}

// Totals hold the stated total against the stated parts.
func (p *Paper) Totals() []dispute.Total {
	if p.parts == nil {
		return nil
	}
	a, b := magnitude(p.amount.Minor), magnitude(p.parts.Minor)
	show := func(n int64) string { return dispute.Amount{Minor: n, Currency: p.amount.Currency}.Decimal() }
	return []dispute.Total{{What: dispute.Say("invoice.sum"), Declared: show(a), Read: show(b), OK: a == b}}
}
