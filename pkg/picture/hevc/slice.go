package hevc

import (
	"fmt"
	mathbits "math/bits"
)

// slice is what the headers of slice segments say, clause 7.3.6.1.
type slice struct {
	*pps
	address      int // first tree block of the slice, in rows of the picture
	qp           int
	offset       [2]int
	sao          [2]bool // brightness, colour
	listOn       bool    // offsets of the quantisers for colour come from a list
	noDeblock    bool
	beta, tc     int
	acrossSlices bool
}

// segment decodes a slice segment.
func (d *decoder) segment(kind int, data []byte) error {
	r := &bits{data: data}
	first := r.flag()
	r.skip(1) // what becomes of earlier pictures
	p, err := d.readPPS(r.ue())
	if err != nil {
		return err
	}
	if first {
		if d.f != nil {
			return fmt.Errorf("a second picture: %w", ErrUnsupported)
		}
		if pixels := p.sps.width * p.sps.height; pixels > d.maxPixels {
			return fmt.Errorf("%d by %d pixels: %w", p.sps.width, p.sps.height, ErrTooLarge)
		}
		d.f = newFrame(p)
		d.coder = &coder{f: d.f}
	}
	if d.f == nil || d.f.sps != p.sps {
		return fmt.Errorf("a slice of no picture: %w", ErrDamaged)
	}
	dependent, start := false, 0
	if !first {
		dependent = p.dependent && r.flag()
		start = int(r.u(mathbits.Len(uint(d.f.ctbs - 1))))
	}
	if start >= d.f.ctbs || dependent && d.slice == nil {
		return fmt.Errorf("a slice at %d of %d: %w", start, d.f.ctbs, ErrDamaged)
	}
	if !dependent {
		if d.slice, err = readSlice(r, p, kind, start); err != nil {
			return err
		}
		d.f.slices = append(d.f.slices, d.slice)
		if len(d.f.slices) > maxSlices {
			return fmt.Errorf("%d slices: %w", len(d.f.slices), ErrTooLarge)
		}
	}
	if p.tiles || p.wavefront {
		// The places of the parts are not needed: each ends where the next begins.
		if n := r.upTo(d.f.ctbs); n > 0 {
			r.skip(n * (r.upTo(31) + 1))
		}
	}
	if p.headerExtension {
		r.skip(8 * r.upTo(256))
	}
	r.skip(1)
	if err := r.err("slice header"); err != nil {
		return err
	}
	return d.decodeSegment(data[(r.at+7)/8:], start, dependent)
}

func readSlice(r *bits, p *pps, kind, start int) (*slice, error) {
	s := &slice{pps: p, address: start, acrossSlices: p.acrossSlices, noDeblock: p.noDeblock, beta: p.beta, tc: p.tc}
	r.skip(p.extraBits)
	const intra = 2
	if r.ue() != intra {
		return nil, fmt.Errorf("prediction from other pictures: %w", ErrUnsupported)
	}
	if p.outputFlag {
		r.skip(1)
	}
	if kind != unitIDR && kind != unitIDRWithLeading {
		s.skipReferences(r)
	}
	if p.sps.sao {
		s.sao[0] = r.flag()
		if p.sps.chroma != 0 {
			s.sao[1] = r.flag()
		}
	}
	s.qp = p.qp + r.within(-104, 104)
	if s.qp < -6*(p.sps.depth[0]-8) || s.qp > 51 {
		r.over = true
	}
	s.offset = p.offset
	if p.sliceOffsets {
		s.offset[0] += r.within(-12, 12)
		s.offset[1] += r.within(-12, 12)
	}
	if p.offsetList != nil {
		s.listOn = r.flag()
	}
	if p.deblockOverride && r.flag() {
		if s.noDeblock = r.flag(); !s.noDeblock {
			s.beta, s.tc = 2*r.within(-6, 6), 2*r.within(-6, 6)
		}
	}
	if p.acrossSlices && (s.sao[0] || s.sao[1] || !s.noDeblock) {
		s.acrossSlices = r.flag()
	}
	return s, r.err("slice header")
}

// skipReferences skips what names the pictures that later ones may need.
func (s *slice) skipReferences(r *bits) {
	sps := s.sps
	r.skip(sps.log2POC)
	if !r.flag() {
		readRefSet(r, sps.refSets, true)
	} else if n := len(sps.refSets); n > 1 {
		r.skip(mathbits.Len(uint(n - 1)))
	}
	if sps.longTerm {
		listed := 0
		if sps.longTermRefs > 0 {
			listed = r.upTo(32)
		}
		for i := range listed + r.upTo(32) {
			if i >= listed {
				r.skip(sps.log2POC + 1)
			} else if sps.longTermRefs > 1 {
				r.skip(mathbits.Len(uint(sps.longTermRefs - 1)))
			}
			if r.flag() {
				r.ue()
			}
		}
	}
	if sps.motion {
		r.skip(1)
	}
}
