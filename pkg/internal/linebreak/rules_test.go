package linebreak

import "testing"

// No mark is an ideograph: mark looks at none.
func TestMarksAreNoIdeographs(t *testing.T) {
	for _, r := range neverStart + neverEnd + neverEndTight {
		if firstIdeograph <= r && r <= lastIdeograph || !mark(r, string(r)) {
			t.Errorf("%q", r)
		}
	}
}
