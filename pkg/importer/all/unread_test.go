package all

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/sheet"
)

// No fixture with a table of ten rows ends as a paper without a word: what nobody
// reads as rows or messages is doubted, asked about or stopped at.
func TestNoTablePassesUnread(t *testing.T) {
	folders, err := os.ReadDir(filepath.Join(golden.Root(t), "testdata", "import"))
	if err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, folder := range folders {
		for _, c := range importertest.Cases(t, folder.Name()) {
			im, _, err := importer.Pick(Importers(), c.Source)
			if err != nil || im != nil && im.Name() != Fallback().Name() {
				continue // somebody's own
			}
			n := rowsIn(c.Source)
			if n < 11 {
				continue
			}
			tables++
			tally := &importer.Tally{}
			err = Fallback().Extract(context.Background(), c.Source, tally)
			if err == nil && len(tally.Reading.Doubts) == 0 {
				t.Errorf("%s: %d rows, and not a word", c.Dir, n)
			}
		}
	}
	if tables == 0 {
		t.Error("no fixture holds a table that nobody reads")
	}
}

// rowsIn counts rows in another way than the readers do: lines with the same number of
// separators, rows of a sheet with three cells.
func rowsIn(src *importer.Source) (most int) {
	form := sheet.FormOf(src.Head)
	if form != sheet.Text {
		book, err := sheet.Open(context.Background(), src, src.Size(), 0, form)
		if err != nil {
			return 0
		}
		for i := range book.Count() {
			page, n := book.At(i), 0
			for {
				row, err := page.Next()
				if err != nil {
					break
				}
				if row.Filled() >= 3 {
					n++
				}
			}
			page.Close()
			most = max(most, n)
		}
		return most
	}
	text, _ := src.HeadText()
	for _, separator := range []string{",", "\t", ";"} {
		count := map[int]int{}
		for line := range strings.Lines(text) {
			if n := strings.Count(line, separator); n >= 2 && !strings.HasPrefix(strings.TrimSpace(line), "{") {
				count[n]++
				most = max(most, count[n])
			}
		}
	}
	return most
}
