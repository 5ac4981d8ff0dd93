package pdf

import (
	"bytes"
	"fmt"
	"testing"

	"complain/pkg/doc"
)

// gofpdf orders pictures of one width as a Go map does, even when it is told
// to sort.
func TestSameBytes(t *testing.T) {
	pictures := memory{}
	d := &doc.Document{Lang: "zh-CN", Title: "t"}
	for i := range 12 {
		key := fmt.Sprint(i)
		pictures[key] = chequered(200, 100+i)
		d.Blocks = append(d.Blocks, doc.Figure{Title: text("图" + key + "😀"), Image: doc.Image{Key: key, Width: 200, Height: 100 + i}})
	}
	first := render(t, d, pictures)
	for range 15 {
		if !bytes.Equal(first, render(t, d, pictures)) {
			t.Fatal("two renderings differ")
		}
	}
}

func TestPagesSettle(t *testing.T) {
	d := &doc.Document{Lang: "zh-CN", Title: "t"}
	for i := range 30 {
		d.Blocks = append(d.Blocks, doc.Paragraph{Text: inlines("见", doc.Ref{Anchor: fmt.Sprint("e", i), Label: fmt.Sprint("证据", i+1)}, "、第", doc.Ref{Anchor: fmt.Sprint("e", i), Form: doc.RefPageRange}, "页。")})
	}
	for i := range 30 {
		d.Blocks = append(d.Blocks, doc.Exhibit{Mark: fmt.Sprint("证据", i+1), Title: "照片", Anchor: fmt.Sprint("e", i), Blocks: []doc.Block{doc.Paragraph{Text: text("一")}, doc.PageBreak{}, doc.Paragraph{Text: text("二")}}})
	}
	l := &layout{compositor: newCompositor(inChinese()), pictures: newPictures(nil)}
	pages, _, err := l.settle(d)
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 62 {
		t.Errorf("%d pages, want 2 and 2 for each exhibit", len(pages))
	}
	if got := l.known["e29"]; got.first != 61 || got.last != 62 {
		t.Errorf("the last exhibit is on pages %d-%d", got.first, got.last)
	}
	for i, p := range pages {
		if want := fmt.Sprint("证据", (i-2)/2+1); i >= 2 && p.exhibit != want {
			t.Errorf("page %d has the mark %q, want %q", i+1, p.exhibit, want)
		}
	}
}
