// Package hevc decodes single pictures of HEVC (ITU-T H.265, ISO/IEC 23008-2),
// which is what phones put into their .heic photographs.
//
// It promises the samples that the standard prescribes, bit for bit, on every
// machine: the standard leaves a decoder no choice. It decodes pictures that
// stand alone (intra slices) with any block structure, tiles, wavefronts,
// slices, scaling lists, PCM, lossless blocks, 8 to 16 bits, and all four
// chroma formats. It forbids guessing: a tool of the standard that it does not
// know (prediction from other pictures, and the later extensions but for their
// chroma formats) is ErrUnsupported, and what breaks the standard ErrDamaged.
// Sizes are checked before memory is taken for them. The comments name the
// clauses of the edition of 12/2016.
//
// Why not a library: Go has none that decodes HEVC, and libheif as WebAssembly is
// 3.5 MB of the binary and a third of a second of each start (2026-11-22).
package hevc

import (
	"context"
	"errors"
	"fmt"
)

// The errors of decoding. They are wrapped with what was found.
var (
	ErrUnsupported = errors.New("not supported")
	ErrDamaged     = errors.New("damaged")
	ErrTooLarge    = errors.New("too large")
)

// Picture is a decoded picture: one plane of samples for brightness and two
// for colour, none when Chroma is 0.
type Picture struct {
	Width, Height int
	Chroma        int // 0: none, 1: 4:2:0, 2: 4:2:2, 3: 4:4:4
	Planes        [3]Plane
	// Described reports that the stream says what the samples mean: Matrix, a
	// number of ITU-T H.273, and whether they use all values.
	Described bool
	Matrix    int
	FullRange bool
}

// Plane is samples of Depth bits, a row every Stride of them.
type Plane struct {
	Samples               []uint16
	Stride, Width, Height int
	Depth                 int
}

// Decode decodes the picture in units, NAL units without their start codes or
// lengths: the parameter sets, then the slices. A picture of more than
// maxPixels is ErrTooLarge before memory is taken for it.
func Decode(ctx context.Context, units [][]byte, maxPixels int) (*Picture, error) {
	f, err := decode(ctx, units, maxPixels)
	if err != nil {
		return nil, err
	}
	return f.picture(), nil
}

func decode(ctx context.Context, units [][]byte, maxPixels int) (*frame, error) {
	d := &decoder{ctx: ctx, maxPixels: maxPixels, sps: map[uint32]*sps{}, pps: map[uint32][]byte{}, ready: map[uint32]*pps{}}
	for _, unit := range units {
		if err := d.unit(unit); err != nil {
			return nil, err
		}
	}
	if d.f == nil {
		return nil, fmt.Errorf("no picture: %w", ErrDamaged)
	}
	if d.coded != d.f.ctbs {
		return nil, fmt.Errorf("%d of %d blocks: %w", d.coded, d.f.ctbs, ErrDamaged)
	}
	d.f.deblock()
	d.f.offset()
	return d.f, ctx.Err()
}

// decoder holds what units leave for those after them.
type decoder struct {
	ctx       context.Context
	maxPixels int
	sps       map[uint32]*sps
	// pps keeps the sets unread: to read one needs the sps that it names, which
	// may come later.
	pps   map[uint32][]byte
	ready map[uint32]*pps // those read, until a set comes
	f     *frame
	coded int // tree blocks
	slice *slice
	// What a slice segment leaves for one that depends on it, and a row of tree
	// blocks for the next.
	saved, row contexts
	coder      *coder
}

// The types of units, clause 7.4.2.2.
const (
	unitFirstIntra, unitLastIntra = 16, 23
	unitIDRWithLeading, unitIDR   = 19, 20
	unitSPS, unitPPS              = 33, 34
)

func (d *decoder) unit(unit []byte) error {
	if len(unit) < 2 {
		return fmt.Errorf("a unit of %d bytes: %w", len(unit), ErrDamaged)
	}
	kind, layer := int(unit[0]>>1&63), int(unit[0]&1)<<5|int(unit[1]>>3)
	if layer != 0 {
		return nil // of another view or quality of the picture
	}
	switch {
	case kind == unitSPS:
		s, err := readSPS(unescape(unit[2:]))
		if err != nil {
			return err
		}
		d.sps[s.id] = s
		clear(d.ready)
	case kind == unitPPS:
		data := unescape(unit[2:])
		r := bits{data: data}
		d.pps[r.ue()] = data
		clear(d.ready)
	case kind >= unitFirstIntra && kind <= unitLastIntra:
		return d.segment(kind, unescape(unit[2:]))
	case kind < unitFirstIntra:
		return fmt.Errorf("a picture that needs others: %w", ErrUnsupported)
	}
	return nil
}

// unescape removes the bytes that keep start codes out of units.
func unescape(b []byte) []byte {
	out := make([]byte, 0, len(b))
	zeros := 0
	for _, v := range b {
		if zeros >= 2 && v == 3 {
			zeros = 0
			continue
		}
		if v == 0 {
			zeros++
		} else {
			zeros = 0
		}
		out = append(out, v)
	}
	return out
}
