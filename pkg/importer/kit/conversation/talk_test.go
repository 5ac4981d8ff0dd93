package conversation

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Conversations without times, or of a message or two, are seen as such; letters, forms,
// contracts, plays and lists are not, however much they talk.
func TestTalk(t *testing.T) {
	for file, want := range map[string]bool{"testdata/talk.txtar": true, "testdata/none.txtar": false} {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(archive.Files) < 20 {
			t.Errorf("%s: %d texts", file, len(archive.Files))
		}
		for _, f := range archive.Files {
			var g Glimpse
			for line := range strings.Lines(string(f.Data)) {
				g.Line(strings.TrimRight(line, "\n"))
			}
			if n, ok := g.Seems(); ok != want {
				t.Errorf("%s: %d lines of a conversation, %t", f.Name, n, ok)
			}
		}
	}
}
