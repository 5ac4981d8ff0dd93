package pdftext

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"complain/pkg/internal/golden"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
)

// read is the text of the first page of a file.
func read(t testing.TB, data []byte) Text {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	f, err := pdffile.Open(ctx, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil || len(pages) == 0 {
		t.Fatal(len(pages), err)
	}
	text, err := NewReader(f).Page(pages[0])
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func gbk(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%X", out)
}

// What Chinese programs write comes out as it was written, or not at all.
func TestChineseFonts(t *testing.T) {
	const said = "退货：¥99.00元"
	for _, tt := range []struct{ encoding, toUnicode, codes, want string }{
		{"Identity-H", pdftest.Same, pdftest.Hex(said), said},
		{"UniGB-UCS2-H", "", pdftest.Hex(said), said},
		{"UniGB-UTF16-H", "", pdftest.Hex("𠮷" + said), "𠮷" + said},
		{"GBK-EUC-H", "", gbk(t, "退货：99.00元"), "退货：99.00元"},
		{"GBK2K-H", "", gbk(t, "㐀退货"), "㐀退货"}, // four bytes
		{"Identity-H", "", "0B3C0D1E", "\uFFFD\uFFFD"},
		{"ETen-B5-H", "", "B068B366", "退貨"},
		{"90ms-RKSJ-H", "", "95D4956988CA", "返品位"},
		{"EUC-H", "", "CAD6B6E2A4CF313230B1DFA4C7A4B9", "返金は120円です"},
		{"H", "", "4A563662315F", "返金円"},
		{"KSCms-UHC-H", "", "B9DDC7B0", "반품"},
		{"CNS-EUC-H", "", "C4E3", "\uFFFD"}, // no map: said, not guessed
		{"Identity-H", "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <9000> <0002> <002D002D> endbfchar 1 beginbfrange <0010> <0012> [<8D27> <2F00> <E000>] endbfrange",
			"00010002001000110012", "退--货一\uFFFD"}, // a list; a radical, which is the character; one that means nothing elsewhere
	} {
		var f pdftest.File
		font := f.Song(tt.encoding, tt.toUnicode)
		f.Paper("", pdftest.Page{Content: pdftest.Lines(12, 150, tt.codes), Resources: "/Font <</F1 " + font + ">>"})
		if got := read(t, f.Bytes()); got.Text != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.encoding, tt.codes, got.Text, tt.want)
		}
	}
}

func TestLatinFonts(t *testing.T) {
	for _, tt := range []struct{ name, font, codes, want string }{
		{"Windows", "/Subtype /TrueType/BaseFont /Arial/Encoding /WinAnsiEncoding", `caf\351 \200 \225`, "café € •"},
		{"Mac", "/Subtype /TrueType/BaseFont /Arial/Encoding /MacRomanEncoding", `caf\216`, "café"},
		{"standard", "/Subtype /Type1/BaseFont /Times-Roman", `it's \251 \256`, "it’s ' ﬁ"},
		{"differences", "/Subtype /Type1/BaseFont /Times-Roman/Encoding <</Differences [65 /Euro /uni9000 /u1F600 /g7.alt /a.alt]>>", "ABCDE", "€退😀\uFFFDa"},
		{"hidden", "/Subtype /Type1/BaseFont /X/FontDescriptor <</Flags 4/FontFile 1 0 R>>", "A.", "\uFFFD\uFFFD"},
		{"tick box", "/Subtype /Type1/BaseFont /ZapfDingbats", "4", "✔"},
	} {
		var f pdftest.File
		f.Stream("", "")
		f.Paper("", pdftest.Page{Content: "BT /F1 12 Tf 20 150 Td (" + tt.codes + ") Tj ET", Resources: "/Font <</F1 <</Type /Font" + tt.font + ">>>>"})
		if got := read(t, f.Bytes()); got.Text != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got.Text, tt.want)
		}
	}
}

const helvetica = "/Font <</F1 <</Type /Font/Subtype /Type1/BaseFont /Courier/Encoding /WinAnsiEncoding>>>>"

