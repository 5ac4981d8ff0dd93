package heif

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"testing"

	"complain/pkg/picture/heif/heiftest"
	"complain/pkg/picture/hevc"
)

func stream(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/picture/hevc/" + name + ".hevc")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t testing.TB, data []byte) *File {
	t.Helper()
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func decode(t testing.TB, items ...heiftest.Item) image.Image {
	t.Helper()
	m, err := open(t, heiftest.File(items...)).Decode(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// same fails where two pictures differ; y and x of the second are those of at.
func same(t *testing.T, what string, m, want image.Image, at func(x, y int) (int, int)) {
	t.Helper()
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			wx, wy := at(x, y)
			if got, want := m.At(x, y), want.At(wx, wy); got != want {
				t.Fatalf("%s: at %d,%d %v, want %v", what, x, y, got, want)
			}
		}
	}
}

func TestGrid(t *testing.T) {
	tile := decode(t, heiftest.Picture(stream(t, "smooth"), 192, 128))
	one := heiftest.Picture(stream(t, "smooth"), 192, 128)
	m := decode(t, heiftest.Grid(2, 301, 253, []int{2, 3, 4, 5}), one, one, one, one)
	if m.Bounds() != image.Rect(0, 0, 301, 253) {
		t.Fatalf("the grid is %v", m.Bounds())
	}
	same(t, "grid", m, tile, func(x, y int) (int, int) { return x % 192, y % 128 })
}

func TestCrop(t *testing.T) {
	whole := decode(t, heiftest.Picture(stream(t, "plain"), 198, 134))
	m := decode(t, heiftest.Picture(stream(t, "plain"), 198, 134, heiftest.Crop(100, 50, 11, -12)))
	if m.Bounds() != image.Rect(0, 0, 100, 50) {
		t.Fatalf("the crop is %v", m.Bounds())
	}
	// (198-100)/2+11 and (134-50)/2-12
	same(t, "crop", m, whole, func(x, y int) (int, int) { return x + 60, y + 30 })
}

func TestAlpha(t *testing.T) {
	alpha := heiftest.Picture(stream(t, "grey"), 200, 136, heiftest.Transparency())
	alpha.About = 1
	depth := heiftest.Picture(stream(t, "smooth"), 192, 128, heiftest.Auxiliary("urn:mpeg:hevc:2015:auxid:2"))
	depth.About = 1
	m := decode(t, heiftest.Picture(stream(t, "small-blocks"), 200, 136), alpha, depth)
	grey := decode(t, heiftest.Picture(stream(t, "grey"), 200, 136))
	for _, p := range []image.Point{{0, 0}, {100, 70}, {199, 135}} {
		c, ok := m.At(p.X, p.Y).(color.NYCbCrA)
		if !ok || c.A != grey.(*image.Gray).GrayAt(p.X, p.Y).Y {
			t.Errorf("at %v: %v of %T", p, c, m)
		}
	}
}

// Every chroma format and depth comes out as the picture it is of: about the
// same everywhere.
func TestFormats(t *testing.T) {
	first := decode(t, heiftest.Picture(stream(t, "unsmoothed"), 200, 136))
	for _, name := range []string{"small-blocks", "half-colour", "half-colour10", "full-colour", "full-colour12", "deep", "weights"} {
		m := decode(t, heiftest.Picture(stream(t, name), 200, 136))
		sum := 0
		for y := range 136 {
			for x := range 200 {
				r, g, b, _ := m.At(x, y).RGBA()
				r2, g2, b2, _ := first.At(x, y).RGBA()
				for _, d := range []int{int(r) - int(r2), int(g) - int(g2), int(b) - int(b2)} {
					sum += max(d, -d) >> 8
				}
			}
		}
		if mean := float64(sum) / (200 * 136 * 3); mean > 12 {
			t.Errorf("%s differs by %.1f", name, mean)
		}
	}
}

// matrix is a picture of two rows, to turn by hand.
type matrix [][]int

func turnLeft(m matrix) (out matrix) {
	for x := len(m[0]) - 1; x >= 0; x-- {
		var row []int
		for _, r := range m {
			row = append(row, r[x])
		}
		out = append(out, row)
	}
	return out
}

func leftToRight(m matrix) (out matrix) {
	for _, r := range m {
		var row []int
		for x := len(r) - 1; x >= 0; x-- {
			row = append(row, r[x])
		}
		out = append(out, row)
	}
	return out
}

func upsideDown(m matrix) (out matrix) {
	for y := len(m) - 1; y >= 0; y-- {
		out = append(out, m[y])
	}
	return out
}

// TestOrientation turns and mirrors by hand what the properties turn and
// mirror, in either order, and compares with what EXIF means by the number.
func TestOrientation(t *testing.T) {
	stored := matrix{{1, 2, 3}, {4, 5, 6}}
	exif := []matrix{
		1: stored,
		2: {{3, 2, 1}, {6, 5, 4}},
		3: {{6, 5, 4}, {3, 2, 1}},
		4: {{4, 5, 6}, {1, 2, 3}},
		5: {{1, 4}, {2, 5}, {3, 6}},
		6: {{4, 1}, {5, 2}, {6, 3}},
		7: {{6, 3}, {5, 2}, {4, 1}},
		8: {{3, 6}, {2, 5}, {1, 4}},
	}
	steps := []struct {
		prop []byte
		do   func(matrix) matrix
	}{
		{heiftest.Turn(0), func(m matrix) matrix { return m }},
		{heiftest.Turn(1), turnLeft},
		{heiftest.Turn(2), func(m matrix) matrix { return turnLeft(turnLeft(m)) }},
		{heiftest.Turn(3), func(m matrix) matrix { return turnLeft(turnLeft(turnLeft(m))) }},
		{heiftest.Mirror(0), upsideDown},
		{heiftest.Mirror(1), leftToRight},
	}
	for i, a := range steps {
		for j, b := range steps {
			f := open(t, heiftest.File(heiftest.Picture(stream(t, "smooth"), 192, 128, a.prop, b.prop)))
			info, err := f.Info()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := fmt.Sprint(exif[info.Orientation]), fmt.Sprint(b.do(a.do(stored))); got != want {
				t.Errorf("steps %d, %d: orientation %d is %s, want %s", i, j, info.Orientation, got, want)
			}
		}
	}
}

// Colours by other matrices and ranges: what is grey stays grey, and what is
// green by one matrix is green by the other.
func TestColour(t *testing.T) {
	limited := colour{matrixUnspecified, false}
	for plane, want := range [][3]uint8{{0, 128, 255}, {0, 128, 255}} {
		y, in := limited.table(plane, 10), [2][3]int{{64, 504, 940}, {64, 512, 960}}[plane]
		for i, v := range in {
			if got := y[v]; got != want[i] && !(plane == 1 && i == 0 && got <= 1) {
				t.Errorf("plane %d: %d of 1023 is %d, want %d", plane, v, got, want[i])
			}
		}
	}
	// Green (0, 255, 0) by BT.709: Y 182, Cb 30, Cr 12.
	m := &mosaic{width: 1, height: 1, chroma: 3, planes: [3][]uint8{{182}, {30}, {12}}}
	colour{matrix709, true}.convert(m)
	if r, g, b := color.YCbCrToRGB(m.planes[0][0], m.planes[1][0], m.planes[2][0]); r > 3 || g < 252 || b > 3 {
		t.Errorf("green of BT.709 is %d %d %d", r, g, b)
	}
	if err := (colour{matrix: 0}).known(); !errors.Is(err, hevc.ErrUnsupported) {
		t.Errorf("samples that are red, green and blue: %v", err)
	}
}

func TestRefused(t *testing.T) {
	picture := heiftest.Picture(stream(t, "smooth"), 192, 128)
	good := heiftest.File(picture)
	larger := heiftest.Picture(stream(t, "smooth"), 500, 500)
	av1 := picture
	av1.Kind = "av01"
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":                    {nil, hevc.ErrDamaged},
		"a box without an end":       {append(heiftest.Box("ftyp", []byte("heic")), "\x00\x00\x00\x01mdat\x7f\xff\xff\xff\xff\xff\xff\xff"...), hevc.ErrDamaged},
		"no description":             {heiftest.Box("ftyp", []byte("heic")), hevc.ErrDamaged},
		"cut in the description":     {good[:len(good)-40], hevc.ErrDamaged},
		"AV1":                        {heiftest.File(av1), hevc.ErrUnsupported},
		"smaller than stated":        {heiftest.File(larger), hevc.ErrDamaged},
		"without a size":             {heiftest.File(heiftest.Item{Kind: "hvc1"}), hevc.ErrDamaged},
		"a grid of nothing":          {heiftest.File(heiftest.Grid(1, 192, 128, []int{2})), hevc.ErrUnsupported},
		"a grid that does not cover": {heiftest.File(heiftest.Grid(1, 500, 128, []int{2}), picture), hevc.ErrDamaged},
		"a grid of one tile often":   {heiftest.File(heiftest.Grid(4, 192, 128, []int{2, 2, 2, 2}), picture), hevc.ErrDamaged},
		"a crop of nothing":          {heiftest.File(heiftest.Picture(stream(t, "smooth"), 192, 128, heiftest.Crop(10, 10, 900, 0))), hevc.ErrDamaged},
	} {
		f, err := Open(bytes.NewReader(tt.data), int64(len(tt.data)))
		if err == nil {
			_, err = f.Decode(context.Background())
		}
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	broken := errors.New("the disk is broken")
	if _, err := Open(failing{broken}, 100); !errors.Is(err, broken) {
		t.Errorf("a broken disk: %v", err)
	}
}

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }

var _ io.ReaderAt = failing{}

func FuzzDecode(f *testing.F) {
	smooth := heiftest.Picture(stream(f, "smooth"), 192, 128)
	f.Add(heiftest.File(smooth))
	f.Add(heiftest.File(heiftest.Grid(2, 301, 253, []int{2, 2, 2, 2}, heiftest.Turn(1)), smooth))
	alpha := heiftest.Picture(stream(f, "grey"), 200, 136, heiftest.Transparency())
	alpha.About = 1
	f.Add(heiftest.File(heiftest.Picture(stream(f, "small-blocks"), 200, 136, heiftest.Mirror(1), heiftest.Colour(1, false)), alpha))
	f.Add(heiftest.File(heiftest.Picture(stream(f, "plain"), 198, 134, heiftest.Crop(100, 50, 11, -12))))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(bytes.NewReader(data), int64(len(data)))
		var info Info
		if err == nil {
			info, err = file.Info()
		}
		if err == nil {
			if info.Width > 1<<9 || info.Height > 1<<9 {
				return // slow, and no other code
			}
			_, err = file.Decode(context.Background())
		}
		if err != nil && !errors.Is(err, hevc.ErrDamaged) && !errors.Is(err, hevc.ErrUnsupported) && !errors.Is(err, hevc.ErrTooLarge) {
			t.Errorf("untyped error: %v", err)
		}
	})
}
