package all

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

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/golden"
)

// wallet is a bill of a company that does not exist: all that adding one takes
// beside a folder of fixtures and a line in Importers.
func wallet() *tabular.Bill {
	return &tabular.Bill{
		Family:  "wallet",
		Edition: 1,
		Title:   dispute.Words{"en": "example wallet bill", "zh": "示例钱包账单"},
		Source:  dispute.Words{"en": "bill exported from the example wallet", "zh": "示例钱包账单导出文件"},
		Banners: []string{"示例钱包账单明细"},
		Layouts: []tabular.Layout{{
			Variant:  "csv",
			Name:     dispute.Words{"en": "CSV", "zh": "CSV"},
			Header:   []string{"时间", "商户", "事项", "收支", "金额（元）", "单号"},
			Required: []string{"时间", "收支", "金额（元）", "单号"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"时间"}, tabular.Who: {"商户"}, tabular.Text: {"事项"}, tabular.Amount: {"金额（元）"},
				tabular.Direction: {"收支"}, tabular.Order: {"单号"},
			},
			Zone:       tabular.Beijing(),
			Currency:   "CNY",
			Directions: map[string]dispute.Direction{"支出": dispute.Out, "收入": dispute.In},
			Refund:     []tabular.Sign{{Role: tabular.Text, Prefix: "退款-"}},
		}},
	}
}

// An importer that is added takes its own files and nobody else's.
func TestAddedImporter(t *testing.T) {
	added := append(Importers(), wallet())
	data, err := os.ReadFile(filepath.Join("testdata", "added", "input.csv"))
	if err != nil {
		t.Fatal(err)
	}
	src := importertest.Source(t, "input.csv", data)
	picked, m, err := importer.Pick(added, src)
	if err != nil || picked == nil || picked.Name() != "wallet" || m.Confidence != importer.Certain {
		t.Fatalf("picked %v, %+v, %v", picked, m, err)
	}
	golden.Check(t, filepath.Join("testdata", "added", "want.txt"), importertest.Dump(t, picked, src))
	importertest.Words(t, picked.Name(), picked.About())
	for _, im := range Importers() {
		for _, c := range importertest.Cases(t, im.Name()) {
			if m := wallet().Identify(c.Source); m.Confidence != importer.None {
				t.Errorf("%s is taken for a bill of the wallet: %+v", c.Dir, m)
			}
		}
	}
}

// plainWords are names of importers that are words of other things too.
var plainWords = map[string]string{
	"bank": "a word of cards", "document": "a kind of record", "invoice": "a paper", "line": "a place in a file",
	"mail": "a kind of message", "meta": "a tag of HTML and a box of films", "office": "who answers",
	"pasted": "what the command line stores of a pasted chat", "pdf": "a format", "photo": "a kind of record",
	"recording": "a kind of exhibit", "webpage": "a format",
	"whatsapp": "a word beside telephone numbers",
}

// What an importer says that its files show is in the words of the rules.
func TestShowsAreWordsOfTheRules(t *testing.T) {
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	ways := 0
	for _, im := range Importers() {
		name, shows := im.Name(), im.About().Shows
		if shows.Paying == "" {
			continue
		}
		if ways++; !slices.Contains(practice.Words("payments"), shows.Paying) {
			t.Errorf("%s shows payments by %q, which is no way of payment of the rules", name, shows.Paying)
		}
	}
	if ways == 0 {
		t.Error("no bill shows a way of payment")
	}
}

// Nobody but Importers names an importer, so that adding one touches its
// folder, its fixtures and that list.
func TestNobodyNamesImporters(t *testing.T) {
	named := map[string]bool{}
	for _, im := range append(Importers(), Fallback()) {
		named[im.Name()] = plainWords[im.Name()] == ""
	}
	for word := range plainWords {
		if _, ok := named[word]; !ok {
			t.Errorf("%q is no importer", word)
		}
	}
	root := golden.Root(t)
	err := filepath.WalkDir(filepath.Join(root, "pkg"), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name == filepath.Join(root, "pkg", "importer") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		names(t, name, named)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, file string, named map[string]bool) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		if s, err := strconv.Unquote(lit.Value); err == nil && named[s] {
			t.Errorf("%s names the importer %q: what depends on one is said by its About or its records", fset.Position(lit.Pos()), s)
		}
		return true
	})
}
