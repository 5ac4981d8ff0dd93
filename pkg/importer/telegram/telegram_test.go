package telegram

import (
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzTelegram(f *testing.F) { importertest.Fuzz(f, Importer{}) }
