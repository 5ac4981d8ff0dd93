package whatsappexport

import (
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzWhatsAppExport(f *testing.F) { importertest.Fuzz(f, Importer{}) }
