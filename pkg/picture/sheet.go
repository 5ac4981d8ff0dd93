package picture

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"io"
)

// Sheet is a picture, or a part of a long one, as a program that recognises
// text takes it: upright, grey, as PNG, no pixel left out; dark text on light
// also where the picture has it the other way round.
type Sheet struct {
	PNG    []byte
	Top    int // the row of the upright original at which it begins
	Height int // rows
	// OfWidth and OfHeight are the size of the original, held upright.
	OfWidth, OfHeight int
}

// Sheets makes the sheets of the picture in the size bytes of src: one, or for
// long screenshots as many as it takes, cut between lines of text where that
// can be. Errors are those of Print.
func Sheets(src io.ReaderAt, size int64) ([]Sheet, error) {
	p, err := decode(src, size, maxLong)
	if err != nil {
		return nil, err
	}
	return SheetsOf(inGrey(turn(opaque(p.pixels), p.orientation)))
}

// SheetsOf is Sheets of a grey picture that begins at 0, 0.
func SheetsOf(m *image.Gray) ([]Sheet, error) {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	if width*height <= levelMost && isDark(m) {
		m = level(m)
	}
	page := height
	if Long(width, height) {
		page = max(2*width, 1024)
	}
	var out []Sheet
	for top := 0; top < height; {
		bottom := height
		if bottom-top > page {
			bottom, _ = cut(m, top, page)
		}
		var b bytes.Buffer
		fast := png.Encoder{CompressionLevel: png.BestSpeed}
		if err := fast.Encode(&b, crop(m, top, bottom)); err != nil {
			return nil, err
		}
		out = append(out, Sheet{b.Bytes(), top, bottom - top, width, height})
		top = bottom
	}
	return out, nil
}

// inGrey is the brightness of an opaque picture.
func inGrey(m image.Image) *image.Gray {
	if g, ok := m.(*image.Gray); ok && g.Rect.Min == (image.Point{}) {
		return g
	}
	out := image.NewGray(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	switch m.(type) {
	case *image.YCbCr, *image.RGBA, *image.Paletted:
		for y := range out.Rect.Dy() {
			brightness(m, y, out.Pix[y*out.Stride:][:out.Rect.Dx()])
		}
	default:
		draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	}
	return out
}
