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
	"sync"
	"testing"
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

// source is every Go file of the program, read once for all tests.
func source(t *testing.T) []file {
	t.Helper()
	files, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no source found")
	}
	return files
}

// root is the program's top folder; tests run in this package's.
var root = filepath.Join("..", "..", "..")

var parsed = sync.OnceValues(func() ([]file, error) {
	var out []file
	for _, top := range []string{"cmd", "pkg", "templates"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "testdata":
				return fs.SkipDir
			case d.IsDir() || !strings.HasSuffix(name, ".go"):
				return nil
			}
			f, err := parse(name)
			out = append(out, f)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
})

func parse(name string) (file, error) {
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
	if err != nil {
		return file{}, err
	}
	relative, err := filepath.Rel(root, name)
	if err != nil {
		return file{}, err
	}
	slashed := filepath.ToSlash(relative)
	return file{slashed, path.Dir(slashed), strings.HasSuffix(name, "_test.go"), fset, syntax}, nil
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
