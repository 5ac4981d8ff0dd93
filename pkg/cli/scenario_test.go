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
	"complain/pkg/dispute"
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
	t                        *testing.T
	folder, file, talk, lang string
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

// scenarios calls do with each case of testdata/scenario, made the shortest way: the
// folder in, everything that is proposed taken.
func scenarios(t *testing.T, do func(t *testing.T, s *scenario)) {
	for _, folder := range scenarioFolders(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			s := &scenario{t: t, folder: folder, file: filepath.Join(t.TempDir(), "case.complain"), lang: "en"}
			for i, line := range linesOf(t, filepath.Join(folder, "case.txt")) {
				args := splitWords(line)
				if i == 0 {
					args = append(args, "--path", s.file)
					s.lang = args[slices.Index(args, "--lang")+1]
				}
				s.must(args...)
			}
			s.must("add-evidence", filepath.Join(folder, "evidence"), "--date-order", "dmy", "--lang", s.lang)
			s.must("story", "take", "--all", "--lang", s.lang)
			do(t, s)
		})
	}
}

// scenarioFolders are the folders of testdata/scenario.
func scenarioFolders(t *testing.T) []string {
	t.Helper()
	root := filepath.Join(golden.Root(t), "testdata", "scenario")
	dirs, err := os.ReadDir(root)
	if err != nil || len(dirs) < 20 {
		t.Fatalf("%d scenarios: %v", len(dirs), err)
	}
	var out []string
	for _, dir := range dirs {
		out = append(out, filepath.Join(root, dir.Name()))
	}
	return out
}

// must is a command that works, though something may need a look.
func (s *scenario) must(args ...string) string {
	s.t.Helper()
	out, code := s.run(args...)
	if code != exitDone && code != exitLook {
		s.t.Fatalf("%q: exit code %d: %s", args, code, s.talk)
	}
	return out
}

// firstAddressee is whom a scenario is first told to: in China the regulator, in the
// United Kingdom the trader.
var firstAddressee = map[string]string{"zh": "regulator", "en": "seller"}

// TestScenarios holds what the program makes of each case: its story, what is one
// event, the money, what lacks, what its sources say against one another, and the
// letter's facts are golden (want.txt). The user's own words of it (says.txt) are a
// line each: what the letter says of what was promised, received, wrong, demanded and
// answered; one: the places that are one event; against: the places that differ; lacks:
// an element; money: a sum; never: what no letter says.
func TestScenarios(t *testing.T) {
	against := 0
	scenarios(t, func(t *testing.T, s *scenario) {
		to := firstAddressee[s.lang]
		letter := s.must("export", "--to", to, "--format", "text", "-o", "-", "--lang", s.lang)
		found := findingsOf(t, s.must("check", "--to", to, "--json", "--lang", s.lang))
		against += strings.Count(found, "\nagainst ")
		made := map[string]string{
			"story": storyOf(t, s.must("story", "--json", "--lang", s.lang)), "one": joinsOf(t, s.must("timeline", "--json", "--lang", s.lang)),
			"money": moneyOf(t, s.must("story", "money", "--json", "--lang", s.lang)), "lacks": found, "against": found, "letter": factsOf(letter),
		}
		kinds := map[string]bool{}
		for _, line := range linesOf(t, filepath.Join(s.folder, "says.txt")) {
			what, text, _ := strings.Cut(line, ": ")
			kinds[what] = true
			in, special := made[what]
			if !special {
				in = made["letter"]
			}
			switch said := strings.Contains(squeeze(in), squeeze(text)); {
			case what == "never" && strings.Contains(letter, text):
				t.Errorf("the letter says %q", text)
			case what != "never" && !said:
				t.Errorf("nothing says what was %s: %q in\n%s", what, text, in)
			}
		}
		for _, what := range []string{"demanded", "answered", "one", "money", "lacks"} {
			if !kinds[what] {
				t.Errorf("says.txt says nothing of %s", what)
			}
		}
		golden.Check(t, filepath.Join(s.folder, "want.txt"), []byte(made["story"]+"\n"+made["one"]+"\n"+made["money"]+"\n"+found+"\n"+made["letter"]))
	})
	if against < 6 && !t.Failed() {
		t.Errorf("the sources of %d cases differ", against)
	}
}

// joinsOf lists the events that several sources tell.
func joinsOf(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	for d := json.NewDecoder(strings.NewReader(text)); d.More(); {
		var e answer.Event
		if err := d.Decode(&e); err != nil {
			t.Fatal(err)
		}
		var cites []string
		for _, c := range e.Cites {
			if cite := strings.TrimSpace(c.Evidence + " " + c.Locator.String()); !slices.Contains(cites, cite) {
				cites = append(cites, cite)
			}
		}
		if len(cites) > 1 && e.Kind != dispute.System {
			fmt.Fprintf(&out, "one %s %s: %s\n", e.ID, e.At, strings.Join(cites, " = "))
		}
	}
	return out.String()
}

// moneyOf lists the sums of each currency with what they are of.
func moneyOf(t *testing.T, text string) string {
	t.Helper()
	var list []answer.Money
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, m := range list {
		fmt.Fprintf(&out, "money paid %s %s of %v, returned %s of %v, open %s, claimed %s of %v\n", m.Currency, m.Paid.Amount, m.Paid.Of, m.Returned.Amount, m.Returned.Of, m.Open, m.Claimed.Amount, m.Claimed.Of)
	}
	return out.String()
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

// factsOf is the part of a letter that tells the main facts, up to the next heading.
func factsOf(letter string) string {
	var facts []string
	lines := strings.Split(letter, "\n")
	for i := range lines[:len(lines)-1] {
		head := strings.HasPrefix(lines[i+1], "═")
		switch {
		case head && facts != nil:
			return strings.TrimSpace(strings.Join(facts, "\n")) + "\n"
		case facts != nil || head && telling.MatchString(lines[i]):
			facts = append(facts, lines[i])
		}
	}
	return letter
}

// telling are the headings below which letters tell the main facts.
var telling = regexp.MustCompile(`^(二、|2\. (Main facts|What happened)$)`)

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

// differing begins the ids of findings of what sources say against one another.
var differing = []string{"story-photo-early", "story-later", "story-promise", "story-days", "story-amounts", "story-names", "story-payee", "story-states", "story-backward", "story-zones", "story-sum", "story-claim-currency", "story-country"}

// findingsOf lists what check found of the story: what it lacks, and what speaks against
// it. What is of the addressee or of the day is for other tests.
func findingsOf(t *testing.T, text string) string {
	t.Helper()
	var check answer.Check
	if err := json.Unmarshal([]byte(text), &check); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range check.Findings {
		what := "lacks"
		if slices.ContainsFunc(differing, func(id string) bool { return strings.HasPrefix(f.ID, id) }) {
			what = "against"
		}
		if strings.HasPrefix(f.ID, "story-") {
			fmt.Fprintf(&out, "%s %s %s: %s (%s)\n", what, f.Level, f.ID, f.Text, f.Fix)
		}
	}
	return out.String()
}
