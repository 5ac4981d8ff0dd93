package crashtest

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// rich makes a case with all kinds of things in it, a chat of some messages
// among them, and returns its path.
func rich(t testing.TB, messages int) string {
	t.Helper()
	real := program(t)
	dir := newCase(t, real)
	do := func(args ...string) { must(t, dir, real, append([]string{"-C", caseName, "--quiet"}, args...)...) }
	paths, _ := evidence(t, 5, 3, 150*messages)
	chat := filepath.Join(t.TempDir(), "WhatsApp Chat with Northwind.txt")
	var b strings.Builder
	for i := range messages {
		who := []string{"Northwind", "Me"}[i%2]
		fmt.Fprintf(&b, "%02d/03/2026, %02d:%02d - %s: message %d, %s\n", 13+i/100, 8+i%100/10, i%10*5, who, i, strings.Repeat("about the phone ", i%9))
	}
	if err := os.WriteFile(chat, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	do(append([]string{"add-evidence", "--date-order", "dmy", chat}, paths...)...)
	do("party", "set", "complainant", "--name", "Alex Winter", "--address", "1 Harbour Street", "--phone", "555 0100")
	do("party", "set", "seller", "--name", "Northwind Ltd", "--address", "2 Harbour Street", "--alias", "Northwind")
	do("claim", "add", "refund", "--amount", "1299", "--basis", "it never worked")
	do("claim", "add", "apology", "--text", "say sorry")
	for i := range 5 {
		do("event", "add", fmt.Sprintf("called the shop for the %dth time", i+1), "--at", fmt.Sprintf("2026-03-%02d 10:00", i+5))
	}
	do("evidence", "set", "E1", "--title", "The chat", "--proves", "they promised a refund")
	return filepath.Join(dir, caseName)
}

// outcome is what the program says of a damaged file.
type outcome struct {
	err     error // it could not be opened, or checking it could not go on
	damaged []casefile.Damage
	failed  string // it panicked or hung
	checked casefile.Verification
}

// examine opens a file that may be damaged and verifies it. A panic, a fault or
// five seconds without an answer is a failure of the program.
func examine(path string, mode casefile.Mode) outcome {
	done := make(chan outcome, 1)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o.failed = fmt.Sprintf("panic: %v\n%s", p, debug.Stack())
			}
			done <- o
		}()
		f, err := casefile.Open(ctx, path, mode, clock)
		if err != nil {
			o.err = err
			return
		}
		defer f.Close()
		o.checked, o.err = f.Verify(ctx, nil)
		o.damaged = o.checked.Damaged
	}()
	select {
	case o := <-done:
		if ctx.Err() != nil {
			o.failed = "no answer in five seconds"
		}
		return o
	case <-time.After(10 * time.Second):
		return outcome{failed: "no answer in ten seconds"}
	}
}

func (o outcome) reported() bool { return o.err != nil || len(o.damaged) > 0 }

// anatomy knows what the bytes of a case file mean to a person.
type anatomy struct {
	*ByteMap
	columns  map[string][]string
	evidence map[int64]string // by chunk and by blob: whose bytes
	chunks   map[int64]string
	records  map[int64]string // by row: the records in it, and the evidence they were read from
}

