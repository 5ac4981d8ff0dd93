package arch

import (
	"path"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the order of the program's packages: left the package, right
// what of ours it may import. A pattern ending in /* stands for one name more.
// The first row that fits counts.
var mayImport = []struct {
	pkg     string
	allowed string
}{
	{"pkg/dispute", ""},
	{"pkg/doc", ""},
	{"templates", ""},
	{"pkg/locale", "pkg/dispute"},
	{"pkg/timeline", "pkg/dispute"},
	{"pkg/channel", "pkg/dispute"},
	{"pkg/casefile", "pkg/dispute"},
	{"pkg/stamp", "pkg/dispute"},
	{"pkg/picture", "pkg/picture/heif pkg/picture/hevc pkg/internal/*"},
	{"pkg/picture/heif", "pkg/picture/hevc pkg/picture/heif/heiftest"},
	{"pkg/picture/heif/heiftest", ""},
	{"pkg/picture/hevc", ""},
	{"pkg/recognise", "pkg/dispute pkg/internal/*"},
	{"pkg/search", "pkg/dispute pkg/internal/*"},
	{"pkg/importer", "pkg/dispute pkg/internal/*"},
	{"pkg/importer/all", "pkg/importer pkg/importer/*"},
	{"pkg/importer/*", "pkg/importer pkg/dispute pkg/internal/*"},
	{"pkg/ingest", "pkg/casefile pkg/importer pkg/dispute pkg/internal/*"},
	{"pkg/packet", "pkg/dispute pkg/doc pkg/channel pkg/locale pkg/timeline templates pkg/internal/*"},
	{"pkg/render/*", "pkg/doc pkg/internal/*"},
	{"pkg/archive", "pkg/casefile pkg/dispute pkg/locale pkg/internal/*"},
	{"pkg/demo", "pkg/dispute"},
	{"pkg/cli", "pkg/* pkg/importer/all pkg/importer/mapped pkg/cli/plainterm pkg/render/* pkg/internal/* templates"},
	{"pkg/cli/plainterm", ""},
	{"cmd/complain", "pkg/cli"},

	// What importers share.
	{"pkg/internal/dateorder", "pkg/importer pkg/dispute"},
	{"pkg/internal/filedate", "pkg/dispute pkg/internal/*"},
	{"pkg/internal/invoice", "pkg/dispute pkg/internal/*"},
	{"pkg/internal/paper", "pkg/importer pkg/dispute pkg/internal/*"},
	{"pkg/internal/statement", "pkg/importer pkg/dispute pkg/internal/*"},
	{"pkg/internal/tabular", "pkg/importer pkg/dispute pkg/internal/*"},
	{"pkg/internal/transcript", "pkg/importer pkg/dispute pkg/internal/*"},

	// For tests only, which the rules after this table see to.
	{"pkg/internal/tabular/billtest", "pkg/importer pkg/dispute pkg/internal/*"},
	{"pkg/internal/importertest", "pkg/importer pkg/dispute pkg/locale pkg/internal/*"},
	{"pkg/internal/golden", ""},
	{"pkg/internal/*", "pkg/internal/*"},
}

// onlyIn is the libraries that one package hides from all others.
var onlyIn = []struct {
	name string // and what is below it
	pkg  string
}{
	{"github.com/jung-kurt/gofpdf", "pkg/render/pdf"},
	{"modernc.org/sqlite", "pkg/casefile"},
	{"github.com/digitorus", "pkg/stamp"},
	{"filippo.io/age", "pkg/archive"},
	{"github.com/spf13/cobra", "pkg/cli"},
	{"github.com/spf13/pflag", "pkg/cli"},
	{"github.com/spf13/viper", "pkg/cli"},
	{"github.com/charmbracelet", "pkg/cli"},
}

// offline is what opens sockets. No command does.
var offline = []string{"net", "net/http", "net/rpc", "net/smtp", "crypto/tls"}

func TestImports(t *testing.T) {
	for _, f := range source(t) {
		for _, spec := range f.syntax.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			at := f.position(spec)
			if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
				checkOurs(t, f, at, ours)
				continue
			}
			if f.test {
				continue
			}
			for _, o := range onlyIn {
				if below(imported, o.name) && !below(f.pkg, o.pkg) {
					t.Errorf("%s: imports %s, which only %s may", at, imported, o.pkg)
				}
			}
			for _, o := range offline {
				if below(imported, o) && (o != "net" || imported == o) && !front(f.pkg) {
					t.Errorf("%s: imports %s, and the program works offline", at, imported)
				}
			}
		}
	}
}

func checkOurs(t *testing.T, f file, at, imported string) {
	t.Helper()
	if imported == "pkg/cli" && f.pkg != "cmd/complain" && f.pkg != "pkg/cli" {
		t.Errorf("%s: imports the command line, which only main may", at)
		return
	}
	if f.test {
		return
	}
	if forTests(imported) {
		if !forTests(f.pkg) {
			t.Errorf("%s: imports %s, which is for tests only", at, imported)
		}
		return
	}
	for _, row := range mayImport {
		if !fits(row.pkg, f.pkg) {
			continue
		}
		for _, pattern := range strings.Fields(row.allowed) {
			if fits(pattern, imported) {
				return
			}
		}
		allowed := row.allowed
		if allowed == "" {
			allowed = "nothing"
		}
		t.Errorf("%s: %s imports %s; of ours it may import %s", at, f.pkg, imported, allowed)
		return
	}
	t.Errorf("%s: package %s has no row in mayImport: say there what it may import", at, f.pkg)
}

// Every package has its row, those that import nothing too, so that a new one
// is placed in the design on the day it is made.
func TestEveryPackageHasARow(t *testing.T) {
	for _, pkg := range packages(t) {
		found := false
		for _, row := range mayImport {
			found = found || fits(row.pkg, pkg.path)
		}
		if !found {
			t.Errorf("package %s has no row in mayImport", pkg.path)
		}
	}
}

func fits(pattern, pkg string) bool {
	ok, err := path.Match(pattern, pkg)
	return ok && err == nil
}

func below(pkg, top string) bool { return pkg == top || strings.HasPrefix(pkg, top+"/") }

// forTests reports the packages that only tests import.
func forTests(pkg string) bool {
	return pkg == "pkg/internal/golden" || strings.HasSuffix(pkg, "test")
}

// front reports the packages that may speak to the outside.
func front(pkg string) bool { return below(pkg, "pkg/cli") || below(pkg, "cmd") }
