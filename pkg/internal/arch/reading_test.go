package arch

import (
	"go/ast"
	"strings"
	"testing"
)

// A reader that fails must cost no other file, wherever it is called from. So
// importer.Run calls it and catches what it throws, and nobody else does either.
func TestOneCallerOfReaders(t *testing.T) {
	const (
		place = "pkg/importer/run.go"
		// A library indexes damaged files without looking: there it is the file's fault.
		library = "pkg/importer/mail/compound.go"
		// What nobody expected ends a command with one line.
		edge = "pkg/cli/main.go"
	)
	found := 0
	for _, f := range source(t) {
		importers := f.pkg == "pkg/importer" || strings.HasPrefix(f.pkg, "pkg/importer/")
		if f.test || forTests(f.pkg) || !importers && f.pkg != "pkg/ingest" && !front(f.pkg) {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			switch fun := call.Fun.(type) {
			case *ast.Ident:
				if fun.Name == "recover" && f.name != place && f.name != library && f.name != edge {
					t.Errorf("%s: recover: importer.Guard is the place for it", f.position(n))
				}
			case *ast.SelectorExpr:
				if fun.Sel.Name != "Extract" {
					return true
				}
				if f.name == place {
					found++
				} else if !importers {
					t.Errorf("%s: Extract: importer.Run calls it", f.position(n))
				}
			}
			return true
		})
	}
	if found != 1 {
		t.Errorf("%s calls Extract %d times", place, found)
	}
}
