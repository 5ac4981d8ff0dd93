package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"complain/pkg/internal/media"
)

// static is a picture of random pixels, the hardest there is to keep a secret in.
func static(r *rand.Rand, w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32())
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}

// flipped is m with other pixels inside a box.
func flipped(m *image.RGBA, box image.Rectangle) *image.RGBA {
	out := *m
	out.Pix = slices.Clone(m.Pix)
	box = box.Intersect(m.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			c := m.RGBAAt(x, y)
			out.SetRGBA(x, y, color.RGBA{^c.R, ^c.G, ^c.B, 255})
		}
	}
	return &out
}

func coverAll(t testing.TB, data []byte, boxes ...image.Rectangle) Covered {
	t.Helper()
	c, err := Cover(bytes.NewReader(data), int64(len(data)), boxes, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// stored is a box of the upright picture where a picture of w by h pixels,
// turned as EXIF says, stores it.
func stored(box image.Rectangle, w, h, orientation int) image.Rectangle {
	return turnBack(box, w, h, orientation)
}

// Two pictures that differ only inside the boxes give the same file, however
// they are stored.
func TestNothingCoveredIsLeft(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 120 {
		w, h := 1+random.IntN(90), 1+random.IntN(90)
		orientation := 1 + random.IntN(8)
		upright := image.Rect(0, 0, w, h)
		if orientation >= 5 {
			upright = image.Rect(0, 0, h, w)
		}
		x, y := random.IntN(upright.Dx()), random.IntN(upright.Dy())
		box := image.Rect(x, y, x+1+random.IntN(40), y+1+random.IntN(40))
		m := static(random, w, h)
		other := flipped(m, stored(box.Intersect(upright), w, h, orientation))
		for name, encode := range map[string]func(image.Image) []byte{
			"jpeg":      func(m image.Image) []byte { return withEXIF(encodeJPEG(t, m), tiffOrientation(orientation)) },
			"grey jpeg": func(m image.Image) []byte { return withEXIF(encodeJPEG(t, grey(m)), tiffOrientation(orientation)) },
			"png":       func(m image.Image) []byte { return encodePNG(t, m) },
		} {
			if name == "png" && orientation != 1 {
				continue
			}
			label := fmt.Sprintf("%d: %s, %d by %d, orientation %d, box %v", n, name, w, h, orientation, box)
			a, b := coverAll(t, encode(m), box), coverAll(t, encode(other), box)
			if !bytes.Equal(a.Bytes, b.Bytes) {
				t.Fatalf("%s: what is covered changes the result", label)
			}
			if !box.Intersect(upright).In(a.Boxes[0]) || a.Width != upright.Dx() || a.Height != upright.Dy() {
				t.Fatalf("%s: painted %v of %d by %d", label, a.Boxes[0], a.Width, a.Height)
			}
		}
	}
}

// Every pixel of the boxes is black; of a PNG, every other one is as it was.
func TestCoverPaintsTheBoxes(t *testing.T) {
	m := static(rand.New(rand.NewPCG(3, 4)), 64, 48)
	boxes := []image.Rectangle{image.Rect(3, 5, 20, 11), image.Rect(-9, 40, 10, 99), image.Rect(70, 0, 80, 9)}
	c := coverAll(t, encodePNG(t, m), boxes...)
	if c.MediaType != media.PNG || !c.Boxes[2].Empty() || c.Boxes[1] != image.Rect(0, 40, 10, 48) {
		t.Errorf("%s, painted %v", c.MediaType, c.Boxes)
	}
	out, _, err := image.Decode(bytes.NewReader(c.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 48 {
		for x := range 64 {
			want := m.RGBAAt(x, y)
			if p := image.Pt(x, y); p.In(boxes[0]) || p.In(boxes[1]) {
				want = color.RGBA{A: 255}
			}
			if got := color.RGBAModel.Convert(out.At(x, y)); got != want {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, want)
			}
		}
	}
	jpegBox := coverAll(t, encodeJPEG(t, m), boxes[0])
	if jpegBox.MediaType != media.JPEG || jpegBox.Boxes[0] != image.Rect(0, 0, 32, 16) {
		t.Errorf("a JPEG of 16 by 16 blocks: %s, painted %v", jpegBox.MediaType, jpegBox.Boxes[0])
	}
	out, _, err = image.Decode(bytes.NewReader(jpegBox.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 16 {
		for x := range 32 {
			if r, g, b, _ := out.At(x, y).RGBA(); r|g|b > 0x0800 {
				t.Fatalf("pixel %d,%d of the JPEG is %v", x, y, out.At(x, y))
			}
		}
	}
}

// A palette may hold a colour that only covered pixels have.
func TestCoverForgetsThePalette(t *testing.T) {
	var results [][]byte
	for _, secret := range []color.RGBA{{200, 10, 10, 255}, {10, 10, 200, 255}} {
		m := image.NewPaletted(image.Rect(0, 0, 20, 20), color.Palette{color.White, secret})
		draw.Draw(m, image.Rect(4, 4, 8, 8), image.NewUniform(secret), image.Point{}, draw.Src)
		var g bytes.Buffer
		if err := gif.Encode(&g, m, nil); err != nil {
			t.Fatal(err)
		}
		results = append(results, coverAll(t, encodePNG(t, m), image.Rect(4, 4, 8, 8)).Bytes, coverAll(t, g.Bytes(), image.Rect(4, 4, 8, 8)).Bytes)
	}
	for i, r := range results {
		if !bytes.Equal(r, results[0]) {
			t.Errorf("result %d differs", i)
		}
	}
}

func TestCoverKeepsNothingElseOfTheFile(t *testing.T) {
	m := scene(40, 30)
	preview := encodeJPEG(t, static(rand.New(rand.NewPCG(9, 9)), 24, 18))
	data := withEXIF(encodeJPEG(t, m), tiffOrientation(1)+"GPS 30.25N"+string(preview))
	data = append(data, "and after the end"...)
	c := coverAll(t, data, image.Rect(0, 0, 1, 1))
	for _, trace := range []string{"Exif", "GPS", "after the end", string(preview[len(preview)-200:])} {
		if !strings.Contains(string(data), trace) {
			t.Fatalf("the original holds no %q", trace)
		}
		if strings.Contains(string(c.Bytes), trace) {
			t.Errorf("the result holds %q", trace)
		}
	}
	if n := bytes.Count(c.Bytes, []byte{0xff, 0xd8, 0xff}); n != 1 {
		t.Errorf("%d pictures in the result", n)
	}
}

func TestCoverAgain(t *testing.T) {
	m := static(rand.New(rand.NewPCG(5, 6)), 64, 64)
	data := encodeJPEG(t, m)
	first := coverAll(t, data, image.Rect(20, 20, 30, 30))
	c, err := Cover(bytes.NewReader(data), int64(len(data)), []image.Rectangle{image.Rect(50, 50, 51, 51)}, first.Boxes)
	if err != nil {
		t.Fatal(err)
	}
	both := coverAll(t, data, image.Rect(20, 20, 30, 30), image.Rect(50, 50, 51, 51))
	if !bytes.Equal(c.Bytes, both.Bytes) || len(c.Boxes) != 1 {
		t.Errorf("covered in two steps it differs; painted %v", c.Boxes)
	}
}

func TestCoverNothing(t *testing.T) {
	data := encodePNG(t, scene(40, 30))
	for _, boxes := range [][]image.Rectangle{nil, {image.Rect(40, 0, 50, 9)}, {image.Rect(5, 5, 5, 9)}} {
		c, err := Cover(bytes.NewReader(data), int64(len(data)), boxes, nil)
		if !errors.Is(err, ErrNothing) || c.Width != 40 || c.Height != 30 {
			t.Errorf("%v: %v, of %d by %d", boxes, err, c.Width, c.Height)
		}
	}
}

func TestCoverALongScreenshot(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 100, maxLong))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	c := coverAll(t, encodePNG(t, m), image.Rect(10, 60_000, 90, 60_020))
	if c.Height != maxLong || c.Boxes[0] != image.Rect(10, 60_000, 90, 60_020) {
		t.Errorf("%d rows, painted %v", c.Height, c.Boxes)
	}
}

// turnBox and turnBack follow turn.
func TestTurnBox(t *testing.T) {
	const w, h = 9, 5
	for o := 1; o <= 8; o++ {
		for _, b := range []image.Rectangle{image.Rect(0, 0, 1, 1), image.Rect(2, 1, 7, 3), image.Rect(8, 4, 9, 5)} {
			m := image.NewGray(image.Rect(0, 0, w, h))
			draw.Draw(m, b, image.White, image.Point{}, draw.Src)
			turned := turn(m, o).(*image.Gray)
			want := turnBox(b, w, h, o)
			for i, v := range turned.Pix {
				if p := image.Pt(i%turned.Stride, i/turned.Stride); (v != 0) != p.In(want) {
					t.Fatalf("orientation %d: %v is not at %v", o, b, want)
				}
			}
			if back := turnBack(want, w, h, o); back != b {
				t.Errorf("orientation %d: %v comes back as %v", o, b, back)
			}
		}
	}
}

func TestJPEGGrid(t *testing.T) {
	frame := func(factors ...byte) []byte {
		b := []byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, byte(8 + 3*len(factors)), 8, 0, 1, 0, 1, byte(len(factors))}
		for i, f := range factors {
			b = append(b, byte(i+1), f, 0)
		}
		return b
	}
	for _, c := range []struct {
		data []byte
		want grid
	}{
		{frame(0x22, 0x11, 0x11), grid{16, 16, 0}},
		{frame(0x21, 0x11, 0x11), grid{16, 8, 0}},
		{frame(0x11, 0x11, 0x11), grid{8, 8, 0}},
		{frame(0x41, 0x11, 0x11), grid{32, 8, 0}},
		{frame(0x22), grid{8, 8, 0}},
		{frame(0x55, 0x11, 0x11), grid{32, 32, 0}},
		{frame(0x22, 0x11, 0x11)[:16], grid{32, 32, 0}},
		{[]byte{0xff, 0xd8, 0, 0}, grid{32, 32, 0}},
	} {
		if got := jpegGrid(bytes.NewReader(c.data)); got != c.want {
			t.Errorf("% x: %v, want %v", c.data, got, c.want)
		}
	}
}

func FuzzCover(f *testing.F) {
	f.Add(encodeJPEG(f, scene(40, 30)), 1, 2, 3, 4)
	f.Add(encodePNG(f, scene(40, 30)), 1, 2, 3, 4)
	f.Fuzz(func(t *testing.T, data []byte, x, y, w, h int) {
		if len(data) > 64<<10 {
			return
		}
		config, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || config.Width > 2000 || config.Height > 2000 {
			return
		}
		const far = 1 << 20
		clamp := func(n int) int { return min(max(n, -far), far) }
		box := image.Rect(clamp(x), clamp(y), clamp(x)+clamp(w), clamp(y)+clamp(h))
		c, err := Cover(bytes.NewReader(data), int64(len(data)), []image.Rectangle{box}, nil)
		if err != nil {
			return
		}
		if !box.Intersect(image.Rect(0, 0, c.Width, c.Height)).In(c.Boxes[0]) {
			t.Fatalf("painted %v of %v", c.Boxes[0], box)
		}
	})
}
