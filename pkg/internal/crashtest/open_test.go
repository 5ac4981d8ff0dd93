package crashtest

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"complain/pkg/casefile"
)

// everyMode is the ways to open a case. ReadOnly is Salvage and one look more,
// so many damages are tried without it.
var everyMode = []casefile.Mode{casefile.ReadOnly, casefile.Salvage, casefile.ReadWrite}

// damagedCase is a whole case to be damaged, and what verifying it finds.
type damagedCase struct {
	data  []byte
	whole casefile.Verification
	dir   string
}

func newDamagedCase(t testing.TB) *damagedCase {
	t.Helper()
	path := rich(t, 60)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	o := examine(path, casefile.ReadOnly)
	if o.reported() || o.failed != "" {
		t.Fatalf("the case before: %+v", o)
	}
	return &damagedCase{data, o.checked, t.TempDir()}
}

// judge opens the damaged bytes for reading and for writing, and returns what
// is wrong with the answer: a panic, a wait, or a case that lost something
// without a word.
func (d *damagedCase) judge(data []byte, modes ...casefile.Mode) (opened bool, wrong error) {
	for _, mode := range modes {
		path := filepath.Join(d.dir, caseName)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return opened, err
		}
		o := examine(path, mode)
		for _, end := range []string{"-journal", "-wal", "-shm"} {
			os.Remove(path + end)
		}
		v := o.checked
		switch {
		case o.failed != "":
			return opened, fmt.Errorf("mode %d: %s", mode, o.failed)
		case o.reported():
		case v.EvidenceChecked != d.whole.EvidenceChecked, v.RecordsChecked != d.whole.RecordsChecked, v.BytesChecked != d.whole.BytesChecked, v.Head != d.whole.Head:
			return opened, fmt.Errorf("mode %d: opened without a word, with %d evidence, %d records, log %d", mode, v.EvidenceChecked, v.RecordsChecked, v.CustodyEntries)
		default:
			opened = true
		}
	}
	return opened, nil
}

func TestOpenCutShort(t *testing.T) {
	began, d := time.Now(), newDamagedCase(t)
	page := int(binary.BigEndian.Uint16(d.data[16:]))
	sizes := []int{0, 1, 15, 16, 17, 99, 100, 101, 511, 512, 513, 1023, 1024, 4096, page - 1, page + 1, page + 100}
	for at := page; at < len(d.data); at += page {
		sizes = append(sizes, at, at+page/2+1)
	}
	wrong := 0
	for _, size := range sizes {
		switch opened, err := d.judge(d.data[:size], everyMode...); {
		case err != nil:
			wrong++
			t.Errorf("cut to %d bytes: %v", size, err)
		case opened:
			wrong++
			t.Errorf("cut to %d bytes: opens as if whole", size)
		}
	}
	t.Logf("cut short: %d sizes, %d pages: all refused or reported but %d (%v)", len(sizes), len(d.data)/page, wrong, time.Since(began).Round(time.Second))
}

// After the end of the file may stand what a failing disk or a careless tool
// left there.
func TestOpenWithTail(t *testing.T) {
	d := newDamagedCase(t)
	for _, n := range []int{1, 511, 512, 16384, 100000} {
		if _, err := d.judge(append(d.data[:len(d.data):len(d.data)], make([]byte, n)...), everyMode...); err != nil {
			t.Errorf("%d bytes more: %v", n, err)
		}
	}
}

func TestOpenHeaderFlips(t *testing.T) {
	began, d, s := time.Now(), newDamagedCase(t), proofs()
	var tried, harmless, wrong int
	for at := range 100 {
		values := map[byte]bool{0: true, 2: true, 0xff: true}
		for bit := range 8 {
			values[d.data[at]^1<<bit] = true
		}
		for i := range s.header {
			values[byte(i)] = true
		}
		delete(values, d.data[at])
		for value := range values {
			if s.few && int(value)%8 != at%8 {
				continue
			}
			data := bytes.Clone(d.data)
			data[at] = value
			tried++
			opened, err := d.judge(data, casefile.Salvage, casefile.ReadWrite)
			if err != nil {
				wrong++
				t.Errorf("byte %d of the header is %#x: %v", at, value, err)
			}
			if opened {
				harmless++
			}
		}
	}
	t.Logf("header: %d changes: %d harmless, the others refused or reported but %d (%v)", tried, harmless, wrong, time.Since(began).Round(time.Second))
}

