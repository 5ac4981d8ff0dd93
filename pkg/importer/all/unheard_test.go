package all

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
)

// noTalk are fixtures that have lines with times and names and are no conversations.
var noTalk = map[string]string{}

// No fixture with ten lines that have a time and a name ends as a paper without a word,
// whichever reader of papers takes it: what looks like a conversation and is not read as
// one is doubted, asked about or stopped at.
func TestNoTalkPassesUnheard(t *testing.T) {
	folders, err := os.ReadDir(filepath.Join(golden.Root(t), "testdata", "import"))
	if err != nil {
		t.Fatal(err)
	}
	talks, excused := 0, map[string]bool{}
	for _, folder := range folders {
		for _, c := range importertest.Cases(t, folder.Name()) {
			text, doubted := readAsPaper(t, c.Source)
			n := talkIn(text)
			if n < 10 {
				continue
			}
			talks++
			name := folder.Name() + "/" + filepath.Base(c.Dir)
			switch {
			case noTalk[name] != "":
				excused[name] = true
			case !doubted:
				t.Errorf("%s: %d lines with a time and a name, and not a word", name, n)
			}
		}
	}
	if talks == 0 {
		t.Error("no fixture holds a conversation that nobody reads")
	}
	for name := range noTalk {
		if !excused[name] {
			t.Errorf("%s is excused for nothing", name)
		}
	}
}

// readAsPaper is the text of a file as whoever takes it reads it; "" where it was read
// as messages or dealings, or could not be read. doubted is whether anything was said
// against the reading.
func readAsPaper(t *testing.T, src *importer.Source) (text string, doubted bool) {
	im, _, err := importer.Pick(Importers(), src)
	if err != nil {
		return "", true // it is asked about
	}
	if im == nil {
		im = Fallback()
	}
	if name := im.Name(); name == "photo" || name == "recording" {
		return "", false
	}
	paper := true
	var b strings.Builder
	tally := &importer.Tally{OnRecord: func(r dispute.Record) error {
		paper = paper && (r.Kind == dispute.Document || r.Kind == dispute.Page)
		fmt.Fprintln(&b, r.Text)
		return nil
	}}
	err = im.Extract(context.Background(), src, tally)
	if !paper {
		return "", false
	}
	return b.String(), err != nil || len(tally.Reading.Doubts) > 0
}

var clock = regexp.MustCompile(`\d{1,2}[:：]\d{2}([:：]\d{2})?`)

// talkIn counts the lines of a text that have a time at their beginning and, in the same
// line or the one below, a name that another such line has too. It takes for a name what
// is left up to a colon when all but letters is cut off, so that it shares nothing with
// how the readers look.
func talkIn(text string) int {
	lines := strings.Split(text, "\n")
	names := map[string]int{}
	for i, line := range lines {
		at := clock.FindStringIndex(line)
		if at == nil || at[0] > 60 {
			continue
		}
		name := nameIn(line[:at[0]] + line[at[1]:])
		if name == "" && i+1 < len(lines) {
			name = nameIn(lines[i+1])
		}
		if name != "" {
			names[name]++
		}
	}
	n := 0
	for _, times := range names {
		if times > 1 {
			n += times
		}
	}
	return n
}

func nameIn(line string) string {
	line = strings.TrimLeftFunc(line, func(r rune) bool { return !unicode.IsLetter(r) })
	if end := strings.IndexAny(line, ":：\t<>]】)"); end >= 0 {
		line = line[:end]
	}
	if line = strings.TrimRightFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }); utf8.RuneCountInString(line) > 30 {
		return ""
	}
	return line
}
