// Package picture makes renditions of pictures for packets: upright, no larger
// than the paper shows, and without anything but pixels.
//
// It promises that a rendition holds no metadata, so that no position leaves
// the case with a packet; that it is never larger than the original in pixels;
// and that the same bytes give the same rendition. It decodes only what stays
// within its limits, and what cannot be shown has a typed error, so that a
// page can say why. It forbids the file system, and words: bytes go in, bytes
// come out. Colours are taken as sRGB.
//
// Phones' HEIC is decoded by the packages below this one, in Go, so that every
// machine shows the same; AVIF, JPEG XL and TIFF are not decoded.
//
// A picture is decoded whole, but for a baseline JPEG of which a fraction is wanted.
// That costs up to 512 MiB for the moment of one call: about 70 MB for a photograph
// of 48 million pixels, 20 MB at a half of its width, 360 MB when it is stored
// progressively, 4 bytes a pixel for a PNG, 5 for a HEIC that is no grid of tiles.
// Callers print one picture at a time.
package picture

import (
	"errors"
	"fmt"
	"io"
)

// The errors that a page can name. They are wrapped with what was found.
var (
	ErrTooLarge = errors.New("the picture is too large to decode")
	ErrFormat   = errors.New("pictures of this format cannot be decoded")
	ErrDamaged  = errors.New("the picture is damaged")
)

// The limits of decoding.
const (
	MaxPixels = 100_000_000
	MaxSide   = 16_384
	maxMemory = 512 << 20 // of the decoded pixels
)

// Rendition is a picture as a packet shows it.
type Rendition struct {
	Bytes         []byte
	MediaType     string // image/jpeg or image/png
	Width, Height int
	// OfWidth and OfHeight are the size of the original, held upright.
	OfWidth, OfHeight int
	Turned            bool // the original is stored turned or mirrored
	Scaled            bool // the original has more pixels
	Likeness          Likeness
}

// Quality is the JPEG quality of renditions.
const Quality = 85

// Print renders the picture in the size bytes of src, upright and scaled down
// to fit into maxWidth by maxHeight pixels; it is never scaled up. Transparent
// parts become white. Errors wrap ErrTooLarge, ErrFormat or ErrDamaged; any
// other is of reading src.
func Print(src io.ReaderAt, size int64, maxWidth, maxHeight int) (Rendition, error) {
	if err := room(maxWidth, maxHeight); err != nil {
		return Rendition{}, err
	}
	p, err := decodeFor(src, size, MaxSide, func(width, height int) (int, int) { return fit(width, height, maxWidth, maxHeight) })
	if err != nil {
		return Rendition{}, err
	}
	return p.print(maxWidth, maxHeight)
}

func room(maxWidth, maxHeight int) error {
	if maxWidth < 1 || maxHeight < 1 {
		return fmt.Errorf("a picture of %d by %d pixels", maxWidth, maxHeight)
	}
	return nil
}

func (p *decoded) print(maxWidth, maxHeight int) (Rendition, error) {
	width, height := p.upright()
	r := Rendition{OfWidth: width, OfHeight: height, Turned: p.orientation > 1}
	r.Width, r.Height = fit(width, height, maxWidth, maxHeight)
	r.Scaled = r.Width != width || r.Height != height
	m := p.render(r.Width, r.Height)
	r.Likeness = likeness(m)
	if err := r.encode(m, p.lossless); err != nil {
		return Rendition{}, err
	}
	return r, nil
}

// fit is the largest size with the proportions of width and height that is
// within the limits and not larger.
func fit(width, height, maxWidth, maxHeight int) (w, h int) {
	w, h = width, height
	if w > maxWidth {
		w, h = maxWidth, round(height, maxWidth, width)
	}
	if h > maxHeight {
		w, h = round(width, maxHeight, height), maxHeight
	}
	return min(max(w, 1), maxWidth), max(h, 1)
}

// round is a*b/c to the nearest integer.
func round(a, b, c int) int { return int((2*int64(a)*int64(b) + int64(c)) / (2 * int64(c))) }
