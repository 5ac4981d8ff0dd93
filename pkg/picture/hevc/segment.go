package hevc

import "fmt"

// coder decodes the tree blocks of one slice segment.
type coder struct {
	cabac
	f *frame
	s *slice

	rs, x0, y0 int // the tree block: its number, its place in pixels
	lastQP     int // of the coding unit before, or the slice's at its start
	groupQP    int // predicted for the quantisation group
	deltaDone  bool
	deltaQP    int
	offsetDone bool
	offset     [2]int // of the quantisers for colour, from the list

	cu      unit
	coeffs  [32 * 32]int32
	columns [32 * 32]int32 // after the first transform
	ref     [4*32 + 1]uint16
	smooth  [4*32 + 1]uint16
	line    [3*32 + 1]uint16
}

// decodeSegment decodes slice_segment_data, clause 7.3.8.1, from the tree
// block start on.
func (d *decoder) decodeSegment(data []byte, start int, dependent bool) error {
	f, c := d.f, d.coder
	c.s, c.cabac = d.slice, cabac{data: data}
	c.offset = [2]int{}
	if !dependent {
		c.lastQP = c.s.qp
	}
	c.start()
	at := f.toTile[start]
	for first := true; ; first = false {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		c.rs = f.toRaster[at]
		if f.sliceOf[c.rs] != noSlice {
			return fmt.Errorf("block %d twice: %w", c.rs, ErrDamaged)
		}
		x, y := c.rs%f.wide, c.rs/f.wide
		c.x0, c.y0 = x<<f.sps.ctb, y<<f.sps.ctb
		newTile := at == 0 || f.tileOf[c.rs] != f.tileOf[f.toRaster[at-1]]
		switch newRow := f.wavefront && x == f.columnOf[x]; {
		case newTile, newRow:
			c.lastQP = c.s.qp
			above := c.rs - f.wide + 1
			if !newTile && y > 0 && x+1 < f.wide && f.tileOf[above] == f.tileOf[c.rs] && f.sliceOf[above] == c.sliceIndex() {
				c.contexts = d.row
			} else {
				c.contexts.reset(c.s.qp)
			}
		case first && dependent:
			c.contexts = d.saved
		case first:
			c.contexts.reset(c.s.qp)
		}
		f.sliceOf[c.rs] = c.sliceIndex()
		c.readSAO(x, y)
		if err := c.tree(c.x0, c.y0, f.sps.ctb, 0); err != nil {
			return err
		}
		if f.wavefront && x == f.columnOf[x]+1 {
			d.row = c.contexts
		}
		last := c.end()
		d.coded++
		if c.past > 8 {
			return fmt.Errorf("slice data end early: %w", ErrDamaged)
		}
		at++
		if last {
			d.saved = c.contexts
			return nil
		}
		if at == f.ctbs {
			return fmt.Errorf("slice data go on behind the picture: %w", ErrDamaged)
		}
		next := f.toRaster[at]
		if f.tileOf[next] != f.tileOf[c.rs] || f.wavefront && next%f.wide == f.columnOf[next%f.wide] {
			if !c.end() {
				return fmt.Errorf("no end of a part: %w", ErrDamaged)
			}
			c.start()
		}
	}
}

func (c *coder) sliceIndex() uint16 { return uint16(len(c.f.slices) - 1) }

// available reports whether a pixel is decoded and may be used: it is in the
// same slice and tile. Clause 6.4.1.
func (c *coder) available(x, y int) bool {
	f := c.f
	if x < 0 || y < 0 || x >= f.sps.width || y >= f.sps.height || f.info[y>>2*f.units+x>>2]&infoDone == 0 {
		return false
	}
	rs := y>>f.sps.ctb*f.wide + x>>f.sps.ctb
	return rs == c.rs || f.sliceOf[rs] == f.sliceOf[c.rs] && f.tileOf[rs] == f.tileOf[c.rs]
}

// tree decodes coding_quadtree, clause 7.3.8.4.
func (c *coder) tree(x, y, log2, depth int) error {
	s := c.f.sps
	size := 1 << log2
	split := log2 > s.minCB
	if x+size <= s.width && y+size <= s.height && split {
		split = c.bin(ctxSplitCU+c.deeper(x-1, y, depth)+c.deeper(x, y-1, depth)) == 1
	}
	if log2 >= s.ctb-c.s.deltaDepth {
		c.newGroup(x, y)
	}
	if c.s.listOn && log2 >= s.ctb-c.s.offsetDepth {
		c.offsetDone = false
	}
	if !split {
		return c.codingUnit(x, y, log2, depth)
	}
	half := size / 2
	for i := range 4 {
		if nx, ny := x+i%2*half, y+i/2*half; nx < s.width && ny < s.height {
			if err := c.tree(nx, ny, log2-1, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *coder) deeper(x, y, depth int) int {
	if c.available(x, y) && int(c.f.info[y>>2*c.f.units+x>>2]/infoDepth) > depth {
		return 1
	}
	return 0
}

// newGroup predicts the quantiser of a quantisation group, clause 8.6.1.
func (c *coder) newGroup(x, y int) {
	c.deltaDone, c.deltaQP = false, 0
	before := c.lastQP
	of := func(x, y int) int {
		if !c.available(x, y) || y>>c.f.sps.ctb*c.f.wide+x>>c.f.sps.ctb != c.rs {
			return before
		}
		return int(c.f.qp[y>>2*c.f.units+x>>2])
	}
	c.groupQP = (of(x-1, y) + of(x, y-1) + 1) >> 1
}

// quantiser is that of brightness, without the offset for its depth.
func (c *coder) quantiser() int {
	extra := 6 * (c.f.sps.depth[0] - 8)
	return (c.groupQP+c.deltaQP+52+2*extra)%(52+extra) - extra
}
