package recognise

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// drawn is a picture of lines of text.
func drawn(t *testing.T, lines ...string) (width, height int, encoded []byte) {
	t.Helper()
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 36, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	m := image.NewGray(image.Rect(0, 0, 800, 60+60*len(lines)))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	pen := font.Drawer{Dst: m, Src: image.NewUniform(color.Black), Face: face}
	for i, line := range lines {
		pen.Dot = fixed.P(40, 70+60*i)
		pen.DrawString(line)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return m.Rect.Dx(), m.Rect.Dy(), b.Bytes()
}
