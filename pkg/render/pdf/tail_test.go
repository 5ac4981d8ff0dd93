package pdf

import (
	"testing"

	"complain/pkg/doc"
)

// No page is for the last line or two of a part, and no table ends in a row alone
// under its repeated head.
func TestTailsStayTogether(t *testing.T) {
	for _, lines := range []int{40, 41, 42, 43, 44, 80, 81, 82, 83} {
		var strips []*strip
		for range lines {
			strips = append(strips, &strip{height: textHeight / 40})
		}
		pages, _ := paginate(strips)
		for i, p := range pages {
			if len(pages) > 1 && len(p.strips) < fewest {
				t.Errorf("of %d lines page %d has %d", lines, i+1, len(p.strips))
			}
		}
	}
}

// A head that is too wide loses its last part, then its end, and stays one line.
func TestShortenedHead(t *testing.T) {
	l := &layout{structure: newStructure(), compositor: newCompositor(&doc.Document{Lang: "en"})}
	st := style{face: sans, size: leastText}
	for in, want := range map[string]string{
		"Anna v Bob · order 1": "Anna v Bob · order 1",
		"A very long name of a complainant v a very long name of a company · order 123456789012345678901234567890": "A very long name of a complainant v a very long name of a company",
	} {
		got, err := l.shortened(in, st, textWidth)
		if err != nil || got != want {
			t.Errorf("%q is %q, %v", in, got, err)
		}
	}
}
