package pdfpicture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"complain/pkg/internal/pdffile"
)

// layer is a picture decoded: the brightness of its pixels, and how much of
// each is seen.
type layer struct {
	width, height int
	pix           []uint8
	alpha         *layer // nil where all is seen; its pix is what is seen, in a size of its own
}

// damaged says what is wrong with a picture.
func damaged(what string) error { return fmt.Errorf("%s: %w", what, pdffile.ErrDamaged) }

// decode decodes a picture with its mask.
func (p *Page) decode(ctx context.Context, d drawn) (*layer, error) {
	f := p.file
	if f.Resolve(d.stream.Dict["ImageMask"]) == true {
		stencil, err := p.samples(ctx, d, &space{grey, 1, nil}, 1)
		if err != nil {
			return nil, err
		}
		for i := range stencil.pix { // 0 is painted
			stencil.pix[i] = 255 - stencil.pix[i]
		}
		return &layer{width: 1, height: 1, pix: []uint8{d.fill}, alpha: stencil}, nil
	}
	l, err := p.samples(ctx, d, nil, 0)
	if err != nil {
		return nil, err
	}
	soft, hard := f.Stream(d.stream.Dict["SMask"]), f.Stream(d.stream.Dict["Mask"])
	mask := soft
	bits := 0
	if mask == nil {
		if mask, bits = hard, 1; mask == nil {
			return l, nil
		}
	}
	m := drawn{stream: mask, width: f.Int(mask.Dict["Width"]), height: f.Int(mask.Dict["Height"])}
	if l.alpha, err = p.samples(ctx, m, &space{grey, 1, nil}, bits); err != nil {
		return nil, err
	}
	if soft == nil {
		for i := range l.alpha.pix { // 0 is seen
			l.alpha.pix[i] = 255 - l.alpha.pix[i]
		}
	}
	return l, nil
}

// samples decodes a picture without its mask. A space and a number of bits
// given count before those that the picture states.
func (p *Page) samples(ctx context.Context, d drawn, s *space, bits int) (*layer, error) {
	f, dict := p.file, d.stream.Dict
	if d.width < 1 || d.height < 1 || d.width > maxSide || d.height > maxSide || d.width*d.height > maxPixels {
		return nil, fmt.Errorf("%d by %d pixels: %w", d.width, d.height, pdffile.ErrTooMuch)
	}
	data, filter, params, err := f.Samples(d.stream, maxSamples)
	if err != nil {
		return nil, err
	}
	if name := closed[filter]; name != "" {
		return nil, &FormatError{name}
	}
	if s == nil {
		of := space{grey, 1, nil}
		if o := f.Resolve(dict["ColorSpace"]); o != nil {
			var ok bool
			if of, ok = spaceOf(f, o, d.resources, 0); !ok {
				return nil, &FormatError{"colours"}
			}
		}
		s = &of
	}
	switch filter {
	case "DCTDecode", "DCT":
		return p.jpeg(ctx, data, dict, s)
	case "CCITTFaxDecode", "CCF":
		if data, err = fax(ctx, f, data, params, d); err != nil {
			return nil, err
		}
		bits = 1
	}
	if bits == 0 {
		bits = f.Int(dict["BitsPerComponent"])
	}
	return p.raw(ctx, d, data, s, bits)
}

// raw is a picture whose samples lie one after the other, each row beginning
// with a byte. What is missing at the end is white.
func (p *Page) raw(ctx context.Context, d drawn, data []byte, s *space, bits int) (*layer, error) {
	switch bits {
	case 1, 2, 4, 8:
	case 16: // the high byte is enough
		data = bytes.Clone(data)
		n := len(data) / 2
		for i := range n {
			data[i] = data[2*i]
		}
		data, bits = data[:n], 8
	default:
		return nil, damaged(fmt.Sprintf("%d bits a sample", bits))
	}
	if len(data) == 0 {
		return nil, damaged("no pixels")
	}
	row := (d.width*s.n*bits + 7) / 8
	l := &layer{width: d.width, height: d.height, pix: make([]uint8, d.width*d.height)}
	scale := s.scale(p.file, d.stream.Dict, bits)
	shades := []uint8(nil)
	if s.n == 1 {
		shades = s.shades(p.file, d.stream.Dict, bits)
	}
	colour := make([]uint8, s.n)
	for y := range d.height {
		if y%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		to := l.pix[y*d.width : (y+1)*d.width]
		from := data[min(y*row, len(data)):min((y+1)*row, len(data))]
		whole := min(len(from)*8/(s.n*bits), d.width)
		for x := range whole {
			if shades != nil {
				to[x] = shades[sample(from, x, bits)]
				continue
			}
			for i := range colour {
				colour[i] = scale[i][sample(from, x*s.n+i, bits)]
			}
			to[x] = brightness(s.kind, colour)
		}
		for x := whole; x < d.width; x++ {
			to[x] = 255
		}
	}
	return l, nil
}

