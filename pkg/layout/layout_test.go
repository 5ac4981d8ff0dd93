package layout

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/locale"
	"complain/pkg/standing"
	"complain/pkg/view"
)

// laid is a case with a conversation of two, laid out.
func laid(t *testing.T) (*Layout, *channel.Book, Options) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	f, err := casefile.Create(t.Context(), filepath.Join(t.TempDir(), "a.complain"), dispute.Case{ID: strings.Repeat("0", 32), Title: "Cup", Language: "zh",
		Zone: "Asia/Shanghai", Currency: "CNY", Category: "defective", Jurisdiction: "CN"}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if err := f.SetParty(t.Context(), dispute.Party{Role: dispute.Complainant, Name: "林晓禾", Aliases: []string{"晓禾"}}); err != nil {
		t.Fatal(err)
	}
	e, _, err := f.Store(t.Context(), casefile.Incoming{Name: "chat.txt", Path: "chat.txt", Size: 4, MediaType: "text/plain", Batch: 1, Reader: bytes.NewReader([]byte("chat"))})
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Read(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range []string{"杯子是坏的", "打我电话13800138000"} {
		at := dispute.Instant(now().Add(time.Duration(i)*time.Minute), dispute.Minute, "")
		if err := r.Record(dispute.Record{Kind: dispute.Message, Who: "晓禾", Text: text, At: at, Locator: dispute.Locator{Line: i + 1}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Commit(dispute.Reading{State: dispute.Read, Importer: "pasted", Records: 2, Units: 2}, nil); err != nil {
		t.Fatal(err)
	}
	for r, err := range f.Records(t.Context(), casefile.Filter{Evidence: e.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Pin(t.Context(), []dispute.Record{r}, true); err != nil {
			t.Fatal(err)
		}
	}
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Book: func() (*channel.Book, error) { return book, nil }, Practice: practice, Lang: locale.English,
		What: func(dispute.Evidence) string { return "chat" }, Hints: map[dispute.EvidenceID]view.Hints{e.ID: {Title: "the chat"}}}
	l, err := Open(t.Context(), f, o)
	if err != nil {
		t.Fatal(err)
	}
	return l, book, o
}

func page(t *testing.T, share bool) *view.Page {
	t.Helper()
	l, book, o := laid(t)
	a := Around{Standing: standing.On(book, o.Practice, l.Dossier, dispute.Instant(time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC), dispute.Day, ""), nil), Share: share}
	if share {
		var err error
		if a.Profile, err = book.Profile("public"); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Beside(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	p, err := l.Page(t.Context(), "head", "choices.json")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The user's own page shows every message, what is in packets as such, and what is
// proposed.
func TestPage(t *testing.T) {
	p := page(t, false)
	if p.File != "choices.json" || p.AsOf != "2026-03-20" || len(p.Chats) != 1 || len(p.Items) != 1 {
		t.Fatalf("%q as of %s: %d chats, %d items", p.File, p.AsOf, len(p.Chats), len(p.Items))
	}
	if it := p.Items[0]; it.Hints.Title != "the chat" || it.Kind != "chat" || it.Mark == "" {
		t.Errorf("%+v", it)
	}
	n := 0
	for m, err := range p.Chats[0].Messages {
		if err != nil {
			t.Fatal(err)
		}
		if n++; !m.In || m.Seq != n {
			t.Errorf("message %d: %+v", n, m)
		}
	}
	if n != 2 || p.Chats[0].Count != 2 {
		t.Errorf("%d messages of %d", n, p.Chats[0].Count)
	}
	if len(p.Elements) == 0 {
		t.Error("no element of the story is asked for")
	}
}

// A page for others holds no conversation, no choices, and nothing that names
// anybody.
func TestPageForOthers(t *testing.T) {
	p := page(t, true)
	if p.File != "" || p.Share == "" || len(p.Chats)+len(p.Others)+len(p.Findings) != 0 {
		t.Errorf("%q for %q: %d chats, %d other events, %d findings", p.File, p.Share, len(p.Chats), len(p.Others), len(p.Findings))
	}
	if len(p.Events) == 0 {
		t.Fatal("no event is shown")
	}
	var b strings.Builder
	if err := view.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"林晓禾", "13800138000"} {
		if strings.Contains(b.String(), name) {
			t.Errorf("the page says %s", name)
		}
	}
}

// The workbook has what the page offers, and beside each cell that can be changed
// what it held.
func TestWorkbook(t *testing.T) {
	l, _, _ := laid(t)
	book, err := l.Workbook(t.Context(), "head")
	if err != nil {
		t.Fatal(err)
	}
	if len(book.Sheets) != 5 || !book.Sheets[4].Hidden {
		t.Fatalf("%d sheets", len(book.Sheets))
	}
	evidence, records := book.Sheets[0], book.Sheets[2]
	if len(evidence.Rows) != 2 || len(records.Rows) != 3 {
		t.Errorf("%d rows of evidence, %d of records", len(evidence.Rows), len(records.Rows))
	}
	for _, s := range book.Sheets[:4] {
		for i, row := range s.Rows {
			if len(row) != len(s.Columns) {
				t.Errorf("%s: row %d has %d cells of %d", s.Name, i, len(row), len(s.Columns))
			}
		}
	}
}
