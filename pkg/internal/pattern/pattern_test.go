package pattern

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every pattern of the program compiles: none waits for its first use to fail.
func TestEveryPatternCompiles(t *testing.T) {
	found := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		texts := constants(file)
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isNew(call.Fun) {
				return true
			}
			found++
			text, ok := valueOf(call.Args[0], texts)
			if !ok {
				t.Errorf("%s: the text of a pattern is no constant of its file", name)
			} else if _, err := regexp.Compile(text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return true
		})
		return nil
	})
	if err != nil || found == 0 {
		t.Fatal("no patterns found", err)
	}
}

func isNew(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == "pattern" && sel.Sel.Name == "New"
}

// constants are the strings that a file declares by name.
func constants(f *ast.File) map[string]ast.Expr {
	out := map[string]ast.Expr{}
	for _, decl := range f.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			v := spec.(*ast.ValueSpec)
			for i := range v.Values {
				out[v.Names[i].Name] = v.Values[i]
			}
		}
	}
	return out
}

func valueOf(e ast.Expr, named map[string]ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.Ident:
		value, ok := named[e.Name]
		if !ok {
			return "", false
		}
		return valueOf(value, named)
	case *ast.ParenExpr:
		return valueOf(e.X, named)
	case *ast.BinaryExpr:
		x, ok := valueOf(e.X, named)
		y, ok2 := valueOf(e.Y, named)
		return x + y, ok && ok2
	}
	return "", false
}

func TestPatternMatchesAsRegexpDoes(t *testing.T) {
	p, re := New(`(a+)(b?)`), regexp.MustCompile(`(a+)(b?)`)
	for _, text := range []string{"", "b", "xaab", "a ab aab"} {
		if p.MatchString(text) != re.MatchString(text) || p.FindString(text) != re.FindString(text) ||
			strings.Join(p.FindStringSubmatch(text), "|") != strings.Join(re.FindStringSubmatch(text), "|") ||
			p.ReplaceAllString(text, "$2-") != re.ReplaceAllString(text, "$2-") {
			t.Errorf("%q is matched otherwise", text)
		}
	}
	if p.String() != re.String() {
		t.Error(p.String())
	}
}
