package hevc

// branch is a node of transform_tree, clause 7.3.8.8.
type branch struct {
	x, y, log2, depth int
	part              int // which quarter of its parent
	parentX, parentY  int
	// chroma reports coded colour, Cb and Cr, each of two blocks where colour
	// has half the columns only; it is the parent's until it is read.
	chroma [2][2]bool
}

func (c *coder) transformTree(b branch) error {
	s := c.f.sps
	quarters := 0
	if c.cu.quarters {
		quarters = 1
	}
	split := b.log2 > s.maxTB || quarters == 1 && b.depth == 0
	if b.log2 <= s.maxTB && b.log2 > s.minTB && b.depth < s.maxDepth+quarters && !split {
		split = c.bin(ctxSplit+5-b.log2) == 1
	}
	if s.chroma == 3 || s.chroma != 0 && b.log2 > 2 {
		for component := range 2 {
			parent := b.chroma[component]
			b.chroma[component] = [2]bool{}
			if !parent[0] && !parent[1] {
				continue
			}
			b.chroma[component][0] = c.bin(ctxCodedChroma+b.depth) == 1
			if s.chroma == 2 && (!split || b.log2 == 3) {
				b.chroma[component][1] = c.bin(ctxCodedChroma+b.depth) == 1
			}
		}
	} else if s.chroma == 0 {
		b.chroma = [2][2]bool{}
	}
	if !split {
		luma := 0
		if b.depth == 0 {
			luma = 1
		}
		return c.transformUnit(b, c.bin(ctxCodedLuma+luma) == 1)
	}
	half := 1 << (b.log2 - 1)
	for i := range 4 {
		child := branch{x: b.x + i%2*half, y: b.y + i/2*half, log2: b.log2 - 1, depth: b.depth + 1,
			part: i, parentX: b.x, parentY: b.y, chroma: b.chroma}
		if err := c.transformTree(child); err != nil {
			return err
		}
	}
	return nil
}

// transformUnit decodes clause 7.3.8.10, and predicts each block before what
// is added to it.
func (c *coder) transformUnit(b branch, luma bool) error {
	f := c.f
	chroma := b.chroma[0][0] || b.chroma[0][1] || b.chroma[1][0] || b.chroma[1][1]
	if luma || chroma {
		if c.s.deltaQP && !c.deltaDone {
			c.readDeltaQP()
		}
		if c.s.listOn && chroma && !c.cu.lossless && !c.offsetDone {
			c.readOffset()
		}
	}
	part := 0
	if c.cu.quarters {
		// The quarter of the unit that the block is in.
		half := 1 << (c.cu.log2 - 1)
		part = (b.x-c.cu.x)/half + (b.y-c.cu.y)/half*2
	}
	c.markEdges(b.x, b.y, b.log2)
	if err := c.block(0, b.x, b.y, b.log2, c.cu.modes[part], luma); err != nil {
		return err
	}
	c.each(b.x, b.y, b.log2, func(i int) { f.info[i] |= infoDone })

	x, y, log2 := b.x, b.y, b.log2
	switch {
	case f.sps.chroma == 0:
		return nil
	case f.sps.chroma == 3:
	case b.log2 == 2: // the colour of four blocks comes with the last
		if b.part != 3 {
			return nil
		}
		x, y = b.parentX, b.parentY
		part = 0
	default:
		log2--
		part = 0
	}
	blocks := 1
	if f.sps.chroma == 2 {
		blocks = 2
	}
	for component := 1; component <= 2; component++ {
		sx, sy := f.scale(component)
		for i := range blocks {
			if err := c.block(component, x>>sx, y>>sy+i<<log2, log2, c.cu.chromaModes[part], b.chroma[component-1][i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// block predicts a block and adds what is coded of it. Its place is in samples
// of the component.
func (c *coder) block(component, x, y, log2, mode int, coded bool) error {
	c.predict(component, x, y, log2, mode)
	if !coded {
		return nil
	}
	return c.residual(component, x, y, log2, mode)
}

// readDeltaQP reads cu_qp_delta_abs and its sign, clause 9.3.3.10.
func (c *coder) readDeltaQP() {
	n := 0
	for n < 5 && c.bin(ctxDeltaQP+min(n, 1)) == 1 {
		n++
	}
	if n == 5 {
		n += c.golomb(0)
	}
	if n != 0 && c.bypass() == 1 {
		n = -n
	}
	extra := 6 * (c.f.sps.depth[0] - 8)
	c.deltaQP = min(max(n, -26-extra/2), 25+extra/2)
	c.deltaDone = true
}

// golomb reads an Exp-Golomb number of order k, clause 9.3.3.5.
func (c *coder) golomb(k int) int {
	n := 0
	for k < 20 && c.bypass() == 1 {
		n += 1 << k
		k++
	}
	return n + c.bypasses(k)
}

func (c *coder) readOffset() {
	c.offsetDone, c.offset = true, [2]int{}
	if c.bin(ctxOffsetFlag) == 0 {
		return
	}
	n := 0
	for n < len(c.s.offsetList)-1 && c.bin(ctxOffsetIndex) == 1 {
		n++
	}
	c.offset = c.s.offsetList[n]
}

// markEdges marks the edges of a block that are to be smoothed, clause
// 8.7.2.3: those on a grid of 8 pixels.
func (c *coder) markEdges(x, y, log2 int) {
	f := c.f
	if c.s.noDeblock {
		return
	}
	n := 1 << log2 >> 2
	at := y>>2*f.units + x>>2
	if x%8 == 0 && c.smoothed(x-1, y) {
		for i := range n {
			f.info[at+i*f.units] |= infoLeftEdge
		}
	}
	if y%8 == 0 && c.smoothed(x, y-1) {
		for i := range n {
			f.info[at+i] |= infoTopEdge
		}
	}
}

// smoothed reports whether the edge to the pixel on the other side is.
func (c *coder) smoothed(x, y int) bool {
	f := c.f
	if x < 0 || y < 0 {
		return false
	}
	rs := y>>f.sps.ctb*f.wide + x>>f.sps.ctb
	return rs == c.rs || (c.s.acrossSlices || f.sliceOf[rs] == f.sliceOf[c.rs]) && (f.acrossTiles || f.tileOf[rs] == f.tileOf[c.rs])
}