func TestOperators(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"lines", "BT /F1 10 Tf 12 TL 20 150 Td (one) Tj T* (two) Tj (three) ' 0 0 (four) \" ET", "one\ntwo\nthree\nfour"},
		{"gaps", "BT /F1 10 Tf 20 150 Td [(a) -100 (b) -400 (c) -3000 (d)] TJ ET", "ab c  d"},
		{"across columns", "BT /F1 10 Tf 1 0 0 1 20 150 Tm (item) Tj 1 0 0 1 20 130 Tm (cable) Tj 1 0 0 1 150 150 Tm (price) Tj 1 0 0 1 150 131 Tm (9.90) Tj ET", "item  price\ncable  9.90"},
		{"in any order", "BT /F1 10 Tf 1 0 0 1 20 100 Tm (last) Tj 1 0 0 1 20 150 Tm (first) Tj ET", "first\nlast"},
		{"twice to look bold", "BT /F1 10 Tf 1 0 0 1 20 150 Tm (11) Tj 1 0 0 1 20.4 150 Tm (11) Tj ET", "11"},
		{"actual text", "/Span <</ActualText <FEFFD83DDE00>>> BDC BT /F1 10 Tf 20 150 Td (xy) Tj ET EMC BT /F1 10 Tf 40 150 Td (!) Tj ET", "😀 !"},
		{"a picture inside the content", "BI /W 1 /H 1 ID \x00EI\x80 EI BT /F1 10 Tf 20 150 Td (after) Tj ET", "after"},
		{"a watermark comes last", "BT /F1 10 Tf 0.7 0.7 -0.7 0.7 20 20 Tm (DRAFT) Tj 1 0 0 1 20 20 Tm (text) Tj ET", "text\nDRAFT"},
		{"states", "q 2 0 0 2 0 0 cm BT /F1 10 Tf 20 50 Td (big) Tj ET Q BT /F1 10 Tf 20 90 Td (small) Tj ET", "big\nsmall"},
		{"too many states end", strings.Repeat("Q ", 10) + "BT /F1 10 Tf 20 150 Td (still) Tj ET", "still"},
	} {
		var f pdftest.File
		f.Paper("", pdftest.Page{Content: tt.content, Resources: helvetica})
		if got := read(t, f.Bytes()); got.Text != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got.Text, tt.want)
		}
	}
}

// Forms in forms, and a form in itself.
func TestForms(t *testing.T) {
	var f pdftest.File
	f.Stream("/Subtype /Form/BBox [0 0 300 200]/Resources <<"+helvetica+"/XObject <</Me 1 0 R>>>>", "BT /F1 10 Tf 20 150 Td (form) Tj ET /Me Do")
	f.Stream("/Subtype /Form/BBox [0 0 60 200]/Resources <<"+helvetica+">>", "BT /F1 10 Tf 1 0 0 1 20 100 Tm (seen) Tj 1 0 0 1 100 100 Tm (cut) Tj ET")
	f.Paper("", pdftest.Page{Content: "/A Do /B Do", Resources: "/XObject <</A 1 0 R/B 2 0 R>>"})
	got := read(t, f.Bytes())
	if got.Text != "form\nseen" || got.Outside != 3 || got.Failed == nil {
		t.Errorf("%+v", got)
	}
}

// Our own packets read as they were written, and pages of other programs too,
// whatever the bytes.
func FuzzPage(f *testing.F) {
	for _, name := range []string{"kitchen-sink-zh.pdf"} {
		if data, err := os.ReadFile(filepath.Join(golden.Root(f), "testdata", "render", name)); err == nil && len(data) < 300_000 {
			f.Add(data)
		}
	}
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
		file, err := pdffile.Open(ctx, data, nil)
		if err != nil {
			return
		}
		pages, _ := file.Pages()
		r := NewReader(file)
		for _, p := range pages[:min(len(pages), 5)] {
			text, err := r.Page(p)
			if err != nil {
				t.Fatal("took more than 5 s")
			}
			if text.Unknown > text.Letters || text.Invisible > text.Letters {
				t.Errorf("%+v", text)
			}
		}
	})
}

