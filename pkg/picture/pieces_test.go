package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"testing"
)

// chat draws a long screenshot of a conversation: bubbles with lines of
// strokes on a plain ground. text is true for the rows that a line takes.
func chat(w, h int) (m *image.RGBA, text []bool) {
	m = image.NewRGBA(image.Rect(0, 0, w, h))
	fill := func(r image.Rectangle, c color.Color) { draw.Draw(m, r, image.NewUniform(c), image.Point{}, draw.Src) }
	fill(m.Rect, color.Gray{0xed})
	text = make([]bool, h)
	seed := uint32(7)
	random := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	const line, gap, pad = 40, 18, 24
	for y := 60; ; {
		lines := 1 + random(9)
		height := lines*(line+gap) - gap + 2*pad
		if y+height+60 > h {
			return m, text
		}
		x, ground := 40, color.RGBA{255, 255, 255, 255}
		if random(2) == 1 {
			x, ground = 200, color.RGBA{149, 236, 105, 255}
		}
		fill(image.Rect(x, y, x+w-280, y+height), ground)
		for i := range lines {
			from := y + pad + i*(line+gap)
			for row := from; row < from+line; row++ {
				text[row] = true
			}
			for cx := x + pad; cx+line < x+w-280-pad; cx += line + 4 {
				// A character: some strokes across and down.
				for range 3 {
					across := from + random(line-4)
					fill(image.Rect(cx, across, cx+line, across+4), color.Gray{0x20})
					down := cx + random(line-4)
					fill(image.Rect(down, from, down+4, from+line), color.Gray{0x20})
				}
			}
		}
		y += height + 30 + random(60)
	}
}

func TestPieces(t *testing.T) {
	m, text := chat(1080, 9000)
	inJPEG := new(bytes.Buffer)
	if err := jpeg.Encode(inJPEG, m, &jpeg.Options{Quality: 50}); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"png": encodePNG(t, m), "jpeg": inJPEG.Bytes()} {
		for _, size := range [][2]int{{1230, 1340}, {590, 1340}, {2000, 2001}} {
			pieces, err := Pieces(bytes.NewReader(data), int64(len(data)), size[0], size[1])
			if err != nil {
				t.Fatal(err)
			}
			at := 0
			for i, p := range pieces {
				if p.Top != at || p.Bottom <= p.Top || !p.Quiet || p.Width != pieces[0].Width || p.Width > size[0] || p.Height > size[1] || p.OfHeight != 9000 {
					t.Errorf("%s %v piece %d: %d to %d, %d by %d, quiet %t", name, size, i, p.Top, p.Bottom, p.Width, p.Height, p.Quiet)
				}
				if p.Bottom < 9000 && text[p.Bottom] {
					t.Errorf("%s %v piece %d: cut through text at %d", name, size, i, p.Bottom)
				}
				config, _, err := image.DecodeConfig(bytes.NewReader(p.Bytes))
				if err != nil || config.Width != p.Width || config.Height != p.Height {
					t.Errorf("%s %v piece %d: %+v, %v", name, size, i, config, err)
				}
				at = p.Bottom
			}
			if at != 9000 {
				t.Errorf("%s %v: %d rows shown", name, size, at)
			}
		}
	}
}

// Unscaled pieces of a drawn picture hold every pixel in its place.
func TestPiecesKeepPixels(t *testing.T) {
	m, _ := chat(400, 3000)
	data := encodePNG(t, m)
	pieces, err := Pieces(bytes.NewReader(data), int64(len(data)), 400, 900)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pieces {
		part, err := png.Decode(bytes.NewReader(p.Bytes))
		if err != nil {
			t.Fatal(err) // few colours: a PNG
		}
		for y := p.Top; y < p.Bottom; y += 3 {
			for x := 0; x < 400; x += 3 {
				if color.RGBAModel.Convert(part.At(x+part.Bounds().Min.X, y-p.Top+part.Bounds().Min.Y)) != m.At(x, y) {
					t.Fatalf("%d, %d differs", x, y)
				}
			}
		}
	}
}

