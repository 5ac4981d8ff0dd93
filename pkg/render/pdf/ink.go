package pdf

import (
	"complain/pkg/doc"

	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

// ink is something on a page. Its x is the page's, its y counts from the top
// of the strip it belongs to.
type ink interface {
	draw(c *canvas, dy float64) error
}

// canvas draws on the pages of a gofpdf document and remembers the state of
// the page, so that only changes are written.
type canvas struct {
	pdf    *gofpdf.Fpdf
	images *pictures
	sheets *sheets
	part   part // the pages that are drawn
	used   [faceCount]map[rune]bool

	structure *structure
	element   elementID // what is drawn is of it
	open      elementID // the piece of a page that is begun is of it; none: there is none
	page      int       // the page of the file, from 0
	pieces    int       // begun on the page
	fragments []fragment
	links     []linkElement
	around    elementID // of the link that is drawn; none: there is none

	face    faceID
	size    float64
	spacing float64
	grey    float64
	fresh   bool // the page has no font yet
}

// begin starts a page of the file, from 0.
func (c *canvas) begin(page int) {
	c.unmark()
	c.page, c.pieces = page, 0
	c.pdf.AddPage()
	c.fresh, c.spacing, c.grey = true, 0, 0
}

func (c *canvas) raw(format string, args ...any) { c.pdf.RawWriteStr(fmt.Sprintf(format, args...)) }

// num writes a number as content streams want it.
func num(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func (c *canvas) fill(grey float64) {
	if c.grey != grey {
		c.grey = grey
		c.raw("%s g", num(grey))
	}
}

// textInk is letters with their pen at x on a baseline.
type textInk struct {
	x, y    float64
	face    faceID
	size    float64
	ink     float64
	spacing float64 // after each letter
	codes   []rune
	actual  string // what it is read as; "" as its letters say
}

func (t textInk) draw(c *canvas, dy float64) error {
	if c.fresh || c.face != t.face || c.size != t.size {
		c.pdf.SetFont(typefaces[t.face].name, "", t.size)
		c.face, c.size, c.fresh = t.face, t.size, false
	}
	c.fill(t.ink)
	if c.spacing != t.spacing {
		c.spacing = t.spacing
		c.raw("%.4f Tc", t.spacing)
	}
	if t.actual != "" {
		c.raw("/Span <</ActualText <FEFF%s>>> BDC", utf16Hex(t.actual))
	}
	c.pdf.Text(t.x, t.y+dy, string(t.codes))
	if t.actual != "" {
		c.raw("EMC")
	}
	return c.pdf.Error()
}

// barInk is a filled rectangle: rules are bars, which print the same whatever
// a viewer makes of thin lines.
type barInk struct {
	x, y, w, h float64
	ink        float64
}

func (b barInk) draw(c *canvas, dy float64) error {
	c.fill(b.ink)
	_, height := c.pdf.GetPageSize()
	c.raw("%s %s %s %s re f", num(b.x), num(height-b.y-dy-b.h), num(b.w), num(b.h))
	return nil
}

// frameInk is an empty rectangle; its line lies inside it.
type frameInk struct{ x, y, w, h, line float64 }

func (f frameInk) bars() [4]barInk {
	return [4]barInk{
		{x: f.x, y: f.y, w: f.w, h: f.line}, {x: f.x, y: f.y + f.h - f.line, w: f.w, h: f.line},
		{x: f.x, y: f.y, w: f.line, h: f.h}, {x: f.x + f.w - f.line, y: f.y, w: f.line, h: f.h},
	}
}

func (f frameInk) draw(c *canvas, dy float64) error {
	for _, b := range f.bars() {
		if err := b.draw(c, dy); err != nil {
			return err
		}
	}
	return nil
}

// linkInk leads to a place in the document. What is drawn behind it up to a linkEnd is
// what leads there.
type linkInk struct {
	x, y, w, h float64
	page       int
	top        float64
	says       string
}

// linkEnd ends what a linkInk covers.
type linkEnd struct{}

func (linkEnd) draw(*canvas, float64) error { return nil }

func (l linkInk) draw(c *canvas, dy float64) error {
	if l.page <= c.part.from || l.page > c.part.to {
		return nil // in another volume
	}
	c.enterLink(l.says)
	link := c.pdf.AddLink()
	c.pdf.SetLink(link, l.top, l.page-c.part.from)
	c.pdf.Link(l.x, l.y+dy, l.w, l.h, link)
	return c.pdf.Error()
}

// pictureInk is a picture that stands upright in a rectangle.
type pictureInk struct {
	x, y, w, h float64
	image      doc.Image
}

func (p pictureInk) draw(c *canvas, dy float64) error {
	name, err := c.images.draw(p.image)
	if err != nil {
		return err
	}
	_, height := c.pdf.GetPageSize()
	x, y, w, h := p.x, height-p.y-dy-p.h, p.w, p.h
	m := turns(p.image.Turn)
	c.raw("q %.5f %.5f %.5f %.5f %.5f %.5f cm /%s Do Q", m.a*w, m.b*h, m.c*w, m.d*h, x+m.e*w, y+m.f*h, name)
	return nil
}

// matrix maps the unit square, on which PDF paints pictures, on itself.
type matrix struct{ a, b, c, d, e, f float64 }

// turns holds a picture upright that is stored as EXIF's orientation says.
func turns(orientation int) matrix {
	switch orientation {
	case 2:
		return matrix{a: -1, d: 1, e: 1}
	case 3:
		return matrix{a: -1, d: -1, e: 1, f: 1}
	case 4:
		return matrix{a: 1, d: -1, f: 1}
	case 5:
		return matrix{b: -1, c: -1, e: 1, f: 1}
	case 6:
		return matrix{b: -1, c: 1, f: 1}
	case 7:
		return matrix{b: 1, c: 1}
	case 8:
		return matrix{b: 1, c: -1, e: 1}
	}
	return matrix{a: 1, d: 1}
}

// collect notes the letters inks will be drawn with.
func (c *canvas) collect(inks []ink) {
	for _, k := range inks {
		t, ok := k.(textInk)
		if !ok {
			continue
		}
		if c.used[t.face] == nil {
			c.used[t.face] = map[rune]bool{}
		}
		for _, code := range t.codes {
			c.used[t.face][code] = true
		}
	}
}

// inksOn is what a strip draws as the page's j-th.
func (s *strip) inksOn(p *page, j int) []ink {
	top := j == 0 || j == 1 && s.head != nil && p.strips[0].strip == s.head
	bottom := j == len(p.strips)-1
	if !(top && s.atTop != nil) && !(bottom && s.atBottom != nil) {
		return s.inks
	}
	out := append([]ink(nil), s.inks...)
	out = append(out, tagInk(artifact))
	if top {
		out = append(out, s.atTop...)
	}
	if bottom {
		out = append(out, s.atBottom...)
	}
	return out
}
