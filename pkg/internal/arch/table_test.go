package arch

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// plan is the table of pkg/README.md: of each package, what of ours it may
// import.
type plan struct {
	rows   map[string]allowed
	tests  map[string]bool // packages that only tests import
	family *allowed        // of each importer, which has no row of its own
}

// row is what a package may import; ok is false where the table has no row.
func (p plan) row(pkg string) (row allowed, ok bool) {
	if row, ok = p.rows[pkg]; !ok && p.family != nil && isFamily(pkg) {
		return *p.family, true
	}
	return row, ok
}

// isFamily reports the importers: to add one, no table need be changed.
func isFamily(pkg string) bool {
	return path.Dir(pkg) == "pkg/importer" && pkg != "pkg/importer/kit" && pkg != "pkg/importer/all"
}

// allowed is the right side of a row.
type allowed struct {
	packages map[string]bool
	ground   bool // all of internal/ that is not for tests
	kit      bool // all of importer/kit/ that is not for tests
	families bool // all of importer/ that is not for tests
}

// forTestsOnly is the row of the packages that no program holds.
const forTestsOnly = "for tests only"

var quoted = regexp.MustCompile("`([^`]+)`")

// readPlan reads the table. A row that says something else than names and the
// words it explains is an error, so that no rule is passed over.
func readPlan(t *testing.T) plan {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(golden.Root(t), "pkg", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	p := plan{rows: map[string]allowed{}, tests: map[string]bool{}}
	_, table, ok := strings.Cut(string(page), "| Package | Its one reason to exist | May import |\n|---|---|---|\n")
	if !ok {
		t.Fatal("pkg/README.md has no table of packages")
	}
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 {
			t.Fatalf("pkg/README.md: the row has %d cells: %s", len(cells), line)
		}
		right := readAllowed(t, cells[2])
		if strings.TrimSpace(cells[0]) == "family" {
			p.family = &right
		}
		for _, m := range quoted.FindAllStringSubmatch(cells[0], -1) {
			name := folder(m[1])
			if _, twice := p.rows[name]; twice {
				t.Errorf("pkg/README.md: %s has two rows", name)
			}
			p.rows[name] = right
			p.tests[name] = strings.TrimSpace(cells[1]) == forTestsOnly
		}
	}
	if len(p.rows) == 0 {
		t.Fatal("the table of pkg/README.md is empty")
	}
	return p
}

func readAllowed(t *testing.T, cell string) allowed {
	a := allowed{packages: map[string]bool{}}
	for part := range strings.SplitSeq(cell, ",") {
		switch part = strings.TrimSpace(part); {
		case part == "nothing", part == "anything":
		case part == "ground":
			a.ground = true
		case part == "kit":
			a.kit = true
		case part == "every folder below `importer/`":
			a.families = true
		case quoted.FindString(part) == part:
			a.packages[folder(strings.Trim(part, "`"))] = true
		default:
			t.Errorf("pkg/README.md: nobody knows what %q allows", part)
		}
	}
	return a
}

// folder is a name of the table as a path from the repository's top.
func folder(name string) string {
	if name == "templates" || strings.HasPrefix(name, "cmd/") {
		return name
	}
	return "pkg/" + name
}

// why says what forbids pkg to import imported, both of ours; "" when nothing
// does. inTest is whether a test file does it.
func (p plan) why(pkg, imported string, inTest bool) string {
	row, _ := p.row(pkg)
	switch {
	case imported == "pkg/cli" && !p.runsCommands(pkg, inTest):
		return "only main may import the command line"
	case inTest:
		return ""
	case p.tests[imported] && !p.tests[pkg]:
		return imported + " is for tests only"
	case p.tests[pkg], row.lets(imported):
		return ""
	}
	return "no row of pkg/README.md lets " + pkg + " import it"
}

// runsCommands reports whether pkg may import the command line: main, its own tests,
// and those of the proofs, which try every command of its list.
func (p plan) runsCommands(pkg string, inTest bool) bool {
	return pkg == "cmd/complain" || pkg == "pkg/cli" || inTest && p.tests[pkg]
}

func (a allowed) lets(imported string) bool {
	return a.packages[imported] ||
		a.ground && below(imported, "pkg/internal") ||
		a.kit && below(imported, "pkg/importer/kit") ||
		a.families && below(imported, "pkg/importer")
}

