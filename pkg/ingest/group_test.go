package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Whoever reads while files come in sees what was reported, and nothing less:
// a line is an acknowledgement.
func TestReportedIsDurable(t *testing.T) {
	b := newIngest(t)
	const files = 3*groupFiles + 5
	var paths []string
	for i := range files {
		paths = append(paths, b.write(t, fmt.Sprintf("%03d.txt", i), fmt.Sprintf("LINES\nline %d\n", i)))
	}
	seen := 0
	b.Report = func(r Result) {
		b.results = append(b.results, r)
		other, err := casefile.Open(context.Background(), b.file.Path(), casefile.ReadOnly, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		e, err := other.Evidence(context.Background(), r.Evidence.ID)
		if err != nil || e.Reading.State != dispute.Read || e.Reading.Records != 1 {
			t.Fatalf("%s was reported: %+v, %v", r.Given, e.Reading, err)
		}
		seen++
	}
	if _, err := b.addPaths(context.Background(), paths, Settings{}); err != nil {
		t.Fatal(err)
	}
	for i, r := range b.results {
		if want := fmt.Sprintf("%03d.txt", i); r.Evidence.Name != want || r.Evidence.ID != dispute.EvidenceID(i+1) {
			t.Errorf("result %d is %s %s", i, r.Evidence.ID, r.Evidence.Name)
		}
	}
	if seen != files {
		t.Errorf("%d of %d reported", seen, files)
	}
}

// The same holds for what comes out of an archive.
func TestReportedEntriesAreDurable(t *testing.T) {
	b := newIngest(t)
	const files = 2*groupFiles + 5
	var entries []string
	for i := range files {
		entries = append(entries, fmt.Sprintf("%03d.txt", i), fmt.Sprintf("LINES\nline %d\n", i))
	}
	var large strings.Builder
	large.WriteString("LINES\n#")
	for i := 0; large.Len() < groupBytes; i++ {
		fmt.Fprintf(&large, " %d", i)
	}
	entries = append(entries, "large.txt", large.String()+"\n")
	path := b.write(t, "files.zip", zipped(t, entries...))
	durable := map[int]int{} // how often so many were on the disk when one was reported
	b.Report = func(r Result) {
		other, err := casefile.Open(context.Background(), b.file.Path(), casefile.ReadOnly, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		all, err := other.AllEvidence(context.Background())
		if err != nil || len(all) < int(r.Evidence.ID) {
			t.Fatalf("%s was reported with %d on the disk, %v", r.Given, len(all), err)
		}
		if e := all[r.Evidence.ID-1]; e.Name != "files.zip" && (e.Reading.State != dispute.Read || e.Parent != 1) {
			t.Fatalf("%s was reported: %+v", r.Given, e)
		}
		durable[len(all)]++
	}
	if _, err := b.addPaths(context.Background(), []string{path}, Settings{}); err != nil {
		t.Fatal(err)
	}
	want := map[int]int{1: 1, 1 + groupFiles: groupFiles, 1 + 2*groupFiles: groupFiles, 1 + files: 5, 2 + files: 1}
	if !maps.Equal(durable, want) {
		t.Errorf("reported at %v, want %v", durable, want)
	}
}

// One entry that cannot be read costs no other of its group, and says why.
func TestBrokenEntriesStandAlone(t *testing.T) {
	b := newIngest(t, readers()...)
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	put := func(h zip.FileHeader, content string) {
		t.Helper()
		h.UncompressedSize64, h.CompressedSize64 = uint64(len(content)), uint64(len(content))
		if h.CRC32 == 0 {
			h.CRC32 = crc32.ChecksumIEEE([]byte(content))
		}
		e, err := w.CreateRaw(&h)
		if err == nil {
			_, err = e.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put(zip.FileHeader{Name: "1.txt"}, "LINES\none\n")
	put(zip.FileHeader{Name: "2.txt", CRC32: 7}, "LINES\ntorn\n")
	put(zip.FileHeader{Name: "3.txt", Method: 9}, "LINES\nno method\n")
	put(zip.FileHeader{Name: "4.txt", Flags: 1 | 1<<6}, "LINES\nstrong\n")
	put(zip.FileHeader{Name: "5.txt"}, "LINES\npanic\n")
	put(zip.FileHeader{Name: "6.eml"}, letter("m", "bill.txt", "LINES\nfive"))
	put(zip.FileHeader{Name: "7.txt"}, "LINES\none\n")
	put(zip.FileHeader{Name: "8.txt", CRC32: 7}, "LINES\nnot\n") // as long as one that the case has
	put(zip.FileHeader{Name: "9.txt"}, "LINES\nlast\n")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := b.write(t, "files.zip", buf.String())
	want := `
files.zip E1 held 
files.zip/1.txt E2 read lines 2=1+1+0
files.zip/2.txt refused refuse.entry-damaged
files.zip/3.txt refused refuse.entry-method
files.zip/4.txt refused refuse.encrypted
files.zip/5.txt E3 partial lines stop.fault
files.zip/6.eml E4 read mail
files.zip/6.eml/bill.txt E6 read lines 2=1+1+0
files.zip/7.txt E2 read lines 2=1+1+0 known
files.zip/8.txt refused refuse.entry-damaged
files.zip/9.txt E5 read lines 2=1+1+0
`
	check(t, b.add(t, path), want)
	if v, err := b.file.Verify(context.Background(), nil); err != nil || len(v.Damaged) > 0 || v.EvidenceChecked != 6 {
		t.Errorf("%+v, %v", v, err)
	}
}

// In a group too, one bad file stops no other, the same bytes are kept once, and
// nobody is asked while the case is locked.
func TestGroupMembersStandAlone(t *testing.T) {
	b := newIngest(t)
	b.Ask = func(e dispute.Evidence, q *importer.Undecided) (string, bool) {
		other, err := casefile.Open(context.Background(), b.file.Path(), casefile.ReadWrite, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		if err := other.Log(context.Background(), "test", "case", nil); err != nil {
			t.Errorf("the case is locked while %s is asked about: %v", e.ID, err)
		}
		return "dmy", true
	}
	b.write(t, "in/a.txt", "LINES\nask\n")
	b.write(t, "in/b.txt", "LINES\npanic\n")
	b.write(t, "in/c.txt", "LINES\none\nbad\n")
	b.write(t, "in/d.txt", "LINES\none\nbad\n")
	b.write(t, "in/e.txt", "")
	b.write(t, "in/f.txt", "LINES\nlast\n")
	check(t, b.add(t, b.dir), `
in/a.txt E1 read lines 2=1+1+0
in/b.txt E2 partial lines stop.fault
in/c.txt E3 read lines 3=1+1+1
in/d.txt E3 read lines 3=1+1+1 known
in/e.txt E4 partial document stop.empty
in/f.txt E5 read lines 2=1+1+0
`)
	if v, err := b.file.Verify(context.Background(), nil); err != nil || len(v.Damaged) > 0 {
		t.Errorf("%+v, %v", v.Damaged, err)
	}
}

// What was purged does not come back with its folder.
func TestPurgedIsRefused(t *testing.T) {
	b := newIngest(t)
	b.write(t, "in/a.txt", "LINES\none\n")
	b.write(t, "in/b.txt", "LINES\ntwo\n")
	b.add(t, b.dir)
	if _, err := b.file.Purge(context.Background(), 1, "a stranger's"); err != nil {
		t.Fatal(err)
	}
	got := b.add(t, b.dir)
	if !strings.Contains(got, "refuse.purged") || !strings.Contains(got, "in/b.txt E2") {
		t.Error(got)
	}
	var purged *casefile.PurgedError
	if _, err := b.Reread(context.Background(), 1, Settings{}); !errors.As(err, &purged) {
		t.Errorf("read again: %v", err)
	}
}

func TestGrouped(t *testing.T) {
	refused := dispute.Say("refuse.link")
	small, zip := Item{Name: "a.txt", Size: 20_000}, Item{Name: "a.ZIP", Size: 10}
	many := make([]Item, 100)
	for i := range many {
		many[i] = small
	}
	for _, c := range []struct {
		items []Item
		want  int
	}{
		{[]Item{small}, 1},
		{[]Item{small, small}, 2},
		{[]Item{small, zip, small}, 1},
		{[]Item{zip, small}, 1},
		{[]Item{{Name: "x", Refused: &refused}, small}, 1},
		{[]Item{small, small, {Name: "x", Refused: &refused}}, 2},
		{[]Item{small, {Name: "big", Size: groupBytes}, small}, 1},
		{[]Item{{Name: "big", Size: groupBytes * 9}, small}, 1},
		{many, groupFiles},
	} {
		if got := grouped(c.items, Item.weigh); got != c.want {
			t.Errorf("%d items from %s: %d, want %d", len(c.items), c.items[0].Name, got, c.want)
		}
	}
}
