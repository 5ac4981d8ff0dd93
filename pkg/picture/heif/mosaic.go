package heif

import (
	"context"
	"fmt"
	"image"

	"complain/pkg/internal/isobox"
	"complain/pkg/picture/hevc"
)

// mosaic is a picture in the making: planes of 8 bits, into which tiles go.
type mosaic struct {
	width, height int
	chroma        int // as hevc.Picture's
	planes        [3][]uint8
	colour        colour
}

// decode decodes an item that is a picture by itself or a grid of others.
func (f *File) decode(ctx context.Context, it *item, info Info) (*mosaic, error) {
	m := &mosaic{width: info.Width, height: info.Height}
	switch it.kind {
	case "hvc1":
		p, err := f.tile(ctx, it, info)
		if err != nil {
			return nil, err
		}
		if err := m.begin(p, f.colour(it, it, p)); err != nil {
			return nil, err
		}
		m.put(p, 0, 0)
	case "grid":
		if err := f.grid(ctx, it, m); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("a picture of type %q: %w", it.kind, hevc.ErrUnsupported)
	}
	m.colour.convert(m)
	return m, nil
}

// grid puts a grid of tiles together, clause 6.6.2.3.
func (f *File) grid(ctx context.Context, it *item, m *mosaic) error {
	data, err := f.data(it)
	if err != nil {
		return err
	}
	c := isobox.Cursor{Data: data}
	c.Number(1)
	long := c.Number(1)&1 == 1
	rows, columns := c.Int(1)+1, c.Int(1)+1
	width, height := int(c.ID(long)), int(c.ID(long))
	if c.Over || m.width != width || m.height != height || rows*columns != len(it.derived) {
		return damaged("grid")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var size Info // of each tile
	var waiting []chan made
	put := func(i int) error {
		t := <-waiting[i]
		if t.err != nil {
			return t.err
		}
		if i == 0 {
			if err := m.begin(t.picture, f.colour(it, f.items[it.derived[0]], t.picture)); err != nil {
				return err
			}
		} else if t.picture.Chroma != m.chroma {
			return damaged("tiles of several kinds")
		}
		m.put(t.picture, i%columns*size.Width, i/columns*size.Height)
		return nil
	}
	for i, id := range it.derived {
		tile := f.items[id]
		if tile == nil || tile.kind != "hvc1" {
			return fmt.Errorf("tiles that are no pictures: %w", hevc.ErrUnsupported)
		}
		said, err := f.info(tile, false)
		if err != nil {
			return err
		}
		if i == 0 {
			size = said
			if !m.covered(size, rows, columns) {
				return damaged("grid")
			}
		}
		if said.Width != size.Width || said.Height != size.Height || said.Orientation != 1 || !said.crop.Empty() {
			return damaged("tiles that do not fit")
		}
		units, err := f.units(tile)
		if err != nil {
			return err
		}
		c := make(chan made, 1)
		waiting = append(waiting, c)
		go func() {
			p, err := decodeTile(ctx, units, said)
			c <- made{p, err}
		}()
		if i+1 >= abreast {
			if err := put(i + 1 - abreast); err != nil {
				return err
			}
		}
	}
	for i := max(len(waiting)+1-abreast, 0); i < len(waiting); i++ {
		if err := put(i); err != nil {
			return err
		}
	}
	return nil
}

// abreast is how many tiles are decoded at a time.
const abreast = 2

// made is a decoded tile on its way to its place.
type made struct {
	picture *hevc.Picture
	err     error
}

// covered reports whether tiles of a size cover the picture, and each shows
// something of it, so that a small picture cannot ask for much work.
func (m *mosaic) covered(tile Info, rows, columns int) bool {
	const lone = 1 << 22 // pixels of a tile that may be larger than the picture
	w, h := tile.Width, tile.Height
	return w*columns >= m.width && h*rows >= m.height && w*(columns-1) < m.width && h*(rows-1) < m.height &&
		(w <= m.width && h <= m.height || w <= lone && h <= lone && w*h <= lone)
}

// tile decodes an item coded by HEVC.
func (f *File) tile(ctx context.Context, it *item, info Info) (*hevc.Picture, error) {
	units, err := f.units(it)
	if err != nil {
		return nil, err
	}
	return decodeTile(ctx, units, info)
}

// units reads the parameter sets and slices of an item.
func (f *File) units(it *item) ([][]byte, error) {
	units, prefix, err := parameters(f.property(it, "hvcC"))
	if err != nil {
		return nil, err
	}
	data, err := f.data(it)
	if err != nil {
		return nil, err
	}
	c := isobox.Cursor{Data: data}
	for len(c.Data) > 0 {
		units = append(units, c.Bytes(c.Int(prefix)))
		if c.Over {
			return nil, damaged("the parts of a picture")
		}
	}
	return units, nil
}

func decodeTile(ctx context.Context, units [][]byte, info Info) (*hevc.Picture, error) {
	// The coded picture may be larger by less than a block.
	const block = 64
	p, err := hevc.Decode(ctx, units, (info.Width+block)*(info.Height+block))
	if err == nil && (p.Width < info.Width || p.Height < info.Height) {
		err = damaged("a picture smaller than stated")
	}
	return p, err
}

// parameters reads the parameter sets of hvcC, ISO/IEC 14496-15 clause
// 8.3.3.1, and how many bytes the lengths before units have.
func parameters(hvcC []byte) (units [][]byte, prefix int, err error) {
	c := isobox.Cursor{Data: hvcC}
	c.Bytes(21)
	prefix = c.Int(1)&3 + 1
	for range c.Int(1) {
		c.Number(1)
		for range c.Int(2) {
			units = append(units, c.Bytes(c.Int(2)))
			if c.Over {
				break
			}
		}
	}
	if c.Over {
		return nil, 0, damaged("parameters")
	}
	return units, prefix, nil
}

// begin takes the planes' memory, for pictures of the first tile's kind.
func (m *mosaic) begin(p *hevc.Picture, c colour) error {
	m.chroma, m.colour = p.Chroma, c
	w, h := m.chromaSize()
	for i := range m.planes {
		if i > 0 {
			m.planes[i] = make([]uint8, w*h)
		} else {
			m.planes[i] = make([]uint8, m.width*m.height)
		}
	}
	return c.known()
}

func (m *mosaic) chromaSize() (w, h int) {
	switch m.chroma {
	case 1:
		return (m.width + 1) / 2, (m.height + 1) / 2
	case 2:
		return (m.width + 1) / 2, m.height
	case 3:
		return m.width, m.height
	}
	return 0, 0
}

// put copies a tile to a place, as far as it is within the picture.
func (m *mosaic) put(p *hevc.Picture, x, y int) {
	for i := range m.planes {
		from := &p.Planes[i]
		if from.Samples == nil {
			break
		}
		x, y, w, h := x, y, m.width, m.height
		if i > 0 {
			w, h = m.chromaSize()
			if m.chroma < 3 {
				x /= 2
			}
			if m.chroma == 1 {
				y /= 2
			}
		}
		table := m.colour.table(i, from.Depth)
		for row := range min(from.Height, h-y) {
			to := m.planes[i][(y+row)*w+x : (y+row+1)*w]
			for col, v := range from.Samples[row*from.Stride:][:min(from.Width, len(to))] {
				to[col] = table[v]
			}
		}
	}
}

// coloured is the picture with colour, grey if it has none.
func (m *mosaic) coloured() *image.YCbCr {
	w, _ := m.chromaSize()
	out := &image.YCbCr{Y: m.planes[0], Cb: m.planes[1], Cr: m.planes[2], YStride: m.width, CStride: w,
		Rect: image.Rect(0, 0, m.width, m.height)}
	switch m.chroma {
	case 0:
		w, h := (m.width+1)/2, (m.height+1)/2
		grey := make([]uint8, w*h)
		for i := range grey {
			grey[i] = 128
		}
		out.Cb, out.Cr, out.CStride, out.SubsampleRatio = grey, grey, w, image.YCbCrSubsampleRatio420
	case 1:
		out.SubsampleRatio = image.YCbCrSubsampleRatio420
	case 2:
		out.SubsampleRatio = image.YCbCrSubsampleRatio422
	case 3:
		out.SubsampleRatio = image.YCbCrSubsampleRatio444
	}
	return out
}

func (m *mosaic) image() image.Image {
	if m.chroma == 0 {
		return &image.Gray{Pix: m.planes[0], Stride: m.width, Rect: image.Rect(0, 0, m.width, m.height)}
	}
	return m.coloured()
}
