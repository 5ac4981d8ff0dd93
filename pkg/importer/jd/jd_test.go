package jd

import (
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestImporter(t *testing.T) { importertest.Run(t, Bill()) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Bill()) }
