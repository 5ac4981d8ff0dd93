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
