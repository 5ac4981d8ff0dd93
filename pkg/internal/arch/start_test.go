package arch

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// No pattern is compiled when the program starts: every command would pay for those of
// all importers. Package pattern compiles at the first use.
func TestNoPatternIsCompiledAtStart(t *testing.T) {
	for _, f := range source(t) {
		if f.test || strings.HasSuffix(f.pkg, "test") { // as are the packages for tests
			continue
		}
		for _, decl := range f.syntax.Decls {
			vars, ok := decl.(*ast.GenDecl)
			if !ok || vars.Tok != token.VAR {
				continue
			}
			ast.Inspect(vars, func(n ast.Node) bool {
				if _, later := n.(*ast.FuncLit); later {
					return false
				}
				if call, ok := n.(*ast.CallExpr); ok && compiles(call) {
					t.Errorf("%s: a pattern is compiled at every start: use pattern.New", f.position(call))
				}
				return true
			})
		}
	}
}

func compiles(call *ast.CallExpr) bool {
	name, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := name.X.(*ast.Ident)
	return ok && from.Name == "regexp" && strings.HasSuffix(name.Sel.Name, "Compile")
}
