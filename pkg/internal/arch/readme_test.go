package arch

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

var (
	inCode      = regexp.MustCompile("`([^`\n]+)`")
	filePath    = regexp.MustCompile(`^[a-z.][\w./-]*\.(?:go|yaml|md|txt|csv)$`)
	folderPath  = regexp.MustCompile(`^(?:pkg|testdata|templates|importer|channel|story|cli|\.ci)/[\w./-]+$`)
	goName      = regexp.MustCompile(`^([a-z]+)\.([A-Z]\w*)$`)
	placeholder = regexp.MustCompile(`\b[A-Z]{4,}\b`)
	testName    = regexp.MustCompile(`^(?:Test|Fuzz|Benchmark)[A-Z]\w*$`)
)

// made is what the page speaks of that a reader makes, or that a run writes.
var made = map[string]bool{"input.csv": true, "source.txt": true, "want.txt": true, "en.md": true}

// Whatever pkg/README.md names is there: files, folders, tests, and what packages
// export.
func TestWhatThePageNamesIsThere(t *testing.T) {
	root := golden.Root(t)
	page, err := os.ReadFile(filepath.Join(root, "pkg", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	tests, exported := map[string]bool{}, map[string]map[string]bool{}
	for _, f := range source(t) {
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && f.test && fn.Recv == nil {
				tests[fn.Name.Name] = true
			}
		}
		name := f.syntax.Name.Name
		if exported[name] == nil {
			exported[name] = map[string]bool{}
		}
		for object := range f.syntax.Scope.Objects {
			exported[name][object] = true
		}
	}
	checked := 0
	for _, m := range inCode.FindAllStringSubmatch(string(page), -1) {
		word := m[1]
		switch {
		case made[word] || strings.ContainsAny(word, " <>*") || word != strings.TrimSpace(word) || placeholder.MatchString(word):
			continue
		case filePath.MatchString(word) || folderPath.MatchString(word):
			checked++
			if !there(root, word) {
				t.Errorf("pkg/README.md names %s, which is not there", word)
			}
		case testName.MatchString(word):
			checked++
			if !tests[word] {
				t.Errorf("pkg/README.md names %s, and there is no such test", word)
			}
		default:
			if n := goName.FindStringSubmatch(word); n != nil && exported[n[1]] != nil {
				checked++
				if !exported[n[1]][n[2]] {
					t.Errorf("pkg/README.md names %s, which package %s does not have", word, n[1])
				}
			}
		}
	}
	if checked < 40 {
		t.Errorf("%d names were looked at: the page is read wrongly", checked)
	}
}

// there reports whether a path is there: of the repository, or of pkg.
func there(root, path string) bool {
	for _, from := range []string{root, filepath.Join(root, "pkg")} {
		if _, err := os.Stat(filepath.Join(from, filepath.FromSlash(path))); err == nil {
			return true
		}
	}
	return false
}
