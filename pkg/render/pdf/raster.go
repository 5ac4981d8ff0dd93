package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	scaling "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/vector"

	"complain/pkg/doc"
)

// dots is how many there are to an inch of a page that is drawn as a picture: the
// smallest type is 16 of them high.
const dots = 150

// errSheet is of a document that shows pages of papers, which are not drawn as
// pictures.
var errSheet = errors.New("it shows pages of a PDF file")

// Pictures draws a document as pictures, one a page: PNG, of dots to an inch, what
// Render sets at the same places. write is told which page it is, from 0, and of
// how many, and calls draw once. For those who take no other files.
func Pictures(d *doc.Document, images doc.Images, write func(n, of int, draw func(io.Writer) error) error) error {
	l, pages, _, err := setOut(d, images)
	if err != nil {
		return err
	}
	countExhibits(pages)
	r := &raster{layout: l, faces: map[faceID]*font.Face{}}
	for i := range pages {
		if err := write(i, len(pages), func(w io.Writer) error { return r.page(w, d, pages, i) }); err != nil {
			return err
		}
	}
	return nil
}

// raster draws pages as pictures.
type raster struct {
	layout *layout
	faces  map[faceID]*font.Face
	onto   *image.RGBA
	colour bool // something on the page is not grey
}

const dotsAPoint = dots / 72.0

func (r *raster) page(w io.Writer, d *doc.Document, pages []page, i int) error {
	r.onto, r.colour = image.NewRGBA(image.Rect(0, 0, int(math.Round(paperWidth*dotsAPoint)), int(math.Round(paperHeight*dotsAPoint)))), false
	draw.Draw(r.onto, r.onto.Rect, image.White, image.Point{}, draw.Src)
	furniture, err := r.layout.furniture(d, &pages[i], i+1, len(pages))
	if err != nil {
		return err
	}
	if err := r.inks(furniture, 0); err != nil {
		return err
	}
	for j, p := range pages[i].strips {
		if err := r.inks(p.strip.inksOn(&pages[i], j), p.y); err != nil {
			return err
		}
	}
	var out image.Image = r.onto
	if !r.colour {
		grey := image.NewGray(r.onto.Rect)
		draw.Draw(grey, grey.Rect, r.onto, image.Point{}, draw.Src)
		out = grey
	}
	return png.Encode(w, out)
}

func (r *raster) inks(inks []ink, dy float64) error {
	for _, k := range inks {
		var err error
		switch k := k.(type) {
		case textInk:
			err = r.text(k, dy)
		case barInk:
			r.bar(k, dy)
		case areaInk:
			r.area(k, dy)
		case frameInk:
			for _, b := range k.bars() {
				r.bar(b, dy)
			}
		case pictureInk:
			err = r.picture(k, dy)
		case linkInk, linkEnd, tagInk: // lead nowhere in a picture
		case sheetInk:
			err = errSheet
		default:
			err = fmt.Errorf("no way to draw %T", k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// grey is an ink as a colour.
func grey(ink float64) *image.Uniform {
	return image.NewUniform(color.Gray{uint8(math.Round(255 * ink))})
}

// bar fills a rectangle; thin ones are at least a dot wide.
func (r *raster) bar(b barInk, dy float64) {
	x, y := int(math.Round(b.x*dotsAPoint)), int(math.Round((b.y+dy)*dotsAPoint))
	w, h := max(1, int(math.Round(b.w*dotsAPoint))), max(1, int(math.Round(b.h*dotsAPoint)))
	draw.Draw(r.onto, image.Rect(x, y, x+w, y+h), grey(b.ink), image.Point{}, draw.Src)
}

func (r *raster) text(t textInk, dy float64) error {
	tc := r.layout.cases[t.face]
	pen := t.x
	for _, code := range t.codes {
		l := tc.letters[code]
		if err := r.letter(t.face, l, pen, t.y+dy, t.size, grey(t.ink)); err != nil {
			return err
		}
		pen += float64(l.advance)*t.size/1000 + t.spacing
	}
	return nil
}

// letter fills the outline of a letter with its pen at a place.
func (r *raster) letter(f faceID, l letter, x, y, size float64, with image.Image) error {
	face := r.faces[f]
	if face == nil {
		loaded, err := typefaces[f].shape()
		if err != nil {
			return err
		}
		face = font.NewFace(loaded)
		r.faces[f] = face
	}
	scale := size * dotsAPoint / float64(r.layout.cases[f].face.upem)
	left, base := (x+float64(l.shift)*size/1000)*dotsAPoint, y*dotsAPoint
	if l.parts == "" {
		r.outline(face, l.gid, scale, left, base, with)
	}
	for p := range l.components() {
		r.outline(face, p.gid, scale, left+float64(p.x)*scale, base-float64(p.y)*scale, with)
	}
	return nil
}

// outline fills the outline of a glyph with its origin at a dot.
func (r *raster) outline(face *font.Face, gid uint16, scale, left, base float64, with image.Image) {
	outline, ok := face.GlyphDataOutline(font.GID(gid))
	if !ok || len(outline.Segments) == 0 {
		return
	}
	box := outlineBox(outline, scale, left, base)
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	at := func(p ot.SegmentPoint) (float32, float32) {
		return float32(left + float64(p.X)*scale - float64(box.Min.X)), float32(base - float64(p.Y)*scale - float64(box.Min.Y))
	}
	for _, s := range outline.Segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case ot.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case ot.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case ot.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			z.QuadTo(ax, ay, bx, by)
		case ot.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	z.Draw(r.onto, box, with, image.Point{})
}

// outlineBox is the dots that an outline touches.
func outlineBox(o font.GlyphOutline, scale, left, base float64) image.Rectangle {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range o.Segments {
		for _, p := range o.Segments[i].ArgsSlice() {
			x, y := left+float64(p.X)*scale, base-float64(p.Y)*scale
			minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
		}
	}
	return image.Rect(int(math.Floor(minX)), int(math.Floor(minY)), int(math.Ceil(maxX))+1, int(math.Ceil(maxY))+1)
}

// picture draws a picture into its rectangle, upright.
func (r *raster) picture(p pictureInk, dy float64) error {
	data, err := r.layout.pictures.bytes(p.image.Key)
	if err != nil {
		return err
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("picture %q: %w", p.image.Key, err)
	}
	r.colour = true
	b := m.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	t := turns(p.image.Turn)
	// From a pixel of the picture to the unit square, whose y goes up, turned, to dots.
	x, y := p.x*dotsAPoint, (p.y+dy)*dotsAPoint
	width, height := p.w*dotsAPoint, p.h*dotsAPoint
	aff := f64.Aff3{
		width * t.a / w, -width * t.c / h, x + width*(t.c+t.e),
		-height * t.b / w, height * t.d / h, y + height*(1-t.d-t.f),
	}
	scaling.CatmullRom.Transform(r.onto, aff, m, b, draw.Over, nil)
	return nil
}
