package chatlab

import (
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzChatLab(f *testing.F) { importertest.Fuzz(f, Importer{}) }
