package arch

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// chinese is where the source may hold Chinese, and what it holds there. What
// people read stands in the sentences of pkg/locale, in templates and in the
// data of channels, which are no Go. A place that is said to
// hold marks may hold no ideograph.
var chinese = []struct{ place, what string }{
	{"pkg/importer", "the grammars of files, and what an importer calls itself in each language"},
	{"pkg/channel/papertitle.go", "the grammar of the titles of official papers"},
	{"pkg/channel/article.go", "marks between ids"},
	{"pkg/doc/walk.go", "marks between the numbers of pages"},
	{"pkg/packet/demands.go", "marks that end a sentence"},
	{"pkg/packet/text.go", "marks between words"},
	{"pkg/render/pdf/", "marks of Chinese setting"},
	{"pkg/render/text/", "marks of Chinese setting"},
	{"pkg/cli/screen/conversation.go", "words and marks that a user may type"},
	{"pkg/likely/platform.go", "marks between names"},
	{"pkg/cli/screen/question.go", "answers that a user may type"},
	{"pkg/cli/verify.go", "a sign that a user may type"},
	{"pkg/cli/when.go", "the grammar of times that a user may type"},
	{"pkg/dispute/amount.go", "a mark inside numbers"},
	{"pkg/dispute/derivation.go", "a mark between numbers that a user may type"},
	{"pkg/dispute/moment.go", "a mark inside times"},
	{"pkg/internal/fold/", "marks that a search passes over"},
	{"pkg/internal/hanscript/", "the table of characters in two scripts"},
	{"pkg/internal/hint/", "the grammar of numbers and dates in Chinese text"},
	{"pkg/internal/linebreak/", "the table of Chinese line breaking"},
	{"pkg/internal/pdftext/lines.go", "the space of Chinese setting"},
	{"pkg/internal/personal/", "words beside personal data"},
	{"pkg/internal/sheet/cell.go", "the range of full-width digits"},
	{"pkg/internal/textwidth/", "the space of Chinese setting"},
	{"pkg/dispute/seenamount.go", "signs of money"},
	{"pkg/recognise/misread.go", "words beside amounts in a picture"},
	{"pkg/search/search.go", "a sign of money"},
	{"pkg/story/arrival.go", "the grammar of days in Chinese text"},
	{"pkg/story/figure.go", "the grammar of numbers in Chinese text"},
	{"pkg/story/heard.go", "marks of quotations and pauses"},
}

var (
	han       = regexp.MustCompile(`[\p{Han}\x{3000}-\x{303f}\x{ff00}-\x{ffef}]`)
	ideograph = regexp.MustCompile(`[\x{3400}-\x{9fff}]`)
)

// mayHold is what lets a file hold a text: "" when nothing does.
func mayHold(file, text string) string {
	if !han.MatchString(text) {
		return "no Chinese"
	}
	for _, c := range chinese {
		if strings.HasPrefix(file, c.place) && !(strings.HasPrefix(c.what, "mark") && ideograph.MatchString(text)) {
			return c.place
		}
	}
	return ""
}

func TestChineseStandsWhereItBelongs(t *testing.T) {
	used := map[string]bool{}
	for _, f := range source(t) {
		if f.test || forTests(f.pkg) {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING && lit.Kind != token.CHAR {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			place := mayHold(f.name, text)
			if place == "" {
				t.Errorf("%s: %q: what people read stands in pkg/locale/sentences", f.position(lit), text)
			}
			used[place] = true
			return true
		})
	}
	for _, c := range chinese {
		if !used[c.place] {
			t.Errorf("%s holds no Chinese any more: take it out of the table", c.place)
		}
	}
}

func TestPlantedChineseIsRefused(t *testing.T) {
	for _, c := range []struct{ file, text string }{
		{"pkg/cli/export.go", "已导出"},
		{"pkg/packet/date.go", "%d年"},
		{"pkg/packet/markdown.go", "（"},
		{"pkg/dossier/dossier.go", "，"},
		{"pkg/casefile/create.go", "案卷"},
		{"pkg/locale/locale.go", "中文"},
		{"pkg/doc/doc.go", "Ａ"},
		{"pkg/ingest/ingest.go", "\u3000"},
		{"pkg/render/pdf/page.go", "第 %d 页"},
		{"pkg/render/text/figure.go", "图片"},
	} {
		if mayHold(c.file, c.text) != "" {
			t.Errorf("%s may hold %q", c.file, c.text)
		}
	}
}
