package pdf

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"complain/pkg/doc"
)

// memory serves pictures from a map.
type memory map[string][]byte

func (m memory) Image(key string) ([]byte, error) {
	if b, ok := m[key]; ok {
		return b, nil
	}
	return nil, errors.New("not there")
}

func TestHostileText(t *testing.T) {
	everywhere := func(s string) *doc.Document {
		p := text(s)
		return &doc.Document{Lang: "zh-CN", Title: s, Author: s, Subject: s, Head: s, Foot: s, Blocks: []doc.Block{
			doc.Title{Text: s}, doc.Heading{Level: 1, Text: s}, doc.Paragraph{Text: p}, doc.List{Items: [][]doc.Inline{p}},
			doc.KeyValues{Rows: []doc.KeyValue{{Key: s, Value: p}}}, doc.Quote{Text: p},
			doc.Table{Columns: []doc.Column{{Head: s}, {Head: s}}, Rows: []doc.Row{{Group: s}, {Cells: [][]doc.Inline{p, p}, Under: p}}},
			doc.Transcript{Turns: []doc.Turn{{When: s, Who: s, Text: p}, {Gap: s}}},
			doc.Figure{Title: p, Caption: [][]doc.Inline{p}, Missing: "-"},
			doc.Signature{Label: s, Name: p, Date: p},
			doc.Exhibit{Mark: "证据1", Title: s, Blocks: []doc.Block{doc.Paragraph{Text: p}}},
		}}
	}
	for name, s := range map[string]string{
		"nothing":            "",
		"spaces":             "   \u3000 \u00a0",
		"controls":           "a\x00b\x07c\x1bd\u0085e\u009bf\u202eg\u2066h\u200bi\ufeffj",
		"broken UTF-8":       "a\xffb\xed\xa0\x80c\xf0\x9fd",
		"joiners alone":      "\u200d\u200d\ufe0f\ufe0f\u200c",
		"marks alone":        "\u0301\u0301\u0301",
		"a mark on a mark":   "字" + strings.Repeat("\u0301", 200),
		"private use":        "\ue000\uf8ff\U000F0000",
		"noncharacters":      "\ufffd\ufffe\uffff\U0010FFFF\ufffc",
		"PDF":                `)\(>><<stream endstream %%EOF`,
		"right to left":      "مرحبا بالعالم שלום",
		"lines":              "a\nb\r\nc\rd\u2028e\n\n\n",
		"tabs":               "a\tb\t\tc",
		"flags and families": "🇨🇳🇨🇳🇨👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
	} {
		t.Run(name, func(t *testing.T) {
			file := render(t, everywhere(s), nil)
			if s != "" {
				tool(t, "qpdf", "--check", saved(t, file))
			}
		})
	}
}

func TestControlsAreSpeltOut(t *testing.T) {
	file := saved(t, render(t, paragraphs("zh-CN", "账\u202e户\x1b[0m，\xff"), nil))
	got := tool(t, "pdftotext", "-raw", file, "-")
	if want := "账<U+202E>户<U+001B>[0m，<0xFF>"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLongToken(t *testing.T) {
	token := strings.Repeat("0123456789abcdefghij", 500)
	d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{
		doc.Paragraph{Text: text(token)},
		doc.Table{Columns: []doc.Column{{Head: "a", Width: 1}, {Head: "b", Width: 9}}, Rows: []doc.Row{{Cells: [][]doc.Inline{text("x"), text(token)}}}},
	}}
	got := squashed(tool(t, "pdftotext", "-raw", saved(t, render(t, d, nil)), "-"))
	for n := 1; n <= 20; n++ { // the foot stands between the pages
		got = strings.ReplaceAll(got, "第"+string(rune('0'+n%10))+"页", "")
	}
	if n := strings.Count(got, "0123456789abcdefghij"); n < 960 {
		t.Errorf("%d of 1000 pieces came back", n)
	}
}

