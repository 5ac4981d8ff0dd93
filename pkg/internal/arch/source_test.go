package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

const module = "complain"

// file is one Go file of the program.
type file struct {
	name   string // slash-separated, from the repository's top
	pkg    string // its folder
	test   bool
	fset   *token.FileSet
	syntax *ast.File
}

func (f file) position(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.name, f.fset.Position(n.Pos()).Line)
}

// source reads every Go file of the program.
func source(t *testing.T) []file {
	t.Helper()
	root := golden.Root(t)
	var out []file
	for _, top := range []string{"cmd", "pkg", "templates"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				if d == nil { // a top folder not yet there
					return fs.SkipDir
				}
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if d.IsDir() || !strings.HasSuffix(name, ".go") {
				return nil
			}
			fset := token.NewFileSet()
			syntax, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			relative, err := filepath.Rel(root, name)
			if err != nil {
				return err
			}
			slashed := filepath.ToSlash(relative)
			out = append(out, file{slashed, path.Dir(slashed), strings.HasSuffix(name, "_test.go"), fset, syntax})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(out) == 0 {
		t.Fatal("no source found")
	}
	return out
}

// pkg is one package of the program, with its files that are no tests.
type pkg struct {
	path  string
	files []file
}

func packages(t *testing.T) []pkg {
	t.Helper()
	var out []pkg
	for _, f := range source(t) {
		if f.test {
			continue
		}
		i := slices.IndexFunc(out, func(p pkg) bool { return p.path == f.pkg })
		if i < 0 {
			i = len(out)
			out = append(out, pkg{path: f.pkg})
		}
		out[i].files = append(out[i].files, f)
	}
	return out
}
