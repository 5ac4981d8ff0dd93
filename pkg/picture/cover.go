package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"slices"

	"complain/pkg/internal/exif"
	"complain/pkg/internal/media"
)

// ErrNothing is returned by Cover when no box touches the picture.
var ErrNothing = errors.New("nothing of the picture is covered")

// coverQuality is the JPEG quality of covered pictures, which stand for the
// original and are made once.
const coverQuality = 95

// Covered is a picture made anew with parts of it painted over.
type Covered struct {
	Bytes         []byte
	MediaType     string // image/png where the original keeps every pixel, else image/jpeg
	Width, Height int
	Boxes         []image.Rectangle // what was painted, for each box asked for; empty for one outside
}

// Cover paints boxes of the picture in the size bytes of src black and encodes
// its pixels anew, upright. Boxes are in pixels of the picture held upright;
// what of them lies outside is cut off. A long screenshot is one picture here.
//
// No covered pixel has any part in the result, nor has anything else of the
// file but its other pixels: no metadata, no preview, no palette. Formats that
// store pixels in blocks mix what is inside a box into the pixels around it, so
// a box grows to whole blocks of the original: to those of its JPEG file, of 16
// pixels (HEIC: 32) and one more block around for WebP and HEIC, which filter
// across the edges of blocks. These two also predict blocks from their
// neighbours; what that leaves outside is the rounding of their encoder. Boxes
// painted before, by an earlier Cover of the same picture, are painted as they
// are.
//
// Errors wrap ErrTooLarge, ErrFormat, ErrDamaged or ErrNothing, with which the
// size is told; any other is of reading src.
func Cover(src io.ReaderAt, size int64, boxes, before []image.Rectangle) (Covered, error) {
	p, err := decode(src, size, maxLong)
	if err != nil {
		return Covered{}, err
	}
	var c Covered
	c.Width, c.Height = p.upright()
	g := gridOf(&source{r: src, size: size}, p.lossless)
	for _, box := range boxes {
		c.Boxes = append(c.Boxes, p.grow(box, g))
	}
	if !slices.ContainsFunc(c.Boxes, func(b image.Rectangle) bool { return !b.Empty() }) {
		return c, ErrNothing
	}
	m := turn(opaque(p.pixels), p.orientation)
	if few, ok := m.(*image.Paletted); ok {
		m = forJPEG(few) // its palette may hold colours that only covered pixels have
	}
	canvas := image.Rect(0, 0, c.Width, c.Height)
	for _, box := range slices.Concat(c.Boxes, before) {
		if err := paint(m, box.Intersect(canvas)); err != nil {
			return Covered{}, err
		}
	}
	return c, c.encode(m, p.lossless)
}

// grid is how a format stores pixels: in blocks of width by height, and how many
// blocks around one it reaches into.
type grid struct{ width, height, reach int }

// grow is what must be painted for nothing of box to be left, in pixels of the
// picture held upright.
func (p *decoded) grow(box image.Rectangle, g grid) image.Rectangle {
	w, h := p.upright()
	box = box.Intersect(image.Rect(0, 0, w, h))
	if box.Empty() || g.width <= 1 && g.height <= 1 {
		return box
	}
	stored := p.pixels.Bounds()
	canvas := image.Rect(0, 0, stored.Dx(), stored.Dy())
	box = turnBack(box, canvas.Dx(), canvas.Dy(), p.orientation)
	box.Min.X = (box.Min.X/g.width - g.reach) * g.width
	box.Min.Y = (box.Min.Y/g.height - g.reach) * g.height
	box.Max.X = ((box.Max.X+g.width-1)/g.width + g.reach) * g.width
	box.Max.Y = ((box.Max.Y+g.height-1)/g.height + g.reach) * g.height
	return turnBox(box.Intersect(canvas), canvas.Dx(), canvas.Dy(), p.orientation)
}

