package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// The sheet of a paper says what the paper says of itself, and no more: not who
// bought, and not the time twice where the user said it.
func TestPaperRows(t *testing.T) {
	invoice := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Document, Amount: &dispute.Amount{Minor: 129900, Currency: "CNY"}, At: at(t, "2026-03-05", dispute.ZoneFormat),
		Fields: slices.Concat(dispute.InvoiceFacts{Issued: "2026-03-05", Number: "26317", Seller: "Shop Ltd", SellerTaxID: "9133",
			Buyer: "Lin Xiaohe", BuyerTaxID: "330106199001010000"}.Fields(), dispute.PaperFacts{Signed: true}.Fields())}
	page := dispute.Record{ID: 2, Evidence: 2, Kind: dispute.Document, At: at(t, "2026-03-06", dispute.ZoneFormat), Remarks: []dispute.Note{dispute.Say("webpage.saved-mhtml")},
		Fields: dispute.PaperFacts{Title: "Rules\nof the shop", URL: "https://shop.example/", Saved: "x"}.Fields()}
	printed := dispute.Record{ID: 3, Evidence: 4, Kind: dispute.Document, Fields: dispute.PaperFacts{Author: "Lin", Creator: "Writer", PDFVersion: "1.7"}.Fields()}
	written := dispute.Record{ID: 4, Evidence: 5, Kind: dispute.Document, Fields: dispute.PaperFacts{Creator: "Lin", Application: "Writer"}.Fields()}
	c := &composer{Plan: &Plan{records: map[int64]dispute.Record{1: invoice, 2: page, 3: printed, 4: written}}, request: Request{Lang: locale.English}}
	rows := func(e dispute.Evidence) string {
		var out []string
		for _, r := range c.paperRows(e) {
			out = append(out, r.Key+"="+flatten(r.Value))
		}
		return strings.Join(out, "; ")
	}
	for _, x := range []struct {
		e    dispute.Evidence
		want string
	}{
		{dispute.Evidence{ID: 1}, "Invoice number=26317; Issued=2026-03-05; Seller=Shop Ltd (9133); Total with tax=CNY 1,299.00; Electronic signature=present in the file, not checked"},
		{dispute.Evidence{ID: 2}, "Title=Rules of the shop; Address=https://shop.example/; Saved=2026-03-06 (day only); the time is when the browser saved the page, by the clock of that computer"},
		{dispute.Evidence{ID: 2, Captured: at(t, "2026-03-07", dispute.ZoneFormat)}, "Title=Rules of the shop; Address=https://shop.example/"},
		{dispute.Evidence{ID: 3}, ""},
		{dispute.Evidence{ID: 4}, "Author, as the file states it=Lin"}, // what PDF calls its creator is a program
		{dispute.Evidence{ID: 5}, "Author, as the file states it=Lin"},
	} {
		if got := rows(x.e); got != x.want {
			t.Errorf("%s:\n%s, want\n%s", x.e.ID, got, x.want)
		}
	}
}

// A short text is printed whole where no page shows it and nothing was chosen of
// it; a long one, and what the user left out, is not.
func TestTextShown(t *testing.T) {
	short := []dispute.Record{{ID: 1, Text: "七天无理由退货"}, {ID: 2, Text: "全国联保一年"}, {ID: 3, Text: "满减"}}
	long := []dispute.Record{{ID: 1, Text: strings.Repeat("长", WholeText)}, {ID: 2, Text: "尾"}}
	for _, x := range []struct {
		name   string
		pieces []dispute.Record
		paged  bool
		pins   map[int64]bool
		want   []int64
	}{
		{"short", short, false, nil, []int64{1, 2, 3}},
		{"its pages are shown", short, true, nil, nil},
		{"its pages are shown, one is quoted", short, true, map[int64]bool{2: true}, []int64{2}},
		{"one was chosen", short, false, map[int64]bool{2: true}, []int64{2}},
		{"one was left out", short, false, map[int64]bool{3: false}, []int64{1, 2}},
		{"long", long, false, nil, nil},
		{"long, the most of it left out", long, false, map[int64]bool{1: false}, []int64{2}},
		{"none", nil, false, nil, nil},
	} {
		var got []int64
		for _, r := range TextShown(x.pieces, x.paged, func(r dispute.Record) (in, said bool) { in, said = x.pins[r.ID]; return in, said }) {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

// What is printed of a text stands with its place.
func TestQuotes(t *testing.T) {
	c := &composer{request: Request{Lang: locale.English}, Plan: &Plan{in: Input{Quoted: map[dispute.EvidenceID][]dispute.Record{
		1: {{Text: "a\nb", Locator: dispute.Locator{Entry: "x", Line: 3, LineEnd: 4}}, {Text: "c", Locator: dispute.Locator{Page: 2}}},
	}}}}
	blocks := c.quotes(dispute.Evidence{ID: 1, Reading: dispute.Reading{Remarks: []dispute.Note{dispute.Say("office.tracked", 2), dispute.Say("paper.limit")}}})
	if len(blocks) != 5 || len(c.quotes(dispute.Evidence{ID: 2})) != 0 {
		t.Fatalf("%d blocks", len(blocks))
	}
	for i, want := range map[int]string{0: "(lines 3–4)", 2: "(page 2)", 4: "2 tracked changes"} {
		if p, ok := blocks[i].(doc.Paragraph); !ok || !strings.Contains(flatten(p.Text), want) {
			t.Errorf("block %d: %+v", i, blocks[i])
		}
	}
}

// An invoice is of all its rows: the thing in dispute may be the last of them.
func TestEveryItemOfAnInvoiceIsTold(t *testing.T) {
	var got []string
	for _, f := range paperFacts(dispute.PaperFacts{}, dispute.InvoiceFacts{Items: []string{"水壶", "滤芯"}}) {
		if f.key == "packet.fact.item" {
			got = append(got, f.value)
		}
	}
	if !slices.Equal(got, []string{"水壶", "滤芯"}) {
		t.Errorf("told of the items: %q", got)
	}
}
