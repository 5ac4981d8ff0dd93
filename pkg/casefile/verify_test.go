package casefile

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

// fullFile is a case that has something in every table.
func fullFile(t testing.TB) *File {
	t.Helper()
	ctx := context.Background()
	f := newFile(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	fill := func(id dispute.EvidenceID, texts ...string) {
		t.Helper()
		r, err := f.Read(ctx, id)
		must(err)
		for i, text := range texts {
			must(r.Record(dispute.Record{Kind: dispute.Message, Text: text, Locator: dispute.Locator{Line: i + 1}}))
		}
		must(r.Commit(dispute.Reading{State: dispute.Read, Importer: "document", Records: len(texts)}, map[string]string{"zone": "Asia/Shanghai"}))
	}
	must(f.SetParty(ctx, dispute.Party{Role: dispute.Seller, Name: "某店 <&>", Address: "示例街2号",
		Identifiers: []dispute.Identifier{{Kind: "shop-id", Value: "7"}}, Aliases: []string{"小\xff店"}}))
	_, err := f.AddClaim(ctx, dispute.Claim{Kind: dispute.Refund, Amount: &dispute.Amount{Minor: 12800, Currency: "CNY"}})
	must(err)
	_, err = f.AddClaim(ctx, dispute.Claim{Kind: dispute.Apology})
	must(err)
	must(f.RemoveClaim(ctx, 2))
	e1 := store(t, f, "chat.txt", []byte("evidence one"))
	fill(e1.ID, "first words", "other words")
	e2 := store(t, f, "photo.jpg", bytes.Repeat([]byte("picture"), 300_000))
	e2.Title, e2.Proves = "开箱照片", "收到时已破损"
	e2.Official = &dispute.Official{Kind: "accepted", Office: "某区市场监督管理局", Reference: "〔2026〕第12号"}
	must(f.Describe(ctx, e2))
	must(f.SetRenditions(ctx, e2.ID, "print", []Rendition{{Width: 3, Bytes: []byte("small")}}))
	must(f.SetRenditions(ctx, e2.ID, "print", []Rendition{{Width: 4, Bytes: []byte("smaller")}, {Width: 5, Bytes: []byte("piece")}}))
	must(f.AddRecognised(ctx, Recognised{Evidence: e2.ID, Page: 1, Engine: "test 1", Text: "破损"}))
	must(f.update(ctx, func() error { return f.forgetRecognised(ctx, e2.ID) }))
	must(f.AddRecognised(ctx, Recognised{Evidence: e2.ID, Page: 1, Engine: "test 2", Text: "破 损",
		Words: []Word{{Text: "破", Box: dispute.Box{X: 1, Width: 9, Height: 9}, Confidence: 90}}}))
	e3 := store(t, f, "other\xff.txt", []byte("of another order"))
	must(f.Withdraw(ctx, e3.ID, "another order"))
	_, _, err = f.Store(ctx, Incoming{Name: "again.txt", Path: "x/again.txt", Size: -1, Batch: 2, Reader: strings.NewReader("evidence one")})
	must(err)
	id, err := f.State(ctx, dispute.Record{Text: "我打过电话"})
	must(err)
	statement, err := f.Record(ctx, id)
	must(err)
	must(f.Pin(ctx, []dispute.Record{{Evidence: e2.ID}, statement}, true))
	_, err = f.Say(ctx, Saying{Kind: "filing", Body: []byte(`{"to":"cn.12315"}`)}, strings.NewReader("as filed"))
	must(err)
	must(f.Log(ctx, "export", "cn.12315", map[string]any{"file": "a.pdf", "name": "no column of a row"}))
	return f
}

func TestVerifyFindsNothingInAWholeCase(t *testing.T) {
	f := fullFile(t)
	v, err := f.Verify(context.Background(), nil)
	if err != nil || len(v.Damaged) > 0 {
		t.Fatalf("%+v, %v", v.Damaged, err)
	}
	if v.EvidenceChecked != 3 || v.Evidence != 3 || v.RecordsChecked != 3 || v.RowsChecked != 14 {
		t.Errorf("%+v", v)
	}
	var blobs int
	if err := f.conn.QueryRowContext(context.Background(), `SELECT count(*) FROM blob`).Scan(&blobs); err != nil || blobs != 6 {
		t.Errorf("%d blobs (%v): the bytes of replaced pictures should be gone", blobs, err)
	}
}

// Whatever is changed by another program is reported under its name, and with
// its column.
func TestVerifyNamesWhatWasChanged(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	const stop = `DROP TRIGGER evidence_bytes_stay; DROP TRIGGER evidence_stays; DROP TRIGGER chunk_stays; DROP TRIGGER custody_keeps_words; DROP TRIGGER custody_keeps_entries;`
	for _, c := range []struct{ change, what, column string }{
		{`UPDATE chunk SET data = CAST('evidence onf' AS BLOB) WHERE blob = (SELECT blob FROM evidence WHERE id = 1)`, "E1", ""},
		{`UPDATE chunk SET seq = 9 WHERE blob = 2 AND seq = 0`, "E2", ""},
		{`DELETE FROM chunk WHERE blob = 2 AND seq = 1`, "E2", ""},
		{`UPDATE blob SET sha256 = zeroblob(32) WHERE id = 1`, "E1", "sha256"},
		{`UPDATE blob SET size = 5 WHERE id = 1`, "E1", "size"},
		{`UPDATE record SET data = CAST(replace(data, 'first', 'other') AS BLOB) WHERE id = 1`, "R1-R2", ""},
		{`UPDATE record SET count = 1 WHERE id = 1`, "R1", ""},
		{`UPDATE record SET id = id + 7 WHERE evidence = 1; UPDATE sqlite_sequence SET seq = seq + 7 WHERE name = 'record'`, "E1", ""},
		{`DELETE FROM record WHERE id = 1`, "E1", ""},
		{`UPDATE record SET seq = 2 WHERE evidence = 1`, "R1-R2", ""},
		{`UPDATE record SET data = CAST(replace(data, '电话', '短信') AS BLOB) WHERE evidence IS NULL`, "R3", ""},
		{`DELETE FROM record WHERE evidence IS NULL`, "R3", ""},
		{`UPDATE evidence SET name = 'b.txt' WHERE id = 1`, "E1", "name"},
		{`UPDATE evidence SET blob = 1 WHERE id = 3`, "E3", "sha256"},
		{`UPDATE evidence SET added = '2020-01-01T00:00:00Z' WHERE id = 2`, "E2", "added"},
		{`UPDATE evidence SET title = 'x' WHERE id = 2`, "E2", "title"},
		{`UPDATE evidence SET proves = '' WHERE id = 2`, "E2", "proves"},
		{`UPDATE evidence SET withdrawn = '' WHERE id = 3`, "E3", "withdrawn"},
		{`UPDATE evidence SET withdrawn = 'x' WHERE id = 1`, "E1", "withdrawn"},
		{`UPDATE evidence SET purged = 'x' WHERE id = 1`, "E1", "purged"},
		{`UPDATE evidence SET reading = replace(reading, 'read', 'partial') WHERE id = 1`, "E1", "reading"},
		{`UPDATE evidence SET options = '{"zone":"UTC"}' WHERE id = 1`, "E1", "options"},
		{`UPDATE evidence SET parent = 2 WHERE id = 1`, "E1", "parent"},
		{`INSERT INTO evidence SELECT 9, blob, name, path, media_type, modified, added, parent, batch, title, source, proves, captured, official, derived, '', '', reading, options, records FROM evidence WHERE id = 2`, "E9", ""},
		{`PRAGMA foreign_keys = 0; DELETE FROM evidence WHERE id = 3`, "E3", ""},
		{`UPDATE receipt SET path = 'y'`, "E1 receipt 1", "path"},
		{`DELETE FROM receipt`, "E1 receipt 1", ""},
		{`UPDATE party SET name = 'x'`, "party seller", "name"},
		{`UPDATE party SET address = 'x'`, "party seller", "address"},
		{`UPDATE party SET identifiers = '[]'`, "party seller", "identifiers"},
		{`DELETE FROM party`, "party seller", ""},
		{`INSERT INTO party VALUES ('brand', 'B', '', '', '', 'null', 'null')`, "party brand", ""},
		{`UPDATE claim SET minor = 12801`, "claim 1", "minor"},
		{`UPDATE claim SET minor = NULL, currency = NULL`, "claim 1", "minor"},
		{`INSERT INTO claim SELECT 2, kind, minor, currency, text, basis FROM claim`, "claim 2", ""},
		{`UPDATE pin SET pinned = 0 WHERE evidence = 2`, "pin E2", "pinned"},
		{`DELETE FROM pin WHERE evidence = 0`, "pin E0 row=1", ""},
		{`UPDATE rendition SET blob = 1 WHERE piece = 0`, "picture E2 print 0", "sha256"},
		{`UPDATE rendition SET facts = '{}' WHERE piece = 1`, "picture E2 print 1", "facts"},
		{`UPDATE dispute SET title = 'x'`, "case", "title"},
		{`UPDATE dispute SET order_no = '1'`, "case", "order_no"},
		{`UPDATE custody SET detail = '{}' WHERE seq = 2`, "custody 2", ""},
		{`UPDATE custody SET at = '2020-01-01T00:00:00Z' WHERE seq = 4`, "custody 4", ""},
		{`UPDATE custody SET hash = zeroblob(32) WHERE seq = 3`, "custody 3", ""},
		{`DELETE FROM custody WHERE seq = 2`, "custody 3", ""},
		{`DELETE FROM custody`, "custody", ""},
	} {
		// What a change undoes lasts for the transaction: each starts anew.
		if _, err := f.conn.ExecContext(ctx, "BEGIN;"+stop+c.change); err != nil {
			t.Fatalf("%s: %v", c.change, err)
		}
		f.viewing = true
		v, err := f.Verify(ctx, nil)
		f.viewing = false
		if err != nil {
			t.Fatalf("%s: %v", c.change, err)
		}
		if !slices.ContainsFunc(v.Damaged, func(d Damage) bool { return d.What == c.what && d.Column == c.column }) {
			t.Errorf("%s: found %s, want %s %s", c.change, list(v.Damaged), c.what, c.column)
		}
		if _, err := f.conn.ExecContext(ctx, "ROLLBACK; PRAGMA foreign_keys = 1"); err != nil {
			t.Fatal(err)
		}
	}
}

func list(damaged []Damage) string {
	var b strings.Builder
	for _, d := range damaged {
		fmt.Fprintf(&b, "[%s %s %s %v]", d.What, d.Column, d.Why.Code, d.Why.Args)
	}
	return b.String()
}

func TestBrokenHashIsOneEntry(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	if _, err := f.conn.ExecContext(ctx, `DROP TRIGGER custody_keeps_words; UPDATE custody SET hash = zeroblob(32) WHERE seq = 3`); err != nil {
		t.Fatal(err)
	}
	v, err := f.Verify(ctx, nil)
	if err != nil || len(v.Damaged) != 1 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
}

func TestSample(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	for i := range 200 {
		store(t, f, "a", fmt.Append(nil, "file ", i))
	}
	chosen := func(s Sample) int {
		v, err := f.VerifySample(ctx, s, nil)
		if err != nil || len(v.Damaged) > 0 || v.Evidence != 200 {
			t.Fatalf("%+v, %v", v, err)
		}
		return v.EvidenceChecked
	}
	if n := chosen(Sample{Percent: 10, Seed: 1}); n < 8 || n > 40 {
		t.Errorf("10%% of 200 is %d", n)
	}
	if a, b := chosen(Sample{Percent: 10, Seed: 1}), chosen(Sample{Percent: 10, Seed: 1}); a != b {
		t.Errorf("the same seed chooses %d and %d", a, b)
	}
	if n := chosen(Sample{Percent: 0.0001, Seed: 3}); n != 1 {
		t.Errorf("a tiny share is %d", n)
	}
	if n := chosen(Sample{Percent: 100}); n != 200 {
		t.Errorf("all is %d", n)
	}
}

func TestChangingIsWhatChanges(t *testing.T) {
	for action := range actions {
		if got := strings.Contains(changing, "'"+action+"'"); got != (Entry{Action: action}).Changes() {
			t.Errorf("%s: the SQL says %t", action, got)
		}
	}
	if (Entry{Action: "export"}).Changes() {
		t.Error("an export changes the case")
	}
}

func TestPacketHeadStaysWithExports(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	n, before, err := f.PacketHead(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Log(ctx, "export", "x", nil); err != nil {
		t.Fatal(err)
	}
	if err := f.SetRenditions(ctx, 2, "print", nil); err != nil {
		t.Fatal(err)
	}
	m, after, err := f.PacketHead(ctx)
	if err != nil || n != m || before != after {
		t.Errorf("%d %s, then %d %s (%v)", n, before, m, after, err)
	}
	p, err := f.FindPoint(ctx, func(hash string) bool { return strings.HasPrefix(hash, before[:16]) })
	if err != nil || p.Entry.Seq != n || len(p.Since) != 4 || len(p.Broken) != 0 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := f.FindPoint(ctx, func(string) bool { return false }); err == nil {
		t.Error("found what is not there")
	}
	if err := f.Log(ctx, "edit", "E1", map[string]string{"title": "x"}); err == nil {
		t.Error("an entry that changes rows was written by hand")
	}
}

// owner says which evidence or record the byte at each place of a case file
// belongs to.
func owners(t *testing.T, data []byte, contents map[string][]byte) []string {
	t.Helper()
	out := make([]string, len(data))
	const window = 24
	for what, content := range contents {
		found := 0
		// A chunk lies on overflow pages, each with four bytes of its own first.
		for at := 0; at+window <= len(content); {
			i := bytes.Index(data, content[at:at+window])
			if i < 0 {
				at++
				continue
			}
			n := 0
			for at+n < len(content) && i+n < len(data) && data[i+n] == content[at+n] {
				out[i+n] = what
				n++
			}
			at, found = at+n, found+n
		}
		if found < len(content)*9/10 {
			t.Fatalf("%s: only %d of %d bytes found in the file", what, found, len(content))
		}
	}
	return out
}

// Every flipped bit that touches the bytes of evidence or a record is reported
// under its name.
func TestFlips(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	contents, named := map[string][]byte{}, map[string]string{}
	for i, size := range []int64{40_000, 3_000, 20_000} {
		data, _ := io.ReadAll(noise(size, byte(i+7)))
		e := store(t, f, "noise", data)
		contents[e.ID.String()], named[e.ID.String()] = data, e.ID.String()
		r, err := f.Read(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for k := range 20 {
			text := fmt.Sprintf("record %d of %d: %x", k, i, data[k*40:k*40+40])
			if err := r.Record(dispute.Record{Kind: dispute.Message, Text: text, Raw: strings.Repeat(text, 3)}); err != nil {
				t.Fatal(err)
			}
			id := fmt.Sprintf("R%d", i*20+k+1)
			contents[id], named[id] = []byte(text), fmt.Sprintf("R%d-R%d", i*20+1, i*20+20)
		}
		if err := r.Commit(dispute.Reading{State: dispute.Read, Records: 20}, nil); err != nil {
			t.Fatal(err)
		}
	}
	path := f.path
	f.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	owner := owners(t, whole, contents)
	flips := 1000
	if testing.Short() {
		flips = 100
	}
	random := rand.New(rand.NewPCG(3, 1))
	target := filepath.Join(t.TempDir(), "flipped.complain")
	var hit, others, caught int
	for range flips {
		at, bit := random.IntN(len(whole)), byte(1)<<random.IntN(8)
		data := slices.Clone(whole)
		data[at] ^= bit
		if err := os.WriteFile(target, data, 0o600); err != nil {
			t.Fatal(err)
		}
		damaged, err := damagedIn(ctx, target)
		if owner[at] == "" {
			others++
			if err != nil || len(damaged) > 0 {
				caught++
			}
			continue
		}
		hit++
		if err != nil || !slices.ContainsFunc(damaged, func(d Damage) bool { return d.What == named[owner[at]] }) {
			t.Errorf("byte %d of %s: found %s, %v", at, owner[at], list(damaged), err)
		}
	}
	t.Logf("%d flips in evidence and records, all reported; %d of %d elsewhere (%d %%)", hit, caught, others, 100*caught/max(others, 1))
}

func damagedIn(ctx context.Context, path string) ([]Damage, error) {
	f, err := Open(ctx, path, Salvage, clock)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v, err := f.Verify(ctx, nil)
	return v.Damaged, err
}

// However small the share, one evidence that has bytes is looked at, wherever the
// purged ones stand.
func TestSampleStepsPastThePurged(t *testing.T) {
	ctx := context.Background()
	for purged := dispute.EvidenceID(1); purged <= 3; purged++ {
		f := newFile(t)
		for i := range 3 {
			store(t, f, fmt.Sprintf("%d.txt", i), fmt.Appendf(nil, "evidence %d", i))
		}
		if _, err := f.Purge(ctx, purged, "not wanted"); err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(3) {
			v, err := f.VerifySample(ctx, Sample{Percent: 1e-12, Seed: seed}, nil)
			if err != nil || len(v.Damaged) > 0 || v.EvidenceChecked != 1 || v.BytesChecked != 10 || v.Purged != 1 {
				t.Errorf("E%d purged, seed %d: %+v, %v", purged, seed, v, err)
			}
		}
	}
}
