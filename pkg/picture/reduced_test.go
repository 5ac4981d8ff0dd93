package picture

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"
)

// rings are ever finer circles, in which a bad filter shows others that are not there,
// with plain words' worth of strokes over them and colour that changes faster than the
// brightness.
func rings(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := float64(x-w/2), float64(y-h/2)
			v := uint8(128 + 90*math.Cos((dx*dx+dy*dy)*math.Pi/float64(2*w)))
			c := color.RGBA{v, v, v, 255}
			switch {
			case y%200 < 60 && x%24 < 5 || y%200 < 60 && y%20 < 4:
				c = color.RGBA{25, 25, 60, 255}
			case y > h*3/4:
				c = color.RGBA{uint8(x / 3), uint8(255 - x/3), v / 2, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// A photo of which a part of the pixels is read looks as one that is read whole, as it
// is turned too.
func TestReducedLooksAsWhole(t *testing.T) {
	data := encodeJPEG(t, rings(1200, 900))
	for _, c := range []struct{ width, height, by int }{{368, 2000, 2}, {400, 300, 2}, {180, 3000, 4}, {100, 75, 4}} {
		for _, orientation := range []int{1, 3, 6} {
			turned := withEXIF(data, tiffOrientation(orientation))
			fits := func(w, h int) (int, int) { return fit(w, h, c.width, c.height) }
			whole, err := decode(bytes.NewReader(turned), int64(len(turned)), MaxSide)
			if err != nil {
				t.Fatal(err)
			}
			part, err := decodeFor(bytes.NewReader(turned), int64(len(turned)), MaxSide, fits)
			if err != nil {
				t.Fatal(err)
			}
			width, height := whole.upright()
			if w, h := part.upright(); w != width || h != height {
				t.Fatalf("%d by %d, not %d by %d", w, h, width, height)
			}
			if orientation == 1 && part.pixels.Bounds().Dx() != 1200/c.by {
				t.Errorf("%d: %d pixels of 1200 in a row were read, not 1/%d", c.width, part.pixels.Bounds().Dx(), c.by)
			}
			w, h := fits(width, height)
			if n := decibels(part.render(w, h), whole.render(w, h)); n < 34 {
				t.Errorf("%d by %d, turned %d: %.1f dB", w, h, orientation, n)
			}
		}
	}
}

// decibels is how near two pictures of one size are.
func decibels(a, b image.Image) float64 {
	sum, n := 0.0, 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r, g, bl, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, d := range []float64{float64(r>>8) - float64(r2>>8), float64(g>>8) - float64(g2>>8), float64(bl>>8) - float64(b2>>8)} {
				sum, n = sum+d*d, n+1
			}
		}
	}
	return 10 * math.Log10(255*255*float64(n)/max(sum, 1e-9))
}
