package all

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/sheet"
)

// No file that the tests or the demo take in ends as a paper without a word where its text
// has ten lines of times and names or a table of ten rows: what nobody reads as rows or
// messages is doubted, asked about or stopped at. Every file of these folders is looked
// at, so that none passes by being left out, but for want.txt, which tests write.
func TestNothingPassesUnread(t *testing.T) {
	root := golden.Root(t)
	heard, files := map[string]int{}, 0
	for _, folder := range []string{"testdata/import", "testdata/scenario", "testdata/script", "testdata/zip", "testdata/picture", "testdata/office", "pkg/demo/evidence"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || d.Name() == "want.txt" {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for name, text := range within(d.Name(), data) {
				files++
				src := importertest.Source(t, name, text)
				kind, n := "a table", rowsIn(src)-1
				if n < 10 {
					kind, n = "a conversation", spokenIn(src)
				}
				if n >= 10 && silent(t, src) {
					t.Errorf("%s: %s: %s of %d, and not a word", path, name, kind, n)
				} else if n >= 10 {
					heard[kind]++
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 1000 || heard["a table"] == 0 || heard["a conversation"] == 0 {
		t.Errorf("of %d files %v were looked at", files, heard)
	}
}

// within are the files that a script holds, or the file itself.
func within(name string, data []byte) map[string]string {
	if filepath.Ext(name) != ".txtar" {
		return map[string]string{name: string(data)}
	}
	files, at := map[string]string{}, ""
	for line := range strings.Lines(string(data)) {
		if head, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(head, " --") {
			at = filepath.Base(strings.TrimSuffix(head, " --"))
		} else if at != "" {
			files[at] += line
		}
	}
	return files
}

// silent reports whether a file is kept as a paper by whoever reads it, and nothing is
// said of it.
func silent(t *testing.T, src *importer.Source) bool {
	im, _, err := importer.Pick(Importers(), src)
	if err != nil {
		return false // two want it, and that is asked
	}
	if im != nil && im.Name() != Fallback().Name() {
		return false // somebody's own
	}
	tally := &importer.Tally{}
	err = Fallback().Extract(context.Background(), src, tally)
	var undecided *importer.Undecided
	var stopped *importer.Stopped
	if err != nil && !errors.As(err, &undecided) && !errors.As(err, &stopped) {
		t.Error(err)
	}
	return err == nil && len(tally.Reading.Doubts) == 0
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

// timed is a time of day, and spoken a name before a colon or a line with a time.
var (
	timed  = regexp.MustCompile(`(?:^|[^0-9:.])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?:[^0-9]|$)`)
	dated  = regexp.MustCompile(`[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}`)
	figure = regexp.MustCompile(`[0-9]`)
)

// spokenIn counts lines that have a time and a name which comes again, in another way
// than the readers do: what is left of a line before its colon, or beside its time,
// without the figures.
func spokenIn(src *importer.Source) (n int) {
	text, _ := src.HeadText()
	names := map[string]int{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !timed.MatchString(line) || !dated.MatchString(line) || len(line) > 400 {
			continue
		}
		at := timed.FindStringIndex(line)
		rest := strings.TrimLeft(line[at[1]:], "0123456789:.]) -–—,，")
		name, _, colon := strings.Cut(strings.ReplaceAll(rest, "：", ":"), ":")
		if !colon {
			name = line[:at[0]]
		}
		if name = strings.TrimSpace(figure.ReplaceAllString(dated.ReplaceAllString(name, ""), "")); len(name) > 1 && len([]rune(name)) <= 20 {
			names[name]++
		}
	}
	for _, times := range names {
		if times > 1 {
			n += times
		}
	}
	return n
}
