package pdf

import (
	"image"
	"math"
	"strings"

	"golang.org/x/image/vector"

	"complain/pkg/doc"
	"complain/pkg/render/figure"
)

// timeline draws a line of time on one page, as vectors.
func (l *layout) timeline(t doc.Timeline) error {
	st := style{face: sans, size: figure.TextSize}
	var failed error
	measure := func(text string) float64 {
		_, width, err := l.label(text, st, 0, 0, false)
		if err != nil {
			failed = err
		}
		return width
	}
	d := figure.Strip(t, textWidth, measure)
	l.structure.figure(t.Title)
	s := &strip{before: figureSpace, height: d.Height}
	for _, a := range d.Areas {
		s.inks = append(s.inks, areaOf(a))
	}
	for _, text := range d.Texts {
		x := marginLeft + text.X
		switch text.Anchor {
		case figure.Middle:
			x -= measure(text.Text) / 2
		case figure.End:
			x -= measure(text.Text)
		}
		inks, _, err := l.label(text.Text, style{face: sans, size: text.Size}, text.Y, x, false)
		if err != nil {
			return err
		}
		s.inks = append(s.inks, inks...)
	}
	if failed != nil {
		return failed
	}
	l.add(s)
	l.space = 3 * mm
	return nil
}

// areaInk is a filled polygon.
type areaInk struct {
	points []figure.Point
	ink    float64
}

func areaOf(a figure.Area) areaInk {
	k := areaInk{points: make([]figure.Point, len(a.Points))}
	for i, p := range a.Points {
		k.points[i] = figure.Point{X: marginLeft + p.X, Y: p.Y}
	}
	if a.Paper {
		k.ink = 1
	}
	return k
}

func (a areaInk) draw(c *canvas, dy float64) error {
	c.fill(a.ink)
	_, height := c.pdf.GetPageSize()
	var path strings.Builder
	for i, p := range a.points {
		operator := "l "
		if i == 0 {
			operator = "m "
		}
		path.WriteString(num(p.X) + " " + num(height-p.Y-dy) + " " + operator)
	}
	c.raw("%sf", path.String())
	return nil
}

// area fills a polygon of a page that is drawn as a picture.
func (r *raster) area(a areaInk, dy float64) {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range a.points {
		minX, minY, maxX, maxY = min(minX, p.X), min(minY, p.Y), max(maxX, p.X), max(maxY, p.Y)
	}
	at := func(v float64) float64 { return v * dotsAPoint }
	box := image.Rect(int(at(minX)), int(at(minY+dy)), int(at(maxX))+1, int(at(maxY+dy))+1)
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, p := range a.points {
		x, y := float32(at(p.X)-float64(box.Min.X)), float32(at(p.Y+dy)-float64(box.Min.Y))
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
	z.Draw(r.onto, box, grey(a.ink), image.Point{})
}
