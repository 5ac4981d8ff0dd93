package pdfredraw

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strconv"
	"strings"
)

// jpegQuality is that of pages with more than grey, or where grey is smaller so.
const jpegQuality = 88

// Mark stands in the keywords of files that Write makes.
const Mark = "complain redacted copy"

// Write makes a PDF of pictures, a page each.
func Write(pages []*Drawn) ([]byte, error) {
	w := &writer{}
	w.b.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	const catalog, tree, info, first = 1, 2, 3, 4
	var kids []string
	for i := range pages {
		kids = append(kids, strconv.Itoa(first+3*i)+" 0 R")
	}
	w.object("<</Type /Catalog/Pages 2 0 R>>")
	w.object(fmt.Sprintf("<</Type /Pages/Count %d/Kids [%s]>>", len(pages), strings.Join(kids, " ")))
	w.object("<</Producer (complain)/Keywords (" + Mark + ")>>")
	for i, p := range pages {
		n := first + 3*i
		box := fmt.Sprintf("%s %s", number(p.Width), number(p.Height))
		w.object(fmt.Sprintf("<</Type /Page/Parent %d 0 R/MediaBox [0 0 %s]/Resources <</XObject <</P %d 0 R>>>>/Contents %d 0 R>>", tree, box, n+2, n+1))
		w.stream("", []byte(fmt.Sprintf("q %s 0 0 %s 0 0 cm /P Do Q", number(p.Width), number(p.Height))))
		dict, data, err := encoded(p.Picture)
		if err != nil {
			return nil, err
		}
		size := p.Picture.Bounds()
		w.stream(fmt.Sprintf("/Type /XObject/Subtype /Image/Width %d/Height %d/BitsPerComponent 8%s", size.Dx(), size.Dy(), dict), data)
	}
	at := w.b.Len()
	fmt.Fprintf(&w.b, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, o := range w.offsets {
		fmt.Fprintf(&w.b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&w.b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, catalog, info, at)
	return w.b.Bytes(), nil
}

type writer struct {
	b       bytes.Buffer
	offsets []int
}

func (w *writer) object(body string) {
	w.offsets = append(w.offsets, w.b.Len())
	fmt.Fprintf(&w.b, "%d 0 obj\n%s\nendobj\n", len(w.offsets), body)
}

func (w *writer) stream(dict string, data []byte) {
	w.offsets = append(w.offsets, w.b.Len())
	fmt.Fprintf(&w.b, "%d 0 obj\n<<%s/Length %d>>\nstream\n", len(w.offsets), dict, len(data))
	w.b.Write(data)
	w.b.WriteString("\nendstream\nendobj\n")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// encoded is the pixels of a picture as PDF holds them: grey ones without loss
// where that is smaller, else as JPEG.
func encoded(m image.Image) (dict string, data []byte, err error) {
	gray, only := greyOf(m)
	var source image.Image = m
	space := "/DeviceRGB"
	if only {
		source, space = gray, "/DeviceGray"
	}
	if only { // letters on paper: loses nothing, and is small
		flat, err := flatOf(gray)
		if err != nil || len(flat) < gray.Rect.Dx()*gray.Rect.Dy()/8 {
			return "/ColorSpace " + space + "/Filter /FlateDecode", flat, err
		}
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, source, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return "", nil, err
	}
	return "/ColorSpace " + space + "/Filter /DCTDecode", photo.Bytes(), nil
}

func flatOf(m *image.Gray) ([]byte, error) {
	var flat bytes.Buffer
	z := zlib.NewWriter(&flat)
	if _, err := z.Write(m.Pix); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return flat.Bytes(), nil
}

// greyOf is a picture in grey, and whether nothing else was in it.
func greyOf(m image.Image) (*image.Gray, bool) {
	size := m.Bounds()
	to := image.Rect(0, 0, size.Dx(), size.Dy())
	out := image.NewGray(to)
	if _, ok := m.(*image.Gray); ok {
		draw.Draw(out, to, m, size.Min, draw.Src)
		return out, true
	}
	all, ok := m.(*image.RGBA)
	if !ok || size.Min != (image.Point{}) {
		all = image.NewRGBA(to)
		draw.Draw(all, to, m, size.Min, draw.Src)
	}
	for y := range to.Dy() {
		row := all.Pix[y*all.Stride:]
		for x := range to.Dx() {
			if row[4*x] != row[4*x+1] || row[4*x+1] != row[4*x+2] {
				return nil, false
			}
			out.Pix[y*out.Stride+x] = row[4*x]
		}
	}
	return out, true
}

// Cover paints boxes of a picture black, in a picture of its own.
func (d *Drawn) Cover(boxes []image.Rectangle) {
	size := d.Picture.Bounds()
	to := image.NewRGBA(image.Rect(0, 0, size.Dx(), size.Dy()))
	draw.Draw(to, to.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(to, to.Rect, d.Picture, size.Min, draw.Over)
	for _, b := range boxes {
		draw.Draw(to, b.Intersect(to.Rect), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	d.Picture = to
}
