// Package pdfredraw draws pages of a PDF anew as pictures, and makes a PDF of
// pictures.
//
// It promises that a file it makes holds pixels and nothing else: no letter, no
// font, no hidden layer, no metadata of the file it was drawn from; and the same
// bytes for the same pictures. Pages are drawn by Poppler's pdftoppm where it is
// installed, and scans without it by package pdfpicture, in grey. It forbids
// drawing what it cannot draw whole: a page of letters without that program is
// ErrNoProgram, never a page with something missing.
package pdfredraw

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os/exec"
	"strconv"
	"time"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfpicture"
	"complain/pkg/internal/pdftext"
)

// resolution is the pixels an inch at which the program draws.
const resolution = 200

// Why pages cannot be drawn.
var (
	ErrNoProgram = errors.New("no program is there that draws pages")
	ErrFailed    = errors.New("the program could not draw the page")
	ErrPages     = errors.New("more pages than are drawn anew")
)

// The limits of one file and one page.
const (
	MaxPages  = 200
	pageTime  = 30 * time.Second
	maxPixels = 40_000_000
	maxSide   = 1 << 20
	maxOutput = 256 << 20
)

// Painter draws pages.
type Painter struct {
	Program string   // the path of pdftoppm; "" where there is none
	Env     []string // the environment it runs in
}

// File is a PDF whose pages are to be drawn.
type File struct {
	Pages  []*pdffile.Page
	data   []byte
	file   *pdffile.File
	reader *pdftext.Reader
}

// Open reads a PDF. Errors are those of package pdffile, or ErrPages.
func Open(ctx context.Context, data []byte) (*File, error) {
	file, err := pdffile.Open(ctx, data, nil)
	if err != nil {
		return nil, err
	}
	pages, err := file.Pages()
	switch {
	case err != nil:
		return nil, err
	case len(pages) == 0:
		return nil, pdffile.ErrDamaged
	case len(pages) > MaxPages:
		return nil, ErrPages
	}
	return &File{Pages: pages, data: data, file: file, reader: pdftext.NewReader(file)}, nil
}

// Drawn is a page as a picture, which begins in its upper left corner.
type Drawn struct {
	Picture       image.Image
	Width, Height float64 // of the page as it is shown, in points
	Scale         float64 // pixels a point
}

// Rect is where a part of the upright page, in points from its lower left corner, is
// in the picture.
func (d *Drawn) Rect(r pdffile.Rect) image.Rectangle {
	px := func(v float64) float64 { return min(max(v*d.Scale, -maxSide), maxSide) }
	return image.Rect(int(math.Floor(px(r.X0))), int(math.Floor(px(d.Height-r.Y1))), int(math.Ceil(px(r.X1))), int(math.Ceil(px(d.Height-r.Y0))))
}

// Part is which part of the upright page a box of the picture shows.
func (d *Drawn) Part(box image.Rectangle) pdffile.Rect {
	pt := func(px int) float64 { return float64(px) / d.Scale }
	return pdffile.Rect{X0: pt(box.Min.X), Y0: d.Height - pt(box.Max.Y), X1: pt(box.Max.X), Y1: d.Height - pt(box.Min.Y)}
}

// Blank is a page without its picture, for the places on it.
func (f *File) Blank(number int) *Drawn {
	page := f.Pages[number-1]
	d := &Drawn{Width: page.Width(), Height: page.Height()}
	d.Scale = float64(dots(d.Width, d.Height)) / 72
	return d
}

// dots is the pixels an inch of a page: fewer where it is very large.
func dots(width, height float64) int {
	most := float64(resolution)
	if pixels := width * height * most * most / 72 / 72; pixels > maxPixels {
		most *= math.Sqrt(maxPixels / pixels)
	}
	return max(int(most), 1)
}

// Draw draws a page, by number from 1.
func (p *Painter) Draw(ctx context.Context, f *File, number int) (*Drawn, error) {
	d := f.Blank(number)
	if d.Width < 1 || d.Height < 1 {
		return nil, fmt.Errorf("page %d: %w", number, pdffile.ErrDamaged)
	}
	var err error
	if p.Program != "" {
		d.Picture, err = p.byProgram(ctx, f, d, number)
	} else {
		d.Picture, err = f.scan(ctx, d, number)
	}
	return d, err
}