func TestEveryPackageHasARow(t *testing.T) {
	p := readPlan(t)
	here := map[string]bool{}
	for _, pkg := range packages(t) {
		here[pkg.path] = true
		if _, ok := p.row(pkg.path); !ok {
			t.Errorf("package %s has no row in pkg/README.md: say there what it is for and what it may import", pkg.path)
		}
	}
	for name, row := range p.rows {
		if !here[name] {
			t.Errorf("pkg/README.md has a row for %s, which is no package", name)
		}
		for other := range row.packages {
			if !here[other] {
				t.Errorf("pkg/README.md: the row of %s names %s, which is no package", name, other)
			}
		}
	}
}

// An import that the table allows and nobody uses is a wall with a hole in it.
func TestNoRowAllowsMoreThanIsUsed(t *testing.T) {
	p := readPlan(t)
	uses := map[string]map[string]bool{}
	for _, f := range source(t) {
		if uses[f.pkg] == nil {
			uses[f.pkg] = map[string]bool{}
		}
		for _, imported := range f.ours() {
			uses[f.pkg][imported] = true
		}
	}
	for name, row := range p.rows {
		for other := range row.packages {
			// What a family of importers may import, each of them may.
			if !uses[name][other] && !below(name, "pkg/importer") {
				t.Errorf("pkg/README.md lets %s import %s, and it does not", name, other)
			}
		}
	}
}

// planted is one forbidden import for each wall of the house. Each was tried in
// the code before it stood here, and must be refused.
var planted = []struct{ pkg, imported string }{
	{"pkg/dispute", "pkg/locale"},
	{"pkg/doc", "pkg/dispute"},
	{"pkg/locale", "pkg/internal/textwidth"},
	{"pkg/timeline", "pkg/casefile"},
	{"pkg/timeline", "pkg/locale"},
	{"pkg/channel", "pkg/locale"},
	{"pkg/casefile", "pkg/internal/safezip"},
	{"pkg/casefile", "pkg/importer"},
	{"pkg/stamp", "pkg/casefile"},
	{"pkg/archive", "pkg/ingest"},
	{"pkg/search", "pkg/casefile"},
	{"pkg/recognise", "pkg/casefile"},
	{"pkg/picture", "pkg/dispute"},
	{"pkg/picture/hevc", "pkg/internal/media"},
	{"pkg/importer", "pkg/casefile"},
	{"pkg/importer", "pkg/importer/kit/tabular"},
	{"pkg/importer/kit/conversation", "pkg/importer"},
	{"pkg/importer/kit/tabular", "pkg/importer/bank"},
	{"pkg/importer/bank", "pkg/importer/jd"},
	{"pkg/importer/bank", "pkg/casefile"},
	{"pkg/importer/bank", "pkg/locale"},
	{"pkg/ingest", "pkg/importer/all"},
	{"pkg/ingest", "pkg/importer/kit/tabular"},
	{"pkg/packet", "pkg/casefile"},
	{"pkg/packet", "pkg/importer"},
	{"pkg/render/pdf", "pkg/dispute"},
	{"pkg/render/text", "pkg/render/pdf"},
	{"pkg/render/text", "pkg/importer/kit/tabular"},
	{"pkg/demo", "pkg/casefile"},
	{"pkg/cli", "pkg/importer/bank"},
	{"pkg/cli", "pkg/importer/kit/tabular"},
	{"pkg/internal/media", "pkg/dispute"},
	{"pkg/internal/media", "pkg/importer"},
	{"pkg/packet", "pkg/cli"},
	{"pkg/casefile", "pkg/internal/golden"},
	{"pkg/importer/bank", "pkg/importer/kit/importertest"},
	{"pkg/a-room-nobody-planned", "pkg/dispute"},
}

func TestPlantedImportsAreRefused(t *testing.T) {
	p := readPlan(t)
	for _, c := range planted {
		if p.why(c.pkg, c.imported, false) == "" {
			t.Errorf("%s may import %s", c.pkg, c.imported)
		}
	}
	if p.why("pkg/packet", "pkg/cli", true) == "" {
		t.Error("a test of another package may import the command line")
	}
}
