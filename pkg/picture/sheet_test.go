package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"
)

func TestSheets(t *testing.T) {
	m := static(rand.New(rand.NewPCG(7, 8)), 100, 3000)
	data := encodePNG(t, m)
	sheets, err := Sheets(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(sheets) < 2 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	top := 0
	for _, s := range sheets {
		part, _, err := image.Decode(bytes.NewReader(s.PNG))
		if err != nil {
			t.Fatal(err)
		}
		g, ok := part.(*image.Gray)
		if !ok || s.Top != top || s.Height != g.Rect.Dy() || s.OfWidth != 100 || s.OfHeight != 3000 {
			t.Fatalf("%T, %d rows from %d of %d by %d", part, s.Height, s.Top, s.OfWidth, s.OfHeight)
		}
		c := m.RGBAAt(50, s.Top)
		if g.GrayAt(50, 0).Y != luma(c.R, c.G, c.B) {
			t.Errorf("row %d is another", s.Top)
		}
		top += s.Height
	}
	if top != 3000 {
		t.Errorf("%d rows of 3000", top)
	}
}

// In night mode light text stands on dark, and dark text on coloured bubbles;
// both become dark on white.
func TestSheetsOfDarkPictures(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 400, 300))
	fill := func(r image.Rectangle, c color.RGBA) { draw.Draw(m, r, image.NewUniform(c), image.Point{}, draw.Src) }
	fill(m.Rect, color.RGBA{17, 17, 17, 255})
	light, bubble, dark := image.Rect(40, 40, 60, 44), image.Rect(150, 100, 390, 260), image.Rect(250, 180, 270, 184)
	fill(light, color.RGBA{220, 220, 220, 255})
	fill(bubble, color.RGBA{62, 181, 117, 255})
	fill(dark, color.RGBA{0, 0, 0, 255})
	data := encodePNG(t, m)
	sheets, err := Sheets(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := image.Decode(bytes.NewReader(sheets[0].PNG))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		at   image.Point
		dark bool
	}{
		"the light text": {image.Pt(50, 42), true}, "beside it": {image.Pt(50, 60), false},
		"the text in the bubble": {image.Pt(260, 182), true}, "beside that": {image.Pt(260, 200), false}, "the bubble": {image.Pt(300, 140), false},
	} {
		if v := out.(*image.Gray).GrayAt(c.at.X, c.at.Y).Y; (v < 100) != c.dark || !c.dark && v < 240 {
			t.Errorf("%s is %d", name, v)
		}
	}
}

// The running median is the median.
func TestLevel(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, size := range []image.Point{{1, 1}, {3, 200}, {200, 2}, {90, 80}} {
		m := image.NewGray(image.Rectangle{Max: size})
		for i := range m.Pix {
			m.Pix[i] = uint8(random.Uint32())
		}
		got := level(m)
		for range 50 {
			x, y := random.IntN(size.X), random.IntN(size.Y)
			var values [256]int
			n := 0
			for yy := max(y-levelRadius, 0); yy < min(y+levelRadius+1, size.Y); yy++ {
				for xx := max(x-levelRadius, 0); xx < min(x+levelRadius+1, size.X); xx++ {
					values[m.GrayAt(xx, yy).Y]++
					n++
				}
			}
			below, ok := 0, false
			for v, count := range values {
				differ := max(int(m.GrayAt(x, y).Y)-v, v-int(m.GrayAt(x, y).Y))
				if 2*below <= n && 2*(below+count) >= n && int(got.GrayAt(x, y).Y) == 255-min(255, levelGain*differ) {
					ok = true
				}
				below += count
			}
			if !ok {
				t.Fatalf("%v: pixel %d,%d is %d", size, x, y, got.GrayAt(x, y).Y)
			}
		}
	}
}

func BenchmarkLevel(b *testing.B) {
	m := image.NewGray(image.Rect(0, 0, 1080, 2340))
	for b.Loop() {
		level(m)
	}
}
