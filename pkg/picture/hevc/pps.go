package hevc

import "fmt"

// pps is a picture parameter set, clause 7.3.2.3.
type pps struct {
	sps             *sps
	dependent       bool
	outputFlag      bool
	extraBits       int
	hideSigns       bool
	qp              int
	skipTransform   bool
	maxSkip         int // log2
	deltaQP         bool
	deltaDepth      int
	offset          [2]int // of the quantisers for colour
	sliceOffsets    bool
	lossless        bool
	wavefront       bool
	tiles           bool
	columns, rows   []int // first tree block of each tile, and one behind the last
	acrossTiles     bool
	acrossSlices    bool
	deblockOverride bool
	noDeblock       bool
	beta, tc        int
	scaling         *scaling
	listChange      bool
	headerExtension bool
	offsetDepth     int
	offsetList      [][2]int
	saoShift        [2]int
}

func (d *decoder) readPPS(id uint32) (*pps, error) {
	if p := d.ready[id]; p != nil {
		return p, nil
	}
	data, ok := d.pps[id]
	if !ok {
		return nil, fmt.Errorf("no picture parameters %d: %w", id, ErrDamaged)
	}
	r := &bits{data: data}
	p := &pps{maxSkip: 2}
	r.ue()
	if p.sps, ok = d.sps[r.ue()]; !ok {
		return nil, fmt.Errorf("picture parameters %d without a sequence: %w", id, ErrDamaged)
	}
	p.dependent, p.outputFlag = r.flag(), r.flag()
	p.extraBits = int(r.u(3))
	p.hideSigns = r.flag()
	r.skip(1) // for slices that are not intra
	r.ue()
	r.ue()
	p.qp = 26 + r.within(-26-6*(p.sps.depth[0]-8), 25)
	r.skip(1) // constrained intra prediction: all is intra
	p.skipTransform = r.flag()
	if p.deltaQP = r.flag(); p.deltaQP {
		p.deltaDepth = r.upTo(p.sps.ctb - p.sps.minCB)
	}
	p.offset = [2]int{r.within(-12, 12), r.within(-12, 12)}
	p.sliceOffsets = r.flag()
	r.skip(2)
	p.lossless, p.tiles, p.wavefront = r.flag(), r.flag(), r.flag()
	p.readTiles(r)
	p.acrossSlices = r.flag()
	if r.flag() {
		p.deblockOverride = r.flag()
		if p.noDeblock = r.flag(); !p.noDeblock {
			p.beta, p.tc = 2*r.within(-6, 6), 2*r.within(-6, 6)
		}
	}
	p.scaling = p.sps.scaling
	if r.flag() {
		if s := readScaling(r, p.sps.chroma); p.sps.scaling != nil {
			p.scaling = s
		}
	}
	p.listChange = r.flag()
	r.ue()
	p.headerExtension = r.flag()
	if r.flag() {
		ranges, others := r.flag(), r.u(7)
		if ranges {
			if err := p.readRanges(r); err != nil {
				return nil, err
			}
		}
		if others != 0 {
			return nil, fmt.Errorf("extensions %07b: %w", others, ErrUnsupported)
		}
	}
	d.ready[id] = p
	return p, r.err("picture parameters")
}

// readTiles reads where tiles begin, clause 6.5.1.
func (p *pps) readTiles(r *bits) {
	side := 1 << p.sps.ctb
	w, h := (p.sps.width+side-1)/side, (p.sps.height+side-1)/side
	p.columns, p.rows = []int{0, w}, []int{0, h}
	p.acrossTiles = true
	if !p.tiles {
		return
	}
	columns, rows := r.upTo(min(w, 64)-1)+1, r.upTo(min(h, 64)-1)+1
	uniform := r.flag()
	split := func(n, size int) []int {
		out := []int{0}
		for i := 1; i < n; i++ {
			next := i * size / n
			if !uniform {
				next = out[i-1] + 1 + r.upTo(size)
			}
			if next >= size {
				r.over = true
				next = size
			}
			out = append(out, next)
		}
		return append(out, size)
	}
	p.columns, p.rows = split(columns, w), split(rows, h)
	p.acrossTiles = r.flag()
}

// readRanges reads pps_range_extension, clause 7.3.2.3.2.
func (p *pps) readRanges(r *bits) error {
	if p.skipTransform {
		p.maxSkip = 2 + r.upTo(3)
	}
	if r.flag() {
		return fmt.Errorf("prediction across components: %w", ErrUnsupported)
	}
	if r.flag() {
		p.offsetDepth = r.upTo(p.sps.ctb - p.sps.minCB)
		for range r.upTo(5) + 1 {
			p.offsetList = append(p.offsetList, [2]int{r.within(-12, 12), r.within(-12, 12)})
		}
	}
	p.saoShift = [2]int{r.upTo(max(0, p.sps.depth[0]-10)), r.upTo(max(0, p.sps.depth[1]-10))}
	return nil
}