// sample is the i-th sample of a row.
func sample(row []byte, i, bits int) uint8 {
	if bits == 8 {
		return row[i]
	}
	at := i * bits
	return row[at/8] >> (8 - bits - at%8) & (1<<bits - 1)
}

// timed reads as long as a context lasts.
type timed struct {
	ctx context.Context
	io.Reader
}

func (r timed) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p[:min(len(p), 4096)])
}

// jpeg decodes a JPEG. Its own head counts before what the file says of it.
func (p *Page) jpeg(ctx context.Context, data []byte, dict pdffile.Dict, s *space) (*layer, error) {
	if i := bytes.Index(data[:min(len(data), 64)], []byte("\xff\xd8")); i > 0 {
		data = data[i:]
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, jpegError(ctx, err)
	}
	each := 3
	if progressive(data) {
		each = 20
	}
	if n := config.Width * config.Height; n < 1 || config.Width > maxSide || config.Height > maxSide || n > maxPixels || n*each > maxMemory {
		return nil, fmt.Errorf("%d by %d pixels: %w", config.Width, config.Height, pdffile.ErrTooMuch)
	}
	m, err := jpeg.Decode(timed{ctx, bytes.NewReader(data)})
	if err != nil {
		return nil, jpegError(ctx, err)
	}
	b := m.Bounds()
	l := &layer{width: b.Dx(), height: b.Dy(), pix: make([]uint8, b.Dx()*b.Dy())}
	for y := range l.height {
		if y%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.jpegRow(l.pix[y*l.width:(y+1)*l.width], m, y, dict, s)
	}
	return l, nil
}

// jpegRow writes the brightness of one row.
func (p *Page) jpegRow(to []uint8, m image.Image, y int, dict pdffile.Dict, s *space) {
	switch m := m.(type) {
	case *image.Gray:
		of := *s
		if of.n != 1 {
			of = names["G"]
		}
		shades := of.shades(p.file, dict, 8)
		for x, v := range m.Pix[y*m.Stride:][:len(to)] {
			to[x] = shades[v]
		}
	case *image.YCbCr:
		copy(to, m.Y[y*m.YStride:][:len(to)])
		if decode, ok := p.file.Numbers(dict["Decode"], 6); ok && decode[0] > decode[1] {
			for x := range to {
				to[x] = 255 - to[x]
			}
		}
	case *image.CMYK:
		// The decoder takes the samples for upside down, as Adobe's programs store
		// them. PDF says so in Decode, and without it means them as they are.
		of := *s
		if of.n != 4 {
			of = names["CMYK"]
		}
		scale := of.scale(p.file, dict, 8)
		colour := make([]uint8, 4)
		for x := range to {
			for i := range colour {
				colour[i] = scale[i][255-m.Pix[y*m.Stride+4*x+i]]
			}
			to[x] = brightness(of.kind, colour)
		}
	default:
		for x := range to {
			r, g, b, _ := m.At(m.Bounds().Min.X+x, m.Bounds().Min.Y+y).RGBA()
			to[x] = luma(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		}
	}
}

func jpegError(ctx context.Context, err error) error {
	var unsupported jpeg.UnsupportedError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &unsupported):
		return &FormatError{"JPEG (" + string(unsupported) + ")"}
	}
	return fmt.Errorf("%w: %w", pdffile.ErrDamaged, err)
}

// progressive reports whether a JPEG keeps all of its coefficients in memory.
func progressive(data []byte) bool {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		switch marker := data[at+1]; {
		case marker == 0xff: // filling
			at++
			continue
		case marker == 0xc2:
			return true
		case marker == 0xda:
			return false
		}
		at += 2 + int(data[at+2])<<8 + int(data[at+3])
	}
	return false
}
