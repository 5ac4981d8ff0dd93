package tale

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
)

// chat is a case with a conversation, in which the seller refuses.
func chat(t *testing.T) (*casefile.File, Options) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	f, err := casefile.Create(t.Context(), filepath.Join(t.TempDir(), "a.complain"),
		dispute.Case{ID: strings.Repeat("0", 32), Title: "Cup", Language: "zh", Zone: "Asia/Shanghai", Currency: "CNY", Category: "counterfeit", Jurisdiction: "CN"}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if err := f.SetParty(t.Context(), dispute.Party{Role: dispute.Seller, Name: "某某数码店"}); err != nil {
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
	lines := []struct{ who, text string }{
		{"买家", "收到的耳机是假货，我要求退货退款"}, {"店铺客服", "亲，我们保证正品，不退不换"}, {"买家", "我申请退一赔三"}, {"店铺客服", "不同意退款"},
	}
	for i, l := range lines {
		at := dispute.Instant(now().Add(time.Duration(i)*time.Minute), dispute.Minute, "")
		if err := r.Record(dispute.Record{Kind: dispute.Message, Who: l.who, Text: l.text, At: at, Locator: dispute.Locator{Line: i + 1}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Commit(dispute.Reading{State: dispute.Read, Importer: "pasted", Records: len(lines), Units: len(lines)}, nil); err != nil {
		t.Fatal(err)
	}
	book := func() (*channel.Book, error) { return channel.Load(nil) }
	b, err := book()
	if err != nil {
		t.Fatal(err)
	}
	practice, err := b.Practice()
	if err != nil {
		t.Fatal(err)
	}
	return f, Options{Book: book, Practice: practice, Lang: locale.English}
}

func open(t *testing.T, f *casefile.File, o Options) *Tale {
	t.Helper()
	told, err := Open(t.Context(), f, o)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// What is taken is told from then on, by the words that said it, and whoever said
// it for a party is known to be that party.
func TestTake(t *testing.T) {
	f, o := chat(t)
	before := open(t, f, o)
	all := before.Proposals()
	if len(all) == 0 {
		t.Fatal("nothing is proposed")
	}
	in, err := before.Take(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range in.Bound {
		if p.Fact.Role == "" || p.Fact.Who == "" {
			t.Errorf("bound: %+v", p.Fact)
		}
	}
	after := open(t, f, o)
	for _, p := range after.Proposals() {
		for _, q := range all {
			if p.Element.ID == q.Element.ID && p.Fact.ID == q.Fact.ID {
				t.Errorf("%s of %s is proposed again", p.Fact.ID, p.Element.ID)
			}
		}
	}
	for _, p := range all {
		told := slices.ContainsFunc(after.Dossier.Events, func(e dispute.Event) bool { return e.ID == p.Fact.ID && slices.Contains(e.Elements, p.Element.ID) })
		if !told {
			t.Errorf("%s does not tell %s", p.Fact.ID, p.Element.ID)
		}
	}
	for _, p := range in.Bound {
		if role, ok := dossier.RoleOf(after.Dossier.Parties, p.Fact.Who); !ok || role != p.Fact.Role {
			t.Errorf("%s is %q", p.Fact.Who, role)
		}
	}
}

// A sentence of the user's own tells the element that it was said of.
func TestState(t *testing.T) {
	f, o := chat(t)
	told := open(t, f, o)
	element := told.Elements[0].ID
	if err := told.State(t.Context(), element, dispute.Record{Text: "买了一个耳机"}); err != nil {
		t.Fatal(err)
	}
	for _, e := range open(t, f, o).Dossier.Events {
		if e.Kind == dispute.Statement && slices.Equal(e.Elements, []string{element}) && e.Text == "买了一个耳机" {
			return
		}
	}
	t.Errorf("nothing tells %s", element)
}

// Others see every record that the story is made of.
func TestOthersSeeTheRecords(t *testing.T) {
	f, o := chat(t)
	n := 0
	o.Seen = []func(*dispute.Record){func(*dispute.Record) { n++ }}
	if told := open(t, f, o); n != 4 || told.Counts.Messages != 4 {
		t.Errorf("%d records seen, %d messages counted", n, told.Counts.Messages)
	}
}
