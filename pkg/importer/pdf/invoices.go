package pdf

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/foreigninvoice"
	"complain/pkg/importer/kit/invoice"
)

// invoices are those that stand in a file. A file whose first page begins the only
// one is that invoice; else each is a record of its own, at its page.
type invoices struct {
	any     bool
	several []invoice.Found
	apart   []string // numbers on pages that could not be taken apart
	doubts  []dispute.Note
	totals  []dispute.Total
}

// fill looks for invoices, and puts the only one into the record of the file.
func (v *invoices) fill(src *importer.Source, r *dispute.Record, texts []pageText) {
	pages := make([]string, len(texts))
	for i, t := range texts {
		if t.Unknown*2 <= t.Letters {
			pages[i] = t.Text.Text
		}
	}
	found, apart := invoice.FromPages(pages)
	v.apart = apart
	for _, f := range found {
		// Within another paper an invoice has its title; a mere mention has none.
		if f.Known() && (f.Page == 1 || f.Kind != "") {
			v.several = append(v.several, f)
			v.totals = append(v.totals, f.Totals()...)
			v.doubts = append(v.doubts, f.Doubts...)
			v.doubts = append(v.doubts, f.Unread()...)
		}
	}
	v.any = len(v.several) > 0
	if !v.any && len(apart) == 0 {
		v.foreign(src, r, pages)
	}
	switch n := len(v.several); {
	case n == 1 && len(apart) == 0 && v.several[0].Page == 1:
		v.one(r, v.several[0].Invoice)
		v.several = nil
	case n > 1:
		r.Remarks = append(r.Remarks, dispute.Say("invoice.several", n))
	}
}

// one makes the record of the file that of its invoice.
func (v *invoices) one(r *dispute.Record, found *invoice.Invoice) {
	created := r.At
	found.Fill(r)
	v.stated(r, created)
}

// foreign makes the record of the file that of an invoice or credit note of another
// country.
func (v *invoices) foreign(src *importer.Source, r *dispute.Record, pages []string) {
	found := foreigninvoice.FromPages(pages)
	if found == nil {
		return
	}
	created := r.At
	found.Fill(r, src)
	v.any, v.totals = true, found.Totals()
	v.stated(r, created)
}

// stated says what the record of the file rests on, once its invoice was read.
func (*invoices) stated(r *dispute.Record, created dispute.When) {
	r.Remarks = append(r.Remarks, dispute.Say("invoice.from-text"))
	if r.At != created {
		// What was said of the file's own time no longer is of the record's.
		r.Remarks = withoutTime(r.Remarks)
	}
}

// give gives the records of several, and what speaks against what was read.
func (v *invoices) give(sink importer.Sink) error {
	for _, f := range v.several {
		if err := sink.Record(f.Record()); err != nil {
			return err
		}
	}
	if len(v.apart) > 0 {
		if err := sink.Doubt(dispute.Locator{}, dispute.Say("invoice.apart", len(v.apart), strings.Join(v.apart, ", "))); err != nil {
			return err
		}
	}
	for _, n := range v.doubts {
		if err := sink.Doubt(dispute.Locator{}, n); err != nil {
			return err
		}
	}
	return nil
}
