package recording

import (
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

var _ importer.Importer = Importer{}

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

func TestMutants(t *testing.T) { importertest.OneOrNone(t, Importer{}, "a.mp4", 7) }
