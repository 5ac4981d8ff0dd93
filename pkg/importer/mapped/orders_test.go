package mapped

import (
	"strings"
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestOrders(t *testing.T) { importertest.Run(t, Orders{}) }

// Every mapping that comes with the program is right, says where it is from, and
// has a fixture.
func TestShipped(t *testing.T) {
	files, err := shipped.ReadDir("orders")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d mappings, %v", len(files), err)
	}
	read := map[string]bool{}
	for _, c := range importertest.Cases(t, Orders{}.Name()) {
		read[Orders{}.Identify(c.Source).Variant] = true
	}
	for _, f := range files {
		s, err := readShipped("orders/" + f.Name())
		if err != nil {
			t.Errorf("%s: %v", f.Name(), err)
			continue
		}
		if s.Source == "" || len(s.Needed) < 3 || s.Zone == "" || s.Currency == "" {
			t.Errorf("%s lacks a source, needed columns, a zone or a currency", f.Name())
		}
		for _, role := range s.Needed {
			if len(s.Mapping.Columns[role]) == 0 {
				t.Errorf("%s needs %s, which has no columns", f.Name(), role)
			}
		}
		for _, sign := range s.Signs {
			if sign != strings.ToLower(sign) {
				t.Errorf("%s: %s is looked for in small letters", f.Name(), sign)
			}
		}
		if !read[s.variant] {
			t.Errorf("%s has no fixture", f.Name())
		}
	}
}
