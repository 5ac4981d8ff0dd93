package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
	"complain/pkg/doc/piecetest"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

func render(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, d, doctest.Pictures(doctest.Dir(t))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestKitchenSink(t *testing.T) {
	for name, d := range map[string]*doc.Document{"zh": doctest.KitchenSinkZH(), "en": doctest.KitchenSinkEN()} {
		data := render(t, d)
		golden.Check(t, filepath.Join(doctest.Dir(t), "kitchen-sink-"+name+".docx"), data)
		if !bytes.Equal(data, render(t, d)) {
			t.Errorf("%s: two renderings differ", name)
		}
		piecetest.InOrder(t, d, parts(t, data)["word/document.xml"].text)
	}
}

type partOf struct {
	text  string // what it says, without blanks
	names map[string]bool
}

// parts reads every part of a file as XML.
func parts(t testing.TB, data []byte) map[string]partOf {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]partOf{}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "word/media/") {
			out[f.Name] = partOf{}
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		p := partOf{names: map[string]bool{}}
		var text strings.Builder
		d, field := xml.NewDecoder(r), false
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				p.names[token.Name.Local] = true
				field = token.Name.Local == "instrText"
			case xml.CharData:
				if !field {
					text.Write(token)
				}
			}
		}
		p.text = piecetest.Squeeze(text.String())
		out[f.Name] = p
	}
	return out
}

// Every part that a relation or the list of types names is there, and each is
// named.
func TestPartsAreAllNamed(t *testing.T) {
	var files []string
	z, err := zip.NewReader(bytes.NewReader(render(t, doctest.KitchenSinkZH())), int64(len(render(t, doctest.KitchenSinkZH()))))
	if err != nil {
		t.Fatal(err)
	}
	var relations, types string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch f.Name {
		case "word/_rels/document.xml.rels":
			relations = string(data)
		case "[Content_Types].xml":
			types = string(data)
		default:
			files = append(files, f.Name)
		}
	}
	for _, name := range files {
		inside, isWord := strings.CutPrefix(name, "word/")
		if isWord && inside != "document.xml" && !strings.Contains(relations, `Target="`+inside+`"`) {
			t.Errorf("no relation names %s", name)
		}
		if strings.HasSuffix(name, ".xml") && !strings.Contains(types, `PartName="/`+name+`"`) {
			t.Errorf("no type for %s", name)
		}
	}
	if n := strings.Count(relations, "/header"); n < 5 {
		t.Errorf("%d heads: each exhibit has its own", n)
	}
}

// Runs that are written from the right say so, and so do the paragraphs of what
// somebody said.
func TestFromTheRight(t *testing.T) {
	chat := doc.Transcript{Heads: [4]string{"1", "2", "3", "4"}, Turns: []doc.Turn{{Number: 1, Who: "حنان", Text: doc.Plain("لن نعيد iPhone!")}, {Number: 2, Who: "甲", Text: doc.Plain("订单 متجر")}}}
	d := &doc.Document{Lang: "zh-CN", Words: packet.Words(locale.English), Blocks: []doc.Block{
		doc.Quote{Text: doc.Plain("לא!")}, chat, doc.Paragraph{Text: []doc.Inline{doc.Text("卖家"), doc.Strong("متجر الهدى (٣)"), doc.Text("拒绝")}}}}
	data := render(t, d)
	piecetest.InOrder(t, d, parts(t, data)["word/document.xml"].text)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	for want, n := range map[string]int{"<w:bidi/>": 2, "<w:rtl/>": 4, `<w:lang w:bidi="he-IL"/>`: 1, `<w:lang w:bidi="ar-SA"/>`: 3} {
		if got := strings.Count(string(xml), want); got != n {
			t.Errorf("%d of %d: %s", got, n, want)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	for _, text := range doctest.Naughty {
		d := doctest.Hostile(text)
		piecetest.InOrder(t, d, parts(t, render(t, d))["word/document.xml"].text)
	}
}

func TestErrors(t *testing.T) {
	say := packet.Words(locale.English)
	for want, d := range map[string]*doc.Document{
		`no anchor "nowhere"`:  {Words: say, Blocks: []doc.Block{doc.Paragraph{Text: []doc.Inline{doc.Ref{Anchor: "nowhere"}}}}},
		`picture "lost.jpg"`:   {Words: say, Blocks: []doc.Block{doc.Figure{Image: doc.Image{Key: "lost.jpg"}}}},
		"table without":        {Words: say, Blocks: []doc.Block{doc.Table{}}},
		"2 cells in 1 columns": {Words: say, Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{}}, Rows: []doc.Row{{Cells: make([][]doc.Inline, 2)}}}}},
		"words lack":           {},
	} {
		err := Render(io.Discard, d, doctest.Pictures(t.TempDir()))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, text := range doctest.Naughty {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts(t, render(t, doctest.Hostile(text)))
	})
}
