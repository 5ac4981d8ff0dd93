// Package heif opens pictures in HEIF files (ISO/IEC 23008-12), the .heic of
// phones: it finds the picture that the file calls its primary one, has its
// tiles decoded, and puts them together.
//
// It promises the picture as it is stored, and how it is to be turned: the
// file's own turning and mirroring, which by the standard go before the
// orientation that EXIF names. It says sizes before anything is decoded. It
// reads pictures coded by HEVC, alone or as a grid of tiles, with transparency;
// it forbids everything else of the standard (sequences, overlays, AV1), which
// is hevc.ErrUnsupported. Errors are those of package hevc, and of reading.
package heif

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"

	"complain/pkg/internal/isobox"
	"complain/pkg/picture/hevc"
)

const (
	maxMeta  = 8 << 20  // bytes of the box that describes the items
	maxCoded = 32 << 20 // bytes of pictures; a phone's 50 million pixels take 10 to 20
)

// File is an opened file.
type File struct {
	r       io.ReaderAt
	size    int64
	primary uint32
	items   map[uint32]*item
	idat    []byte
	props   []property
	aux     []auxiliary
	alpha   map[uint32]uint32 // of an item the one with its transparency
	taken   int64             // bytes of pictures read so far
}

// item is a picture, or a description of how others make one.
type item struct {
	kind    string
	inIdat  bool
	parts   []isobox.Extent
	props   []int // in the order in which they apply
	derived []uint32
}

// auxiliary is an item that says more about another: transparency, depth.
type auxiliary struct{ id, of uint32 }

type property struct {
	kind    string
	content []byte
}

// Open reads the boxes that describe the items. The file begins at 0 of r.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: size, items: map[uint32]*item{}, alpha: map[uint32]uint32{}}
	w := &isobox.Walker{Context: context.Background(), R: r}
	var meta isobox.Box
	w.Each(0, size, 0, func(b isobox.Box) bool {
		if b.Kind == "meta" {
			meta = b
		}
		return b.Kind != "meta" && (b.End == b.To || b.Kind == "mdat")
	})
	switch {
	case w.Err != nil:
		return nil, w.Err
	case meta.Kind == "":
		return nil, damaged("no description of a picture")
	case meta.End > meta.To:
		return nil, damaged("boxes")
	case meta.Size() > maxMeta:
		return nil, fmt.Errorf("a description of %d bytes: %w", meta.Size(), hevc.ErrTooLarge)
	}
	content := make([]byte, meta.Size())
	if err := f.read(content, meta.From); err != nil {
		return nil, err
	}
	return f, f.describe(content)
}

func (f *File) read(b []byte, at int64) error {
	n, err := f.r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		return damaged("the file ends early")
	}
	return err
}

// Info is what the file says about its primary picture. The sizes are as
// stored, before the picture is cropped and turned.
type Info struct {
	Width, Height int
	// Orientation is how the stored picture is to be held, in EXIF's numbers.
	Orientation int
	Alpha       bool
	crop        image.Rectangle // of the stored picture; empty: none
}

// Info reads the properties of the primary picture.
func (f *File) Info() (Info, error) {
	it := f.items[f.primary]
	if it == nil {
		return Info{}, damaged("no primary picture")
	}
	return f.info(it, f.alpha[f.primary] != 0)
}

func (f *File) info(it *item, alpha bool) (Info, error) {
	info := Info{Orientation: 1, Alpha: alpha}
	for _, i := range it.props {
		p := f.props[i]
		c := isobox.Cursor{Data: p.content}
		switch p.kind {
		case "ispe":
			c.Full()
			info.Width, info.Height = c.Int(4), c.Int(4)
		case "irot":
			// A quarter turn against the clock, which EXIF calls 8.
			for range c.Int(1) & 3 {
				info.Orientation = turned[info.Orientation]
			}
		case "imir":
			if c.Int(1)&1 == 0 {
				info.Orientation = flipped[info.Orientation] // upside down
			} else {
				info.Orientation = mirrored[info.Orientation]
			}
		case "clap":
			if info.Orientation != 1 {
				return Info{}, fmt.Errorf("a crop of a turned picture: %w", hevc.ErrUnsupported)
			}
			info.crop = aperture(&c, info.Width, info.Height)
			if info.crop.Empty() {
				return Info{}, damaged("crop")
			}
		}
		if c.Over {
			return Info{}, damaged(p.kind)
		}
	}
	if info.Width < 1 || info.Height < 1 {
		return Info{}, damaged("a picture without a size")
	}
	return info, nil
}

