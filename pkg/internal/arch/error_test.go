package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// What an error says of itself is English, for whoever mends the program. Users
// are told of it by its cause, in their language: pkg/internal/cause and
// pkg/cli/cause.go have the sentences. So an error that a package exports for its
// callers to tell apart stands in one of them, and nobody puts the words of an
// error into a sentence.

// toldOtherwise are exported errors that end before they reach a user.
var toldOtherwise = map[string]string{
	"channel.ErrUnknown":       "the command line says which word it does not know",
	"conversation.ErrLongText": "the importers end at it",
	"dossier.ErrHeavy":         "the packet is made with coarser pictures",
	"hevc.ErrDamaged":          "package picture turns it into its own",
	"hevc.ErrTooLarge":         "package picture turns it into its own",
	"hevc.ErrUnsupported":      "package picture turns it into its own",
	"invoice.ErrNoInvoice":     "the importers take another way",
	"mapped.ErrNoTable":        "the command line asks for a table",
	"pdf.ErrExternal":          "the packet says so in the page's place",
	"pdf.ErrNoPage":            "the packet says so in the page's place",
	"pdf.ErrParts":             "the packet says so in the page's place",
	"pdf.ErrPicture":           "the packet says so in the page's place",
}

func TestEveryExportedErrorHasASentence(t *testing.T) {
	var named, told []string
	for _, f := range source(t) {
		if f.test || forTests(f.pkg) {
			continue
		}
		// Where the command line asks for an error it says its own sentence, and
		// cause.go has one for the rest.
		if f.name == "pkg/cli/cause.go" || f.name == "pkg/internal/cause/cause.go" {
			ast.Inspect(f.syntax, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok {
						told = append(told, x.Name+"."+s.Sel.Name)
					}
				}
				return true
			})
		}
		for _, d := range f.syntax.Decls {
			vars, ok := d.(*ast.GenDecl)
			if !ok || vars.Tok != token.VAR {
				continue
			}
			for _, spec := range vars.Specs {
				for _, name := range spec.(*ast.ValueSpec).Names {
					if strings.HasPrefix(name.Name, "Err") {
						named = append(named, f.syntax.Name.Name+"."+name.Name)
					}
				}
			}
		}
	}
	if len(named) < 20 {
		t.Fatalf("only %d errors found", len(named))
	}
	for _, name := range named {
		why, other := toldOtherwise[name]
		switch said := slices.Contains(told, name); {
		case said && other:
			t.Errorf("%s has a sentence, and the table says %s", name, why)
		case !said && !other:
			t.Errorf("%s has no sentence: put it into pkg/cli/cause.go, or into pkg/internal/cause for ground", name)
		}
	}
	for name := range toldOtherwise {
		if !slices.Contains(named, name) {
			t.Errorf("%s is no error any more: take it out of the table", name)
		}
	}
}

// sayers are the functions whose arguments go into sentences. Those of the
// command line's complaints take an error, and say its cause.
var sayers = []string{"Say", "Print", "Talk", "note", "Note", "Labelled"}

// rawError is the place in a call where the words of an error would reach a
// sentence; nil where there is none.
func rawError(call *ast.CallExpr) ast.Node {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	complaint := name == "failure" || name == "usage"
	if !complaint && !slices.Contains(sayers, name) {
		return nil
	}
	for _, arg := range call.Args {
		var found ast.Node
		ast.Inspect(arg, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				s, ok := n.Fun.(*ast.SelectorExpr)
				if ok && s.Sel.Name == "Error" && len(n.Args) == 0 {
					found = n
				}
				// What another function makes of an error is no word of it; what
				// fmt makes of it, or what is only cleaned, is.
				if !ok {
					return false
				}
				pkg, _ := s.X.(*ast.Ident)
				return pkg != nil && pkg.Name == "fmt" || s.Sel.Name == "Clean" || s.Sel.Name == "CleanLine"
			case *ast.Ident:
				if isErrorName(n.Name) && !(complaint && n == arg) {
					found = n
				}
			}
			return found == nil
		})
		if found != nil {
			return found
		}
	}
	return nil
}

func isErrorName(name string) bool {
	return name == "err" || strings.HasSuffix(name, "Err") || strings.HasPrefix(name, "err") && len(name) > 3 && name[3] >= 'A' && name[3] <= 'Z'
}

// quoting quotes an error of which nobody knows more, and says that it does.
const quoting = "pkg/cli/cause.go"

func TestNoErrorSpeaksForItself(t *testing.T) {
	for _, f := range source(t) {
		if f.test || forTests(f.pkg) || f.name == quoting {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if at := rawError(call); at != nil {
					t.Errorf("%s: the words of an error go into a sentence: give its cause (internal/cause)", f.position(at))
				}
			}
			return true
		})
	}
}

func TestPlantedErrorsAreRefused(t *testing.T) {
	for text, refused := range map[string]bool{
		`s.Say("error.x", err)`:                      true,
		`dispute.Say("stop.x", readErr)`:             true,
		`dispute.Say("stop.x", fmt.Sprint(err))`:     true,
		`failure("error.x", path, err.Error())`:      true,
		`failure("error.x", fmt.Sprintf("%v", err))`: true,
		`s.Print("x", errOf.Error())`:                true,
		`failure("error.x", path, err)`:              false, // a complaint says its cause
		`dispute.Say("stop.x", cause.Of(err))`:       false,
		`lang.Say("error.x", why, shown(path))`:      false,
		`fmt.Errorf("%w", err)`:                      false,
	} {
		e, err := parser.ParseExpr(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := rawError(e.(*ast.CallExpr)) != nil; got != refused {
			t.Errorf("%s: refused is %v", text, got)
		}
	}
}
