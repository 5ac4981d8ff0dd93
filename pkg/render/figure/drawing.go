package figure

import (
	"math"

	"complain/pkg/doc"
)

// Drawing is what a figure is made of, in points from its upper left corner. Areas
// are drawn in their order, texts upon them.
type Drawing struct {
	Width, Height float64
	Areas         []Area
	Texts         []Text
}

// Point is a place in a drawing.
type Point struct{ X, Y float64 }

// Area is a polygon, filled with ink or left as paper.
type Area struct {
	Points []Point
	Paper  bool
}

// Anchor says which end of a text stands at its place.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is a line of text on a baseline.
type Text struct {
	X, Y, Size float64
	Anchor     Anchor
	Text       string
}

func (d *Drawing) text(x, y, size float64, anchor Anchor, text string) {
	d.Texts = append(d.Texts, Text{x, y, size, anchor, text})
}

// bar is a filled rectangle: lines are drawn as bars, which print the same
// whatever a viewer makes of thin lines.
func (d *Drawing) bar(x, y, w, h float64) {
	d.area(false, Point{x, y}, Point{x + w, y}, Point{x + w, y + h}, Point{x, y + h})
}

func (d *Drawing) area(paper bool, points ...Point) {
	d.Areas = append(d.Areas, Area{points, paper})
}

// How thick lines are, and how silences are dashed.
const (
	thick = 1.2
	thin  = 0.4
	dash  = 2.0
	space = 4.0
)

// across is a line of time from one place to another.
func (d *Drawing) across(from, to, y float64) { d.bar(from, y-thick/2, max(to-from, 0), thick) }

// dashed is across where nothing happened.
func (d *Drawing) dashed(from, to, y float64) {
	for x := from + space/2; x < to; x += dash + space {
		d.across(x, min(x+dash, to), y)
	}
}

// radius is how large marks are.
const radius = 4.0

// mark draws what a kind of facts is known by. Each has a form of its own, so that
// no colour is needed.
func (d *Drawing) mark(k doc.MomentKind, x, y float64) {
	const r = radius
	switch k {
	case doc.Said: // an empty circle
		d.area(false, circle(x, y, r)...)
		d.area(true, circle(x, y, r-thick)...)
	case doc.Paid: // a triangle that points down
		d.area(false, triangle(x, y, r)...)
	case doc.Returned: // an empty one that points up
		d.area(false, triangle(x, y, -r)...)
		d.area(true, triangle(x, y+0.35, 1.9*thick-r)...)
	case doc.Office: // a diamond
		d.area(false, Point{x, y - r - 1}, Point{x + r + 1, y}, Point{x, y + r + 1}, Point{x - r - 1, y})
	case doc.Quiet: // dashes, as the line has them
		d.dashed(x-r-space, x+r, y)
	default: // a full circle
		d.area(false, circle(x, y, r)...)
	}
}

// triangle points down where r is positive, up where it is negative.
func triangle(x, y, r float64) []Point {
	return []Point{{x - r, y - r}, {x + r, y - r}, {x, y + r}}
}

// circle is so many corners that paper shows none.
func circle(x, y, r float64) []Point {
	const corners = 24
	out := make([]Point, corners)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		out[i] = Point{x + r*cos, y + r*sin}
	}
	return out
}
