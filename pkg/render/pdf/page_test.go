package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
)

func laid(t *testing.T, d *doc.Document, images doc.Images) (*layout, []page) {
	t.Helper()
	l := &layout{compositor: newCompositor(spoken(d)), pictures: newPictures(images)}
	pages, _, err := l.settle(d)
	if err != nil {
		t.Fatal(err)
	}
	return l, pages
}

// Wherever a page ends, a heading is followed by text, a group's name by its
// rows, and a signature has the end of the letter above it.
func TestWhatStaysTogether(t *testing.T) {
	for n := range 40 {
		d := &doc.Document{Lang: "zh-CN", Title: "t"}
		for range n {
			d.Blocks = append(d.Blocks, doc.Paragraph{Text: text("一行。")})
		}
		d.Blocks = append(d.Blocks,
			doc.Heading{Level: 1, Text: "节"},
			doc.Heading{Level: 2, Text: "小节"},
			doc.Table{Columns: []doc.Column{{Head: "甲"}}, Rows: []doc.Row{{Group: "组"}, {Cells: [][]doc.Inline{text("行")}}, {Cells: [][]doc.Inline{text("合计")}, Total: true}}},
			doc.Paragraph{Text: text(strings.Repeat("长段落的文字。", 12))},
			doc.Signature{Label: "签名：", Date: text("2026年11月21日")},
		)
		_, pages := laid(t, d, nil)
		for i, p := range pages {
			last := p.strips[len(p.strips)-1]
			if last.strip.keep {
				t.Errorf("%d lines before: page %d ends with what should stay with the next", n, i+1)
			}
			if end := last.y + last.strip.height; end > textBottom+0.1 {
				t.Errorf("%d lines before: page %d ends at %.1f mm", n, i+1, end/mm)
			}
			if p.strips[0].y < textTop {
				t.Errorf("page %d begins at %.1f mm", i+1, p.strips[0].y/mm)
			}
		}
	}
}

func TestHeadRepeatsAndRowsStayWhole(t *testing.T) {
	d := rowsDocument(80)
	_, pages := laid(t, d, nil)
	if len(pages) < 8 {
		t.Fatalf("only %d pages", len(pages))
	}
	for i, p := range pages[1:] {
		if s := p.strips[0].strip; s.bookmark == nil && len(s.anchors) > 0 || s.inks == nil || len(p.strips) < 2 {
			t.Errorf("page %d does not begin with a head", i+2)
		}
	}
}

// Every reference of the kitchen sink leads where it says.
func TestReferencesAreLinks(t *testing.T) {
	for _, d := range []*doc.Document{doctest.KitchenSinkZH(), doctest.KitchenSinkEN()} {
		l, pages := laid(t, d, folder{renderData(t)})
		links := 0
		for i := range pages {
			for j, p := range pages[i].strips {
				for _, k := range p.strip.inksOn(&pages[i], j) {
					if k, ok := k.(linkInk); ok {
						links++
						if k.page < 1 || k.page > len(pages) || k.top < textTop-1 || k.w <= 0 {
							t.Errorf("a link to page %d at %.0f", k.page, k.top)
						}
					}
				}
			}
		}
		if want := len(l.wanted); links < want {
			t.Errorf("%d links for %d anchors", links, want)
		}
		for name := range l.wanted {
			if at := l.known[name]; at.last < at.first {
				t.Errorf("%s is on pages %d-%d", name, at.first, at.last)
			}
		}
	}
}

func TestFigureFitsAPage(t *testing.T) {
	pictures := memory{"tall": chequered(400, 900), "wide": chequered(1230, 300), "tiny": chequered(30, 30)}
	for _, lines := range []int{0, 1, 10, 40, 120} {
		for key := range pictures {
			f := doc.Figure{Title: text(strings.Repeat("题", 1+20*lines)), Image: doc.Image{Key: key}}
			for range lines {
				f.Caption = append(f.Caption, text("说明"))
			}
			d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{doc.Exhibit{Mark: "证据1", Title: "照片", Blocks: []doc.Block{f, f}}}}
			_, pages := laid(t, d, pictures)
			drawn := 0
			for i, p := range pages {
				for _, s := range p.strips {
					if end := s.y + s.strip.height; end > textBottom+0.1 {
						t.Errorf("%s with %d lines: page %d ends at %.1f mm", key, lines, i+1, end/mm)
					}
					for _, k := range s.strip.inks {
						if k, ok := k.(pictureInk); ok {
							drawn++
							if k.w <= 0 || k.h <= 0 || k.x < marginLeft-0.1 || k.x+k.w > textRight+0.1 {
								t.Errorf("%s is %.1f × %.1f mm", key, k.w/mm, k.h/mm)
							}
						}
					}
				}
			}
			if drawn != 2 {
				t.Errorf("%s with %d lines: drawn %d times", key, lines, drawn)
			}
		}
	}
}

// A mark that was moved in its em still has its ink, moved.
func TestShiftedOutline(t *testing.T) {
	face, err := typefaces[serif].load()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "“‘（《〈「『【〔［" {
		gid := face.glyph(r)
		before := face.outline(gid)
		after := shifted(before, -500)
		if got, want := i16(after, 2), i16(before, 2)-500; got != want || i16(after, 6) != i16(before, 6)-500 {
			t.Errorf("%c begins at %d, want %d", r, got, want)
		}
	}
}

func TestFontsAreAsPacked(t *testing.T) {
	readme, err := os.ReadFile("fonts/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, face := range typefaces {
		font, err := face.load()
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(font.whole())
		if line := fmt.Sprintf("| %s |", face.name); !strings.Contains(string(readme), line) || !strings.Contains(string(readme), hex.EncodeToString(sum[:])) {
			t.Errorf("fonts/README.md does not have %s with its sum", face.name)
		}
	}
}
