package timeline

import (
	"testing"

	"complain/pkg/dispute"
)

// What a paper is called: by the user's title, else its own, else the number of
// an invoice, else its name; and its time is the user's where the user said it.
func TestPapersAreCalled(t *testing.T) {
	own := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Document, Text: "Contract", At: at(1, 2)}
	invoice := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Document, Who: "Shop", Order: "26317", Amount: &dispute.Amount{Minor: 129900, Currency: "CNY"}, At: at(1, 2)}
	red := func(cancels string) dispute.Record {
		r := invoice
		r.Order, r.Amount = "26318", &dispute.Amount{Minor: -129900, Currency: "CNY"}
		r.Fields = dispute.InvoiceFacts{Number: "26318", Cancels: cancels}.Fields()
		return r
	}
	several := invoice
	several.Locator = dispute.Locator{Page: 2, Row: 1}
	for _, c := range []struct {
		name     string
		record   dispute.Record
		evidence dispute.Evidence
		want     string
		arg      string
	}{
		{"its own title", own, dispute.Evidence{ID: 1, Name: "a.docx"}, "Contract", ""},
		{"the user's title", own, dispute.Evidence{ID: 1, Name: "a.docx", Title: "Sales contract"}, "event.document", "Sales contract"},
		{"an invoice", invoice, dispute.Evidence{ID: 1, Name: "a.ofd"}, "event.invoice", "26317"},
		{"an invoice in red letters", red(""), dispute.Evidence{ID: 1, Name: "a.ofd"}, "event.red-invoice", "26318"},
		{"what it cancels", red("26317"), dispute.Evidence{ID: 1, Name: "a.ofd"}, "event.red-invoice-of", "26318"},
		{"one of several", several, dispute.Evidence{ID: 1, Name: "a.pdf", Title: "Invoices"}, "event.invoice", "26317"},
		{"an invoice with a title", invoice, dispute.Evidence{ID: 1, Name: "a.ofd", Title: "Invoice"}, "event.document", "Invoice"},
		{"its name", dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Document}, dispute.Evidence{ID: 1, Name: "a.wps"}, "event.document", "a.wps"},
	} {
		e := Build(Input{Records: []dispute.Record{c.record}, Evidence: []dispute.Evidence{c.evidence}})[0]
		got, arg := e.Text, ""
		if e.Summary != nil {
			got, arg = e.Text+e.Summary.Code, e.Summary.Args[0]
		}
		if got != c.want || arg != c.arg {
			t.Errorf("%s: %q %q, want %q %q", c.name, got, arg, c.want, c.arg)
		}
	}
	e := Build(Input{Records: []dispute.Record{own}, Evidence: []dispute.Evidence{{ID: 1, Captured: at(5, 6)}}})[0]
	if e.At != at(5, 6) {
		t.Errorf("at %s, though the user said %s", e.At, at(5, 6))
	}
}

// Of a file of several invoices those of the seller are facts, and the file is one
// where none of them is.
func TestInvoicesOfTheCase(t *testing.T) {
	whole := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Document}
	own := dispute.Record{ID: 2, Evidence: 1, Kind: dispute.Document, Locator: dispute.Locator{Page: 1, Row: 1}, Who: "Shop", Order: "26317", Amount: &dispute.Amount{Minor: 100, Currency: "CNY"}, At: at(1, 2)}
	other := own
	other.ID, other.Locator.Page, other.Who = 3, 2, "Another"
	for seller, want := range map[string]string{"Shop": "R2", "": "R1"} {
		got := ""
		for _, e := range Build(Input{Records: []dispute.Record{whole, own, other}, Evidence: []dispute.Evidence{{ID: 1, Name: "a.pdf"}}, Parties: []dispute.Party{{Role: dispute.Seller, Name: seller}}}) {
			if e.Key {
				got += e.ID
			}
		}
		if got != want {
			t.Errorf("the seller %q: %s, want %s", seller, got, want)
		}
	}
}

// What a passage of a paper tells was on the day with which it begins, where the paper
// bears no better time.
func TestQuotedDays(t *testing.T) {
	for quote, want := range map[string]string{
		"2026-04-04 18:20 已签收": "2026-04-04", "2026/04/04 Delivered": "2026-04-04", "2026.04.04": "2026-04-04",
		"已签收": "", "2026-13-40 x": "", "2026": "",
	} {
		in := Input{Records: []dispute.Record{{ID: 1, Evidence: 1, Kind: dispute.Document, Text: "物流跟踪"}, message(2, 2, 9, "我", "好的")},
			Told: func(dispute.Citation) (dispute.Telling, bool) { return dispute.Telling{Quote: quote}, true }}
		for _, e := range Build(in) {
			if e.Kind == dispute.Document && e.At.String() != want {
				t.Errorf("%q: %s, want %s", quote, e.At, want)
			}
		}
	}
}
