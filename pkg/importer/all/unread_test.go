package all

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
)

// What nobody recognises is read as a document. Where ten or more of its lines
// have a time beside a name, or ten of its entries, somebody is told.
func TestNoConversationIsReadAsAPaperInSilence(t *testing.T) {
	folders, err := os.ReadDir(filepath.Join(golden.Root(t), "testdata", "import"))
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, folder := range folders {
		for _, c := range importertest.Cases(t, folder.Name()) {
			im, _, err := importer.Pick(Importers(), c.Source)
			if im != nil || err != nil || timesAndNames(c.Source) < 10 {
				continue
			}
			tally, _, err := importertest.Extract(context.Background(), Fallback(), c.Source)
			if err == nil && len(tally.Reading.Doubts) == 0 && len(tally.Reading.Problems) == 0 {
				t.Errorf("%s is read as a paper, and nothing is said", c.Dir)
			}
			told++
		}
	}
	if told < 4 {
		t.Errorf("only %d fixtures are conversations that nobody recognises", told)
	}
}

var (
	timed = regexp.MustCompile(`(?m)^.*\d\d?:\d\d.*$`)
	entry = regexp.MustCompile(`"[a-z_]*(?:time|created_at)"`)
	times = regexp.MustCompile(`[\d:/.\-TZ+]+`)
)

// timesAndNames counts lines with a time and letters, in a way of its own.
func timesAndNames(src *importer.Source) int {
	text, _ := src.HeadText()
	if n := len(entry.FindAllString(text, -1)); n > 0 {
		return n
	}
	n := 0
	for _, line := range timed.FindAllString(text, -1) {
		if strings.TrimSpace(times.ReplaceAllString(line, "")) != "" {
			n++
		}
	}
	return n
}

// A word of the user settles that a text is no conversation.
func TestSaidToBeADocument(t *testing.T) {
	for _, c := range importertest.Cases(t, Fallback().Name()) {
		c.Source.Options.As = Fallback().Name()
		tally, _, _ := importertest.Extract(context.Background(), Fallback(), c.Source)
		for _, d := range tally.Reading.Doubts {
			t.Errorf("%s: %+v", c.Dir, dispute.Problem(d))
		}
	}
}
