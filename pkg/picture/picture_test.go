package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"complain/pkg/internal/media"
)

// scene is a picture whose four corners differ: red, green, blue, white, from
// the upper left along the edge.
func scene(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(color.RGBA{90, 90, 90, 255}), image.Point{}, draw.Src)
	corner := func(x, y int, c color.RGBA) {
		draw.Draw(m, image.Rect(x*w*2/3, y*h*2/3, x*w*2/3+w/3, y*h*2/3+h/3), image.NewUniform(c), image.Point{}, draw.Src)
	}
	corner(0, 0, color.RGBA{255, 0, 0, 255})
	corner(1, 0, color.RGBA{0, 255, 0, 255})
	corner(1, 1, color.RGBA{0, 0, 255, 255})
	corner(0, 1, color.RGBA{255, 255, 255, 255})
	return m
}

// corners names the colours of the corners of an encoded picture.
func corners(t *testing.T, data []byte) string {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := m.Bounds()
	name := func(x, y int) string {
		r, g, b, _ := m.At(x, y).RGBA()
		var s string
		for i, v := range []uint32{r, g, b} {
			if v > 0xa000 {
				s += "rgb"[i : i+1]
			}
		}
		return s
	}
	dx, dy := max(b.Dx()/8, 0), max(b.Dy()/8, 0)
	return strings.Join([]string{name(dx, dy), name(b.Dx()-1-dx, dy), name(b.Dx()-1-dx, b.Dy()-1-dy), name(dx, b.Dy()-1-dy)}, " ")
}

const upright = "r g b rgb"

func encodeJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encodePNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tiffOrientation is a TIFF file with nothing but the tag.
func tiffOrientation(o int) string {
	return "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(o)) + "\x00\x00\x00\x00\x00\x00"
}

func withEXIF(jpegData []byte, tiff string) []byte {
	segment := "\xff\xe1\x00\x00Exif\x00\x00" + tiff
	b := []byte("\xff\xd8" + segment + string(jpegData[2:]))
	binary.BigEndian.PutUint16(b[4:], uint16(len(segment)-2))
	return b
}

func show(t *testing.T, data []byte, w, h int) Rendition {
	t.Helper()
	r, err := Print(bytes.NewReader(data), int64(len(data)), w, h)
	if err != nil {
		t.Fatal(err)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(r.Bytes))
	if err != nil || "image/"+format != r.MediaType || config.Width != r.Width || config.Height != r.Height {
		t.Fatalf("the rendition of %d by %d as %s is %d by %d as %s, %v", r.Width, r.Height, r.MediaType, config.Width, config.Height, format, err)
	}
	return r
}

// A picture is stored in each of the eight ways that EXIF names, and shown the
// same way each time.
func TestUpright(t *testing.T) {
	picture := scene(120, 90)
	for o := 1; o <= 8; o++ {
		stored := turn(picture, [...]int{0, 1, 2, 3, 4, 5, 8, 7, 6}[o]) // the way back
		for name, m := range map[string]image.Image{"colour": stored, "grey": grey(stored)} {
			data := withEXIF(encodeJPEG(t, m), tiffOrientation(o))
			r := show(t, data, 60, 60)
			if r.Width != 60 || r.Height != 45 || r.OfWidth != 120 || r.OfHeight != 90 || !r.Scaled || r.Turned != (o > 1) {
				t.Errorf("orientation %d: %+v", o, r)
			}
			if got := corners(t, r.Bytes); name == "colour" && got != upright {
				t.Errorf("orientation %d: %s", o, got)
			}
			// Not scaled, the colours stay at their own resolution.
			if got := corners(t, show(t, data, 200, 200).Bytes); name == "colour" && got != upright {
				t.Errorf("orientation %d, not scaled: %s", o, got)
			}
		}
	}
}

