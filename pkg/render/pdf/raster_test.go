package pdf

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
)

// Pages drawn as pictures look like the pages of the PDF.
func TestPagesAsPictures(t *testing.T) {
	for name, d := range map[string]*doc.Document{"en": doctest.KitchenSinkEN(), "zh": doctest.KitchenSinkZH()} {
		images := folder{renderData(t)}
		var drawn []image.Image
		if err := Pictures(d, images, func(n, of int, draw func(io.Writer) error) error {
			var b bytes.Buffer
			if err := draw(&b); err != nil {
				return err
			}
			m, err := png.Decode(&b)
			drawn = append(drawn, m)
			return err
		}); err != nil {
			t.Fatal(name, err)
		}
		file := saved(t, render(t, d, images))
		stem := filepath.Join(t.TempDir(), "p")
		tool(t, "pdftoppm", "-r", strconv.Itoa(dots), "-png", file, stem)
		pages, err := filepath.Glob(stem + "*.png")
		if err != nil || len(pages) != len(drawn) || len(drawn) == 0 {
			t.Fatal(name, len(pages), len(drawn), err)
		}
		for i, page := range pages {
			data, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			m, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if off := unlike(m, drawn[i]); off > 0.02 {
				t.Errorf("%s, page %d: %.1f %% of its parts are of another grey", name, i+1, 100*off)
			}
		}
	}
}

// unlike is how many squares of two pictures differ by more than a fifth of black.
func unlike(a, b image.Image) float64 {
	const side = 10
	one, other := inGrey(a), inGrey(b)
	size := one.Rect.Intersect(other.Rect)
	mean := func(m *image.Gray, x, y int) int {
		sum := 0
		for j := range side {
			for _, v := range m.Pix[(y+j)*m.Stride+x:][:side] {
				sum += int(v)
			}
		}
		return sum / side / side
	}
	n, off := 0, 0
	for y := 0; y+side <= size.Max.Y; y += side {
		for x := 0; x+side <= size.Max.X; x += side {
			n++
			if d := mean(one, x, y) - mean(other, x, y); d > 51 || d < -51 {
				off++
			}
		}
	}
	return float64(off) / float64(n)
}

func inGrey(m image.Image) *image.Gray {
	out := image.NewGray(m.Bounds())
	draw.Draw(out, out.Rect, m, image.Point{}, draw.Src)
	return out
}
