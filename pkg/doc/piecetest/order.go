package piecetest

import (
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

// InOrder holds that every piece of a document stands in the text of what a
// renderer made of it, in its order. The text is squeezed.
func InOrder(t testing.TB, d *doc.Document, text string) {
	t.Helper()
	for _, piece := range Pieces(t, d) {
		piece = Squeeze(termsafe.CleanText(piece))
		i := strings.Index(text, piece)
		if i < 0 {
			t.Fatalf("lost, or out of order: %q in %q", piece, d.Title)
		}
		text = text[i+len(piece):]
	}
}

// Squeeze leaves out blanks, and the sign of a line end where text stands on one
// line.
func Squeeze(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u23ce", " ")), "")
}

// Within holds that every line of every piece of a document stands in a text, where
// what stands beside one another is told line by line.
func Within(t testing.TB, d *doc.Document, text string) {
	t.Helper()
	for _, piece := range Pieces(t, d) {
		for line := range strings.Lines(termsafe.CleanText(piece)) {
			if line = Squeeze(line); !strings.Contains(text, line) {
				t.Fatalf("lost: %q in %q", line, d.Title)
			}
		}
	}
}
