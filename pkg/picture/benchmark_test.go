package picture

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"complain/pkg/picture/heif"
)

// noisyPhoto is a JPEG as a phone makes it in poor light: 12 million pixels,
// noise that does not compress.
func noisyPhoto(b *testing.B) []byte {
	b.Helper()
	const w, h = 4000, 3000
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(64 + (i%w+i/w)*100/(w+h) + r.IntN(24))
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = uint8(110+i%30), uint8(120+i/30%20)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 90}); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkPhoto makes the rendition of a photo and reports how many times
// longer that takes than decoding the same bytes, which nothing avoids.
func BenchmarkPhoto(b *testing.B) {
	data := noisyPhoto(b)
	b.SetBytes(int64(len(data)))
	var plain, made time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
		plain += time.Since(start)
		start = time.Now()
		if _, err := Print(bytes.NewReader(data), int64(len(data)), 1228, 1338); err != nil {
			b.Fatal(err)
		}
		made += time.Since(start)
	}
	b.ReportMetric(float64(made)/float64(plain), "x-decode")
	b.ReportMetric(made.Seconds()/float64(b.N), "s/photo")
}

// BenchmarkTwoPhotos makes renditions two at a time, as packets do, and
// reports how many times longer two take than one.
func BenchmarkTwoPhotos(b *testing.B) {
	data := noisyPhoto(b)
	show := func() {
		if _, err := Print(bytes.NewReader(data), int64(len(data)), 1228, 1338); err != nil {
			b.Error(err)
		}
	}
	var one, two time.Duration
	for b.Loop() {
		start := time.Now()
		show()
		one += time.Since(start)
		start = time.Now()
		var both sync.WaitGroup
		both.Go(show)
		both.Go(show)
		both.Wait()
		two += time.Since(start)
	}
	b.ReportMetric(float64(two)/float64(one), "x-one")
}

// BenchmarkHEIC decodes phones' pictures of $COMPLAIN_SAMPLES.
func BenchmarkHEIC(b *testing.B) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		b.Skip("COMPLAIN_SAMPLES is not set")
	}
	for _, name := range []string{"IMG_5195.HEIC", "mobile/iphone_13_pro_max.HEIC", "mobile/HMD_Nokia_8.3_5G.heif"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			data, err := os.ReadFile(filepath.Join(root, "images", "heic", name))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			pixels := 0
			for b.Loop() {
				f, err := heif.Open(bytes.NewReader(data), int64(len(data)))
				if err != nil {
					b.Fatal(err)
				}
				m, err := f.Decode(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				pixels += m.Bounds().Dx() * m.Bounds().Dy()
			}
			b.ReportMetric(float64(pixels)/1e6/b.Elapsed().Seconds(), "Mpixel/s")
		})
	}
}

// BenchmarkLikeness is what knowing a rendition again costs.
func BenchmarkLikeness(b *testing.B) {
	m := scale(opaque(blobs(1)), 1228, 921)
	for b.Loop() {
		likeness(m)
	}
}
