package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// What files say of themselves is read as typed facts: only package dispute and
// importers name the fields that hold it. And what a file is, is asked of its
// facts or its media type, not of who read it.
func TestFactsAreTyped(t *testing.T) {
	for _, f := range source(t) {
		if f.test || below(f.pkg, "pkg/importer") || f.pkg == "pkg/importer" || f.pkg == "pkg/dispute" || forTests(f.pkg) {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if why := untyped(n); why != "" {
				t.Errorf("%s: %s", f.position(n), why)
			}
			return true
		})
	}
}

// untyped says what is wrong with n; "" when nothing is.
func untyped(n ast.Node) string {
	const (
		field    = "a field by its name: read the facts of its record, Photo, Recording, Paper, Invoice or Noted"
		importer = "an importer by its name: ask the facts of the record, the media type, or Reading.Recognised"
	)
	switch n := n.(type) {
	case *ast.CallExpr:
		if named(n.Fun, "Field") && len(n.Args) == 1 && words(n.Args[0]) {
			return field
		}
	case *ast.BinaryExpr:
		if compares := n.Op == token.EQL || n.Op == token.NEQ; !compares {
			return ""
		}
		if named(n.X, "Importer") && words(n.Y) || named(n.Y, "Importer") && words(n.X) {
			return importer
		}
	case *ast.SwitchStmt:
		if n.Tag == nil || !named(n.Tag, "Importer") {
			return ""
		}
		for _, s := range n.Body.List {
			for _, x := range s.(*ast.CaseClause).List {
				if words(x) {
					return importer
				}
			}
		}
	}
	return ""
}

func named(x ast.Expr, name string) bool {
	sel, ok := x.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == name
}

// words reports whether x is a string literal.
func words(x ast.Expr) bool {
	lit, ok := x.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

func TestPlantedNamesAreRefused(t *testing.T) {
	for code, refused := range map[string]bool{
		`_ = r.Field("screenshot")`:                             true,
		`_ = strings.TrimSpace(x.record.Field("issued"))`:       true,
		`if x.Reading.Importer == "pdf" { return }`:             true,
		`_ = "recording" != e.Reading.Importer`:                 true,
		`_ = e.Reading.Importer == ""`:                          true,
		`switch e.Reading.Importer { case "photo", "pdf": }`:    true,
		`_ = reflect.TypeFor[T]().Field(3)`:                     false,
		`photo, _ := r.Photo(); _ = photo.Screenshot != ""`:     false,
		`_ = r.Importer == all.Fallback().Name()`:               false,
		`switch { case e.Reading.Recognised(): }`:               false,
		`switch { case r.Importer == "mail" && r.At.Known(): }`: true,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() {"+code+"}", 0)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		found := false
		ast.Inspect(f, func(n ast.Node) bool {
			found = found || n != nil && untyped(n) != ""
			return true
		})
		if found != refused {
			t.Errorf("%s: refused %t, want %t", code, found, refused)
		}
	}
}
