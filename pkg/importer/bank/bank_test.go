package bank

import (
	"path/filepath"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func TestImporter(t *testing.T) { importertest.Run(t, Bill()) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Bill()) }

// Adding a bank takes one entry in table and one folder of fixtures, and
// nothing else: this test ties the two, and no other place knows a bank. The
// folder's name begins with the entry's Variant.
func TestEveryEntry(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range importertest.Cases(t, Bill().Name()) {
		if m := Bill().Identify(c.Source); m.Confidence == importer.Certain {
			seen[m.Variant] = true
			if name := filepath.Base(c.Dir); len(name) < len(m.Variant) || name[:len(m.Variant)] != m.Variant {
				t.Errorf("%s is recognised as %s", name, m.Variant)
			}
		}
	}
	for _, l := range table() {
		if !seen[l.Variant] {
			t.Errorf("%s has no fixture", l.Variant)
		}
	}
}