// scan draws a page that is pictures and nothing else.
func (f *File) scan(ctx context.Context, d *Drawn, number int) (image.Image, error) {
	page := f.Pages[number-1]
	text, err := f.reader.Page(page)
	if err != nil {
		return nil, err
	}
	look, err := pdfpicture.Look(f.file, page)
	if err != nil || text.Letters > text.Invisible || !look.IsScan(text) {
		return nil, ErrNoProgram // what is drawn over the pictures would be missing
	}
	m, left, err := look.Draw(ctx)
	if err != nil {
		return nil, err
	}
	if left > 0 {
		return nil, ErrNoProgram
	}
	out := image.NewGray(image.Rect(0, 0, int(math.Ceil(d.Width*d.Scale)), int(math.Ceil(d.Height*d.Scale))))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	x, y := d.Scale/look.Place()[0], -d.Scale/look.Place()[3] // from its pixels to ours
	shift := f64.Aff3{x, 0, -look.Place()[4] * x, 0, y, d.Height*d.Scale - look.Place()[5]*y}
	xdraw.CatmullRom.Transform(out, shift, m, m.Rect, xdraw.Src, nil)
	return out, nil
}

func (p *Painter) byProgram(ctx context.Context, f *File, d *Drawn, number int) (image.Image, error) {
	timed, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	n, r := strconv.Itoa(number), strconv.Itoa(dots(d.Width, d.Height))
	cmd := exec.CommandContext(timed, p.Program, "-png", "-r", r, "-cropbox", "-f", n, "-l", n, "-singlefile", "-")
	cmd.Env = p.Env
	cmd.Stdin = bytes.NewReader(f.data)
	out := bounded{most: maxOutput}
	cmd.Stdout = &out
	cmd.WaitDelay = 2 * time.Second
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("page %d: %w: %w", number, ErrFailed, err)
	}
	m, err := png.Decode(bytes.NewReader(out.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("page %d: %w: %w", number, ErrFailed, err)
	}
	if size := m.Bounds(); math.Abs(float64(size.Dx())-d.Width*d.Scale) > 2 || math.Abs(float64(size.Dy())-d.Height*d.Scale) > 2 {
		return nil, fmt.Errorf("page %d is %d by %d pixels: %w", number, size.Dx(), size.Dy(), ErrFailed) // another part of the page
	}
	return m, nil
}

// bounded keeps what is written to it up to a limit.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, ErrFailed
	}
	return b.Buffer.Write(p)
}

// Find is the parts of a page, by number from 1, where a text stands.
func (f *File) Find(number int, text string) ([]pdffile.Rect, error) {
	return f.reader.Find(f.Pages[number-1], text)
}

// Under is the text of which some stands in a part of a page, a line a string.
func (f *File) Under(number int, part pdffile.Rect) ([]string, error) {
	return f.reader.Under(f.Pages[number-1], part)
}

// Text is what a page says.
func (f *File) Text(number int) (pdftext.Text, error) { return f.reader.Page(f.Pages[number-1]) }

// Recognised is the part of a page, by number from 1, that a box is of the picture
// in which text of it was recognised. ok is false for a page without pictures.
func (f *File) Recognised(number int, box image.Rectangle) (part pdffile.Rect, ok bool) {
	look, err := pdfpicture.Look(f.file, f.Pages[number-1])
	if err != nil || look.Place()[0] <= 0 {
		return part, false
	}
	p := look.Place()
	x := func(px int) float64 { return (float64(px) - p[4]) / p[0] }
	y := func(px int) float64 { return (float64(px) - p[5]) / p[3] }
	return pdffile.Rect{X0: x(box.Min.X), Y0: y(box.Max.Y), X1: x(box.Max.X), Y1: y(box.Min.Y)}, true
}

// Room is how far around a place of a page its pixels may be mixed into others, in
// points: the blocks in which its pictures are stored reach that far.
func (f *File) Room(number int) float64 {
	const block, coarse = 16, 150.0 / 72
	look, err := pdfpicture.Look(f.file, f.Pages[number-1])
	if err != nil || look.Place()[0] <= 0 {
		return 0
	}
	return block / min(look.Place()[0], coarse)
}
