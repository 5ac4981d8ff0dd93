package pdfpicture

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
	"complain/pkg/internal/pdftext"
)

func deflated(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

// look opens a file of one page of 40 by 20 points.
func look(t testing.TB, f *pdftest.File, page pdftest.Page) *Page {
	t.Helper()
	if !strings.Contains(page.More, "MediaBox") {
		page.More += "/MediaBox [0 0 40 20]"
	}
	f.Paper("", page)
	file, err := pdffile.Open(t.Context(), f.Bytes(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := file.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatal(len(pages), err)
	}
	p, err := Look(file, pages[0])
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// rows is a picture row by row.
func rows(m *image.Gray) string {
	var out []string
	for y := range m.Rect.Dy() {
		out = append(out, fmt.Sprint(m.Pix[y*m.Stride:][:m.Rect.Dx()]))
	}
	return strings.Join(out, " ")
}

const (
	whole   = "q 40 0 0 20 0 0 cm /I Do Q"
	eight   = "\x00\x32\x64\x96\xc8\xd2\xdc\xff"
	as      = "[0 50 100 150] [200 210 220 255]"
	fourTwo = "/Type /XObject/Subtype /Image/Width 4/Height 2"
	gray8   = fourTwo + "/ColorSpace /DeviceGray/BitsPerComponent 8"
)

// Every way of storing samples gives the same pixels.
func TestSamples(t *testing.T) {
	var tiff, png, rgb, cmyk, wide, packed strings.Builder
	for y := range 2 {
		above := byte(0)
		png.WriteByte(2) // up
		for x := range 4 {
			v := eight[4*y+x]
			if x == 0 {
				above = 0
			}
			tiff.WriteByte(v - above)
			above = v
			up := byte(0)
			if y > 0 {
				up = eight[x]
			}
			png.WriteByte(v - up)
			rgb.Write([]byte{v, v, v})
			cmyk.Write([]byte{0, 0, 0, 255 - v})
			wide.Write([]byte{v, 7})
		}
	}
	w := lzw.NewWriter(&packed, lzw.MSB, 8)
	w.Write([]byte(eight))
	w.Close()
	for _, c := range []struct{ name, dict, data, want string }{
		{"plain", gray8, eight, as},
		{"flate", gray8 + "/Filter /FlateDecode", deflated(eight), as},
		{"png predictor", gray8 + "/Filter /FlateDecode/DecodeParms <</Predictor 15/Columns 4>>", deflated(png.String()), as},
		{"tiff predictor", gray8 + "/Filter /FlateDecode/DecodeParms <</Predictor 2/Columns 4>>", deflated(tiff.String()), as},
		{"lzw", gray8 + "/Filter /LZWDecode/DecodeParms <</EarlyChange 0>>", packed.String(), as},
		{"run lengths", gray8 + "/Filter /RunLengthDecode", "\x07" + eight + "\x80", as},
		{"hexadecimal", gray8 + "/Filter [/ASCIIHexDecode]", fmt.Sprintf("%x>", eight), as},
		{"16 bits", fourTwo + "/ColorSpace /CalGray/BitsPerComponent 16", wide.String(), as},
		{"RGB", fourTwo + "/ColorSpace /DeviceRGB/BitsPerComponent 8", rgb.String(), as},
		{"CMYK", fourTwo + "/ColorSpace /DeviceCMYK/BitsPerComponent 8", cmyk.String(), as},
		{"named colours", fourTwo + "/ColorSpace /CS/BitsPerComponent 8", rgb.String(), as},
		{"ink", fourTwo + "/ColorSpace [/Separation /Black /DeviceGray <<>>]/BitsPerComponent 8/Decode [1 0]", eight, as},
		{"inverted", gray8 + "/Decode [1 0]", eight, "[255 205 155 105] [55 45 35 0]"},
		{"palette", fourTwo + "/ColorSpace [/Indexed /DeviceRGB 2 <000000 808080 FFFFFF>]/BitsPerComponent 2", "\x18\x90", "[0 128 255 0] [255 128 0 0]"},
		{"palette, turned round", fourTwo + "/ColorSpace [/Indexed /DeviceGray 3 <00408000>]/BitsPerComponent 2/Decode [3 0]", "\x1b\x1b", "[0 128 64 0] [0 128 64 0]"},
		{"1 bit", fourTwo + "/ColorSpace /DeviceGray/BitsPerComponent 1", "\x50\xa0", "[0 255 0 255] [255 0 255 0]"},
		{"cut short", gray8, eight[:6], "[0 50 100 150] [200 210 255 255]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f pdftest.File
			image := f.Stream(c.dict, c.data)
			icc := f.Stream("/N 3", "")
			p := look(t, &f, pdftest.Page{Content: whole, Resources: "/XObject <</I " + image + ">>/ColorSpace <</CS [/ICCBased " + icc + "]>>"})
			m, left, err := p.Draw(t.Context())
			if err != nil || left != 0 || rows(m) != c.want {
				t.Errorf("%v, %d left, %v; want %s", rows(orBlank(m)), left, err, c.want)
			}
		})
	}
}

func orBlank(m *image.Gray) *image.Gray {
	if m == nil {
		return image.NewGray(image.Rectangle{})
	}
	return m
}

// However a page places its pictures, they come out as a viewer shows them.
func TestPlaces(t *testing.T) {
	var (
		top    = fourTwo[:len(fourTwo)-1] + "1/ColorSpace /DeviceGray/BitsPerComponent 8"
		turned = "[200 0] [210 50] [220 100] [255 150]" // clockwise
	)
	for _, c := range []struct{ name, content, more, want string }{
		{"whole", whole, "", as},
		{"upside down and mirrored", "q -40 0 0 -20 40 20 cm /I Do Q", "", "[255 220 210 200] [150 100 50 0]"},
		{"mirrored", "q -40 0 0 20 40 0 cm /I Do Q", "", "[150 100 50 0] [255 220 210 200]"},
		{"turned by its matrix", "q 0 -40 20 0 0 40 cm /I Do Q", "/MediaBox [0 0 20 40]", turned},
		{"page turned", whole, "/Rotate 90", turned},
		{"page turned back", "q 0 -40 20 0 0 40 cm /I Do Q", "/MediaBox [0 0 20 40]/Rotate 270", as},
		{"in a form", "/F Do", "", as},
		{"inline", "q 40 0 0 20 0 0 cm BI /W 4 /H 2 /CS /G /BPC 8 /F /AHx ID 0032 6496 c8d2 dcff> EI Q", "", as},
		{"strips", "q 40 0 0 10 0 10 cm /A Do Q q 40 0 0 10 0 0 cm /B Do Q", "", as},
		{"one over the other", whole + " q 20 0 0 10 0 10 cm 1 g /S Do Q", "", "[255 50 100 150] [200 210 220 255]"},
		{"a stencil's other colour", whole + " q 20 0 0 10 0 10 cm /Spot cs 0.5 scn /S Do Q", "", "[127 50 100 150] [200 210 220 255]"},
		{"a soft mask", whole + " q 20 0 0 10 0 10 cm /M Do Q", "", "[9 50 100 150] [200 210 220 255]"},
		{"a hard mask", whole + " q 20 0 0 10 0 10 cm /H Do Q", "", "[9 50 100 150] [200 210 220 255]"},
		{"hidden", whole + " /OC /Off BDC q 20 0 0 20 0 0 cm /M Do Q EMC", "", as},
		{"beyond the page", "q 80 0 0 40 0 -20 cm /I Do Q", "", "[0 50]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f pdftest.File
			i := f.Stream(gray8, eight)
			form := f.Stream("/Type /XObject/Subtype /Form/BBox [0 0 1 1]/Matrix [40 0 0 20 0 0]/Resources <</XObject <</I "+i+">>>>", "/I Do")
			a, b := f.Stream(top, eight[:4]), f.Stream(top, eight[4:])
			stencil := f.Stream("/Subtype /Image/Width 2/Height 1/ImageMask true", "\x40")
			soft := f.Stream("/Subtype /Image/Width 2/Height 1/ColorSpace /DeviceGray/BitsPerComponent 8", "\xff\x00")
			masked := f.Stream("/Subtype /Image/Width 1/Height 1/ColorSpace /DeviceGray/BitsPerComponent 8/SMask "+soft, "\x09")
			hard := f.Stream("/Subtype /Image/Width 1/Height 1/ColorSpace /DeviceGray/BitsPerComponent 8/Mask "+stencil, "\x09")
			group := f.Add("<</Type /OCG/Name (x)>>")
			resources := fmt.Sprintf("/XObject <</I %s/F %s/A %s/B %s/S %s/M %s/H %s>>/Properties <</Off %s>>/ColorSpace <</Spot [/Separation /Red /DeviceRGB <<>>]>>", i, form, a, b, stencil, masked, hard, group)
			f.Paper("/OCProperties <</OCGs ["+group+"]/D <</OFF ["+group+"]>>>>", pdftest.Page{Content: c.content, Resources: resources, More: boxed(c.more)})
			file, err := pdffile.Open(t.Context(), f.Bytes(), nil)
			if err != nil {
				t.Fatal(err)
			}
			pages, _ := file.Pages()
			p, err := Look(file, pages[0])
			if err != nil {
				t.Fatal(err)
			}
			m, left, err := p.Draw(t.Context())
			if err != nil || left != 0 || rows(m) != c.want {
				t.Errorf("%v, %d left, %v; want %s", rows(orBlank(m)), left, err, c.want)
			}
		})
	}
}

func boxed(more string) string {
	if strings.Contains(more, "MediaBox") {
		return more
	}
	return more + "/MediaBox [0 0 40 20]"
}

// A JPEG's brightness is taken from it; samples of inks are as PDF says, not as
// Adobe's programs mean them.
func TestJPEG(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 16, 8))
	for i := range 16 * 8 {
		m.SetRGBA(i%16, i/16, color.RGBA{200, 200, 200, 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		dict string
		want uint8
	}{{"", 200}, {"/Decode [1 0 1 0 1 0]", 55}} {
		var f pdftest.File
		i := f.Stream("/Subtype /Image/Width 16/Height 8/ColorSpace /DeviceRGB/BitsPerComponent 8/Filter /DCTDecode"+c.dict, "\n"+b.String())
		drawn, _, err := look(t, &f, pdftest.Page{Content: whole, Resources: "/XObject <</I " + i + ">>"}).Draw(t.Context())
		if err != nil || drawn.Rect.Dx() != 16 || drawn.Rect.Dy() != 8 || near(drawn.Pix[20], c.want) > 2 {
			t.Errorf("%s: %v, %v", c.dict, orBlank(drawn).Rect, err)
		}
	}
	row := make([]uint8, 1)
	inked := &image.CMYK{Pix: []uint8{255, 255, 255, 55}, Stride: 4, Rect: image.Rect(0, 0, 1, 1)} // stored 0 0 0 200
	s := names["CMYK"]
	(&Page{file: &pdffile.File{}}).jpegRow(row, inked, 0, nil, &s)
	if row[0] != 55 {
		t.Errorf("ink of 200 is %d bright", row[0])
	}
}

func near(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// Pixels that are no squares, as those of faxes, become squares.
func TestFlatPixels(t *testing.T) {
	var f pdftest.File
	i := f.Stream("/Subtype /Image/Width 4/Height 1/ColorSpace /DeviceGray/BitsPerComponent 8", "\x00\x32\x64\x96")
	m, _, err := look(t, &f, pdftest.Page{Content: whole, Resources: "/XObject <</I " + i + ">>"}).Draw(t.Context())
	if err != nil || rows(m) != "[0 50 100 150] [0 50 100 150]" {
		t.Errorf("%s, %v", rows(orBlank(m)), err)
	}
}

func TestWhatIsNotDrawn(t *testing.T) {
	for _, c := range []struct {
		name, dict, data string
		format           string
		is               error
	}{
		{"JBIG2", gray8 + "/Filter /JBIG2Decode", "x", "JBIG2", nil},
		{"JPEG 2000", fourTwo + "/Filter [/FlateDecode /JPXDecode]", deflated("x"), "JPEG 2000", nil},
		{"no fax", gray8 + "/Filter /CCITTFaxDecode/DecodeParms <</K 4/Columns 4>>", "\x00\x00", "", pdffile.ErrDamaged},
		{"patterns", fourTwo + "/ColorSpace /Pattern/BitsPerComponent 8", eight, "colours", nil},
		{"no JPEG", gray8 + "/Filter /DCTDecode", "no JPEG", "", pdffile.ErrDamaged},
		{"no pixels", gray8, "", "", pdffile.ErrDamaged},
		{"3 bits", fourTwo + "/ColorSpace /DeviceGray/BitsPerComponent 3", eight, "", pdffile.ErrDamaged},
		{"huge", "/Subtype /Image/Width 60000/Height 60000/ColorSpace /DeviceGray/BitsPerComponent 8", eight, "", pdffile.ErrTooMuch},
		{"a bomb", gray8 + "/Filter [/FlateDecode /FlateDecode]", bomb(), "", pdffile.ErrTooMuch},
	} {
		var f pdftest.File
		i := f.Stream(c.dict, c.data)
		p := look(t, &f, pdftest.Page{Content: whole, Resources: "/XObject <</I " + i + ">>"})
		_, _, err := p.Draw(t.Context())
		var format *FormatError
		switch {
		case err == nil, c.is != nil && !errors.Is(err, c.is), c.format != "" && (!errors.As(err, &format) || format.Name != c.format):
			t.Errorf("%s: %v", c.name, err)
		case strings.HasPrefix(c.name, "J") && p.Format() != c.format:
			t.Errorf("%s is told as %q", c.name, p.Format())
		}
	}
	var masked pdftest.File
	mask := masked.Stream(gray8+"/Filter /JBIG2Decode", "x")
	layer := masked.Stream(gray8+"/SMask "+mask, eight)
	if p := look(t, &masked, pdftest.Page{Content: whole, Resources: "/XObject <</I " + layer + ">>"}); p.Format() != "JBIG2" {
		t.Errorf("a mask is told as %q", p.Format())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var f pdftest.File
	i := f.Stream(gray8, eight)
	if _, _, err := look(t, &f, pdftest.Page{Content: whole, Resources: "/XObject <</I " + i + ">>"}).Draw(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// bomb unpacks to more than is unpacked.
func bomb() string {
	return deflated(deflated(strings.Repeat("\x00", maxSamples+1)))
}

// A mark that cannot be drawn does not hinder the page under it.
func TestSomeLeftOut(t *testing.T) {
	var f pdftest.File
	i, j := f.Stream(gray8, eight), f.Stream(gray8+"/Filter /JPXDecode", "x")
	p := look(t, &f, pdftest.Page{Content: whole + " q 10 0 0 10 0 0 cm /J Do Q", Resources: "/XObject <</I " + i + "/J " + j + ">>"})
	m, left, err := p.Draw(t.Context())
	if err != nil || left != 1 || rows(m) != as || p.Format() != "" {
		t.Errorf("%s, %d left, %v", rows(orBlank(m)), left, err)
	}
}

func TestIsScan(t *testing.T) {
	large := "/Subtype /Image/Width 400/Height 200/ColorSpace /DeviceGray/BitsPerComponent 8"
	for _, c := range []struct {
		name, dict, content string
		text                pdftext.Text
		want                bool
	}{
		{"a scan", large, whole, pdftext.Text{Pictures: 1}, true},
		{"with the mark of a program", large, whole, pdftext.Text{Letters: 12, Pictures: 1}, true},
		{"with letters that have no names", large, whole, pdftext.Text{Letters: 900, Unknown: 890, Pictures: 1}, true},
		{"with a layer of text", large, whole, pdftext.Text{Letters: 900, Invisible: 900, Pictures: 1}, false},
		{"a small picture alone", large, "q 12 0 0 6 9 9 cm /I Do Q", pdftext.Text{Pictures: 1}, true},
		{"a logo and a word", large, "q 12 0 0 6 9 9 cm /I Do Q", pdftext.Text{Letters: 5, Pictures: 1}, false},
		{"a speck", large, "q 2 0 0 2 9 9 cm /I Do Q", pdftext.Text{Pictures: 1}, false},
		{"too few pixels", gray8, whole, pdftext.Text{Pictures: 1}, false},
		{"damaged content", large, whole, pdftext.Text{Pictures: 1, Failed: pdffile.ErrDamaged}, false},
		{"nothing", large, "", pdftext.Text{}, false},
	} {
		var f pdftest.File
		i := f.Stream(c.dict, "")
		if got := look(t, &f, pdftest.Page{Content: c.content, Resources: "/XObject <</I " + i + ">>"}).IsScan(c.text); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
