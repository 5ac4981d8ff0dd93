package photo

import (
	"bytes"
	"context"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/internal/importertest"
)

var _ importer.Importer = Importer{}

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

// Every fixture, cut at many places and with many a byte changed, is still one
// picture or none.
func TestMutants(t *testing.T) {
	step := 17
	if testing.Short() {
		step = 61
	}
	for _, c := range importertest.Cases(t, "photo") {
		whole := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(whole, 0); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(whole); i += step {
			read(t, whole[:i])
			for _, b := range []byte{0, 1, 0x80, 0xff} {
				mutant := bytes.Clone(whole)
				mutant[i] = b
				read(t, mutant)
			}
		}
	}
}

func read(t *testing.T, data []byte) {
	t.Helper()
	src := importertest.Source(t, "a.jpg", data)
	if (Importer{}).Identify(src).Confidence == importer.None {
		return
	}
	tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || len(records) != 1 || !tally.Conserved() {
		t.Fatalf("%d records, %v", len(records), err)
	}
}
