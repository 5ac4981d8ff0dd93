package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// forms is how many words a sentence lists.
func (p plurals) forms() int { return len(p) + 1 }

// A language has the sentences of English, with the same placeholders.
func TestEveryLanguageIsWhole(t *testing.T) {
	codes := English.Codes()
	for _, lang := range Langs() {
		if len(lang.Codes()) != len(codes) {
			t.Errorf("%s: %d sentences, English has %d", lang, len(lang.Codes()), len(codes))
		}
		for _, code := range codes {
			if lang.Text(code) == "" {
				t.Errorf("%s: no words for %s", lang, code)
				continue
			}
			fits(t, lang, code)
		}
	}
}

func fits(t *testing.T, lang Lang, code string) {
	t.Helper()
	en, got := holes(t, English, code), holes(t, lang, code)
	// A number that only chooses between words may be missing where the
	// language has one form for all.
	plain := slices.DeleteFunc(slices.Clone(en), func(n int) bool {
		return lang.language().read().plurals.forms() == 1 && !strings.Contains(English.Text(code), "{"+strconv.Itoa(n)+"}") && !slices.Contains(got, n)
	})
	if !slices.Equal(plain, got) {
		t.Errorf("%s: placeholders %v in English, %v in %s", code, en, got, lang)
	}
	for i, n := range en {
		if i != n {
			t.Errorf("%s: placeholder {%d} is missing", code, i)
			break
		}
	}
}

// The files of all languages can be read side by side: the same codes under
// the same comments.
func TestFilesHaveOneOrder(t *testing.T) {
	want := outline(t, carried()[0])
	for _, lang := range carried() {
		got := outline(t, lang)
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s: %q stands where English has %q", lang.tag, got[i], want[i])
				break
			}
		}
	}
}

// outline is the comments and codes of a file, but for its head.
func outline(t *testing.T, lang file) (out []string) {
	t.Helper()
	_, text, ok := strings.Cut(lang.text, "\n\n")
	if !ok {
		t.Fatalf("%s: no head", lang.tag)
	}
	for line := range strings.Lines(text) {
		switch code, _, _ := strings.Cut(line, ":"); {
		case line[0] == '#':
			out = append(out, line)
		case line[0] != '\t' && line != "\n":
			out = append(out, code)
		}
	}
	return out
}

// holes lists the numbers of a text's placeholders, each once, in order.
func holes(t *testing.T, lang Lang, code string) []int {
	t.Helper()
	text, forms := lang.Text(code), lang.language().read().plurals.forms()
	var out []int
	for rest := text; ; {
		before, after, ok := strings.Cut(rest, "{")
		if strings.Contains(before, "}") {
			t.Errorf("%s: a } without { in %q", code, text)
		}
		if !ok {
			break
		}
		hole, after, ok := strings.Cut(after, "}")
		parts := strings.Split(hole, "|")
		n, err := strconv.Atoi(parts[0])
		if !ok || err != nil || n < 0 || len(parts) != 1 && (len(parts) != forms+1 || forms == 1) {
			t.Errorf("%s: %q is no placeholder: {0}, or {0|...} with %d words", code, "{"+hole, forms)
			break
		}
		out = append(out, n)
		rest = after
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Every code that the program says is in the catalogue, with as many
// placeholders as it has arguments; every entry is said somewhere.
func TestCatalogueFitsTheSource(t *testing.T) {
	root := golden.Root(t)
	u := &usage{t: t, root: root, literals: map[string]bool{}}
	for _, top := range []string{"cmd", "pkg"} {
		u.walk(filepath.Join(root, top))
	}
	for _, s := range u.said {
		text := English.Text(s.code)
		if text == "" {
			t.Errorf("%s: %q is not in the catalogue", s.at, s.code)
			continue
		}
		if want := len(holes(t, English, s.code)); s.args >= 0 && s.args != want {
			t.Errorf("%s: %q is given %d arguments and has %d placeholders", s.at, s.code, s.args, want)
		}
	}
	templates := textOf(t, filepath.Join(root, "templates"))
	var unused []string
	for _, code := range English.Codes() {
		if !u.literals[code] && !u.hasPrefixOf(code) && !strings.Contains(templates, `"`+code+`"`) {
			unused = append(unused, code)
		}
	}
	if len(unused) > 0 {
		t.Errorf("%d entries are said nowhere:\n\t%s", len(unused), strings.Join(unused, "\n\t"))
	}
}

// said is one place that says a code.
type said struct {
	at, code string
	args     int // -1 when they cannot be counted
}

// usage is what the source says.
type usage struct {
	t        *testing.T
	root     string
	fset     *token.FileSet
	said     []said
	literals map[string]bool // every string literal, since codes also stand in tables
	prefixes []string        // literals that something is added to: "kind." + k
}

func (u *usage) walk(dir string) {
	u.t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		u.fset = token.NewFileSet()
		f, err := parser.ParseFile(u.fset, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, u.visit)
		return nil
	})
	if err != nil {
		u.t.Fatal(err)
	}
}

func (u *usage) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BasicLit:
		if s, ok := literal(n); ok {
			u.literals[s] = true
		}
	case *ast.BinaryExpr:
		if s, ok := literal(n.X); ok && n.Op == token.ADD && strings.Contains(s, ".") {
			u.prefixes = append(u.prefixes, s)
		}
	case *ast.CallExpr:
		if name := calledName(n); name == "Say" && len(n.Args) > 0 {
			args := len(n.Args) - 1
			if n.Ellipsis.IsValid() {
				args = -1
			}
			u.add(n.Args[0], args)
		}
	case *ast.CompositeLit:
		if !isNote(n.Type) {
			return true
		}
		var code ast.Expr
		args := 0
		for _, e := range n.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch key, _ := kv.Key.(*ast.Ident); {
			case key == nil:
			case key.Name == "Code":
				code = kv.Value
			case key.Name == "Args":
				args = -1
				if list, ok := kv.Value.(*ast.CompositeLit); ok {
					args = len(list.Elts)
				}
			}
		}
		if code != nil {
			u.add(code, args)
		}
	}
	return true
}

func (u *usage) add(code ast.Expr, args int) {
	s, ok := literal(code)
	if !ok {
		return
	}
	p := u.fset.Position(code.Pos())
	name, err := filepath.Rel(u.root, p.Filename)
	if err != nil {
		u.t.Fatal(err)
	}
	u.said = append(u.said, said{filepath.ToSlash(name) + ":" + strconv.Itoa(p.Line), s, args})
}

func (u *usage) hasPrefixOf(code string) bool {
	return slices.ContainsFunc(u.prefixes, func(p string) bool { return strings.HasPrefix(code, p) })
}

func calledName(call *ast.CallExpr) string {
	switch fn := call.Fun.(type) {
	case *ast.Ident:
		return fn.Name
	case *ast.SelectorExpr:
		return fn.Sel.Name
	}
	return ""
}

func isNote(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "Note"
	case *ast.SelectorExpr:
		x, _ := e.X.(*ast.Ident)
		return x != nil && x.Name == "dispute" && e.Sel.Name == "Note"
	}
	return false
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// textOf is all files below dir in one text; none when there is no dir.
func textOf(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir():
			return nil
		}
		data, err := os.ReadFile(name)
		b.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