// turnBox is where a box of a stored picture of w by h pixels is when the
// picture is held upright.
func turnBox(b image.Rectangle, w, h, orientation int) image.Rectangle {
	switch orientation {
	case 2:
		return image.Rect(w-b.Max.X, b.Min.Y, w-b.Min.X, b.Max.Y)
	case 3:
		return image.Rect(w-b.Max.X, h-b.Max.Y, w-b.Min.X, h-b.Min.Y)
	case 4:
		return image.Rect(b.Min.X, h-b.Max.Y, b.Max.X, h-b.Min.Y)
	case 5:
		return image.Rect(b.Min.Y, b.Min.X, b.Max.Y, b.Max.X)
	case 6:
		return image.Rect(h-b.Max.Y, b.Min.X, h-b.Min.Y, b.Max.X)
	case 7:
		return image.Rect(h-b.Max.Y, w-b.Max.X, h-b.Min.Y, w-b.Min.X)
	case 8:
		return image.Rect(b.Min.Y, w-b.Max.X, b.Max.Y, w-b.Min.X)
	}
	return b
}

// turnBack is where a box of the upright picture is stored. Turning by a
// quarter is undone by turning the other way; every other turn undoes itself.
func turnBack(b image.Rectangle, w, h, orientation int) image.Rectangle {
	switch orientation {
	case 6:
		return turnBox(b, h, w, 8)
	case 8:
		return turnBox(b, h, w, 6)
	case 5, 7:
		return turnBox(b, h, w, orientation)
	}
	return turnBox(b, w, h, orientation)
}

// paint makes a box of an opaque picture black.
func paint(m image.Image, box image.Rectangle) error {
	at := m.Bounds().Min
	box = box.Add(at)
	switch m := m.(type) {
	case *image.YCbCr:
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				m.Y[m.YOffset(x, y)] = 0
				i := m.COffset(x, y)
				m.Cb[i], m.Cr[i] = 128, 128
			}
		}
		return nil
	case draw.Image:
		draw.Draw(m, box, image.NewUniform(color.Black), image.Point{}, draw.Src)
		return nil
	}
	return fmt.Errorf("cover a picture of type %T: %w", m, ErrFormat) // opaque gives no other
}

func (c *Covered) encode(m image.Image, lossless bool) error {
	var out bytes.Buffer
	defer func() { c.Bytes = out.Bytes() }()
	if lossless {
		c.MediaType = media.PNG
		few, _ := fewColours(m)
		return png.Encode(&out, few)
	}
	c.MediaType = media.JPEG
	return jpeg.Encode(&out, m, &jpeg.Options{Quality: coverQuality})
}

// gridOf finds the blocks of the file in src.
func gridOf(src *source, lossless bool) grid {
	if lossless {
		return grid{1, 1, 0}
	}
	head := make([]byte, 64)
	n, _ := src.ReadAt(head, 0) // one that cannot be read was not decoded
	switch media.Type(head[:n]) {
	case media.JPEG:
		return jpegGrid(src)
	case media.HEIC, media.HEIF:
		return grid{32, 32, 1} // the largest transform of HEVC
	}
	return grid{16, 16, 1}
}

// jpegGrid reads the sampling factors of the frame header (ITU-T T.81, B.2.2):
// the largest of each direction says how many blocks of 8 pixels are coded
// together. They may be 4 at most.
func jpegGrid(src io.ReaderAt) grid {
	largest := grid{32, 32, 0}
	found := largest
	exif.JPEG(src, func(marker byte, at, length int64) bool {
		if marker < 0xc0 || marker > 0xcf || marker == 0xc4 || marker == 0xc8 || marker == 0xcc {
			return true
		}
		frame := make([]byte, length)
		if _, err := src.ReadAt(frame, at); err != nil || len(frame) < 6 || len(frame) < 6+3*int(frame[5]) {
			return false
		}
		if frame[5] == 1 {
			found = grid{8, 8, 0} // one component is stored block by block
			return false
		}
		var g grid
		for i := range int(frame[5]) {
			factors := frame[6+3*i+1]
			g.width, g.height = max(g.width, 8*int(factors>>4)), max(g.height, 8*int(factors&15))
		}
		if g.width >= 8 && g.height >= 8 && g.width <= 32 && g.height <= 32 {
			found = g
		}
		return false
	})
	return found
}
