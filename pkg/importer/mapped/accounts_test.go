package mapped

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/charset"
)

func TestAccounts(t *testing.T) { importertest.Run(t, Accounts{}) }

func FuzzAccounts(f *testing.F) { importertest.Fuzz(f, Accounts{}) }

// Every bank is a file that is right and says where it is from, and a folder of
// fixtures whose name begins with the file's.
func TestAccountFiles(t *testing.T) {
	read := map[string]bool{}
	for _, c := range importertest.Cases(t, Accounts{}.Name()) {
		m := Accounts{}.Identify(c.Source)
		if m.Confidence != importer.Certain || !strings.HasPrefix(filepath.Base(c.Dir), m.Variant) {
			t.Errorf("%s is recognised as %q, %v", filepath.Base(c.Dir), m.Variant, m.Confidence)
		}
		read[m.Variant] = true
	}
	files, err := shippedAccounts.ReadDir("accounts")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	headers := map[string]string{}
	for _, f := range files {
		a, err := readAccount(f.Name())
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
			continue
		}
		if !strings.Contains(a.Source, "20") || len(a.Headers) == 0 {
			t.Errorf("%s lacks headers, or a source with the day it was looked up", f.Name())
		}
		if _, ok := charset.Parse(string(a.Encoding)); a.Encoding != "" && !ok {
			t.Errorf("%s has the encoding %q, which is none", f.Name(), a.Encoding)
		}
		if !read[a.variant] {
			t.Errorf("%s has no fixture", f.Name())
		}
		for _, header := range a.Headers {
			line := strings.ToLower(strings.Join(header, "|"))
			if other := headers[line]; other != "" {
				t.Errorf("%s has the header of %s: no file is either's for certain", f.Name(), other)
			}
			headers[line] = f.Name()
			columns(t, f.Name(), a, header)
		}
	}
}

// What only resembles a header is another table: one with a column more, or with two in
// another order.
func TestOnlyTheWholeHeader(t *testing.T) {
	for _, l := range ofAccounts().Layouts {
		more := append(slices.Clone(l.Header), "Branch")
		other := slices.Clone(l.Header)
		slices.Reverse(other)
		for _, header := range [][]string{more, other} {
			src := importertest.Source(t, "x.csv", "\""+strings.Join(header, "\",\"")+"\"\n")
			if m := (Accounts{}).Identify(src); m.Confidence != importer.None {
				t.Errorf("%v is taken for %s", header, m.Variant)
			}
		}
	}
}

// columns holds that a header has the columns that tell when and how much, and that
// no column is named that no header has.
func columns(t *testing.T, name string, a *Account, header Names) {
	t.Helper()
	has := func(names Names) bool {
		return len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return slices.Contains(header, n) })
	}
	for _, role := range []string{"time", "amount", "in", "out", "direction", "currency"} {
		if !has(a.Columns[role]) {
			t.Errorf("%s: no column of %v has the role %s", name, header, role)
		}
	}
	for role := range a.Returned {
		if _, known := roles[role]; !known || len(a.Columns[role]) == 0 {
			t.Errorf("%s: what gives money back is told by the role %s, which no column has", name, role)
		}
	}
	if !has(Names{a.Turned.Column}) && a.Turned.Column != "" {
		t.Errorf("%s: no column of %v is %q", name, header, a.Turned.Column)
	}
	for role, names := range a.Received {
		if _, known := roles[role]; !known || !has(names) {
			t.Errorf("%s: no column of %v has the role %s of rows received", name, header, role)
		}
	}
	for _, n := range a.names() {
		if !slices.ContainsFunc(a.Headers, func(h Names) bool { return slices.Contains(h, n) }) {
			t.Errorf("%s: no header has the column %q", name, n)
		}
	}
}
