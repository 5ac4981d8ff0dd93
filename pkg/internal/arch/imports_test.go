package arch

import (
	"go/ast"
	"strconv"
	"strings"
	"testing"
)

// onlyIn is the libraries that one package hides from all others.
var onlyIn = []struct {
	name string // and what is below it
	pkg  string
}{
	{"github.com/jung-kurt/gofpdf", "pkg/render/pdf"},
	{"modernc.org/sqlite", "pkg/casefile"},
	{"filippo.io/age", "pkg/archive"},
	{"github.com/spf13/cobra", "pkg/cli"},
	{"github.com/spf13/pflag", "pkg/cli"},
	{"github.com/spf13/viper", "pkg/cli"},
	{"github.com/charmbracelet", "pkg/cli"},
}

// sockets is what opens them. No package does, the command line as little as
// any other.
var sockets = []string{"net", "net/http", "net/rpc", "net/smtp", "crypto/tls", "golang.org/x/net/http2", "golang.org/x/net/websocket", "golang.org/x/net/proxy"}

// library says what forbids pkg to import a package that is not ours; "" when
// nothing does.
func library(pkg, imported string) string {
	for _, o := range onlyIn {
		if below(imported, o.name) && !below(pkg, o.pkg) {
			return "only " + o.pkg + " may"
		}
	}
	for _, s := range sockets {
		if below(imported, s) && (s != "net" || imported == s) {
			return "the program works offline"
		}
	}
	return ""
}

func TestImports(t *testing.T) {
	p := readPlan(t)
	for _, f := range source(t) {
		for _, spec := range f.syntax.Imports {
			imported := importPath(spec)
			why := ""
			if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
				why = p.why(f.pkg, ours, f.test)
			} else if !f.test {
				why = library(f.pkg, imported)
			}
			if why != "" {
				t.Errorf("%s: imports %s: %s", f.position(spec), imported, why)
			}
		}
	}
}

func TestPlantedLibrariesAreRefused(t *testing.T) {
	for _, c := range []struct{ pkg, imported string }{
		{"pkg/cli", "net"},
		{"pkg/cli", "net/http"},
		{"cmd/complain", "net/http/httptest"},
		{"pkg/stamp", "crypto/tls"},
		{"pkg/render/text", "github.com/jung-kurt/gofpdf"},
		{"pkg/ingest", "modernc.org/sqlite"},
		{"pkg/packet", "github.com/charmbracelet/lipgloss"},
		{"pkg/channel", "github.com/spf13/viper"},
	} {
		if library(c.pkg, c.imported) == "" {
			t.Errorf("%s may import %s", c.pkg, c.imported)
		}
	}
	for _, allowed := range []string{"net/mail", "net/url", "golang.org/x/net/html"} {
		if why := library("pkg/importer/mail", allowed); why != "" {
			t.Errorf("%s opens no socket: %s", allowed, why)
		}
	}
}

func importPath(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value // which is no package
	}
	return path
}

// ours is the packages of ours that a file which is no test imports.
func (f file) ours() (out []string) {
	if f.test {
		return nil
	}
	for _, spec := range f.syntax.Imports {
		if ours, ok := strings.CutPrefix(importPath(spec), module+"/"); ok {
			out = append(out, ours)
		}
	}
	return out
}

func below(pkg, top string) bool { return pkg == top || strings.HasPrefix(pkg, top+"/") }

// forTests reports the packages that only tests import.
func forTests(pkg string) bool {
	return pkg == "pkg/internal/golden" || strings.HasSuffix(pkg, "test")
}

// front reports the packages that may speak to the outside.
func front(pkg string) bool { return below(pkg, "pkg/cli") || below(pkg, "cmd") }
