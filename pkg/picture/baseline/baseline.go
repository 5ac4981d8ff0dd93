// Package baseline reads JPEG pictures at a half or a quarter of their size, which is
// most of what photos are wanted for.
//
// It promises that what it gives has the shades of the whole picture, each point
// the mean of those that it stands for, made of the low frequencies alone: that takes
// a fraction of the time and of the memory, and what a filter would take away is
// never there. The same bytes give the same points on every machine. It forbids
// guessing: what is not plain baseline JPEG, or is damaged, is not read, and
// image/jpeg has the word.
package baseline

import (
	"errors"
	"image"
	"io"
)

// errOther says that a picture is none that is read here.
var errOther = errors.New("no undamaged baseline JPEG")

// Decode reads a picture at 1/by of its width and height, rounded up; by is 2 or 4.
// The picture is *image.Gray or *image.YCbCr. ok is false for what is not read here;
// an error is of reading.
func Decode(r io.Reader, by int) (m image.Image, ok bool, err error) {
	if by != 2 && by != 4 {
		return nil, false, nil
	}
	d := &decoder{in: input{r: r}, points: 8 / by}
	switch err := d.segments(); {
	case err == nil:
		return d.picture(), true, nil
	case d.in.err != nil && !errors.Is(d.in.err, io.EOF):
		return nil, false, d.in.err
	}
	return nil, false, nil
}

// decoder is a picture that is being read.
type decoder struct {
	in         input
	points     int // of a block of 8 that are made, in each direction
	width      int
	height     int
	components []component
	quantities [4][64]int32 // in the order of the file
	codes      [2][4]*codes // of steps of DC, and of AC
	interval   int          // blocks between two restarts; 0 for none
	jfif, rgb  bool
}

// component is a layer of a picture.
type component struct {
	id, quantity byte
	across, down int // blocks in each unit of the picture
	dc, ac       *codes
	pix          []uint8
	stride       int
	last         int32 // the DC of the block before
}

// single reports a layer of one block in each unit, as layers of colour are.
func (c *component) single() bool { return c.across == 1 && c.down == 1 }

const (
	markSOF0, markSOF1 = 0xc0, 0xc1
	markDHT            = 0xc4
	markRST0, markSOI  = 0xd0, 0xd8
	markEOI, markSOS   = 0xd9, 0xda
	markDQT, markDRI   = 0xdb, 0xdd
	markAPP0, markCOM  = 0xe0, 0xfe
	markAPP14          = 0xee
	markAPP15          = 0xef
)

// segments reads the file up to its end.
func (d *decoder) segments() error {
	if d.in.byte() != 0xff || d.in.byte() != markSOI {
		return errOther
	}
	for seen := false; ; {
		marker, err := d.in.marker()
		switch {
		case err != nil:
			return err
		case marker == markEOI && seen:
			return nil
		case marker == markEOI || marker == markSOS && seen:
			return errOther
		}
		n := int(d.in.byte())<<8 + int(d.in.byte()) - 2
		body, err := d.in.take(n)
		if err != nil {
			return err
		}
		switch {
		case marker == markSOF0 || marker == markSOF1:
			err = d.frame(body)
		case marker == markDHT:
			err = d.tables(body)
		case marker == markDQT:
			err = d.quantizers(body)
		case marker == markDRI && n == 2:
			d.interval = int(body[0])<<8 + int(body[1])
		case marker == markSOS:
			seen = true
			if err = d.head(body); err == nil {
				err = d.scan()
			}
		case marker == markAPP0:
			d.jfif = d.jfif || n >= 5 && string(body[:5]) == "JFIF\x00"
		case marker == markAPP14:
			d.rgb = d.rgb || n >= 12 && string(body[:5]) == "Adobe" && body[11] == 0
		case marker > markAPP0 && marker <= markAPP15 || marker == markCOM:
		default:
			err = errOther
		}
		if err != nil {
			return err
		}
	}
}

