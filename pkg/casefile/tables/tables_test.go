package tables

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// message has a field of each kind that answers have, with a column whose name is
// a word of SQL's own.
type message struct {
	Order   string   `json:"order"`
	Count   int      `json:"count"`
	Size    int64    `json:"size,omitempty"`
	Kept    bool     `json:"kept"`
	Amount  *string  `json:"amount"`
	Cites   []string `json:"cites"`
	Place   struct{ Row int }
	Inside  struct{ Row int } `json:"inside"`
	Secret  string            `json:"-"`
	private int
}

func made(t *testing.T, finish func(*Writer) error, rows ...message) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a ?#%41 名.sqlite")
	w, err := Create(t.Context(), path, []Table{{"message", message{}}, {`odd "name"`, struct {
		Text string `json:"text"`
	}{}}})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if err := w.Add(t.Context(), "message", i+1, row); err != nil {
			t.Fatal(err)
		}
	}
	if err := finish(w); err != nil {
		t.Fatal(err)
	}
	return path
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// opened is a copy of a file, under a name that needs no escapes.
func opened(t *testing.T, path string) *sql.DB {
	t.Helper()
	plain := filepath.Join(t.TempDir(), "plain.sqlite")
	if err := os.WriteFile(plain, contents(t, path), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", plain)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestRowsComeBack(t *testing.T) {
	paid := "12.80"
	full := message{Order: "Robert'); DROP TABLE message;--", Count: -3, Size: 1 << 40, Kept: true, Amount: &paid, Cites: []string{"E1", "第 2 行"}, Secret: "no", private: 1}
	full.Inside.Row = 7
	db := opened(t, made(t, (*Writer).Close, full, message{}))

	rows, err := db.Query(`SELECT * FROM message ORDER BY case_no`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if got, err := rows.Columns(); err != nil || strings.Join(got, " ") != CaseColumn+" order count size kept amount cites inside" {
		t.Errorf("columns %q, %v", got, err)
	}
	want := [][]any{
		{int64(1), full.Order, int64(-3), int64(1 << 40), int64(1), "12.80", `["E1","第 2 行"]`, `{"Row":7}`},
		{int64(2), nil, int64(0), int64(0), int64(0), nil, nil, nil}, // what is empty is NULL
	}
	for rows.Next() {
		got := make([]any, 8)
		targets := make([]any, len(got))
		for i := range got {
			targets[i] = &got[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		if len(want) == 0 || !reflect.DeepEqual(got, want[0]) {
			t.Fatalf("got %#v, want %#v", got, want)
		}
		want = want[1:]
	}
	if err := rows.Err(); err != nil || len(want) > 0 {
		t.Errorf("%d rows are missing, %v", len(want), err)
	}
	if _, err := db.Exec(`INSERT INTO "odd ""name""" (case_no, text) VALUES (1, 'x')`); err != nil {
		t.Error(err)
	}
}

func TestTheSameRowsGiveTheSameBytes(t *testing.T) {
	rows := []message{{Order: "A"}, {Order: "B", Cites: []string{"E2"}}}
	first, second := made(t, (*Writer).Close, rows...), made(t, (*Writer).Close, rows...)
	if !bytes.Equal(contents(t, first), contents(t, second)) {
		t.Error("the same rows give other bytes")
	}
}

func TestAbandonKeepsNothing(t *testing.T) {
	path := made(t, func(w *Writer) error { w.Abandon(); return nil }, message{Order: "A"})
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		t.Errorf("%d bytes are left", info.Size())
	}
}

func TestErrorsNameTheTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.sqlite")
	w, err := Create(t.Context(), path, []Table{{"strange", struct {
		Pipe chan int `json:"pipe"`
	}{}}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abandon()
	err = w.Add(t.Context(), "strange", 1, struct {
		Pipe chan int `json:"pipe"`
	}{make(chan int)})
	if err == nil || !strings.HasPrefix(err.Error(), "strange, pipe: ") {
		t.Errorf("got %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Create(ended, filepath.Join(t.TempDir(), "b.sqlite"), nil); err == nil {
		t.Error("tables were made after the end")
	}
	if _, err := Create(t.Context(), path, []Table{{"twice", message{}}, {"twice", message{}}}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("two tables of one name: %v", err)
	}
}