func TestPiecesOfOthers(t *testing.T) {
	short := encodeJPEG(t, scene(120, 90))
	pieces, err := Pieces(bytes.NewReader(short), int64(len(short)), 60, 60)
	if err != nil || len(pieces) != 1 || pieces[0].Bottom != 90 || pieces[0].Width != 60 {
		t.Errorf("%+v, %v", pieces, err)
	}
	// A long photograph has no quiet rows: it is cut all the same, and says so.
	long := encodeJPEG(t, noise(100, 1000))
	pieces, err = Pieces(bytes.NewReader(long), int64(len(long)), 100, 120)
	if err != nil || len(pieces) < 8 || pieces[0].Quiet || pieces[len(pieces)-1].Bottom != 1000 {
		t.Errorf("%d pieces, %v", len(pieces), err)
	}
	// Stored turned, it is long when upright.
	turned := withEXIF(encodeJPEG(t, turn(noise(100, 1000), 8)), tiffOrientation(6))
	pieces, err = Pieces(bytes.NewReader(turned), int64(len(turned)), 100, 120)
	if err != nil || len(pieces) < 8 || pieces[0].OfHeight != 1000 || !pieces[0].Turned {
		t.Errorf("%d pieces, %v", len(pieces), err)
	}
	// More rows than a photograph may have.
	tall := encodePNG(t, image.NewGray(image.Rect(0, 0, 100, MaxSide+1000)))
	if pieces, err := Pieces(bytes.NewReader(tall), int64(len(tall)), 100, 1000); err != nil || len(pieces) < 17 {
		t.Errorf("%d pieces, %v", len(pieces), err)
	}
}

// Where a cut goes through something, the next piece shows it again.
func TestPiecesOverlap(t *testing.T) {
	data := encodeJPEG(t, noise(100, 1000))
	pieces, err := Pieces(bytes.NewReader(data), int64(len(data)), 100, 120)
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(pieces); i++ {
		before := pieces[i-1]
		if again := before.Bottom - pieces[i].Top; again < (before.Bottom-before.Top)/20 || again > (before.Bottom-before.Top)/10 {
			t.Errorf("piece %d, %d to %d, shows %d rows of %d to %d again", i, pieces[i].Top, pieces[i].Bottom, again, before.Top, before.Bottom)
		}
	}
}

func TestPart(t *testing.T) {
	m, _ := chat(1080, 9000)
	data := encodePNG(t, m)
	part := func(rows Rows) ([]Piece, error) {
		return Part(bytes.NewReader(data), int64(len(data)), rows, 893, 1772)
	}
	for _, c := range []struct {
		rows, want Rows
		pieces     int
	}{
		{Rows{3101, 4199}, Rows{3100, 4200}, 1},
		{Rows{3000, 8000}, Rows{3000, 8000}, 3},
		{Rows{8000, 99999}, Rows{8000, 9000}, 1},
	} {
		pieces, err := part(c.rows)
		if err != nil || len(pieces) != c.pieces {
			t.Fatalf("%v: %d pieces, %v", c.rows, len(pieces), err)
		}
		if got := (Rows{pieces[0].Top, pieces[len(pieces)-1].Bottom}); got != c.want || pieces[0].OfHeight != 9000 {
			t.Errorf("%v: %v of %d, want %v", c.rows, got, pieces[0].OfHeight, c.want)
		}
	}
	if _, err := part(Rows{9000, 9100}); !errors.Is(err, ErrNoRows) {
		t.Errorf("rows that are not there: %v", err)
	}
}

func FuzzPieces(f *testing.F) {
	m, _ := chat(300, 900)
	f.Add(encodePNG(f, m.SubImage(image.Rect(0, 0, 30, 90))), 20, 30)
	f.Add(encodeJPEG(f, noise(20, 100)), 7, 9)
	f.Fuzz(func(t *testing.T, data []byte, w, h int) {
		if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || config.Width*config.Height > 1<<20 {
			return
		}
		if w < 1 || h < 1 || w > 1000 || h > 1000 {
			return
		}
		pieces, err := Pieces(bytes.NewReader(data), int64(len(data)), w, h)
		if err != nil {
			return
		}
		at := 0
		for _, p := range pieces {
			if p.Top > at || p.Bottom <= at || p.Width > w || p.Height > h || p.Height < 1 {
				t.Fatalf("%d to %d after %d, %d by %d", p.Top, p.Bottom, at, p.Width, p.Height)
			}
			at = p.Bottom
		}
		if at != pieces[0].OfHeight {
			t.Errorf("%d of %d rows", at, pieces[0].OfHeight)
		}
	})
}
