package baseline

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"math"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// scene is a picture with what photos have: slopes, edges, fine strokes, noise.
func scene(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	chance := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			v := 60 + x*120/w + int(30*math.Sin(float64(y)/23)) + chance.IntN(12)
			c := color.RGBA{uint8(v), uint8(min(255, v*y/h+40)), uint8(200 - v/2), 255}
			if (x/40+y/60)%5 == 0 {
				c = color.RGBA{230, 225, 210, 255}
			}
			if y%90 < 4 && x%50 < 30 {
				c = color.RGBA{20, 20, 40, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func packed(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// means is a picture whose points are the means of by times by points.
func means(m image.Image, by int) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, (b.Dx()+by-1)/by, (b.Dy()+by-1)/by))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var sum [3]uint32
			n := uint32(0)
			for v := y * by; v < min((y+1)*by, b.Dy()); v++ {
				for u := x * by; u < min((x+1)*by, b.Dx()); u++ {
					r, g, b, _ := m.At(b.Min.X+u, b.Min.Y+v).RGBA()
					sum[0], sum[1], sum[2], n = sum[0]+r>>8, sum[1]+g>>8, sum[2]+b>>8, n+1
				}
			}
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255})
		}
	}
	return out
}

// near is how near two pictures are, in decibels of noise.
func near(t *testing.T, a, b image.Image) float64 {
	t.Helper()
	if a.Bounds().Size() != b.Bounds().Size() {
		t.Fatalf("%v beside %v", a.Bounds(), b.Bounds())
	}
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

// What is read is the picture in small, as near to the means of its points as sharper
// ones are.
func TestDecodeIsThePictureInSmall(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 403, 299))
	draw.Draw(grey, grey.Rect, scene(403, 299), image.Point{}, draw.Src)
	for name, data := range map[string][]byte{"colour": packed(t, scene(800, 600)), "odd": packed(t, scene(403, 299)), "grey": packed(t, grey), "small": packed(t, scene(33, 35))} {
		whole, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for by, least := range map[int]float64{2: 31, 4: 29} {
			got, ok, err := Decode(iotest.OneByteReader(bytes.NewReader(data)), by)
			if !ok {
				t.Fatalf("%s at 1/%d: %v", name, by, err)
			}
			if n := near(t, got, means(whole, by)); n < least {
				t.Errorf("%s at 1/%d: %.1f dB", name, by, n)
			}
		}
	}
}

// A plain picture keeps its shade exactly.
func TestDecodeKeepsShades(t *testing.T) {
	for shade := range 256 {
		m := image.NewGray(image.Rect(0, 0, 24, 24))
		for i := range m.Pix {
			m.Pix[i] = uint8(shade)
		}
		data := packed(t, m)
		whole, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []int{2, 4} {
			got, ok, err := Decode(bytes.NewReader(data), by)
			if !ok {
				t.Fatal(err)
			}
			for _, v := range got.(*image.Gray).Pix {
				if v != whole.(*image.Gray).Pix[0] {
					t.Fatalf("%d at 1/%d is %d, not %d", shade, by, v, whole.(*image.Gray).Pix[0])
				}
			}
		}
	}
}

// What is cut off, or is no JPEG, is for another decoder; a disk that fails is said.
func TestDecodeOther(t *testing.T) {
	data := packed(t, scene(64, 48))
	for n := range len(data) - 1 {
		if _, ok, err := Decode(bytes.NewReader(data[:n]), 2); ok || err != nil {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	broken := errors.New("broken")
	if _, _, err := Decode(io.MultiReader(bytes.NewReader(data[:len(data)/2]), iotest.ErrReader(broken)), 2); !errors.Is(err, broken) {
		t.Errorf("of a disk that fails: %v", err)
	}
}

// Whatever is read has the size that the head of the file says.
func FuzzDecode(f *testing.F) {
	f.Add(packed(f, scene(40, 24)), uint8(0))
	f.Add(packed(f, image.NewGray(image.Rect(0, 0, 9, 9))), uint8(1))
	f.Fuzz(func(t *testing.T, data []byte, by uint8) {
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || config.Width*config.Height > 1<<20 {
			return
		}
		n := 2 << (by % 2)
		got, ok, _ := Decode(bytes.NewReader(data), n)
		if !ok {
			return
		}
		if size := image.Pt((config.Width+n-1)/n, (config.Height+n-1)/n); got.Bounds().Size() != size {
			t.Fatalf("%v of %d by %d", got.Bounds(), config.Width, config.Height)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := packed(b, scene(4000, 3000))
	b.SetBytes(int64(len(data)))
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, by := range []int{2, 4} {
		b.Run(string(rune('0'+by)), func(b *testing.B) {
			for b.Loop() {
				if _, ok, err := Decode(bytes.NewReader(data), by); !ok {
					b.Fatal(err)
				}
			}
		})
	}
}
