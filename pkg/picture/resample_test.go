package picture

import (
	"bytes"
	"image"
	"testing"

	xdraw "golang.org/x/image/draw"
)

// Plain areas keep their exact shade at any scale, edges included.
func TestResampleKeepsShades(t *testing.T) {
	for _, from := range []int{1, 2, 3, 7, 50, 1001} {
		for _, to := range []int{1, 2, 3, 10, 49} {
			for _, shade := range []uint8{0, 1, 127, 254, 255} {
				p := plane{bytes.Repeat([]byte{shade}, from*from), 1, from, from, from}
				out := plane{make([]byte, to*to), 1, to, to, to}
				resample(out, p)
				for _, v := range out.pix {
					if v != shade {
						t.Fatalf("%d to %d: %d became %d", from, to, shade, v)
					}
				}
			}
		}
	}
}

// The result is that of the library's filter of the same name, within
// rounding.
func TestResampleAgreesWithLibrary(t *testing.T) {
	m := noise(640, 480)
	for _, to := range []image.Rectangle{image.Rect(0, 0, 197, 148), image.Rect(0, 0, 600, 450)} {
		want := image.NewRGBA(to)
		xdraw.CatmullRom.Scale(want, to, m, m.Rect, xdraw.Src, nil)
		got := scale(m, to.Dx(), to.Dy()).(*image.RGBA)
		worst := 0
		for i := range want.Pix {
			worst = max(worst, int(want.Pix[i])-int(got.Pix[i]), int(got.Pix[i])-int(want.Pix[i]))
		}
		if worst > 6 {
			t.Errorf("%v: differs by %d", to, worst)
		}
	}
}

func large() image.Image {
	m := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = byte(i*7 + i/4000*13)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = byte(i/2000), byte(i%2000/8)
	}
	return m
}

func BenchmarkPrint12MP(b *testing.B) {
	data := encodeJPEG(b, large())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Print(bytes.NewReader(data), int64(len(data)), 1230, 1340); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScale12MP(b *testing.B) {
	m := large()
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			scale(m, 1230, 923)
		}
	})
	for name, s := range map[string]xdraw.Scaler{"CatmullRom": xdraw.CatmullRom, "ApproxBiLinear": xdraw.ApproxBiLinear, "BiLinear": xdraw.BiLinear} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				to := image.NewRGBA(image.Rect(0, 0, 1230, 923))
				s.Scale(to, to.Rect, m, m.Bounds(), xdraw.Src, nil)
			}
		})
	}
}