func TestRowHigherThanAPage(t *testing.T) {
	var b strings.Builder
	for i := range 2500 {
		b.WriteString("第")
		b.WriteString(strings.Repeat("甲", i%3+1))
		b.WriteString("句。")
	}
	d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{
		doc.Paragraph{Text: text("在前。")},
		doc.Transcript{Heads: [4]string{"序号", "时间", "发送人", "内容"}, Turns: []doc.Turn{{Number: 1, When: "2026-03-01 10:00:00", Who: "小萌", Text: text(b.String())}, {Number: 2, Who: "小萌", Text: text("在后。")}}},
	}}
	file := saved(t, render(t, d, nil))
	got := tool(t, "pdftotext", "-raw", file, "-")
	if n := strings.Count(squashed(got), "〔续〕"); n < 2 {
		t.Errorf("the row goes on on %d pages", n)
	}
	chars := func(s string) int { return strings.Count(s, "甲") + strings.Count(s, "句") }
	if got, want := chars(got), chars(b.String()); got != want {
		t.Errorf("%d of %d characters came back", got, want)
	}
}

func TestErrors(t *testing.T) {
	oneBlock := func(b doc.Block) *doc.Document {
		return &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{b}}
	}
	figure := func(key string) doc.Block { return doc.Figure{Image: doc.Image{Key: key}} }
	pictures := memory{"garbage": []byte("garbage"), "cut.png": chequered(20, 20)[:60], "cut.jpg": []byte("\xFF\xD8\xFF\xE0\x00\x10JFIF"), "": nil}
	for want, d := range map[string]*doc.Document{
		`table without columns`:       oneBlock(doc.Table{Rows: []doc.Row{{Cells: [][]doc.Inline{text("x")}}}}),
		`2 cells in 1 columns`:        oneBlock(doc.Table{Columns: []doc.Column{{}}, Rows: []doc.Row{{Cells: [][]doc.Inline{text("x"), text("y")}}}}),
		`no anchor "nowhere"`:         oneBlock(doc.Paragraph{Text: inlines(doc.Ref{Anchor: "nowhere"})}),
		`picture "garbage": neither`:  oneBlock(figure("garbage")),
		`picture "cut.png"`:           oneBlock(figure("cut.png")),
		`picture "cut.jpg"`:           oneBlock(figure("cut.jpg")),
		`picture "absent": not there`: oneBlock(figure("absent")),
		`no heading of level 3`:       oneBlock(doc.Heading{Level: 3}),
	} {
		if err := Render(&bytes.Buffer{}, spoken(d), pictures); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
	if err := Render(&bytes.Buffer{}, spoken(oneBlock(figure("x"))), nil); err == nil {
		t.Error("no error for a picture without pictures")
	}
}

// gofpdf stops at the first four, and would write a mask for the fifth.
func TestPictures(t *testing.T) {
	encode := func(img image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	r := image.Rect(0, 0, 300, 200)
	deep, grey16, clear, pal := image.NewNRGBA64(r), image.NewGray16(r), image.NewNRGBA(r), image.NewPaletted(r, color.Palette{color.White, color.Black, color.Transparent})
	var jpg, greyJPG bytes.Buffer
	if err := jpeg.Encode(&jpg, clear, nil); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&greyJPG, image.NewGray(r), nil); err != nil {
		t.Fatal(err)
	}
	pictures := memory{"deep": encode(deep), "grey16": encode(grey16), "clear": encode(clear), "palette": encode(pal),
		"rgb": encode(image.NewRGBA(r)), "grey": encode(image.NewGray(r)), "jpg": jpg.Bytes(), "greyjpg": greyJPG.Bytes()}
	d := &doc.Document{Lang: "zh-CN", Title: "t"}
	for _, key := range []string{"deep", "grey16", "clear", "palette", "rgb", "grey", "jpg", "greyjpg", "jpg"} {
		d.Blocks = append(d.Blocks, doc.Figure{Title: text(key), Image: doc.Image{Key: key, Width: 300, Height: 200}})
	}
	file := saved(t, render(t, d, pictures))
	if out := tool(t, "qpdf", "--check", file); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdfimages", "-list", file)), "\n")[2:] {
		if f := strings.Fields(line); f[2] != "image" || f[12] != "150" || f[13] != "150" {
			t.Errorf("not a picture at 150 dots to the inch: %s", line)
		}
	}
}
