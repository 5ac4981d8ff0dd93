package importertest

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"

	"complain/pkg/importer"
)

// Damage reads the fixtures of im with one byte changed, at many places, as bad
// disks leave files: whatever is there is read or said, and accounted for.
func Damage(t *testing.T, im importer.Importer) {
	const most = 30
	for _, c := range Cases(t, im.Name()) {
		data := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(data, 0); err != nil && len(data) > 0 {
			t.Fatal(err)
		}
		places := min(len(data), most)
		for n := range places {
			at := len(data) * n / places
			left := bytes.Clone(data)
			left[at] ^= 0xa5
			src := importer.NewSource(c.Source.Name, c.Source.Path, bytes.NewReader(left), int64(len(left)), c.Source.Options)
			im.Identify(src)
			tally, _, err := Extract(context.Background(), im, src)
			var undecided *importer.Undecided
			var stopped *importer.Stopped
			switch {
			case err != nil && !errors.As(err, &undecided) && !errors.As(err, &stopped):
				t.Errorf("%s with byte %d changed: %v", filepath.Base(c.Dir), at, err)
			case err == nil && !tally.Conserved():
				t.Errorf("%s with byte %d changed: %d units, %d accounted for", filepath.Base(c.Dir), at, tally.Reading.Units, tally.Covered)
			}
		}
	}
}

// OneOrNone reads the fixtures of im cut at every step-th byte, and with that
// byte set to four others: a file that gives one record still gives one, or is
// not known any more. Files are read under name.
func OneOrNone(t *testing.T, im importer.Importer, name string, step int) {
	if testing.Short() {
		step *= 4
	}
	read := func(data []byte) {
		src := Source(t, name, data)
		if im.Identify(src).Confidence == importer.None {
			return
		}
		tally, records, err := Extract(context.Background(), im, src)
		if err != nil || len(records) != 1 || !tally.Conserved() {
			t.Fatalf("%d records, %v", len(records), err)
		}
	}
	for _, c := range Cases(t, im.Name()) {
		whole := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(whole, 0); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(whole); i += step {
			read(whole[:i])
			for _, b := range []byte{0, 1, 0x80, 0xff} {
				mutant := bytes.Clone(whole)
				mutant[i] = b
				read(mutant)
			}
		}
	}
}