// What becomes of EXIF's orientations when the picture, held as they say, is
// turned a quarter against the clock, or mirrored left to right, or upside down.
var (
	turned   = [9]int{1: 8, 8: 3, 3: 6, 6: 1, 2: 5, 5: 4, 4: 7, 7: 2}
	mirrored = [9]int{1: 2, 2: 1, 3: 4, 4: 3, 5: 6, 6: 5, 7: 8, 8: 7}
	flipped  = [9]int{1: 4, 4: 1, 2: 3, 3: 2, 5: 8, 8: 5, 6: 7, 7: 6}
)

// aperture is the clean aperture of clause 12.1.4 of ISO/IEC 14496-12, to whole
// pixels.
func aperture(c *isobox.Cursor, width, height int) image.Rectangle {
	fraction := func() (int64, int64) { return int64(int32(c.Number(4))), int64(int32(c.Number(4))) }
	side := func(n, d, on, od int64, size int) (from, to int) {
		if d <= 0 || od <= 0 {
			return 0, 0
		}
		// The middle of the crop is the middle of the picture and the offset.
		long := n / d
		first := (int64(size)-long)/2 + on/od
		first, last := max(first, 0), min(first+long, int64(size))
		return int(first), int(last)
	}
	wn, wd := fraction()
	hn, hd := fraction()
	xn, xd := fraction()
	yn, yd := fraction()
	left, right := side(wn, wd, xn, xd, width)
	top, bottom := side(hn, hd, yn, yd, height)
	if left >= right || top >= bottom {
		return image.Rectangle{}
	}
	return image.Rect(left, top, right, bottom)
}

// Decode decodes the primary picture, as it is stored but for the crop: a
// *image.YCbCr, *image.Gray, or, with transparency, *image.NYCbCrA. Callers
// check the size that Info says first.
func (f *File) Decode(ctx context.Context) (image.Image, error) {
	f.taken = 0
	info, err := f.Info()
	if err != nil {
		return nil, err
	}
	m, err := f.decode(ctx, f.items[f.primary], info)
	if err != nil {
		return nil, err
	}
	out := m.image()
	if info.Alpha {
		if out, err = f.withAlpha(ctx, m); err != nil {
			return nil, err
		}
	}
	if !info.crop.Empty() {
		out = cropped(out, info.crop)
	}
	return out, nil
}

// cropped is a part of a picture, at 0, 0. Where pixels share their colour, it
// begins with one that has its own.
func cropped(m image.Image, part image.Rectangle) image.Image {
	switch m := m.(type) {
	case *image.Gray:
		out := *m.SubImage(part).(*image.Gray)
		out.Rect = out.Rect.Sub(out.Rect.Min)
		return &out
	case *image.YCbCr:
		out := *m.SubImage(whole(part, m.SubsampleRatio)).(*image.YCbCr)
		out.Rect = out.Rect.Sub(out.Rect.Min)
		return &out
	case *image.NYCbCrA:
		out := *m.SubImage(whole(part, m.SubsampleRatio)).(*image.NYCbCrA)
		out.Rect = out.Rect.Sub(out.Rect.Min)
		return &out
	}
	return m // decode gives no other
}

func whole(part image.Rectangle, ratio image.YCbCrSubsampleRatio) image.Rectangle {
	switch ratio {
	case image.YCbCrSubsampleRatio420:
		part.Min.X, part.Min.Y = part.Min.X&^1, part.Min.Y&^1
	case image.YCbCrSubsampleRatio422:
		part.Min.X &^= 1
	}
	return part
}

// withAlpha decodes the transparency of the primary picture.
func (f *File) withAlpha(ctx context.Context, m *mosaic) (image.Image, error) {
	it := f.items[f.alpha[f.primary]]
	info, err := f.info(it, false)
	if err != nil {
		return nil, err
	}
	colour := m.coloured()
	if info.Width != colour.Rect.Dx() || info.Height != colour.Rect.Dy() {
		return nil, fmt.Errorf("transparency of another size: %w", hevc.ErrUnsupported)
	}
	a, err := f.decode(ctx, it, info)
	if err != nil {
		return nil, err
	}
	return &image.NYCbCrA{YCbCr: *colour, A: a.planes[0], AStride: a.width}, nil
}
