package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"complain/pkg/doc"
)

// marked is a JPEG of 32 by 16 points: red at its left, green at its right, the
// upper half of both dark. A comment makes its bytes its own.
func marked(t testing.TB, comment string) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for y := range 16 {
		for x := range 32 {
			bright := uint8(100)
			if y >= 8 {
				bright = 250
			}
			c := color.RGBA{R: bright, A: 255}
			if x >= 16 {
				c = color.RGBA{G: bright, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	segment := binary.BigEndian.AppendUint16([]byte("\xFF\xFE"), uint16(2+len(comment)))
	return bytes.Join([][]byte{b.Bytes()[:2], segment, []byte(comment), b.Bytes()[2:]}, nil)
}

// A JPEG goes into the file byte for byte.
func TestJPEGStaysAsItIs(t *testing.T) {
	pictures := memory{"photo": marked(t, "as received")}
	d := &doc.Document{Lang: "en", Title: "t", Blocks: []doc.Block{doc.Figure{Image: doc.Image{Key: "photo", Width: 16, Height: 32, Turn: 6}}}}
	file := saved(t, render(t, d, pictures))
	dir := t.TempDir()
	tool(t, "pdfimages", "-all", file, filepath.Join(dir, "x"))
	found, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	got, err := os.ReadFile(found[0])
	if err != nil || sha256.Sum256(got) != sha256.Sum256(pictures["photo"]) {
		t.Errorf("the embedded picture is another one, %v", err)
	}
	if out := tool(t, "qpdf", "--check", file); !bytes.Contains([]byte(out), []byte("No syntax or stream encoding errors")) {
		t.Error(out)
	}
}

// Pictures are held upright as they are drawn, for each way in which EXIF says
// they may be stored.
func TestTurns(t *testing.T) {
	// The corner that is dark and red, and where bright and red is.
	for turn, want := range map[int][2]string{
		1: {"left top", "left bottom"}, 2: {"right top", "right bottom"}, 3: {"right bottom", "right top"}, 4: {"left bottom", "left top"},
		5: {"left top", "right top"}, 6: {"right top", "left top"}, 7: {"right bottom", "left bottom"}, 8: {"left bottom", "right bottom"},
	} {
		d := &doc.Document{Lang: "en", Title: "t", Blocks: []doc.Block{doc.Figure{Image: doc.Image{Key: "photo", Turn: turn}}}}
		dark, bright := corners(t, saved(t, render(t, d, memory{"photo": marked(t, fmt.Sprint(turn))})))
		if dark != want[0] || bright != want[1] {
			t.Errorf("orientation %d: dark red is at the %s and bright red at the %s, want %v", turn, dark, bright, want)
		}
	}
}

// corners says where on the page the middles of the dark red and the bright red
// quarter are, from the middle of everything that has a colour.
func corners(t *testing.T, file string) (dark, bright string) {
	t.Helper()
	path, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	out, err := exec.Command(path, "-r", "150", "-png", "-singlefile", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	var sums [3]struct{ x, y, n int } // all, dark red, bright red
	for y := range page.Bounds().Dy() {
		for x := range page.Bounds().Dx() {
			r, g, b, _ := page.At(x, y).RGBA()
			r, g, b = r>>8, g>>8, b>>8
			red := r > g+60 && r > b+60
			if !red && !(g > r+60 && g > b+60) {
				continue
			}
			kinds := []int{0}
			switch {
			case red && r < 150:
				kinds = append(kinds, 1)
			case red && r > 200:
				kinds = append(kinds, 2)
			}
			for _, k := range kinds {
				sums[k].x, sums[k].y, sums[k].n = sums[k].x+x, sums[k].y+y, sums[k].n+1
			}
		}
	}
	where := func(k int) string {
		if sums[k].n == 0 || sums[0].n == 0 {
			return "nowhere"
		}
		side, edge := "left ", "top"
		if sums[k].x/sums[k].n > sums[0].x/sums[0].n {
			side = "right "
		}
		if sums[k].y/sums[k].n > sums[0].y/sums[0].n {
			edge = "bottom"
		}
		return side + edge
	}
	return where(1), where(2)
}

// The pixels of a PNG come back as they were, whatever its depth.
func TestPNGKeepsItsPixels(t *testing.T) {
	size := image.Rect(0, 0, 37, 21)
	rgb, grey, deep := image.NewRGBA(size), image.NewGray(size), image.NewGray16(size)
	few := image.NewPaletted(size, color.Palette{color.RGBA{255, 255, 255, 255}, color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}})
	for y := range 21 {
		for x := range 37 {
			rgb.SetRGBA(x, y, color.RGBA{uint8(x * 5), uint8(y * 7), uint8(x * y), 255})
			grey.SetGray(x, y, color.Gray{uint8(x * y)})
			deep.SetGray16(x, y, color.Gray16{uint16(x * y * 60)})
			few.SetColorIndex(x, y, uint8((x+y)%3))
		}
	}
	layered := image.NewNRGBA(size) // as phones write screenshots
	for i := range layered.Pix {
		layered.Pix[i] = uint8(i * 3)
		if i%4 == 3 {
			layered.Pix[i] = 255
		}
	}
	for name, img := range map[string]image.Image{"rgb": rgb, "grey": grey, "16 bits": deep, "palette": few, "with alpha": layered} {
		var b bytes.Buffer
		encoded := img
		if img == layered {
			encoded = withAlpha{layered}
		}
		if err := png.Encode(&b, encoded); err != nil {
			t.Fatal(err)
		}
		if w, h, ok := Verbatim(b.Bytes()); !ok || w != 37 || h != 21 {
			t.Errorf("%s: %d by %d, %t", name, w, h, ok)
		}
		d := &doc.Document{Lang: "en", Title: "t", Blocks: []doc.Block{doc.Figure{Image: doc.Image{Key: "p"}}}}
		file := saved(t, render(t, d, memory{"p": b.Bytes()}))
		dir := t.TempDir()
		tool(t, "pdfimages", "-png", file, filepath.Join(dir, "x"))
		data, err := os.ReadFile(filepath.Join(dir, "x-000.png"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for y := range 21 {
			for x := range 37 {
				r1, g1, b1, _ := got.At(x, y).RGBA()
				r2, g2, b2, _ := img.At(x, y).RGBA()
				if r1>>8 != r2>>8 || g1>>8 != g2>>8 || b1>>8 != b2>>8 {
					t.Fatalf("%s: the pixel at %d, %d is another", name, x, y)
				}
			}
		}
	}
}

// withAlpha hides that a picture is opaque, so that it is written with alpha.
type withAlpha struct{ *image.NRGBA }

func (withAlpha) Opaque() bool { return false }

// A picture with transparent parts cannot stay as it is on paper.
func TestTransparentIsNotVerbatim(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 10, 10))
	img.SetNRGBA(3, 3, color.NRGBA{R: 200, A: 100})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := Verbatim(b.Bytes()); ok {
		t.Error("a transparent picture is taken as it is")
	}
	if o, err := readPicture(b.Bytes()); err != nil || o.width != 10 {
		t.Errorf("%+v, %v", o, err)
	}
}

func FuzzReadPicture(f *testing.F) {
	f.Add(marked(f, ""))
	f.Add(chequered(20, 10))
	f.Add(chequered(20, 10)[:60])
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 10_000 {
			Verbatim(data)
		}
	})
}
