package telegram

import (
	"testing"

	"complain/pkg/internal/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzTelegram(f *testing.F) { importertest.Fuzz(f, Importer{}) }