func grey(m image.Image) image.Image {
	out := image.NewGray(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out
}

func TestFormats(t *testing.T) {
	picture := scene(120, 90)
	var bmpData, gifData bytes.Buffer
	if err := bmp.Encode(&bmpData, picture); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&gifData, picture, nil); err != nil {
		t.Fatal(err)
	}
	paletted := image.NewPaletted(picture.Rect, color.Palette{color.White, color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}, color.Gray{90}})
	draw.Draw(paletted, paletted.Rect, picture, image.Point{}, draw.Src)
	deep := image.NewNRGBA64(picture.Rect)
	draw.Draw(deep, deep.Rect, picture, image.Point{}, draw.Src)
	half := image.NewNRGBA(picture.Rect)
	draw.Draw(half, half.Rect, picture, image.Point{}, draw.Src)
	for i := 3; i < len(half.Pix); i += 4 {
		if half.Pix[i-3] == 255 && half.Pix[i-2] == 255 && half.Pix[i-1] == 255 {
			half.Pix[i] = 0 // what is transparent becomes white
		}
	}
	pngOrientation := encodePNG(t, turn(picture, 8))
	exif := tiffOrientation(6)
	at := len("\x89PNG\r\n\x1a\n") + 25
	chunk := string(binary.BigEndian.AppendUint32(nil, uint32(len(exif)))) + "eXIf" + exif + "\x00\x00\x00\x00"
	pngOrientation = []byte(string(pngOrientation[:at]) + chunk + string(pngOrientation[at:]))

	for name, data := range map[string][]byte{
		"jpeg": encodeJPEG(t, picture), "png": encodePNG(t, picture), "gif": gifData.Bytes(), "bmp": bmpData.Bytes(),
		"palette": encodePNG(t, paletted), "16 bit": encodePNG(t, deep), "transparent": encodePNG(t, half),
		"turned png": pngOrientation,
	} {
		for _, size := range []int{60, 1000} {
			r, err := Print(bytes.NewReader(data), int64(len(data)), size, size)
			if err != nil {
				// The chunk's checksum was left out.
				if name != "turned png" {
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			if got := corners(t, r.Bytes); got != upright {
				t.Errorf("%s at %d: %s", name, size, got)
			}
		}
	}
}

func TestFit(t *testing.T) {
	for _, tt := range [][6]int{
		{4000, 3000, 1230, 1340, 1230, 923},
		{3000, 4000, 1230, 1340, 1005, 1340},
		{100, 50, 1230, 1340, 100, 50},
		{1230, 1340, 1230, 1340, 1230, 1340},
		{10000, 1, 100, 100, 100, 1},
		{1, 16000, 1230, 1340, 1, 1340},
		{16384, 6000, 1, 1, 1, 1},
	} {
		if w, h := fit(tt[0], tt[1], tt[2], tt[3]); w != tt[4] || h != tt[5] {
			t.Errorf("%d by %d in %d by %d: %d by %d", tt[0], tt[1], tt[2], tt[3], w, h)
		}
	}
}

// Few colours stay a PNG, with every pixel as it was.
func TestDrawnStaysPNG(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 400, 300))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	for i := range 40 {
		draw.Draw(m, image.Rect(20, 7*i, 20+5*i, 7*i+3), image.NewUniform(color.RGBA{7, 193, 96, 255}), image.Point{}, draw.Src)
	}
	r := show(t, encodePNG(t, m), 1000, 1000)
	got, err := png.Decode(bytes.NewReader(r.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 300 {
		for x := range 400 {
			if color.RGBAModel.Convert(got.At(x, y)) != m.At(x, y) {
				t.Fatalf("%d, %d is %v", x, y, got.At(x, y))
			}
		}
	}
	if r := show(t, encodePNG(t, noise(300, 200)), 100, 100); r.MediaType != media.JPEG {
		t.Errorf("a photograph saved as PNG stays %s", r.MediaType)
	}
}

func noise(w, h int) *image.RGBA {
	m := scene(w, h)
	seed := uint32(1)
	for i := range m.Pix {
		seed = seed*1664525 + 1013904223
		if i%4 != 3 {
			m.Pix[i] = uint8((int(m.Pix[i])*3 + int(seed>>24)) / 4)
		}
	}
	return m
}

func TestErrors(t *testing.T) {
	photo := encodeJPEG(t, noise(200, 150))
	drawn := encodePNG(t, scene(200, 150))
	size := func(w, h uint32) []byte {
		b := bytes.Clone(drawn)
		binary.BigEndian.PutUint32(b[16:], w)
		binary.BigEndian.PutUint32(b[20:], h)
		binary.BigEndian.PutUint32(b[29:], pngSum(b[12:29]))
		return b
	}
	// A progressive JPEG of 12 million pixels, with empty scans and no tables.
	scans := func(n int) []byte {
		return []byte("\xff\xd8\xff\xc2\x00\x0b\x08\x0b\xb8\x0f\xa0\x01\x01\x11\x00" + strings.Repeat("\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00", n))
	}
	tests := map[string]struct {
		data []byte
		want error
	}{
		"ten scans":      {scans(10), ErrDamaged},
		"1000 scans":     {scans(1000), ErrTooLarge},
		"nothing":        {nil, ErrFormat},
		"text":           {[]byte("no picture"), ErrFormat},
		"heic":           {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrDamaged},
		"avif":           {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), ErrFormat},
		"tiff, its head": {[]byte("II*\x00\x08\x00\x00\x00"), ErrDamaged},
		"cut photo":      {photo[:len(photo)/2], ErrDamaged},
		"cut head":       {photo[:30], ErrDamaged},
		"cut drawing":    {drawn[:len(drawn)/2], ErrDamaged},
		"wide":           {size(MaxSide+1, 10), ErrTooLarge},
		"many pixels":    {size(10_001, 10_000), ErrTooLarge},
		"huge":           {size(1<<31-1, 1<<31-1), ErrTooLarge},
		"a lying header": {size(2_000, 2_000), ErrDamaged},
		"no height":      {size(100, 0), ErrDamaged},
	}
	for name, tt := range tests {
		if _, err := Print(bytes.NewReader(tt.data), int64(len(tt.data)), 100, 100); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	if _, err := Print(bytes.NewReader(photo), int64(len(photo)), 0, 100); err == nil {
		t.Error("a rendition without width")
	}
	broken := errors.New("the disk is broken")
	if _, err := Print(failing{bytes.NewReader(photo), 5000, broken}, int64(len(photo)), 100, 100); !errors.Is(err, broken) || errors.Is(err, ErrDamaged) {
		t.Errorf("a failing disk: %v", err)
	}
}

type failing struct {
	io.ReaderAt
	after int64
	err   error
}

func (f failing) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > f.after {
		return 0, f.err
	}
	return f.ReaderAt.ReadAt(p, off)
}

