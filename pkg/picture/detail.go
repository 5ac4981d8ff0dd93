package picture

import (
	"image"
	"image/color"
	"image/draw"
	"io"
)

// Detail is a part of a picture held upright, with a frame around it and with as much
// of what surrounds it as shows where it stands, to fit into maxWidth by maxHeight
// pixels; it is never scaled up, so that it has the pixels that the picture has there.
// The frame lies outside of the part, black within white, to be seen on any ground.
// The error is ErrNoRows for a part that the picture does not have.
func Detail(src io.ReaderAt, size int64, part image.Rectangle, maxWidth, maxHeight int) (Rendition, error) {
	if err := room(maxWidth, maxHeight); err != nil {
		return Rendition{}, err
	}
	p, err := decode(src, size, maxLong)
	if err != nil {
		return Rendition{}, err
	}
	width, height := p.upright()
	canvas := image.Rect(0, 0, width, height)
	if part.Empty() || !part.In(canvas) {
		return Rendition{}, ErrNoRows
	}
	around := max(part.Dy(), part.Dx()/4, leastAround)
	shown := part.Inset(-around).Intersect(canvas)
	// Even, so that pixels which share their colour stay together.
	shown.Min.X, shown.Min.Y = shown.Min.X/2*2, shown.Min.Y/2*2
	r := Rendition{OfWidth: width, OfHeight: height, Turned: p.orientation > 1}
	r.Width, r.Height = fit(shown.Dx(), shown.Dy(), maxWidth, maxHeight)
	r.Scaled = r.Width != shown.Dx() || r.Height != shown.Dy()
	m := turn(opaque(p.pixels), p.orientation)
	r.Likeness = likeness(m)
	cut := m.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(shown.Add(m.Bounds().Min))
	scaled := scale(cut, r.Width, r.Height)
	out := image.NewRGBA(image.Rect(0, 0, r.Width, r.Height))
	draw.Draw(out, out.Rect, scaled, scaled.Bounds().Min, draw.Src)
	in := func(v, from, to int) int { return v * to / from }
	part = part.Sub(shown.Min)
	frame(out, image.Rect(in(part.Min.X, shown.Dx(), r.Width), in(part.Min.Y, shown.Dy(), r.Height),
		in(part.Max.X-1, shown.Dx(), r.Width)+1, in(part.Max.Y-1, shown.Dy(), r.Height)+1))
	return r, r.encode(out, p.lossless)
}

const (
	leastAround = 24 // pixels around a part
	frameBlack  = 3  // how wide the frame is
	frameWhite  = 2  // on both sides of it
)

// frame draws a frame around a part.
func frame(m *image.RGBA, part image.Rectangle) {
	ring := func(from, to int, c color.Color) {
		inner, outer := part.Inset(-from), part.Inset(-to)
		for _, side := range []image.Rectangle{
			{outer.Min, image.Pt(outer.Max.X, inner.Min.Y)}, {image.Pt(outer.Min.X, inner.Max.Y), outer.Max},
			{image.Pt(outer.Min.X, inner.Min.Y), image.Pt(inner.Min.X, inner.Max.Y)}, {image.Pt(inner.Max.X, inner.Min.Y), image.Pt(outer.Max.X, inner.Max.Y)},
		} {
			draw.Draw(m, side.Intersect(m.Rect), image.NewUniform(c), image.Point{}, draw.Src)
		}
	}
	ring(0, frameWhite, color.White)
	ring(frameWhite, frameWhite+frameBlack, color.Black)
	ring(frameWhite+frameBlack, 2*frameWhite+frameBlack, color.White)
}
