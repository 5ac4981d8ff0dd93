package pdf

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"complain/pkg/doc"
)

// shots are figures of n screens of that size.
func shots(pictures memory, n, width, height int) doc.Pair {
	var p doc.Pair
	for i := range n {
		key := fmt.Sprintf("%d×%d %d", width, height, i)
		pictures[key] = chequered(width, height+i%2*2) // neighbours need not be of one height
		p.Figures = append(p.Figures, doc.Figure{Title: text(fmt.Sprint("证据", i+1)), Image: doc.Image{Key: key}, Anchor: fmt.Sprint("x", i+1),
			Caption: [][]doc.Inline{text("案卷编号 E1"), text("时间：不详")}})
	}
	return p
}

// Two tall screens share a page, four short ones too; they are as wide as half
// the text, stay on their pages, and are led to.
func TestPairs(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height int
		n             int
		perPage       []int
	}{
		{"screens", 432, 960, 5, []int{2, 2, 1}},
		{"short", 432, 440, 7, []int{4, 3}},
		{"short and odd", 432, 440, 3, []int{3}},
		{"one", 432, 960, 1, []int{1}},
	} {
		pictures := memory{}
		d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{
			doc.Exhibit{Mark: "证据1–5", Title: "截图", Blocks: []doc.Block{shots(pictures, c.n, c.width, c.height)}},
		}}
		l, pages := laid(t, d, pictures)
		var perPage []int
		for _, p := range pages {
			n := 0
			for j, s := range p.strips {
				for _, k := range s.strip.inksOn(&p, j) {
					one, ok := k.(pictureInk)
					if !ok {
						continue
					}
					n++
					if bottom := s.y + one.y + one.h; one.x < marginLeft || one.x+one.w > textRight || bottom > textBottom {
						t.Errorf("%s: a picture at %.0f, %.0f is %.0f by %.0f", c.name, one.x, s.y+one.y, one.w, one.h)
					}
					if math.Abs(one.w/one.h-float64(c.width)/float64(c.height)) > 0.01 {
						t.Errorf("%s: a picture is drawn %.0f by %.0f", c.name, one.w, one.h)
					}
				}
			}
			perPage = append(perPage, n)
		}
		if !slices.Equal(perPage, c.perPage) {
			t.Errorf("%s: %v pictures a page, want %v", c.name, perPage, c.perPage)
		}
		_, where := paginate(l.strips)
		places := l.places(pages, where)
		page := 0
		for i, n := range c.perPage {
			for range n {
				page++
				if at := places[fmt.Sprint("x", page)]; at.first != i+1 || at.last != i+1 {
					t.Errorf("%s: figure %d is on pages %d-%d, want %d", c.name, page, at.first, at.last, i+1)
				}
			}
		}
	}
}

// Titles as long as a page leave no room for two beside each other, and lose
// nothing.
func TestPairWithLongTitles(t *testing.T) {
	pictures := memory{}
	p := shots(pictures, 2, 200, 400)
	p.Figures[0].Title = text(strings.Repeat("很长的名称", 300))
	file := saved(t, render(t, &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{p}}, pictures))
	if got := strings.Count(squashed(tool(t, "pdftotext", "-raw", file, "-")), "很长的名称"); got < 295 {
		t.Errorf("%d of 300 names are on the pages", got)
	}
}
