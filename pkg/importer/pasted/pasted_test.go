package pasted

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzPasted(f *testing.F) { importertest.Fuzz(f, Importer{}) }

// The published snippets of copied text, whose licences keep them out of this
// repository: messages, and the lines that the program wrote itself.
func TestSamples(t *testing.T) {
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	for file, want := range map[string][2]int{
		"qq/log-painter/copied_sidewindow.txt": {5, 3},
		"wechat/paste/timestamped.txt":         {4, 0},
	} {
		data, err := os.ReadFile(filepath.Join(dir, "chats", filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		src := importertest.Source(t, "a.txt", data)
		tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
		if err != nil || !tally.Conserved() || tally.Failed > 0 {
			t.Errorf("%s: %d problems, %d units, %d accounted for: %v", file, tally.Failed, tally.Reading.Units, tally.Covered, err)
		}
		got := [2]int{}
		for _, r := range records {
			if r.Kind == "message" {
				got[0]++
			} else {
				got[1]++
			}
		}
		if got != want {
			t.Errorf("%s: %v messages and notices, want %v", file, got, want)
		}
	}
}

// TestRowsAreNoHeads holds rows of tables apart from lines that have a name: the end of
// a time is nobody.
func TestRowsAreNoHeads(t *testing.T) {
	for _, line := range []string{
		"2026-03-05T10:01:00Z,Mira,The shoe is torn",
		"2026-03-05 10:01:00,Mira,Note: the shoe is torn",
		"05/03/2026,10:01:00,Mira: x",
	} {
		if h, ok := readLead(line); ok {
			t.Errorf("%q is said by %q", line, h.name)
		}
	}
}
