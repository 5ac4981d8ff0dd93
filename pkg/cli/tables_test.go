package cli

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/internal/golden"
)

// counting is a source of chance that never gives the same twice: each case has an
// id of its own.
type counting struct{ n uint64 }

func (r *counting) Read(b []byte) (int, error) {
	r.n++
	clear(b)
	binary.BigEndian.PutUint64(b[max(0, len(b)-8):], r.n)
	return len(b), nil
}

// ofOneChat is more messages than a packet holds of one conversation.
const ofOneChat = 3000

// askedInREADME is the question that README shows for these tables.
func askedInREADME(t *testing.T) string {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(golden.Root(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(readme), "    SELECT ")
	question, _, closed := strings.Cut(after, "\n\n")
	if !ok || !closed {
		t.Fatal("no SELECT in README.md")
	}
	return "SELECT " + question
}

// The desk of an association: many cases as one file, asked what a desk asks.
func TestTablesOfADesk(t *testing.T) {
	cases := 40
	if os.Getenv("COMPLAIN_PROOFS") == "long" {
		cases = 1000
	}
	inREADME := askedInREADME(t)
	t.Chdir(t.TempDir())
	var out bytes.Buffer
	sys := OS()
	sys.Out, sys.Err, sys.In, sys.Random = &out, &out, nil, &counting{}
	sys.Getenv = func(string) string { return "" }
	sys.Now = func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	sys.Today = sys.Now
	run := func(want int, args ...string) {
		t.Helper()
		out.Reset()
		if code := Main(append(args, "--no-input"), sys); code != want {
			t.Fatalf("complain %v: %d\n%s", args, code, out.String())
		}
	}
	if err := os.MkdirAll("desk/2026", 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range cases {
		path := fmt.Sprintf("desk/2026/%04d.complain", i)
		category := []string{"counterfeit", "refund_refused"}[i%2]
		run(0, "new", fmt.Sprintf("Case %d", i), "--path", path, "--category", category, "--seller", fmt.Sprintf("Shop %d", i%7), "--currency", "CNY")
		run(0, "claim", "add", "refund", "--amount", fmt.Sprint(100+i), "-C", path)
		if i%5 == 0 {
			run(0, "file", "--to", "regulator", "--on", "2026-01-05", "-C", path)
			chat := fmt.Sprintf("A 2026-03-01 10:30\nrefund %d please\n\nB 2026-03-01 10:31\nno; \"order\" it is\n", i)
			if err := os.WriteFile("chat.txt", []byte(chat), 0o600); err != nil {
				t.Fatal(err)
			}
			run(0, "add-evidence", "chat.txt", "--as", "pasted", "-C", path)
		}
	}
	// Of a long conversation a packet holds what was chosen; the tables hold all.
	var long strings.Builder
	for i := range ofOneChat {
		fmt.Fprintf(&long, "A 2026-03-%02d %02d:%02d\nmessage %d of many\n\n", 1+i/1440, i/60%24, i%60, i)
	}
	if err := os.WriteFile("chat.txt", []byte(long.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, "add-evidence", "chat.txt", "--as", "pasted", "-C", "desk/2026/0001.complain")
	if err := os.WriteFile("desk/broken.complain", []byte("SQLite format 3\x00 and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(exitLook, "tables", "desk", "-o", "desk.sqlite", "--json")
	if !bytes.Contains(out.Bytes(), fmt.Appendf(nil, `"cases":%d`, cases)) || !bytes.Contains(out.Bytes(), []byte(`"path":"desk/broken.complain"`)) {
		t.Error(out.String())
	}
	first, err := os.ReadFile("desk.sqlite")
	if err != nil {
		t.Fatal(err)
	}
	run(1, "tables", "desk", "-o", "desk.sqlite")
	run(exitLook, "tables", "desk", "-o", "desk.sqlite", "--force")
	if again, err := os.ReadFile("desk.sqlite"); err != nil || !bytes.Equal(first, again) {
		t.Error("the same cases give other bytes", err)
	}

	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash("desk.sqlite")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []struct {
		ask  string
		want int
	}{
		{`SELECT count(*) FROM cases`, cases},
		{`SELECT count(DISTINCT case_id) FROM cases`, cases},
		{`SELECT count(*) FROM cases WHERE category = 'counterfeit'`, cases / 2},
		{`SELECT count(*) FROM parties WHERE role = 'seller' AND name = 'Shop 0'`, (cases + 6) / 7},
		{`SELECT CAST(sum(amount) AS INTEGER) FROM claims WHERE currency = 'CNY'`, 100*cases + cases*(cases-1)/2},
		{`SELECT count(*) FROM filings f JOIN cases c USING (case_no) WHERE f.channel = 'cn.samr.complaint' AND c.title LIKE 'Case %'`, cases / 5},
		{`SELECT count(DISTINCT case_no) FROM deadlines WHERE over = 1`, cases / 5},
		{`SELECT count(*) FROM records WHERE text LIKE '%"order" it is'`, cases / 5},
		{`SELECT count(*) FROM events WHERE kind = 'message' AND text LIKE 'refund % please'`, cases / 5},
		{`SELECT count(*) FROM events WHERE kind = 'message' AND text LIKE 'message % of many'`, ofOneChat},
		{`SELECT count(*) FROM records WHERE text LIKE 'message % of many'`, ofOneChat},
		{`SELECT count(*) FROM (` + inREADME + `)`, cases / 5},
		{`SELECT count(*) FROM evidence WHERE records = 2 AND importer = 'pasted'`, cases / 5},
	} {
		var got int
		if err := db.QueryRow(q.ask).Scan(&got); err != nil || got != q.want {
			t.Errorf("%s: %d (%v), want %d", q.ask, got, err, q.want)
		}
	}
}
