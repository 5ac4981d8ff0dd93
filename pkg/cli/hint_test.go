package cli

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"complain/pkg/locale"
)

// saysNext are commands that say what to do next.
var saysNext = [][]string{
	{"status"}, {"next"}, {"story"}, {"timeline"}, {"evidence", "list"}, {"evidence"}, {"who"}, {"check", "--to", "regulator"}, {"check", "--to", "seller"},
	{"check", "--to", "platform"}, {"packet", "list"}, {"claim", "list"}, {"filings"}, {"deadlines"}, {"case", "field"}, {"case", "flag"}, {"story", "--missing"},
	{"redact", "--list"}, {"mask", "list"}, {"records", "--evidence", "E1"}, {"search", "a"}, {"undo", "--list"}, {"verify"}, {},
}

var (
	hinted    = regexp.MustCompile(`complain [a-z][^\n;；，。)）]*`)
	named     = regexp.MustCompile(`\b[ER][0-9]+\b`)
	nameless  = regexp.MustCompile(`\b(ID|NUMBER|EVIDENCE|RECORD|E\?|N)\b|编号`)
	theirs    = regexp.MustCompile(`--(phone|order) (NUMBER|号码)`)   // what only the user knows
	explained = regexp.MustCompile(`(with|加上|of)[^;；]*(number|编号)`) // it says where the number is shown
)

// What a command tells its user to type next bears the numbers of this case where
// the program knows them: nothing has to be looked up to follow it.
func TestHintsCarryWhatIsKnown(t *testing.T) {
	dir := t.TempDir()
	demo := &scenario{t: t, file: filepath.Join(dir, "none.complain")}
	if _, code := demo.run("demo", filepath.Join(dir, "demo")); code != 0 {
		t.Fatal(demo.talk)
	}
	cases, _ := filepath.Glob(filepath.Join(dir, "demo", "*", "*.complain"))
	if len(cases) < 3 {
		t.Fatalf("cases %q", cases)
	}
	fresh := filepath.Join(dir, "fresh.complain") // little is told in it
	s := &scenario{t: t, file: fresh}
	s.run("new", "Fresh", "--path", fresh)
	s.run("add-evidence", filepath.Join(dir, "demo", "evidence"))
	hints := 0
	for _, file := range append(cases, fresh) {
		s := &scenario{t: t, file: file}
		numbers, _ := s.run("evidence", "list", "--json")
		records, _ := s.run("records", "--json")
		numbers += records
		for _, lang := range locale.Langs() {
			for _, args := range saysNext {
				out, _ := s.run(append(slices.Clone(args), "--lang", lang.Tag())...)
				for _, hint := range hinted.FindAllString(out+s.talk, -1) {
					hints++
					if nameless.MatchString(theirs.ReplaceAllString(hint, "")) && !explained.MatchString(hint) {
						t.Errorf("%s: complain %s leaves open what it knows: %q", filepath.Base(file), strings.Join(args, " "), hint)
					}
					for _, number := range named.FindAllString(hint, -1) {
						if !strings.Contains(numbers, fmt.Sprintf("%q", number)) {
							t.Errorf("%s: complain %s names %s, which is not in the case: %q", filepath.Base(file), strings.Join(args, " "), number, hint)
						}
					}
				}
			}
		}
	}
	if hints < 100 {
		t.Errorf("only %d hints were looked at", hints)
	}
}
