package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/doc/doctest"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// folder serves the pictures of testdata/render: photo.jpg, which was drawn by
// a program and shows nothing real.
type folder struct{ dir string }

func (f folder) Image(key string) ([]byte, error) { return os.ReadFile(filepath.Join(f.dir, key)) }

func renderData(t testing.TB) string {
	return filepath.Join(golden.Root(t), "testdata", "render")
}

// spoken is d with the words of its language.
func spoken(d *doc.Document) *doc.Document {
	if d.Words == (doc.Words{}) {
		d.Words = packet.Words(locale.BuiltIn().For(d.Lang))
	}
	return d
}

func inChinese() *doc.Document { return spoken(&doc.Document{Lang: "zh-CN"}) }

func render(t testing.TB, d *doc.Document, images doc.Images) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, spoken(d), images); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// chequered draws a picture with something to see at its edges.
func chequered(w, h int) []byte {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8(225)
			if (x/60+y/60)%2 == 0 {
				v = 165
			}
			if x < 6 || y < 6 || x >= w-6 || y >= h-6 {
				v = 40
			}
			img.SetGray(x, y, color.Gray{v})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

const digest = "3f9a1c0777d240be8d11a2f0c4e5b6973f9a1c0777d240be8d11a2f0c4e5b697"

func text(s string) []doc.Inline { return doc.Plain(s) }

func inlines(parts ...any) []doc.Inline {
	var out []doc.Inline
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			out = append(out, doc.Text(p))
		case doc.Inline:
			out = append(out, p)
		}
	}
	return out
}

func TestKitchenSink(t *testing.T) {
	dir := renderData(t)
	for name, d := range map[string]*doc.Document{"zh": doctest.KitchenSinkZH(), "en": doctest.KitchenSinkEN()} {
		t.Run(name, func(t *testing.T) {
			golden.Check(t, filepath.Join(dir, "kitchen-sink-"+name+".pdf"), render(t, d, folder{dir}))
		})
	}
}