func TestOpenForeignFiles(t *testing.T) {
	d := newDamagedCase(t)
	database := func(name string, statements ...string) []byte {
		path := filepath.Join(t.TempDir(), "foreign.db")
		db, err := sql.Open("sqlite", "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatalf("%s: %s: %v", name, s, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	ours := fmt.Sprintf("PRAGMA application_id = %d", casefile.ApplicationID)
	version := fmt.Sprintf("PRAGMA user_version = %d", casefile.SchemaVersion)
	text := bytes.Repeat([]byte("Dear Sir or Madam, "), 1000)
	files := map[string][]byte{
		"empty":                        nil,
		"text":                         text,
		"text that begins like SQLite": append([]byte("SQLite format 3\x00"), text...),
		"zeros":                        make([]byte, 100000),
		"a zip":                        zipped(t, func(add func(string, []byte)) { add("a.txt", text) }),
		"another program's database":   database("other", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"),
		"an empty database":            database("empty", "PRAGMA user_version = 1", "PRAGMA user_version = 0", "VACUUM"),
		"no tables under our mark":     database("marked", ours, version),
		"other tables under our mark":  database("tables", ours, version, "CREATE TABLE evidence (id INTEGER PRIMARY KEY, blob)"),
		"a view in place of a table":   database("view", ours, version, "CREATE VIEW evidence AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c) SELECT n AS id FROM c"),
		"a trigger under our mark":     database("trigger", ours, version, "CREATE TABLE dispute (one)", "CREATE TRIGGER t AFTER INSERT ON dispute BEGIN DELETE FROM dispute; END"),
		"in WAL mode":                  database("wal", "PRAGMA journal_mode = WAL", ours, version, "CREATE TABLE dispute (one)"),
		"in UTF-16":                    database("utf16", "PRAGMA encoding = 'UTF-16le'", ours, version, "CREATE TABLE dispute (one)"),
		"only the header":              d.data[:100],
		"the header and zeros":         append(d.data[:100:100], make([]byte, len(d.data)-100)...),
	}
	for name, data := range files {
		if opened, err := d.judge(data, everyMode...); opened || err != nil {
			t.Errorf("%s: opened %t, %v", name, opened, err)
		}
	}
	t.Logf("foreign files: %d refused", len(files))
}

// A journal beside a case is part of it only if SQLite wrote it for this case.
func TestOpenWithForeignJournal(t *testing.T) {
	d := newDamagedCase(t)
	path := filepath.Join(d.dir, caseName)
	magic := []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}
	for name, journal := range map[string][]byte{
		"empty":           nil,
		"zeros":           make([]byte, 4096),
		"text":            bytes.Repeat([]byte("words "), 1000),
		"magic and zeros": append(bytes.Clone(magic), make([]byte, 4096)...),
		"magic and noise": append(bytes.Clone(magic), bytes.Repeat([]byte{0xff, 0x01, 0x80}, 3000)...),
	} {
		for _, mode := range everyMode {
			if err := os.WriteFile(path, d.data, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path+"-journal", journal, 0o600); err != nil {
				t.Fatal(err)
			}
			o := examine(path, mode)
			if o.failed != "" {
				t.Errorf("%s, mode %d: %s", name, mode, o.failed)
			} else if !o.reported() && (o.checked.Head != d.whole.Head || o.checked.BytesChecked != d.whole.BytesChecked) {
				t.Errorf("%s, mode %d: the case is another without a word", name, mode)
			}
			os.Remove(path + "-journal")
		}
	}
}

// FuzzOpen damages a whole case: it is cut, and some of its bytes are changed
// in up to two places.
func FuzzOpen(f *testing.F) {
	d := newDamagedCase(f)
	m, err := NewByteMap(d.data)
	if err != nil {
		f.Fatal(err)
	}
	size := uint32(len(d.data))
	seen := map[Owner]bool{}
	for at := range m.Size() { // one seed for each kind of thing in the file
		o := m.Owner(at)
		o.Row = 0
		if o.Part != Unused && o.Part != Header && !seen[o] && len(seen) < 60 {
			seen[o] = true
			f.Add(size, uint32(at), []byte{0xff}, uint32(0), []byte{})
		}
	}
	f.Add(size, uint32(0), []byte{}, uint32(0), []byte{})
	f.Add(size-1, uint32(18), []byte{2, 2}, uint32(52), []byte{0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, size, at uint32, first []byte, also uint32, second []byte) {
		data := bytes.Clone(d.data[:min(int(size), len(d.data))])
		for _, c := range []struct {
			at    uint32
			bytes []byte
		}{{at, first}, {also, second}} {
			if int(c.at) < len(data) {
				copy(data[c.at:], c.bytes)
			}
		}
		if _, err := d.judge(data, casefile.Salvage, casefile.ReadWrite); err != nil {
			t.Fatal(err)
		}
	})
}
