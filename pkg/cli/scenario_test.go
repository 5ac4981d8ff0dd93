package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/cli/answer"
	"complain/pkg/internal/golden"
)

// run is one command of a scenario, in its folder, as if typed there.
func (s *scenario) run(args ...string) (stdout string, code int) {
	s.t.Helper()
	var out, errs bytes.Buffer
	sys := OS()
	sys.In, sys.Out, sys.Err, sys.Random = strings.NewReader(""), &out, &errs, zeros{}
	sys.Getenv = func(string) string { return "" }
	sys.Today = func() time.Time { return time.Date(2026, 11, 30, 1, 2, 3, 0, time.UTC) }
	sys.Now = sys.Today
	code = Main(append([]string{"-C", s.file}, args...), sys)
	s.talk = errs.String()
	return out.String(), code
}

type scenario struct {
	t          *testing.T
	file, talk string
}

// words splits a line as a shell does, with double quotes.
func splitWords(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|\S+`).FindAllStringSubmatch(line, -1) {
		if m[1] != "" {
			out = append(out, m[1])
		} else {
			out = append(out, m[0])
		}
	}
	return out
}

// TestScenarios goes the shortest way with each case of testdata/scenario: the
// folder in, everything that is proposed taken, the letter out. The letter has to
// say what was promised, received, wrong, demanded and answered (says.txt); the
// story, the findings and the letter's facts are golden.
func TestScenarios(t *testing.T) {
	root := filepath.Join(golden.Root(t), "testdata", "scenario")
	dirs, err := os.ReadDir(root)
	if err != nil || len(dirs) < 20 {
		t.Fatalf("%d scenarios: %v", len(dirs), err)
	}
	for _, dir := range dirs {
		t.Run(dir.Name(), func(t *testing.T) {
			folder := filepath.Join(root, dir.Name())
			s := &scenario{t: t, file: filepath.Join(t.TempDir(), "case.complain")}
			lang := "en"
			for i, line := range linesOf(t, filepath.Join(folder, "case.txt")) {
				args := splitWords(line)
				if i == 0 {
					args = append(args, "--path", s.file)
					lang = args[slices.Index(args, "--lang")+1]
				}
				if _, code := s.run(args...); code != 0 {
					t.Fatalf("%s: exit code %d: %s", line, code, s.talk)
				}
			}
			if _, code := s.run("add-evidence", filepath.Join(folder, "evidence"), "--date-order", "dmy", "--lang", lang); code != 0 {
				t.Fatalf("add-evidence: exit code %d: %s", code, s.talk)
			}
			if _, code := s.run("story", "take", "--all", "--lang", lang); code != 0 {
				t.Fatalf("story take: exit code %d: %s", code, s.talk)
			}
			story, _ := s.run("story", "--json", "--lang", lang)
			letter, code := s.run("export", "--to", "regulator", "--format", "text", "-o", "-", "--lang", lang)
			if code != 0 && code != 3 {
				t.Fatalf("export: exit code %d: %s", code, s.talk)
			}
			told := factsOf(letter)
			for _, line := range linesOf(t, filepath.Join(folder, "says.txt")) {
				what, text, _ := strings.Cut(line, ": ")
				if !strings.Contains(squeeze(told), squeeze(text)) {
					t.Errorf("the letter does not say what was %s: %q in\n%s", what, text, told)
				}
			}
			check, _ := s.run("check", "--to", "regulator", "--json", "--lang", lang)
			golden.Check(t, filepath.Join(folder, "want.txt"), []byte(storyOf(t, story)+"\n"+findingsOf(t, check)+"\n"+told))
		})
	}
}

// linesOf are the lines of a file that say something.
func linesOf(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(strings.Split(string(data), "\n"), func(l string) bool { return l == "" || strings.HasPrefix(l, "#") })
}

// factsOf is the part of a letter that tells the main facts.
func factsOf(letter string) string {
	for _, between := range [][2]string{{"\n二、", "\n三、"}, {"\n2. Main facts", "\n3. Basis"}} {
		if _, after, ok := strings.Cut(letter, between[0]); ok {
			facts, _, _ := strings.Cut(after, between[1])
			return strings.TrimSpace(strings.TrimPrefix(between[0], "\n")+facts) + "\n"
		}
	}
	return letter
}

// squeeze is text without the white space at which lines are broken.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func storyOf(t *testing.T, text string) string {
	t.Helper()
	var elements []answer.StoryElement
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&elements); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, e := range elements {
		fmt.Fprintf(&out, "%s %s\n", e.Element, e.State)
		for _, f := range e.Facts {
			var cites []string
			for _, c := range f.Cites {
				cites = append(cites, strings.TrimSpace(c.Evidence+" "+c.Locator.String()))
			}
			fmt.Fprintf(&out, "  %s %s %s: %s [%s]\n", f.ID, f.At, f.Who, f.Text, strings.Join(cites, "; "))
		}
	}
	return out.String()
}

// findingsOf lists what check found of the story: what is of the addressee or of
// the day is for other tests.
func findingsOf(t *testing.T, text string) string {
	t.Helper()
	var check answer.Check
	if err := json.Unmarshal([]byte(text), &check); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range check.Findings {
		if strings.HasPrefix(f.ID, "story-") {
			fmt.Fprintf(&out, "%s %s: %s (%s)\n", f.Level, f.ID, f.Text, f.Fix)
		}
	}
	return out.String()
}