// A letter drawn twice looks bold; one that stands behind its like is another, however
// narrow the letters are made.
func TestDoubled(t *testing.T) {
	for _, tt := range []struct{ content, want string }{
		{"(11.00 will) Tj", "11.00 will"},
		{"50 Tz (11.00 will letters) Tj", "11.00 will letters"},
		{"30 Tz (1,111.00 all) Tj", "1,111.00 all"},
		{"(bold ill) Tj 1 0 0 1 20.4 150 Tm (bold ill) Tj", "bold ill"},
		{"50 Tz (bold ill) Tj 1 0 0 1 20.3 150 Tm (bold ill) Tj", "bold ill"},
	} {
		var f pdftest.File
		f.Paper("", pdftest.Page{Content: "BT /F1 12 Tf 1 0 0 1 20 150 Tm " + tt.content + " ET", Resources: "/Font <</F1 <</Type /Font/Subtype /Type1/BaseFont /Helvetica>>>>"})
		if got := read(t, f.Bytes()); got.Text != tt.want {
			t.Errorf("%s: %q", tt.content, got.Text)
		}
	}
}

// Letters that are set apart are words all the same; figures and letters of columns are
// not.
func TestSpread(t *testing.T) {
	for _, tt := range []struct{ content, want string }{
		{"4 Tc (CREDIT NOTE 2026-17) Tj", "CREDIT NOTE 2026-17"},
		{"6 Tc (Refund of EUR 12) Tj", "Refund of EUR 12"},
		{"[(R) -400 (e) -400 (f) -400 (u) -400 (n) -400 (d)] TJ", "Refund"},
		{"[(T) -350 (a) -360 (x) -1100 (I) -350 (n) -340 (v) -350 (o) -360 (i) -350 (c) -350 (e)] TJ", "Tax Invoice"},
		{"[(1) -400 (2) -400 (3) -400 (4) -400 (5) -400 (6)] TJ", "1 2 3 4 5 6"},
		{"[(A) -1200 (B) -1200 (C) -1200 (D) -1200 (E) -1200 (F)] TJ", "A B C D E F"},
		{"(a b c d e f g) Tj", "a b c d e f g"},
		{"[(one) -400 (two) -400 (six) -400 (ten)] TJ", "one two six ten"},
		{"[(a) -400 (I) -400 (am) -400 (at) -400 (it) -400 (so)] TJ", "a I am at it so"},
	} {
		var f pdftest.File
		f.Paper("", pdftest.Page{Content: "BT /F1 12 Tf 1 0 0 1 20 150 Tm " + tt.content + " ET", Resources: helvetica})
		if got := read(t, f.Bytes()); got.Text != tt.want {
			t.Errorf("%s: %q", tt.content, got.Text)
		}
	}
}

func TestOwnPacket(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "render", "kitchen-sink-zh.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, data)
	if got.Unknown != 0 || !strings.Contains(got.Text, "投诉") {
		t.Errorf("%+v", got)
	}
}

// The fonts that every reader has need no widths of the file's own.
func TestCoreFonts(t *testing.T) {
	for _, c := range []struct {
		font, letter string
		width        float64
	}{
		{"Helvetica", "i", 222}, {"ABCDEF+Arial,Bold", "W", 944}, {"ArialMT", "W", 944}, {"Helvetica-Oblique", "é", 556},
		{"TimesNewRomanPS-BoldItalicMT", "A", 667}, {"Times-Roman", "€", 500}, {"CourierNew", "i", 600}, {"Symbol", "α", 631}, {"ZapfDingbats", "✓", 755},
	} {
		f := coreFont(c.font)
		if f == nil {
			t.Errorf("%s is none of the 14", c.font)
			continue
		}
		if w, ok := f.width(c.letter); !ok || w != c.width {
			t.Errorf("%s: %s is %v wide, want %v", c.font, c.letter, w, c.width)
		}
	}
	for _, name := range []string{"SimSun", "ArialUnicodeMS", "Symbola", ""} {
		if coreFont(name) != nil {
			t.Errorf("%s is one of the 14", name)
		}
	}
	if s := coreFont("Symbol").letters; s['a'] != "α" || s['0'] != "0" || s[0xb3] != "≥" || s[' '] != " " {
		t.Error(s['a'], s['0'], s[0xb3], s[' '])
	}
	if z := coreFont("ZapfDingbats").letters; z['4'] != "✔" || z['l'] != "●" || z[0xc0] != "➀" {
		t.Error(z['4'], z['l'], z[0xc0])
	}
}
