package statement_test

import (
	"context"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/camt"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/mt940"
	"complain/pkg/importer/ofx"
	"complain/pkg/importer/qif"
)

func readers() []importer.Importer {
	return []importer.Importer{ofx.Importer{}, qif.Importer{}, camt.Importer{}, mt940.Importer{}}
}

func TestTruncated(t *testing.T) {
	for _, im := range readers() {
		t.Run(im.Name(), func(t *testing.T) { importertest.TruncateFinely(t, im) })
	}
}

// COMPLAIN_SAMPLES names a folder of files that others published, with what
// is in them. A family without a file there fails: then nothing was tested.
func TestSamples(t *testing.T) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	manifest, err := os.ReadFile(filepath.Join(root, "transactions", "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for line := range strings.Lines(string(manifest)) {
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		name, _, _ := strings.Cut(row[0], "-")
		if name == "qfx" {
			name = "ofx"
		}
		for _, im := range readers() {
			if im.Name() == name {
				found[name]++
				t.Run(row[0], func(t *testing.T) { sample(t, im, filepath.Join(root, "transactions", row[0]), row[6], row[7]) })
			}
		}
	}
	for _, im := range readers() {
		if found[im.Name()] == 0 {
			t.Errorf("no sample of %s", im.Name())
		}
	}
	err = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		want, _, _ := strings.Cut(d.Name(), "-")
		if want == "qfx" {
			want = "ofx"
		}
		for _, im := range readers() {
			m := im.Identify(source(t, d.Name(), data))
			if (m.Confidence != importer.None) != (im.Name() == want) {
				t.Errorf("%s as %s: %v", d.Name(), im.Name(), m)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func source(t testing.TB, name string, data []byte) *importer.Source {
	return importertest.Source(t, name, data)
}

func sample(t *testing.T, im importer.Importer, path, wantRecords, wantSum string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	src := source(t, filepath.Base(path), data)
	if m := im.Identify(src); m.Confidence != importer.Certain {
		t.Errorf("confidence %d", m.Confidence)
	}
	tally, records, err := importertest.Extract(context.Background(), im, src)
	var stopped *importer.Stopped
	if wantRecords == "" {
		if !errors.As(err, &stopped) {
			t.Errorf("read without a word: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if !tally.Conserved() || tally.Failed > 0 {
		t.Errorf("%d units, %d covered, problems %v", tally.Reading.Units, tally.Covered, tally.Reading.Problems)
	}
	if strconv.Itoa(len(records)) != wantRecords {
		t.Errorf("%d records, want %s", len(records), wantRecords)
	}
	sum := new(big.Rat)
	for _, r := range records {
		text := r.Amount.Decimal()
		if raw := r.Field("TRNAMT"); raw != "" {
			text = raw // some have more digits than money
		}
		a, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("%q", text)
		}
		if r.Direction == dispute.Out && a.Sign() > 0 {
			a.Neg(a)
		}
		sum.Add(sum, a)
		if at := r.Locator; !strings.Contains(string(data[at.Offset:at.Offset+at.Length]), r.Raw[:10]) {
			t.Errorf("%s is not where %q is", at, r.Raw)
		}
	}
	words := strings.Fields(wantSum)
	last := ""
	for _, w := range words {
		w = strings.Trim(w, ";")
		if _, ok := new(big.Rat).SetString(w); ok && last == "" {
			last = w
		}
	}
	want, _ := new(big.Rat).SetString(last)
	difference := new(big.Rat).Sub(sum, want)
	if difference.Abs(difference).Cmp(big.NewRat(1, 1_000_000)) > 0 {
		t.Errorf("sum %s, want %s", sum.FloatString(4), last)
	}
	for _, total := range tally.Reading.Totals {
		t.Logf("%s %v: declared %s read %s %t", total.What.Code, total.What.Args, total.Declared, total.Read, total.OK)
	}
}
