package amazon

import (
	"testing"

	"complain/pkg/internal/importertest"
)

func TestImporter(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }
