package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/doc"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
	"complain/pkg/internal/pdftext"
)

// papers gives tests their papers, and no pictures.
type papers map[string][]byte

func (papers) Image(key string) ([]byte, error) { return nil, fmt.Errorf("no picture %q", key) }

func (p papers) Paper(key string) ([]byte, error) {
	if p[key] == nil {
		return nil, fmt.Errorf("no paper %q", key)
	}
	return p[key], nil
}

// contract is a paper of two pages: one with a red seal that is an annotation,
// a hidden note, a hidden layer, a script and a link; one that lies on its side
// and is cropped.
func contract() []byte {
	var f pdftest.File
	font := f.Add("<</Type /Font/Subtype /Type1/BaseFont /Helvetica/Encoding /WinAnsiEncoding>>")
	off := f.Add("<</Type /OCG/Name (Draft)>>")
	on := f.Add("<</Type /OCG/Name (Text)>>")
	seal := f.Stream("/Type /XObject/Subtype /Form/BBox [0 0 10 10]/Resources <</Font <</F1 "+font+">>>>", "1 0 0 RG 1 1 8 8 re S BT /F1 4 Tf 2 3 Td (Seal) Tj ET")
	annots := "/Annots [<</Type /Annot/Subtype /Stamp/Rect [200 20 280 100]/AP <</N " + seal + ">>>>" +
		"<</Type /Annot/Subtype /Text/F 2/Rect [0 0 20 20]/AP <</N " + f.Stream("/BBox [0 0 10 10]", "BT (hidden) Tj ET") + ">>>>" +
		"<</Type /Annot/Subtype /Link/Rect [0 0 9 9]/A <</S /JavaScript/JS (app.alert\\(1\\))>>>>]"
	resources := "/Font <</F1 " + font + ">>/Properties <</M0 " + off + "/M1 " + on + ">>"
	f.Paper("/OCProperties <</OCGs ["+off+" "+on+"]/D <</OFF ["+off+"]>>>>/OpenAction <</S /JavaScript/JS (app.alert\\(2\\))>>",
		pdftest.Page{Content: "0.9 1 0.9 rg 0 0 300 200 re f 0 g BT /F1 18 Tf 20 150 Td (Contract A-17) Tj ET /OC /M0 BDC BT /F1 18 Tf 20 100 Td (draft) Tj ET EMC /OC /M1 BDC BT /F1 18 Tf 20 60 Td (in force) Tj ET EMC",
			Resources: resources, More: annots + "/AA <</O <</S /JavaScript/JS (app.alert\\(3\\))>>>>"},
		pdftest.Page{Content: "0.9 0.9 1 rg 50 50 200 100 re f 0 g BT /F1 12 Tf 0 1 -1 0 80 55 Tm (on its side) Tj 1 0 0 1 5 5 Tm (cut away) Tj ET",
			Resources: resources, More: "/CropBox [50 50 250 150]/Rotate 90/Group <</S /Transparency/CS /DeviceRGB>>"})
	return f.Bytes()
}

func sheetDocument() *doc.Document {
	caption := [][]doc.Inline{{doc.Text("E5 · contract.pdf")}, {doc.Text("SHA-256 "), doc.Digest(strings.Repeat("0f", 32))}}
	return &doc.Document{Lang: "en", Title: "Packet", Date: time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC), ID: "1", Blocks: []doc.Block{
		doc.Title{Text: "Packet"},
		doc.Exhibit{Mark: "Exhibit 1", Title: "Contract", Anchor: "x1", Blocks: []doc.Block{
			doc.Sheet{Paper: "E5", Page: 1, Width: 300, Height: 200, Caption: caption},
			doc.Sheet{Paper: "E5", Page: 2, Width: 100, Height: 200, Caption: caption},
			doc.Sheet{Paper: "E5", Page: 3, Caption: caption, Missing: "The page is damaged."},
		}},
		doc.Paragraph{Text: []doc.Inline{doc.Ref{Anchor: "x1", Form: doc.RefPageRange}}},
	}}
}

// text is what a reader finds on the pages of a file.
func pageTexts(t *testing.T, data []byte) []string {
	t.Helper()
	f, err := pdffile.Open(context.Background(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	r := pdftext.NewReader(f)
	var out []string
	for _, p := range pages {
		text, err := r.Page(p)
		if err != nil || text.Failed != nil {
			t.Fatal(err, text.Failed)
		}
		out = append(out, text.Text)
	}
	return out
}

func TestSheets(t *testing.T) {
	var out, again bytes.Buffer
	images := papers{"E5": contract()}
	if err := Render(&out, spoken(sheetDocument()), images); err != nil {
		t.Fatal(err)
	}
	if err := Render(&again, spoken(sheetDocument()), images); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("twice is not the same", err)
	}
	if where := os.Getenv("COMPLAIN_SHOW"); where != "" {
		if err := os.WriteFile(filepath.Join(where, "sheets.pdf"), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := strings.Join(pageTexts(t, out.Bytes()), "\n")
	for _, want := range []string{"Contract A-17", "in force", "Seal", "on its side", "The page is damaged.", "E5 · contract.pdf"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not on the pages:\n%s", want, all)
		}
	}
	for _, gone := range []string{"draft", "hidden", "cut away"} {
		if strings.Contains(all, gone) {
			t.Errorf("%q is on the pages", gone)
		}
	}
	for _, gone := range []string{"JavaScript", "app.alert", "/AA "} {
		if bytes.Contains(out.Bytes(), []byte(gone)) {
			t.Errorf("%q was taken over", gone)
		}
	}
}

func TestSheetThatIsNotThere(t *testing.T) {
	d := sheetDocument()
	if err := Render(&bytes.Buffer{}, spoken(d), nil); err == nil || !strings.Contains(err.Error(), `paper "E5"`) {
		t.Error(err)
	}
	d.Blocks = []doc.Block{doc.Sheet{Paper: "E5", Page: 9, Width: 1, Height: 1}}
	if err := Render(&bytes.Buffer{}, spoken(d), papers{"E5": contract()}); !errors.Is(err, ErrNoPage) {
		t.Error(err)
	}
}

func TestPaperSize(t *testing.T) {
	p, err := OpenPaper(context.Background(), contract())
	if err != nil || p.Pages != 2 {
		t.Fatal(p, err)
	}
	if s := p.Size(2); s.Err != nil || s.Width != 100 || s.Height != 200 || len(s.Foreign) != 1 || s.Foreign[0] != "Helvetica" {
		t.Errorf("%+v", s)
	}
	if s := p.Size(3); !errors.Is(s.Err, ErrNoPage) {
		t.Error(s.Err)
	}
}

// A page that would cost a viewer all its memory is not taken over.
func TestHostileSheets(t *testing.T) {
	for _, tt := range []struct {
		name, resource string
		want           error
	}{
		{"a picture of 10^10 pixels", "<</Type /XObject/Subtype /Image/Width 100000/Height 100000/Length 0>>\nstream\n\nendstream", ErrPicture},
		{"data in another file", "<</Type /XObject/Subtype /Image/Width 1/Height 1/F (/etc/passwd)/Length 0>>\nstream\n\nendstream", ErrExternal},
	} {
		var f pdftest.File
		x := f.Add(tt.resource)
		f.Paper("", pdftest.Page{Content: "/X Do", Resources: "/XObject <</X " + x + ">>"})
		p, err := OpenPaper(context.Background(), f.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if s := p.Size(1); !errors.Is(s.Err, tt.want) {
			t.Errorf("%s: %v", tt.name, s.Err)
		}
	}
	// Ten forms draw ten forms each, and so on.
	var f pdftest.File
	for n := range 12 {
		f.Stream(fmt.Sprintf("/Subtype /Form/BBox [0 0 9 9]/Resources <</XObject <</X %d 0 R>>>>", n+2), strings.Repeat("/X Do ", 10))
	}
	f.Stream("/Subtype /Form/BBox [0 0 9 9]", "")
	f.Paper("", pdftest.Page{Content: "/X Do", Resources: "/XObject <</X 1 0 R>>"})
	p, err := OpenPaper(context.Background(), f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if s := p.Size(1); !errors.Is(s.Err, pdffile.ErrTooMuch) {
		t.Error(s.Err)
	}
}

// Whatever the bytes, a page is taken over or refused, soon; and what was found
// good renders as a file that can be read.
func FuzzSheet(f *testing.F) {
	f.Add(contract())
	for _, dir := range golden.Folder(f, "import", "pdf") {
		inputs, err := filepath.Glob(filepath.Join(dir, "input.*"))
		if err != nil || len(inputs) != 1 {
			f.Fatal(dir, inputs, err)
		}
		data, err := os.ReadFile(inputs[0])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		p, err := OpenPaper(ctx, data)
		if err != nil {
			return
		}
		for n := 1; n <= min(p.Pages, 3); n++ {
			s := p.Size(n)
			if ctx.Err() != nil {
				t.Fatal("took more than 5 s")
			}
			if s.Err != nil {
				continue
			}
			raw := file{objects: [][]byte{nil, nil, []byte("2 0 obj\n<</XObject <<\n>>>>\nendobj\n")}}
			sheets := newSheets(papers{"E1": data})
			sheets.draw("E1", n)
			if err := raw.addSheets(sheets); err != nil {
				t.Fatalf("found good, and then: %v", err)
			}
			for i, o := range raw.objects[3:] {
				if !bytes.HasPrefix(o, fmt.Appendf(nil, "%d 0 obj\n", i+3)) {
					t.Fatalf("object %d begins %.20q", i+3, o)
				}
			}
		}
	})
}
