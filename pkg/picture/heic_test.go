package picture

import (
	"bytes"
	"errors"
	"image"
	"os"
	"testing"

	"complain/pkg/picture/heif/heiftest"
)

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../testdata/picture/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A HEIC is held upright as its container says. EXIF in it says something else,
// as it does in files that a program turned.
func TestHEIC(t *testing.T) {
	r := show(t, fixture(t, "turned.heic"), 1000, 1000)
	if r.Width != 320 || r.Height != 240 || r.OfWidth != 320 || !r.Turned || r.Scaled || r.MediaType != "image/jpeg" {
		t.Errorf("%+v", r)
	}
	if got := corners(t, r.Bytes); got != upright {
		t.Errorf("the corners are %q", got)
	}
	if copied := show(t, fixture(t, "copy.jpg"), 1000, 1000); !copied.Likeness.Like(r.Likeness) {
		t.Errorf("%s and its poor copy, %s", r.Likeness, copied.Likeness)
	}
}

// Transparent parts are white, and what is in no picture of the file is not
// read.
func TestHEICOnWhite(t *testing.T) {
	stream := func(name string) []byte { return fixture(t, "hevc/"+name+".hevc") }
	clear := heiftest.Picture(stream("smooth"), 192, 128, heiftest.Transparency())
	clear.About = 1
	r := show(t, heiftest.File(heiftest.Picture(stream("smooth"), 192, 128), clear), 500, 500)
	if r.Width != 192 || r.Height != 128 {
		t.Errorf("%+v", r)
	}
	m, opaque := decoded8(t, r.Bytes), decoded8(t, show(t, heiftest.File(heiftest.Picture(stream("smooth"), 192, 128)), 500, 500).Bytes)
	for y := 0; y < 128; y += 9 {
		for x := 0; x < 192; x += 9 {
			a, _, _, _ := m.At(x, y).RGBA()
			b, _, _, _ := opaque.At(x, y).RGBA()
			if a+0x300 < b {
				t.Fatalf("at %d,%d darker on white: %d, %d", x, y, a>>8, b>>8)
			}
		}
	}
}

func decoded8(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestHEICLimits(t *testing.T) {
	stream := fixture(t, "hevc/smooth.hevc")
	file := func(w, h int) []byte { return heiftest.File(heiftest.Picture(stream, w, h)) }
	whole := file(192, 128)
	av1 := bytes.ReplaceAll(whole, []byte("hvc1"), []byte("av01"))
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"30,000 by 30,000":     {file(30_000, 30_000), ErrTooLarge},
		"wide":                 {file(MaxSide+1, 10), ErrTooLarge},
		"56 million pixels":    {file(8_000, 7_000), ErrTooLarge},
		"a stated size":        {file(1_000, 1_000), ErrDamaged},
		"AV1":                  {av1, ErrFormat},
		"nothing but its type": {whole[:28], ErrDamaged},
	} {
		if _, err := Print(bytes.NewReader(tt.data), int64(len(tt.data)), 100, 100); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	// Cut anywhere, it is damaged: its description is at the end.
	for n := 64; n < len(whole); n += 7 {
		if _, err := Print(bytes.NewReader(whole[:n]), int64(n), 100, 100); !errors.Is(err, ErrDamaged) {
			t.Fatalf("the first %d of %d bytes: %v", n, len(whole), err)
		}
	}
	broken := errors.New("the disk is broken")
	if _, err := Print(failing{bytes.NewReader(whole), 100, broken}, int64(len(whole)), 100, 100); !errors.Is(err, broken) || errors.Is(err, ErrDamaged) {
		t.Errorf("a failing disk: %v", err)
	}
}
