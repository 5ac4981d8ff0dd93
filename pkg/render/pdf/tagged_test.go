package pdf

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
	"complain/pkg/doc/piecetest"
)

// laidOpen is a file with its objects written out.
func laidOpen(t *testing.T, path string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "open.pdf")
	tool(t, "qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", path, out)
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// structureText is what the structure of a file says, in its order.
func structureText(t *testing.T, path string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(tool(t, "pdfinfo", "-struct-text", path)) {
		line = strings.TrimSpace(line)
		if text, ok := strings.CutPrefix(line, `"`); ok {
			b.WriteString(strings.TrimSuffix(text, `"`))
		}
	}
	return squashed(b.String())
}

func TestStructure(t *testing.T) {
	for name, d := range map[string]*doc.Document{"zh": doctest.KitchenSinkZH(), "en": doctest.KitchenSinkEN()} {
		path := filepath.Join(renderData(t), "kitchen-sink-"+name+".pdf")
		open := laidOpen(t, path)
		for _, want := range []string{"/MarkInfo", "/Marked true", "/DisplayDocTitle true", "/Lang (" + d.Lang + ")", "/Scope /Column", "/ColSpan "} {
			if !strings.Contains(open, want) {
				t.Errorf("%s: no %s", name, want)
			}
		}
		for _, kind := range []string{"Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "BlockQuote", "Figure", "Caption", "Link"} {
			if !strings.Contains(open, "/S /"+kind+"\n") {
				t.Errorf("%s: no element %s", name, kind)
			}
		}
		if figures, alts := strings.Count(open, "/S /Figure\n"), strings.Count(open, "/Alt "); figures != alts || figures == 0 {
			t.Errorf("%s: %d figures, %d of them in words", name, figures, alts)
		}
		if begun, ended := len(regexp.MustCompile(`B(DC|MC)\n`).FindAllString(open, -1)), strings.Count(open, "EMC\n"); begun != ended || begun == 0 {
			t.Errorf("%s: %d pieces begin and %d end", name, begun, ended)
		}
		if name == "zh" {
			continue // pdfinfo draws the page anew for each of its elements
		}
		said := structureText(t, path)
		if strings.Contains(said, squashed(d.Foot)) {
			t.Errorf("%s: heads and feet of pages are part of the document", name)
		}
		rest := said
		for _, piece := range piecetest.Pieces(t, d) {
			piece = squashed(visible(piece))
			i := strings.Index(rest, piece)
			if i < 0 {
				t.Fatalf("%s: lost, or out of order: %q in\n%s", name, piece, rest)
			}
			rest = rest[i+len(piece):]
		}
	}
}

// A table over many pages is one, whose head is said once.
func TestTableIsOne(t *testing.T) {
	said := structureText(t, saved(t, render(t, rowsDocument(24), nil)))
	if n := strings.Count(said, "事实证据（页）"); n != 1 {
		t.Errorf("the head of the table is said %d times", n)
	}
	if n := strings.Count(said, "序号时间发送人内容"); n != 1 {
		t.Errorf("the head of the conversation is said %d times", n)
	}
	for i := range 24 {
		if !strings.Contains(said, fmt.Sprintf("%04d2026-03-0119:58:01客服小云亲，第%d遍了", i+1, i+1)) {
			t.Errorf("row %d is not in one piece", i+1)
		}
	}
}

// Each volume has the structure of what stands in it.
func TestVolumesAreTagged(t *testing.T) {
	d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{
		doc.Heading{Level: 1, Text: "甲"}, doc.Paragraph{Text: text("第一册")}, doc.PageBreak{Volume: true},
		doc.Exhibit{Mark: "证据1", Title: "乙", Blocks: []doc.Block{doc.Paragraph{Text: text("第二册")}}},
	}}
	var files [][]byte
	err := Volumes(spoken(d), nil, func(_ int, render func(io.Writer) error) error {
		var out bytes.Buffer
		err := render(&out)
		files = append(files, out.Bytes())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"甲第一册", "证据1\u3000乙第二册"} {
		path := saved(t, files[i])
		if got := structureText(t, path); got != squashed(want) {
			t.Errorf("volume %d says %q, want %q", i+1, got, want)
		}
		if out := tool(t, "qpdf", "--check", path); strings.Contains(strings.ToLower(out), "warning") {
			t.Error(out)
		}
	}
}

// What leads somewhere is an element with its words, and the annotation says them
// too: a reader that is heard is told where it leads.
func TestLinksAreElements(t *testing.T) {
	for name, d := range map[string]*doc.Document{"zh": doctest.KitchenSinkZH(), "en": doctest.KitchenSinkEN()} {
		open := laidOpen(t, filepath.Join(renderData(t), "kitchen-sink-"+name+".pdf"))
		links := strings.Count(open, "/S /Link\n")
		if links == 0 || len(d.Blocks) == 0 {
			t.Fatalf("%s: no links", name)
		}
		for _, each := range []string{"/Subtype /Link\n", "/Type /OBJR\n", "/StructParent ", "/Contents "} {
			if n := strings.Count(open, each); n < links {
				t.Errorf("%s: %d links and %d of %s", name, links, n, each)
			}
		}
	}
}
