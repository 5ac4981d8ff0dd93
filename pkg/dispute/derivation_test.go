package dispute

import "testing"

func TestRedactions(t *testing.T) {
	made := func(id, from EvidenceID) Evidence { return Evidence{ID: id, Derived: &Derivation{From: from}} }
	for _, c := range []struct {
		name     string
		evidence []Evidence
		root     EvidenceID
		by       EvidenceID
		hidden   int
	}{
		{"none", []Evidence{{ID: 1}, {ID: 2}}, 1, 0, 0},
		{"the latest", []Evidence{{ID: 1}, made(2, 1), {ID: 3}, made(4, 1)}, 1, 4, 2},
		{"of a version", []Evidence{{ID: 1}, made(2, 1), made(3, 2)}, 1, 3, 2},
		{"of a withdrawn version", []Evidence{{ID: 1}, made(3, 2)}, 1, 0, 0},
		{"of itself", []Evidence{made(1, 1), made(2, 3), made(3, 2)}, 2, 3, 1},
	} {
		r := Redactions(c.evidence)
		if r.By[c.root].ID != c.by || len(r.Hidden) != c.hidden {
			t.Errorf("%s: %s stands for %s, %d hidden; want %s and %d", c.name, r.By[c.root].ID, c.root, len(r.Hidden), c.by, c.hidden)
		}
	}
}
