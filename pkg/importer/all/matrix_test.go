package all

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
)

// foreign are fixtures by which an importer shows that it leaves another's
// format alone, and whose format that is.
var foreign = map[string]string{
	"whatsapp/iso-bracket": "signal",
	"mail/look-alike-page": "webpage",
}

// TestMatrix puts every fixture of every importer before all importers. Its
// owner, and nobody else, may be the one that is picked; where the owner's own
// golden file says "match none", nobody may be.
func TestMatrix(t *testing.T) {
	importers := Importers()
	named := map[string]bool{}
	for _, im := range importers {
		named[im.Name()] = true
	}
	folders, err := os.ReadDir(filepath.Join(golden.Root(t), "testdata", "import"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, folder := range folders {
		owner := folder.Name()
		if owner == Fallback().Name() {
			owner = "" // what nobody else recognises
		} else if !named[owner] {
			t.Logf("%s is no importer of the list: its fixtures are not asked about", owner)
			continue
		}
		seen[owner] = true
		for _, c := range importertest.Cases(t, folder.Name()) {
			name := folder.Name() + "/" + filepath.Base(c.Dir)
			owner := owner
			if whose := foreign[name]; whose != "" {
				owner = whose
			}
			t.Run(name, func(t *testing.T) { matrix(t, importers, owner, c) })
		}
	}
	for _, im := range importers {
		if !seen[im.Name()] {
			t.Errorf("%s has no fixtures", im.Name())
		}
	}
}

func matrix(t *testing.T, importers []importer.Importer, owner string, c importertest.Case) {
	want := owner
	if owner != "" {
		im, err := importer.ByName(importers, owner)
		if err != nil {
			t.Fatal(err)
		}
		if im.Identify(c.Source).Confidence == importer.None {
			want = ""
		}
	}
	picked, m, err := importer.Pick(importers, c.Source)
	var tie *importer.Tie
	switch {
	case errors.As(err, &tie):
		t.Errorf("a tie of %v", tie.Names)
	case err != nil:
		t.Error(err)
	case picked == nil && want != "":
		t.Errorf("nobody recognises it, want %s", want)
	case picked != nil && picked.Name() != want:
		t.Errorf("picked %s (%v, %s), want %q", picked.Name(), m.Confidence, m.Variant, want)
	}
	for _, im := range importers {
		if m := im.Identify(c.Source); m.Confidence >= importer.Certain && im.Name() != want {
			if c.Source.Options.Map == "" {
				t.Errorf("%s is certain too (%s)", im.Name(), m.Variant)
			}
		}
	}
}

// COMPLAIN_SAMPLES names a folder of files that others published. Each is
// recognised by one importer, or by none.
func TestSamples(t *testing.T) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	paths, err := filepath.Glob(filepath.Join(root, "transactions", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		src := importertest.Source(t, name, data)
		im, m, err := importer.Pick(Importers(), src)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case im == nil:
			t.Logf("%s: nobody", name)
		default:
			t.Logf("%s: %s %s", name, im.Name(), m.Variant)
		}
	}
}