func pngSum(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

func TestDeterministic(t *testing.T) {
	data := encodeJPEG(t, noise(700, 500))
	first := show(t, data, 300, 300)
	for range 3 {
		if again := show(t, data, 300, 300); !bytes.Equal(first.Bytes, again.Bytes) {
			t.Fatal("the same picture gave other bytes")
		}
	}
}

// No metadata passes: what a phone writes into a picture is gone.
func TestNoMetadata(t *testing.T) {
	data := withEXIF(encodeJPEG(t, scene(60, 40)), tiffOrientation(1)+"GPSLatitude secret position")
	for _, size := range []int{20, 1000} {
		out := show(t, data, size, size).Bytes
		for _, trace := range []string{"Exif", "secret", "http"} {
			if bytes.Contains(out, []byte(trace)) {
				t.Errorf("%q in the rendition", trace)
			}
		}
	}
}

func FuzzPrint(f *testing.F) {
	f.Add(encodePNG(f, scene(12, 9)))
	f.Add(fixture(f, "turned.heic"))
	f.Add(withEXIF(encodeJPEG(f, scene(12, 9)), tiffOrientation(6)))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	var b bytes.Buffer
	if err := gif.Encode(&b, scene(12, 9), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(bytes.Clone(b.Bytes()))
	b.Reset()
	if err := bmp.Encode(&b, scene(12, 9)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && config.Width*config.Height > 1<<22 {
			return // slow, and no other code
		}
		r, err := Print(bytes.NewReader(data), int64(len(data)), 40, 30)
		switch {
		case err == nil:
			if r.Width > 40 || r.Height > 30 || r.Width < 1 || r.Height < 1 || len(r.Bytes) == 0 {
				t.Errorf("%+v", r)
			}
		case !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrFormat) && !errors.Is(err, ErrTooLarge):
			t.Errorf("untyped error: %v", err)
		}
	})
}

// A TIFF is shown like what it was made from, turned as it says; one of several
// pages is not shown as if it were one.
func TestTIFF(t *testing.T) {
	from := scene(60, 40)
	for _, c := range []tiff.CompressionType{tiff.Uncompressed, tiff.Deflate} {
		var b bytes.Buffer
		if err := tiff.Encode(&b, from, &tiff.Options{Compression: c, Predictor: c != tiff.Uncompressed}); err != nil {
			t.Fatal(err)
		}
		got, want := show(t, b.Bytes(), 100, 100), show(t, encodePNG(t, from), 100, 100)
		if got.Width != 60 || got.Height != 40 || !bytes.Equal(got.Bytes, want.Bytes) {
			t.Errorf("%d: %d by %d, %d bytes, as PNG %d", c, got.Width, got.Height, len(got.Bytes), len(want.Bytes))
		}
		for n := range b.Len() {
			if _, err := Print(bytes.NewReader(b.Bytes()[:n]), int64(n), 50, 50); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrFormat) {
				t.Fatalf("cut at %d: %v", n, err)
			}
		}
		// The directory stands at the end of what Encode writes; its last four bytes lead
		// to the next.
		data := bytes.Clone(b.Bytes())
		directory := binary.LittleEndian.Uint32(data[4:])
		entries := binary.LittleEndian.Uint16(data[directory:])
		binary.LittleEndian.PutUint32(data[directory+2+12*uint32(entries):], directory)
		if _, err := Print(bytes.NewReader(data), int64(len(data)), 50, 50); !errors.Is(err, ErrFormat) {
			t.Errorf("several pages: %v", err)
		}
	}
	big := []byte("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00")
	if _, err := Print(bytes.NewReader(big), int64(len(big)), 50, 50); !errors.Is(err, ErrFormat) {
		t.Errorf("BigTIFF: %v", err)
	}
}
