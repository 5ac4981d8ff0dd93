package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// A part of a picture is shown with its own pixels, a frame around them, and nothing
// of the frame on them.
func TestDetail(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for y := range 300 {
		for x := range 400 {
			m.SetRGBA(x, y, color.RGBA{200, 200, 0, 255})
		}
	}
	part := image.Rect(100, 120, 180, 150)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			m.SetRGBA(x, y, color.RGBA{0, 0, 250, 255})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	detail := func(part image.Rectangle, width, height int) (Rendition, image.Image, error) {
		r, err := Detail(bytes.NewReader(file.Bytes()), int64(file.Len()), part, width, height)
		if err != nil {
			return r, nil, err
		}
		shown, _, err := image.Decode(bytes.NewReader(r.Bytes))
		return r, shown, err
	}
	r, shown, err := detail(part, 1228, 1338)
	if err != nil {
		t.Fatal(err)
	}
	// 30 pixels around it.
	if r.Width != 140 || r.Height != 90 || r.Scaled {
		t.Fatalf("%d by %d, scaled %t", r.Width, r.Height, r.Scaled)
	}
	for at, want := range map[image.Point]color.RGBA{
		{30, 30}: {0, 0, 250, 255}, {109, 59}: {0, 0, 250, 255}, // the part's own corners
		{29, 40}: {255, 255, 255, 255}, {27, 40}: {0, 0, 0, 255}, {24, 40}: {255, 255, 255, 255}, {22, 40}: {200, 200, 0, 255},
		{60, 61}: {255, 255, 255, 255}, {60, 63}: {0, 0, 0, 255},
	} {
		red, green, blue, _ := shown.At(at.X, at.Y).RGBA()
		if got := (color.RGBA{uint8(red >> 8), uint8(green >> 8), uint8(blue >> 8), 255}); got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
	if r, _, err := detail(part, 70, 45); err != nil || r.Width > 70 || r.Height > 45 || !r.Scaled {
		t.Errorf("scaled down: %d by %d, %t, %v", r.Width, r.Height, r.Scaled, err)
	}
	for _, none := range []image.Rectangle{{}, image.Rect(390, 0, 401, 10), image.Rect(-1, 0, 5, 5)} {
		if _, _, err := detail(none, 100, 100); !errors.Is(err, ErrNoRows) {
			t.Errorf("%v: %v", none, err)
		}
	}
}
