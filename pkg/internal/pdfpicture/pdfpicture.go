// Package pdfpicture makes one grey picture of the pictures that a PDF page
// draws, upright, as a program that recognises text takes it.
//
// It promises the pixels of the file where one picture fills the page, and
// otherwise all of them put together at the resolution of the finest; that a
// page is only drawn within the limits below; and an error that says which
// compression is not decoded: JPXDecode (JPEG 2000) and JBIG2Decode. It forbids text, lines and areas: what a
// page draws over its pictures is not in the result, and paths that cut them
// do not.
//
// Colours become brightness without profiles: device colours count for all,
// and inks that are no process colours as much as there is of them.
package pdfpicture

import (
	"cmp"
	"math"
	"slices"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftext"
)

// FormatError is a compression or a kind of colour that is not decoded.
type FormatError struct {
	Name string // as people may know it: "JBIG2"
}

// Error implements error.
func (e *FormatError) Error() string { return e.Name + " is not decoded" }

// The limits of one page.
const (
	maxPixels    = 100_000_000 // of one picture
	maxSide      = 65_535
	maxSamples   = 128 << 20   // bytes of one picture, unpacked
	maxMemory    = 512 << 20   // of a JPEG being decoded
	maxCanvas    = 40_000_000  // pixels of the result, which is made coarser
	maxLength    = 30_000      // of its sides
	maxWork      = 500_000_000 // pixels looked at
	maxPictures  = 5000
	maxOperators = 1_000_000
)

// Page is the pictures that a page draws, in their order.
type Page struct {
	file          *pdffile.File
	pictures      []drawn
	width, height float64 // of the page, upright, in points
	covered       float64 // of the page, 0 to 1
}

// drawn is one picture on a page.
type drawn struct {
	stream    *pdffile.Stream
	resources pdffile.Dict   // names of colours
	place     pdffile.Matrix // of the unit square, on the upright page
	box       pdffile.Rect   // around it, inside the page
	fill      uint8          // brightness of the colour that a stencil is painted in
	width     int
	height    int
}

func (d drawn) area() float64 { return (d.box.X1 - d.box.X0) * (d.box.Y1 - d.box.Y0) }

// The least that can be read: a picture of fewer pixels holds no word.
const (
	leastWidth  = 32
	leastHeight = 16
)

// fewLetters is how many letters a mark, a number or a stamp has.
const fewLetters = 40

// MayBeScan reports whether a page of that text is worth a Look.
func MayBeScan(t pdftext.Text) bool {
	return t.Failed == nil && t.Pictures > 0 && t.Letters-t.Unknown <= fewLetters
}

// IsScan reports whether a page is there to be looked at, not read: pictures
// and no letter, or a picture of most of the page with a few letters, which are
// the mark of a scanning program, a page number or a stamp. Letters that the
// file does not name do not count.
func (p *Page) IsScan(t pdftext.Text) bool {
	const some, most = 0.05, 0.5
	c := p.canvas()
	if !MayBeScan(t) || c.width < leastWidth || c.height < leastHeight {
		return false
	}
	return p.covered >= most || t.Letters == 0 && p.covered >= some
}

// cover reckons which part of the page pictures cover, by the middles of
// squares.
func (p *Page) cover() {
	const side = 48
	var cells [side * side]bool
	at := func(v, whole float64) int { return int(math.Round(min(max(v/whole, 0), 1) * side)) }
	for _, d := range p.pictures {
		for y := at(d.box.Y0, p.height); y < at(d.box.Y1, p.height); y++ {
			for x := at(d.box.X0, p.width); x < at(d.box.X1, p.width); x++ {
				cells[y*side+x] = true
			}
		}
	}
	n := 0
	for _, c := range cells {
		if c {
			n++
		}
	}
	p.covered = float64(n) / (side * side)
}

// canvas is the picture that is made of a page.
type canvas struct {
	place         pdffile.Matrix // from the upright page to pixels, downwards
	width, height int
}

// canvas has the resolution of the finest of the large pictures, and its grid:
// where one picture fills the page, its pixels are taken as they are.
func (p *Page) canvas() canvas {
	if len(p.pictures) == 0 {
		return canvas{}
	}
	largest := slices.MaxFunc(p.pictures, func(a, b drawn) int { return cmp.Compare(a.area(), b.area()) }).area()
	var finest drawn
	var sx, sy float64
	box := p.pictures[0].box
	for _, d := range p.pictures {
		box = pdffile.Rect{X0: min(box.X0, d.box.X0), Y0: min(box.Y0, d.box.Y0), X1: max(box.X1, d.box.X1), Y1: max(box.Y1, d.box.Y1)}
		x, y := d.resolution()
		if 2*d.area() >= largest && x*y > sx*sy {
			finest, sx, sy = d, x, y
		}
	}
	if sx <= 0 || sy <= 0 {
		return canvas{}
	}
	const alike = 1.03 // the sides were rounded; beyond that pixels are no squares, as those of faxes
	if max(sx, sy) > alike*min(sx, sy) {
		sx = max(sx, sy)
		sy = sx
	}
	wide, high := box.X1-box.X0, box.Y1-box.Y0
	shrink := max(1, math.Sqrt(wide*sx*high*sy/maxCanvas), wide*sx/maxLength, high*sy/maxLength)
	sx, sy = sx/shrink, sy/shrink
	c := canvas{width: max(int(math.Round(wide*sx)), 1), height: max(int(math.Round(high*sy)), 1)}
	// The finest picture's corner lies on a corner of pixels.
	x, y := (finest.box.X0-box.X0)*sx, (box.Y1-finest.box.Y1)*sy
	c.place = pdffile.Matrix{sx, 0, 0, -sy, -box.X0*sx + math.Round(x) - x, box.Y1*sy + math.Round(y) - y}
	return c
}

// resolution is the pixels a point along the page's width and height.
func (d drawn) resolution() (x, y float64) {
	a, b, c, e := math.Abs(d.place[0]), math.Abs(d.place[1]), math.Abs(d.place[2]), math.Abs(d.place[3])
	across, up := math.Hypot(a, b), math.Hypot(c, e) // how long the picture's sides are
	if across == 0 || up == 0 {
		return 0, 0
	}
	x, y = float64(d.width)/across, float64(d.height)/up
	if b > a { // it lies on its side
		x, y = y, x
	}
	return x, y
}
