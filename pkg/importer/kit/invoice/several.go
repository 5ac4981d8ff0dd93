package invoice

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Found is an invoice and where it stands in a file of pages.
type Found struct {
	*Invoice
	Page int // the first, from 1
	Part int // which of several on that page, from 1
	last int // the page that was read last
}

// FromPages reads the invoices of a file: each of one page or of several, and
// several on one page. apart are the numbers of invoices on pages that could not
// be taken apart.
func FromPages(pages []string) (found []Found, apart []string) {
	for i, text := range pages {
		parts, numbers := divided(text)
		if len(numbers) > 1 && len(parts) == 1 {
			apart = append(apart, numbers...)
			continue
		}
		for j, part := range parts {
			one := Found{FromText(part), i + 1, j + 1, i + 1}
			switch {
			case one.Invoice != nil:
				found = added(found, one)
			case len(found) > 0 && len(parts) == 1:
				found[len(found)-1].goOn(part, i+1)
			}
		}
	}
	return found, apart
}

// added adds an invoice, or makes it part of the one whose further page it is.
func added(found []Found, one Found) []Found {
	for i := range found {
		v := found[i].Invoice
		same := v.Number != "" && v.Number == one.Number && (v.Code == one.Code || v.Code == "" || one.Code == "")
		follows := i == len(found)-1 && one.Number == "" && one.Part == 1 && found[i].last == one.Page-1 && (v.Total == "" || one.Total == "")
		if same || follows {
			v.Merge(one.Invoice)
			found[i].last = one.Page
			return found
		}
	}
	return append(found, one)
}

// goOn takes a total from a page behind that has nothing else of an invoice.
func (f *Found) goOn(text string, page int) {
	if f.Total != "" || len(text) > maxText {
		return
	}
	text = repaired(fold(text))
	if !spaced(text, "价税合计") && !spaced(text, "（小写）") {
		return
	}
	rest := fromLines(text)
	if rest.Total == "" || rest.Number != "" {
		return
	}
	f.Merge(rest)
	f.last = page
}

// divided takes the text of a page apart at the titles of its invoices, or at
// their numbers where these stand above the titles. It is one part where that does
// not give each part one number. numbers are those of the whole.
func divided(text string) (parts []string, numbers []string) {
	whole := []string{text}
	if len(text) > maxText || !strings.Contains(text, "票") {
		return whole, nil
	}
	numbers = numbersIn(text)
	if len(numbers) < 2 {
		return whole, numbers
	}
	lines := strings.SplitAfter(text, "\n")
	for _, begins := range [...]func(line string) bool{
		func(line string) bool { return kindTitle.MatchString(line) },
		func(line string) bool { return numberLabel.MatchString(line) },
	} {
		parts = parts[:0]
		for _, line := range lines {
			if len(parts) == 0 || begins(repaired(fold(line))) && len(numbersIn(parts[len(parts)-1])) > 0 {
				parts = append(parts, "")
			}
			parts[len(parts)-1] += line
		}
		if len(parts) == len(numbers) && !slices.ContainsFunc(parts, func(p string) bool { return len(numbersIn(p)) != 1 }) {
			return parts, numbers
		}
	}
	return whole, numbers
}

// numbersIn are the numbers at their labels, without those of other invoices that
// are named.
func numbersIn(text string) []string {
	text = repaired(fold(text))
	return distinct(matches(numberLabel, cancelled.ReplaceAllString(text, "")))
}

func distinct(of []string) (out []string) {
	for _, s := range of {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Record is the record of one invoice of several in a file.
func (f *Found) Record() dispute.Record {
	r := dispute.Record{Kind: dispute.Document, Locator: dispute.Locator{Page: f.Page, Row: f.Part}}
	f.Fill(&r)
	r.Remarks = append(r.Remarks, dispute.Say("invoice.from-text"))
	return r
}
