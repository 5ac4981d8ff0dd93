//go:build unix

package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/cli/answer"
	"complain/pkg/internal/golden"
)

// The story is told question by question at terminals of three widths in both
// languages: what is proposed is taken with +, a number takes one, a sentence with a
// date is the user's own, - says that there is none, and Enter leaves a question for
// later. No line is wider than the terminal, which the player holds.
func TestStoryAsked(t *testing.T) {
	for _, c := range []struct{ scenario, lang, own, none string }{
		{"refund-zh", "zh_CN.UTF-8", "2026-03-20 向消协反映，尚未答复", "- 没有和解"},
		{"refund-en", "en_GB.UTF-8", "2026-03-20 I wrote to the consumer association", "- we settled nothing"},
	} {
		for _, columns := range []int{60, 80, 120} {
			t.Run(fmt.Sprintf("%s/%d", c.scenario, columns), func(t *testing.T) {
				dir := t.TempDir()
				s := &scenario{t: t, folder: filepath.Join(golden.Root(t), "testdata", "scenario", c.scenario), file: filepath.Join(dir, "case.complain")}
				args := splitWords(linesOf(t, filepath.Join(s.folder, "case.txt"))[0])
				s.must(append(args, "--path", s.file)...)
				lang := args[slices.Index(args, "--lang")+1]
				s.must("add-evidence", filepath.Join(s.folder, "evidence"), "--date-order", "dmy", "--lang", lang)
				before := elementsOf(t, s, lang)

				p := play(t, dir, c.lang, columns, []string{"SOURCE_DATE_EPOCH=1796100000"}, "-C", s.file, "story", "--ask", "--lang", lang)
				asked := 0
				for _, e := range before {
					if e.State != "proposed" && e.State != "missing" {
						continue
					}
					text, ended := p.shown()
					if ended || !strings.Contains(squeeze(escapes.ReplaceAllString(text, "")), squeeze(e.Question)) {
						t.Fatalf("%s is not asked: %q", e.Element, text)
					}
					asked++
					switch {
					case e.Element == "c.office_step":
						p.answer(c.own)
					case e.Element == "c.settlement":
						p.answer(c.none)
					case e.State == "proposed" && e.Element == "c.promise":
						p.answer(fmt.Sprint(e.Facts[0].Number))
					case e.State == "proposed":
						p.answer("+")
					default:
						p.answer("")
					}
				}
				if _, ended := p.shown(); !ended || asked < 8 {
					t.Errorf("%d questions, ended %v", asked, ended)
				}
				after := elementsOf(t, s, lang)
				for i, e := range after {
					want := "filled"
					switch {
					case e.Element == "c.settlement":
						want = "none"
					case before[i].State == "missing" && e.Element != "c.office_step":
						want = "missing"
					}
					if e.State != want {
						t.Errorf("%s is %s, want %s", e.Element, e.State, want)
					}
					if _, own, _ := strings.Cut(c.own, " "); e.Element == "c.office_step" && (len(e.Facts) != 1 || e.Facts[0].Text != own || !strings.HasPrefix(e.Facts[0].At, "2026-03-20")) {
						t.Errorf("what was typed became %+v", e.Facts)
					}
				}
			})
		}
	}
}

// elementsOf is the story of a case.
func elementsOf(t *testing.T, s *scenario, lang string) []answer.StoryElement {
	t.Helper()
	var out []answer.StoryElement
	if err := json.Unmarshal([]byte(s.must("story", "--json", "--lang", lang)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}
