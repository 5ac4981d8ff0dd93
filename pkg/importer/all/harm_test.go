package all

import (
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestTruncated(t *testing.T) {
	for _, im := range Importers() {
		t.Run(im.Name(), func(t *testing.T) { importertest.Truncate(t, im) })
	}
}

func TestDamaged(t *testing.T) {
	for _, im := range Importers() {
		t.Run(im.Name(), func(t *testing.T) { importertest.Damage(t, im) })
	}
}
