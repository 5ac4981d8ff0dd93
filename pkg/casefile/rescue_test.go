package casefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

func lostWords(id dispute.EvidenceID) string { return "lost: " + id.String() }

// rescued rescues damaged bytes. Whatever they are, the new case is whole, the
// damaged file is as it was, and what is not in the new one is named.
func rescued(t *testing.T, data []byte, where string) (Rescued, *File) {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	from, to := filepath.Join(dir, "damaged"+Extension), filepath.Join(dir, "new"+Extension)
	if err := os.WriteFile(from, data, 0o400); err != nil {
		t.Fatal(err)
	}
	out, err := Rescue(ctx, from, to, clock, lostWords, func(int64, int64) {})
	if errors.Is(err, ErrDamaged) && len(data) < 20*pageSize {
		return out, nil // its rows begin later
	}
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	if after, err := os.ReadFile(from); err != nil || !bytes.Equal(after, data) {
		t.Errorf("%s: the damaged file was written to", where)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("%s: %d files are left", where, len(entries))
	}
	f, err := Open(ctx, to, ReadWrite, clock)
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	t.Cleanup(func() { f.Close() })
	if err := f.CheckRows(ctx); err != nil {
		t.Errorf("%s: %v", where, err)
	}
	return out, f
}

func dataOf(t *testing.T, f *File) []byte {
	t.Helper()
	f.Close()
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// told is what a case holds, without what a rescue says of itself.
func told(t *testing.T, f *File) string {
	t.Helper()
	text := rowsOf(t, f)
	if i := strings.Index(text, "said rescue 1\n"); i >= 0 {
		end := i + len("said rescue 1\n")
		for strings.HasPrefix(text[end:], "  ") {
			end += strings.Index(text[end:], "\n") + 1
		}
		text = text[:i] + text[end:]
	}
	return text
}

func TestRescueOfAWholeCase(t *testing.T) {
	f := fullFile(t)
	want := told(t, f)
	out, got := rescued(t, dataOf(t, f), "whole")
	if len(out.Lost) > 0 || len(out.Set) > 0 || out.Kept != out.Entries {
		t.Errorf("lost %s, set %s, log %d of %d", list(out.Lost), list(out.Set), out.Kept, out.Entries)
	}
	if told(t, got) != want {
		t.Errorf("it holds\n%s\nand held\n%s", told(t, got), want)
	}
}

// Each page of a case is lost in its turn: what stood on the others comes back,
// and so does what the custody log says of this one; what does not is named.
func TestRescueWithoutAPage(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	want := told(t, f)
	bytesOf := map[dispute.EvidenceID][]byte{}
	for id := dispute.EvidenceID(1); id <= 3; id++ {
		b, err := f.Open(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		bytesOf[id] = make([]byte, b.Size())
		if _, err := b.ReadAt(bytesOf[id], 0); err != nil {
			t.Fatal(err)
		}
	}
	data := dataOf(t, f)
	whole := 0
	for page := range len(data) / pageSize {
		if data[page*pageSize] == 0 && page%50 != 0 { // the middle of long bytes, as many others
			continue
		}
		for name, change := range map[string]func([]byte){
			"zeros": func(p []byte) { clear(p) },
			"count": func(p []byte) { p[3], p[4] = 0xea, 0x60 },
			"kind":  func(p []byte) { p[0] ^= 0x40 },
		} {
			where := fmt.Sprintf("page %d, %s", page+1, name)
			broken := bytes.Clone(data)
			change(broken[page*pageSize : (page+1)*pageSize])
			if bytes.Equal(broken, data) {
				continue
			}
			out, got := rescued(t, broken, where)
			for id, want := range bytesOf {
				named := slices.ContainsFunc(out.Lost, func(d Damage) bool { return d.Evidence == id })
				b, err := got.Open(ctx, id)
				if err != nil {
					if !named {
						t.Errorf("%s: %s: %v, and lost is %s", where, id, err, list(out.Lost))
					}
					continue
				}
				have := make([]byte, b.Size())
				if _, err := b.ReadAt(have, 0); err != nil || !bytes.Equal(have, want) {
					t.Errorf("%s: %s comes back as something else (%v)", where, id, err)
				}
			}
			switch text := told(t, got); {
			case text == want:
				whole++
			case len(out.Lost)+len(out.Set) == 0:
				t.Errorf("%s: something is missing without a word: %s", where, text)
			}
		}
	}
	t.Logf("%d pages: %d times all came back", len(data)/pageSize, whole)
}

// Evidence that is lost can be put back later.
func TestMendWhatARescueLost(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	data := bytes.Replace(dataOf(t, f), []byte("evidence one"), []byte("evidence 0ne"), 1)
	out, got := rescued(t, data, "one byte")
	if len(out.Lost) != 1 || out.Lost[0].What != "E1" || out.Lost[0].Part != PartBytes {
		t.Fatalf("lost %s", list(out.Lost))
	}
	var purged *PurgedError
	if _, err := got.Open(ctx, 1); !errors.As(err, &purged) || purged.Reason != "lost: E1" {
		t.Fatal(err)
	}
	records := 0
	for _, err := range got.Records(ctx, Filter{Evidence: 1, Withdrawn: true}) {
		if err != nil {
			t.Fatal(err)
		}
		records++
	}
	if records != 2 {
		t.Errorf("%d records of it", records)
	}
	if err := got.Mend(ctx, 1, strings.NewReader("evidence two")); !errors.Is(err, ErrOtherBytes) {
		t.Errorf("%v", err)
	}
	if err := got.Mend(ctx, 1, strings.NewReader("evidence one")); err != nil {
		t.Fatal(err)
	}
	e, err := got.Evidence(ctx, 1)
	if err != nil || e.Purged != "" || e.Withdrawn != "" {
		t.Errorf("%+v %v", e, err)
	}
	if v, err := got.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
		t.Errorf("%s %v", list(v.Damaged), err)
	}
}

// A file cut short, or with a bit flipped anywhere, gives back what was whole.
func TestRescueCutsAndFlips(t *testing.T) {
	f := fullFile(t)
	want := told(t, f)
	data := dataOf(t, f)
	random := rand.New(rand.NewPCG(17, 17))
	all, some := 0, 0
	for i := range tries(40) {
		at, bit := random.IntN(len(data)), byte(1)<<random.IntN(8)
		broken := bytes.Clone(data)
		broken[at] ^= bit
		where := fmt.Sprintf("bit %#x of byte %d", bit, at)
		if i%4 == 3 {
			size := pageSize + random.IntN(len(data)-pageSize)
			broken, where = data[:size], fmt.Sprintf("cut to %d bytes", size)
		}
		out, got := rescued(t, broken, where)
		switch {
		case got == nil:
			some++
		case told(t, got) == want:
			all++
		case len(out.Lost)+len(out.Set) == 0:
			t.Errorf("%s: something is missing without a word", where)
		default:
			some++
		}
	}
	t.Logf("all came back %d times, some %d times", all, some)
}

// What an interrupted write left half done is undone, in what is read.
func TestRescueUndoesAnInterruptedWrite(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	want := told(t, f)
	before := dataOf(t, f)
	f, err := Open(ctx, f.path, ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.exec(ctx, "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE party SET name = 'half'"); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		if err := f.exec(ctx, `INSERT INTO said VALUES ('half', ?, ?, NULL)`, i, strings.Repeat("x", 9000)); err != nil {
			t.Fatal(err)
		}
	}
	half, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	journal, err := os.ReadFile(f.path + "-journal")
	if err != nil || bytes.Equal(half, before) {
		t.Fatalf("nothing is half written (%v)", err)
	}
	dir := t.TempDir()
	from, to := filepath.Join(dir, "half"+Extension), filepath.Join(dir, "new"+Extension)
	for name, data := range map[string][]byte{from: half, from + "-journal": journal} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := Rescue(ctx, from, to, clock, lostWords, func(int64, int64) {})
	if err != nil || len(out.Lost)+len(out.Set) > 0 {
		t.Fatalf("lost %s, set %s, %v", list(out.Lost), list(out.Set), err)
	}
	got, err := Open(ctx, to, ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Close()
	if told(t, got) != want {
		t.Errorf("it holds\n%s", told(t, got))
	}
}

// Records whose numbers were shifted get the numbers that the log says.
func TestRescuePutsNumbersBack(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	for i := range 2 {
		e := store(t, f, "chat.txt", fmt.Append(nil, "evidence ", i))
		r, err := f.Read(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for k := range 300 { // two bundles
			if err := r.Record(dispute.Record{Kind: dispute.Message, Text: fmt.Sprint(i, k)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Commit(dispute.Reading{State: dispute.Read, Records: 300}, nil); err != nil {
			t.Fatal(err)
		}
	}
	want := told(t, f)
	for _, by := range []int{5, 256, 1000} {
		if err := f.exec(ctx, `UPDATE record SET id = id + 10000; UPDATE record SET id = id - 10000 + ?; UPDATE sqlite_sequence SET seq = 600 + ?1 WHERE name = 'record'`, by); err != nil {
			t.Fatal(err)
		}
		data := dataOf(t, f)
		out, got := rescued(t, data, fmt.Sprint("shifted", by))
		if len(out.Lost) > 0 || len(out.Set) != 2 || out.Set[0].Why.Code != "damage.first" {
			t.Errorf("shifted by %d: lost %s, set %s", by, list(out.Lost), list(out.Set))
		}
		if told(t, got) != want {
			t.Errorf("shifted by %d: it holds\n%s", by, told(t, got))
		}
		for id, first := range map[dispute.EvidenceID]int64{1: 1, 2: 301} {
			if n, err := got.firstRecord(ctx, id); err != nil || n != first {
				t.Errorf("shifted by %d: the records of %s begin with R%d, %v", by, id, n, err)
			}
		}
		var err error
		if f, err = Open(ctx, f.path, ReadWrite, clock); err != nil {
			t.Fatal(err)
		}
		if err := f.exec(ctx, `UPDATE record SET id = id + 10000; UPDATE record SET id = id - 10000 - ?`, by); err != nil {
			t.Fatal(err)
		}
	}
	f.Close()
}

func TestRescueRefusesWhatIsNoCase(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	from := filepath.Join(dir, "other")
	for _, data := range [][]byte{nil, []byte("words"), make([]byte, 100000), bytes.Repeat([]byte{13, 0, 0, 0, 200}, 50000)} {
		if err := os.WriteFile(from, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Rescue(ctx, from, filepath.Join(dir, "new"), clock, lostWords, func(int64, int64) {}); !errors.Is(err, ErrNotACase) {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
	if _, err := Rescue(ctx, dir, filepath.Join(dir, "new"), clock, lostWords, func(int64, int64) {}); !errors.Is(err, ErrNotACase) {
		t.Errorf("a folder: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%d files are left", len(entries))
	}
}
