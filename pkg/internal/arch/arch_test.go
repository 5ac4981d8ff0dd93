package arch

import (
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"
)

// Only cli and main touch the process and the clock; everything else gets them
// passed in, so that it can be tested and gives the same for the same input.
var forbiddenCalls = []struct {
	pkg, prefix string // names of the package that begin with prefix
	because     string
}{
	{"fmt", "Print", "only cli prints"},
	{"os", "Exit", "only main exits"},
	{"os", "Stdout", "only cli prints"},
	{"os", "Stderr", "only cli prints"},
	{"os", "Getenv", "only cli reads the environment"},
	{"log", "", "errors are returned, not logged"},
	{"log/slog", "", "errors are returned, not logged"},
	{"time", "Now", "the clock is passed in"},
	{"time", "Since", "the clock is passed in"},
	{"time", "Until", "the clock is passed in"},
}

func TestForbiddenCalls(t *testing.T) {
	for _, f := range source(t) {
		if f.test || front(f.pkg) || forTests(f.pkg) {
			continue
		}
		names := importNames(f.syntax)
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok || x.Obj != nil { // a variable, not a package
				return true
			}
			for _, c := range forbiddenCalls {
				if names[x.Name] == c.pkg && strings.HasPrefix(sel.Sel.Name, c.prefix) {
					t.Errorf("%s: %s.%s: %s", f.position(n), x.Name, sel.Sel.Name, c.because)
				}
			}
			return true
		})
	}
}

// importNames maps the names of a file's imports to their paths.
func importNames(f *ast.File) map[string]string {
	names := map[string]string{}
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = imported
	}
	return names
}

func TestNoInit(t *testing.T) {
	for _, f := range source(t) {
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: func init: nothing happens at start; use an explicit list or sync.OnceValue", f.position(fn))
			}
		}
	}
}

func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		found := false
		for _, f := range p.files {
			text := f.syntax.Doc.Text()
			name := f.syntax.Name.Name
			found = found || name == "main" && text != "" || strings.HasPrefix(text, "Package "+name+" ")
		}
		if !found {
			t.Errorf("%s: no package comment that says what it promises and forbids", p.path)
		}
	}
}

func TestNames(t *testing.T) {
	for _, f := range source(t) {
		name := strings.TrimSuffix(strings.TrimSuffix(path.Base(f.name), ".go"), "_test")
		for what, name := range map[string]string{"file": name, "package": f.syntax.Name.Name} {
			for word := range strings.SplitSeq(name, "_") {
				switch strings.TrimSuffix(word, "s") {
				case "util", "utilitie", "common", "helper", "type", "manager", "misc":
					t.Errorf("%s: a %s is named for the noun inside, not %q", f.name, what, name)
				}
			}
		}
	}
}

// A package-level variable is a table, an error, something embedded or made
// once. What starts empty or as a plain value is there to be changed.
func TestNoMutableGlobals(t *testing.T) {
	for _, f := range source(t) {
		if f.test {
			continue
		}
		for _, decl := range f.syntax.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != token.VAR {
				continue
			}
			for _, spec := range group.Specs {
				v := spec.(*ast.ValueSpec)
				if why := mutable(v, embedded(group.Doc) || embedded(v.Doc)); why != "" {
					t.Errorf("%s: var %s %s", f.position(v), v.Names[0].Name, why)
				}
			}
		}
	}
}

func embedded(comment *ast.CommentGroup) bool {
	if comment == nil {
		return false
	}
	for _, c := range comment.List {
		if strings.HasPrefix(c.Text, "//go:embed ") {
			return true
		}
	}
	return false
}

func mutable(v *ast.ValueSpec, embedded bool) string {
	switch name := v.Names[0].Name; {
	case name == "_", embedded, name == "Version": // the linker sets a version
		return ""
	}
	if len(v.Values) == 0 {
		return "starts empty: state belongs into a value that is passed along"
	}
	for _, value := range v.Values {
		switch value := value.(type) {
		case *ast.BasicLit:
			return "never changes: make it a const"
		case *ast.Ident:
			if value.Name == "true" || value.Name == "false" || value.Name == "nil" {
				return "starts as a plain value: state belongs into a value that is passed along"
			}
		case *ast.CallExpr:
			if fn, ok := value.Fun.(*ast.Ident); ok && (fn.Name == "make" || fn.Name == "new") {
				return "starts empty: state belongs into a value that is passed along"
			}
		}
	}
	return ""
}

// Windows refuses to rename and remove what any program has open. One package
// knows that, and one makes the folders whose contents go again.
func TestOnePlaceTakesNamesAway(t *testing.T) {
	in := map[string]string{"Rename": "internal/disk", "Remove": "internal/disk", "RemoveAll": "internal/disk", "MkdirTemp": "internal/scratch", "CreateTemp": "internal/scratch"}
	for _, f := range source(t) {
		if f.test || forTests(f.pkg) {
			continue
		}
		names := importNames(f.syntax)
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if place := in[sel.Sel.Name]; ok && x.Obj == nil && place != "" && names[x.Name] == "os" && f.pkg != "pkg/"+place {
				t.Errorf("%s: os.%s: that is for %s", f.position(n), sel.Sel.Name, place)
			}
			return true
		})
	}
}
