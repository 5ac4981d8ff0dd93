package casefile

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// The case files of testdata/case: one whole, and one for each kind of damage,
// compressed, since most of a small case is empty. list.txt says what is to be
// found in each. They are made with -update, but for those of versions that were
// released, which stay as they are for ever.

// fixtures says how each file differs from the whole one.
var fixtures = map[string]func(t *testing.T, data []byte) []byte{
	"v3": func(_ *testing.T, data []byte) []byte { return data },
	"newer": func(_ *testing.T, data []byte) []byte {
		binary.BigEndian.PutUint32(data[60:], SchemaVersion+1)
		return data
	},
	"older":              func(_ *testing.T, data []byte) []byte { binary.BigEndian.PutUint32(data[60:], 0); return data },
	"foreign":            func(_ *testing.T, data []byte) []byte { binary.BigEndian.PutUint32(data[68:], 7); return data },
	"damaged-cut":        func(_ *testing.T, data []byte) []byte { return data[:len(data)-pageSize/2] },
	"damaged-half":       func(_ *testing.T, data []byte) []byte { return data[:len(data)/2/pageSize*pageSize] },
	"damaged-header":     func(_ *testing.T, data []byte) []byte { data[16], data[17] = 0, 7; return data },
	"damaged-evidence":   replacing("evidence one", "evidence two"),
	"damaged-piece":      running(`DROP TRIGGER chunk_stays; UPDATE chunk SET data = zeroblob(1048576) WHERE blob = 2 AND seq = 1; ` + schema[len(schema)-1]),
	"damaged-record":     replacing("first words", "other words"),
	"damaged-log":        replacing("another order\"}", "another 0rder\"}"),
	"damaged-structure":  breakingPage("first words"),
	"damaged-title":      running(`UPDATE evidence SET title = '别的标题' WHERE id = 2`),
	"damaged-claim":      running(`UPDATE claim SET minor = 99900`),
	"damaged-withdrawal": running(`UPDATE evidence SET withdrawn = '' WHERE id = 3`),
	"damaged-party":      running(`UPDATE party SET address = '别处'; INSERT INTO party VALUES ('brand', 'B', '', '', '', 'null', 'null')`),
	"hostile-trigger":    running(`CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM party; END`),
	"hostile-view":       running(`DROP TABLE pin; CREATE VIEW pin AS SELECT 1 AS evidence, '' AS locator, 1 AS pinned`),
	"hostile-virtual":    running(`CREATE VIRTUAL TABLE v USING fts5(x)`),
	"hostile-freelist":   func(_ *testing.T, data []byte) []byte { binary.BigEndian.PutUint32(data[36:], 1<<30); return data },
}

// released are those that are never made again.
var released = []string{"v1", "v1-program", "v2"}

func replacing(old, new string) func(*testing.T, []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		if !bytes.Contains(data, []byte(old)) {
			t.Fatalf("no %q in the file", old)
		}
		return bytes.ReplaceAll(data, []byte(old), []byte(new))
	}
}

// breakingPage says that the page of a text holds more than it can.
func breakingPage(text string) func(*testing.T, []byte) []byte {
	return func(_ *testing.T, data []byte) []byte {
		page := bytes.Index(data, []byte(text)) / pageSize * pageSize
		binary.BigEndian.PutUint16(data[page+3:], 60000)
		return data
	}
}

func running(sql string) func(*testing.T, []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		ctx := context.Background()
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := open(ctx, path, ReadWrite, clock)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if data, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		return data
	}
}

func TestCaseFiles(t *testing.T) {
	dir := filepath.Join(golden.Root(t), "testdata", "case")
	if golden.Updating() {
		writeFixtures(t, dir)
	}
	want := map[string]string{}
	text, err := os.ReadFile(filepath.Join(dir, "list.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		name, found, _ := strings.Cut(strings.TrimSpace(line), ": ")
		want[name] = found
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".complain.gz")
		if !ok {
			if e.Name() != "list.txt" {
				t.Errorf("%s is no case file", e.Name())
			}
			continue
		}
		path := filepath.Join(t.TempDir(), name+Extension)
		unzip(t, filepath.Join(dir, e.Name()), path)
		if got := foundIn(path); got != want[name] {
			t.Errorf("%s: found %s\nwant %s", name, got, want[name])
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("%s is listed, and not there", name)
	}
}

// foundIn says what becomes of a case file: refused for which mode, and what is
// damaged in it.
func foundIn(path string) string {
	ctx := context.Background()
	var out []string
	for _, mode := range []Mode{ReadWrite, ReadOnly, Salvage} {
		f, err := Open(ctx, path, mode, clock)
		what := "opens"
		for _, known := range []error{ErrNotACase, ErrNewer, ErrOlder, ErrDamaged} {
			if errors.Is(err, known) {
				what = known.Error()
			}
		}
		if err == nil && mode == Salvage {
			v, err := f.Verify(ctx, nil)
			what = "whole"
			if err != nil || len(v.Damaged) > 0 {
				what = "damaged"
			}
			for _, d := range v.Damaged {
				what += fmt.Sprintf(" [%s %s]", strings.TrimSpace(d.What+" "+d.Column), d.Why.Code)
			}
		}
		if err == nil {
			f.Close()
		}
		out = append(out, what)
	}
	return strings.Join(out, "; ")
}

func writeFixtures(t *testing.T, dir string) {
	t.Helper()
	f := fullFile(t)
	f.Close()
	whole, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fixtures)) {
		data := fixtures[name](t, bytes.Clone(whole))
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(dir, name+".complain.gz")
		if err := os.WriteFile(target, packed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name+Extension)
		unzip(t, target, path)
		fmt.Fprintf(&list, "%s: %s\n", name, foundIn(path))
	}
	for _, name := range released {
		path := filepath.Join(t.TempDir(), name+Extension)
		unzip(t, filepath.Join(dir, name+".complain.gz"), path)
		fmt.Fprintf(&list, "%s: %s\n", name, foundIn(path))
	}
	if err := os.WriteFile(filepath.Join(dir, "list.txt"), []byte(list.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unzip(t *testing.T, from, to string) {
	t.Helper()
	r, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	z, err := gzip.NewReader(r)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
