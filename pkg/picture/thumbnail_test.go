package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// A thumbnail is small in pixels and in bytes whatever it is of, and of a long
// screenshot shows the top.
func TestThumbnail(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 900, 1200))
	seed := uint32(1)
	for i := range noise.Pix {
		seed = seed*1664525 + 1013904223
		noise.Pix[i] = uint8(seed >> 24)
	}
	long := scene(300, 3000)
	for y := range 100 {
		for x := range 300 {
			long.Set(x, y, color.RGBA{255, 0, 0, 255})
		}
	}
	for name, m := range map[string]image.Image{"small": scene(60, 40), "noise": noise, "long": long, "wide": scene(3000, 300)} {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		r, err := Thumbnail(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(name, err)
		}
		if r.Width > ThumbnailSide || r.Height > ThumbnailSide || len(r.Bytes) > ThumbnailBytes {
			t.Errorf("%s: %d × %d pixels, %d bytes", name, r.Width, r.Height, len(r.Bytes))
		}
		if r.OfWidth != m.Bounds().Dx() || r.OfHeight != m.Bounds().Dy() {
			t.Errorf("%s: the original has %d × %d", name, r.OfWidth, r.OfHeight)
		}
		got, err := jpeg.Decode(bytes.NewReader(r.Bytes))
		if err != nil || got.Bounds().Dx() != r.Width || got.Bounds().Dy() != r.Height {
			t.Fatal(name, err, got.Bounds())
		}
		if name == "long" {
			if red, green, _, _ := got.At(r.Width/2, 5).RGBA(); red < 0xc000 || green > 0x4000 {
				t.Error("the top of the long picture is not shown")
			}
			if r.Height < r.Width {
				t.Errorf("of the long picture %d × %d pixels are shown", r.Width, r.Height)
			}
		}
	}
}