func anatomise(t *testing.T, path string) *anatomy {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewByteMap(data)
	if err != nil {
		t.Fatal(err)
	}
	a := &anatomy{m, map[string][]string{}, map[int64]string{}, map[int64]string{}, map[int64]string{}}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	each := func(query string, row func(id int64, text string)) {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id int64
			var text string
			if err := rows.Scan(&id, &text); err != nil {
				t.Fatal(err)
			}
			row(id, text)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	each(`SELECT cid, m.name || '.' || p.name FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY m.name, cid`, func(_ int64, text string) {
		table, column, _ := strings.Cut(text, ".")
		a.columns[table] = append(a.columns[table], column)
	})
	each(`SELECT blob, 'E' || min(id) FROM evidence GROUP BY blob`, func(id int64, text string) { a.evidence[id] = text })
	each(`SELECT chunk.id, 'E' || min(evidence.id) FROM chunk JOIN evidence USING (blob) GROUP BY chunk.id`, func(id int64, text string) { a.chunks[id] = text })
	each(`SELECT id, 'R' || id || iif(count > 1, '-R' || (id + count - 1), '') || coalesce(' E' || evidence, '') FROM record`, func(id int64, text string) { a.records[id] = text })
	return a
}

// class is the kind of thing that a byte belongs to, and the names by which a
// report of its damage may call it. must is true for all that a person put in:
// evidence, records, words; and for the custody log.
func (a *anatomy) class(o Owner) (class string, names []string, must bool) {
	column := ""
	if o.Part == Value {
		if columns := a.columns[o.Table]; o.Column < len(columns) {
			column = columns[o.Column]
		}
	}
	switch {
	case o.Table == "chunk" && column == "data":
		return "evidence bytes", []string{a.chunks[o.Row]}, true
	case o.Table == "chunk" && column == "sha256":
		return "chunk sums", []string{a.chunks[o.Row]}, true
	case o.Table == "chunk" && o.Part == Value:
		// The bytes are found by the index all the same, and are whole.
		return "chunk keys", nil, true
	case o.Table == "blob" && o.Part == Value:
		return "blob rows", []string{a.evidence[o.Row]}, true
	case o.Table == "record" && o.Part == Value:
		return "record values", strings.Fields(a.records[o.Row]), true
	case (o.Table == "record" || o.Table == "chunk" || o.Table == "blob") && o.Part == Frame:
		return "frames of evidence and records", nil, true
	case o.Part == Value && o.Table == "sqlite_sequence":
		return "last numbers", nil, false
	case o.Part == Value && len(a.columns[o.Table]) > 0:
		return o.Table, nil, true
	case o.Part == Value && o.Table == "sqlite_schema":
		return "schema", nil, false
	case o.Part == Value, o.Part == Frame && len(a.columns[o.Table]) == 0:
		return "indexes", nil, false
	case o.Part == Frame:
		return "frames of other rows", nil, false
	case o.Part == Structure:
		return "page structure", nil, false
	case o.Part == Header:
		return "file header", nil, false
	}
	return "unused space", nil, false
}

// count is what became of the flips in one class.
type count struct{ flips, reported, named int }

func TestFlips(t *testing.T) {
	began, s := time.Now(), proofs()
	path := rich(t, 400)
	whole := examine(path, casefile.Salvage)
	if whole.reported() || whole.failed != "" || whole.checked.EvidenceChecked < 9 || whole.checked.RecordsChecked < 400 {
		t.Fatalf("the case before: %+v", whole)
	}
	a := anatomise(t, path)
	byClass := map[string][]int{}
	for at := range a.Size() {
		class, _, _ := a.class(a.Owner(at))
		byClass[class] = append(byClass[class], at)
	}
	classes := slices.Sorted(maps.Keys(byClass))
	if size := len(byClass["evidence bytes"]); int64(size) != whole.checked.BytesChecked {
		t.Fatalf("the map finds %d bytes of evidence, the program %d", size, whole.checked.BytesChecked)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	before := bytes.Clone(a.data)
	random := rand.New(rand.NewPCG(7, 7))
	counts := map[string]*count{}
	var required, missed, others, caught, misnamed int
	for i := range s.flips {
		// Half of the flips fall anywhere in the file, which is mostly evidence;
		// the other half on each class alike.
		at := random.IntN(a.Size())
		if i%2 == 1 {
			places := byClass[classes[i/2%len(classes)]]
			at = places[random.IntN(len(places))]
		}
		bit := byte(1) << random.IntN(8)
		owner := a.Owner(at)
		class, names, must := a.class(owner)
		put(t, file, at, before[at]^bit)
		o := examine(path, casefile.Salvage)
		put(t, file, at, before[at])
		where := fmt.Sprintf("bit %#x of byte %d, %s (%+v)", bit, at, class, owner)
		if o.failed != "" {
			t.Errorf("%s: %s", where, o.failed)
		}
		c := counts[class]
		if c == nil {
			c = &count{}
			counts[class] = c
		}
		c.flips++
		if o.reported() {
			c.reported++
		}
		named := o.err != nil && len(names) > 0 || slices.ContainsFunc(o.damaged, func(d casefile.Damage) bool { return slices.Contains(names, d.What) })
		if named {
			c.named++
		}
		switch {
		case must && !o.reported():
			missed++
			t.Errorf("%s: not reported", where)
		case must && !named && len(names) > 0:
			misnamed++
			t.Errorf("%s: reported as %s, not as %v", where, say(o), names)
		}
		if must {
			required++
		} else {
			others++
			if o.reported() {
				caught++
			}
		}
	}
	for _, class := range classes {
		if c := counts[class]; c != nil {
			t.Logf("%-32s %5d flips, %5d reported, %5d named (%d bytes)", class, c.flips, c.reported, c.named, len(byClass[class]))
		}
	}
	t.Logf("%d flips: %d in evidence, records, words and log, %d missed, %d under another name; of the %d others %d caught, %.0f %% (%v)",
		s.flips, required, missed, misnamed, others, caught, 100*float64(caught)/float64(max(others, 1)), time.Since(began).Round(time.Second))
}

func put(t *testing.T, f *os.File, at int, b byte) {
	t.Helper()
	if _, err := f.WriteAt([]byte{b}, int64(at)); err != nil {
		t.Fatal(err)
	}
}

// say is an outcome in one line.
func say(o outcome) string {
	if o.err != nil {
		return o.err.Error()
	}
	var out []string
	for _, d := range o.damaged {
		out = append(out, d.What+" "+dispute.Note(d.Why).Code)
	}
	return strings.Join(out, ", ")
}