// frame is the head of the picture.
func (d *decoder) frame(body []byte) error {
	if len(d.components) > 0 || len(body) < 6 || body[0] != 8 || len(body) != 6+3*int(body[5]) {
		return errOther
	}
	d.height, d.width = int(body[1])<<8+int(body[2]), int(body[3])<<8+int(body[4])
	if n := body[5]; d.height == 0 || d.width == 0 || n != 1 && n != 3 {
		return errOther
	}
	for part := body[6:]; len(part) > 0; part = part[3:] {
		c := component{id: part[0], across: int(part[1] >> 4), down: int(part[1] & 15), quantity: part[2]}
		if c.quantity > 3 {
			return errOther
		}
		d.components = append(d.components, c)
	}
	if len(d.components) == 1 {
		d.components[0].across, d.components[0].down = 1, 1 // a layer alone has no units
		return nil
	}
	first, second, third := d.components[0], d.components[1], d.components[2]
	if first.id == second.id || second.id == third.id || first.id == third.id {
		return errOther
	}
	if !second.single() || !third.single() {
		return errOther
	}
	if _, ok := ratios[[2]int{first.across, first.down}]; !ok {
		return errOther
	}
	d.rgb = d.rgb || string([]byte{first.id, second.id, third.id}) == "RGB"
	return nil
}

// ratios are how colours may be stored beside the brightness.
var ratios = map[[2]int]image.YCbCrSubsampleRatio{
	{1, 1}: image.YCbCrSubsampleRatio444, {2, 1}: image.YCbCrSubsampleRatio422,
	{2, 2}: image.YCbCrSubsampleRatio420, {1, 2}: image.YCbCrSubsampleRatio440,
}

func (d *decoder) quantizers(body []byte) error {
	for len(body) > 0 {
		wide, id := body[0]>>4, body[0]&15
		size := 64 << min(wide, 1)
		if wide > 1 || id > 3 || len(body) < 1+size {
			return errOther
		}
		for i := range 64 {
			if wide == 0 {
				d.quantities[id][i] = int32(body[1+i])
			} else {
				d.quantities[id][i] = int32(body[1+2*i])<<8 | int32(body[2+2*i])
			}
		}
		body = body[1+size:]
	}
	return nil
}

func (d *decoder) tables(body []byte) error {
	for len(body) > 0 {
		if len(body) < 17 || body[0]>>4 > 1 || body[0]&15 > 3 {
			return errOther
		}
		c, n := newCodes([16]byte(body[1:17]), body[17:])
		if c == nil {
			return errOther
		}
		d.codes[body[0]>>4][body[0]&15] = c
		body = body[17+n:]
	}
	return nil
}

// head says which codes the blocks of each layer are written in.
func (d *decoder) head(body []byte) error {
	n := len(d.components)
	if n == 0 || len(body) != 4+2*n || int(body[0]) != n || n == 3 && d.rgb && !d.jfif {
		return errOther
	}
	for i := range d.components {
		c := &d.components[i]
		if body[1+2*i] != c.id || body[2+2*i]>>4 > 3 || body[2+2*i]&15 > 3 {
			return errOther
		}
		c.dc, c.ac = d.codes[0][body[2+2*i]>>4], d.codes[1][body[2+2*i]&15]
		if c.dc == nil || c.ac == nil {
			return errOther
		}
	}
	return nil
}

// picture is what was read.
func (d *decoder) picture() image.Image {
	reduced := func(n int) int { return (n*d.points + 7) / 8 }
	size := image.Rect(0, 0, reduced(d.width), reduced(d.height))
	y := d.components[0]
	if len(d.components) == 1 {
		return &image.Gray{Pix: y.pix, Stride: y.stride, Rect: size}
	}
	return &image.YCbCr{Y: y.pix, Cb: d.components[1].pix, Cr: d.components[2].pix, YStride: y.stride, CStride: d.components[1].stride,
		SubsampleRatio: ratios[[2]int{y.across, y.down}], Rect: size}
}
