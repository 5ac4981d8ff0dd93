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
