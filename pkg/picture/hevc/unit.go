package hevc

import "fmt"

// unit is a coding unit, clause 7.3.8.5.
type unit struct {
	x, y, log2  int
	lossless    bool
	quarters    bool // four blocks of prediction
	modes       [4]int
	chromaModes [4]int
}

const (
	modePlanar     = 0
	modeDC         = 1
	modeHorizontal = 10
	modeVertical   = 26
	modeLast       = 34
)

func (c *coder) codingUnit(x, y, log2, depth int) error {
	s := c.f.sps
	c.cu = unit{x: x, y: y, log2: log2}
	c.cu.lossless = c.s.lossless && c.bin(ctxLossless) == 1
	if log2 == s.minCB {
		c.cu.quarters = c.bin(ctxPartMode) == 0
	}
	var err error
	if s.pcm.on && !c.cu.quarters && log2 >= s.pcm.min && log2 <= s.pcm.max && c.end() {
		c.setUnit(depth, modeDC, s.pcm.unfiltered)
		c.markEdges(x, y, log2)
		err = c.readPCM()
	} else {
		c.setUnit(depth, modeDC, false)
		c.readModes()
		err = c.transformTree(branch{x: x, y: y, log2: log2, chroma: [2][2]bool{{true, true}, {true, true}}})
	}
	c.lastQP = c.quantiser()
	c.each(x, y, log2, func(i int) {
		c.f.qp[i] = int8(c.lastQP)
		c.f.info[i] |= infoDone
	})
	return err
}

// each calls f with every block of 4 by 4 pixels of a square.
func (c *coder) each(x, y, log2 int, f func(i int)) {
	n := 1 << log2 >> 2
	for row := range n {
		at := (y>>2+row)*c.f.units + x>>2
		for i := at; i < at+n; i++ {
			f(i)
		}
	}
}

func (c *coder) setUnit(depth, mode int, unfiltered bool) {
	info := uint8(depth) * infoDepth
	if unfiltered || c.cu.lossless {
		info |= infoUnfiltered
	}
	c.each(c.cu.x, c.cu.y, c.cu.log2, func(i int) {
		c.f.info[i] = info
		c.f.mode[i] = uint8(mode)
	})
}

// readModes reads how the unit is predicted: clauses 7.3.8.5, 8.4.2 and 8.4.3.
func (c *coder) readModes() {
	parts, log2 := 1, c.cu.log2
	if c.cu.quarters {
		parts, log2 = 4, log2-1
	}
	var likely [4]bool
	for i := range parts {
		likely[i] = c.bin(ctxPrevIntra) == 1
	}
	for i := range parts {
		x, y := c.cu.x+i%2<<log2, c.cu.y+i/2<<log2
		candidates := c.candidates(x, y)
		mode := 0
		if likely[i] {
			n := 0
			for n < 2 && c.bypass() == 1 {
				n++
			}
			mode = candidates[n]
		} else {
			mode = c.bypasses(5)
			if candidates[0] > candidates[1] {
				candidates[0], candidates[1] = candidates[1], candidates[0]
			}
			if candidates[0] > candidates[2] {
				candidates[0], candidates[2] = candidates[2], candidates[0]
			}
			if candidates[1] > candidates[2] {
				candidates[1], candidates[2] = candidates[2], candidates[1]
			}
			for _, candidate := range candidates {
				if mode >= candidate {
					mode++
				}
			}
		}
		c.cu.modes[i] = mode
		c.each(x, y, log2, func(i int) { c.f.mode[i] = uint8(mode) })
	}
	switch c.f.sps.chroma {
	case 1, 2:
		c.cu.chromaModes[0] = c.readChromaMode(c.cu.modes[0])
	case 3:
		for i := range parts {
			c.cu.chromaModes[i] = c.readChromaMode(c.cu.modes[i])
		}
	}
}

// candidates is the three likeliest modes, clause 8.4.2. A neighbour that is
// not decoded yet but in the same unit counts: its mode is known.
func (c *coder) candidates(x, y int) [3]int {
	of := func(nx, ny int) int {
		inside := nx >= c.cu.x && ny >= c.cu.y
		if !inside && !c.available(nx, ny) {
			return modeDC
		}
		return int(c.f.mode[ny>>2*c.f.units+nx>>2])
	}
	left, above := of(x-1, y), modeDC
	if y > c.y0 { // not of the tree block above: nobody need keep its modes
		above = of(x, y-1)
	}
	switch {
	case left == above && left < 2:
		return [3]int{modePlanar, modeDC, modeVertical}
	case left == above:
		return [3]int{left, 2 + (left+29)%32, 2 + (left-2+1)%32}
	case left != modePlanar && above != modePlanar:
		return [3]int{left, above, modePlanar}
	case left != modeDC && above != modeDC:
		return [3]int{left, above, modeDC}
	}
	return [3]int{left, above, modeVertical}
}

// readChromaMode is clause 8.4.3.
func (c *coder) readChromaMode(luma int) int {
	mode := luma
	if c.bin(ctxChromaMode) == 1 {
		mode = [4]int{modePlanar, modeVertical, modeHorizontal, modeDC}[c.bypasses(2)]
		if mode == luma {
			mode = modeLast
		}
	}
	if c.f.sps.chroma == 2 {
		mode = int(stretched[mode])
	}
	return mode
}

// stretched is table 8-3: directions where colour has half the columns. Modes
// 11 and 14 are 12 and 17, as x265 and ffmpeg have it and their slopes, twice
// as steep, want; copies of the table with 11 and 16 are about.
var stretched = [35]uint8{0, 1, 2, 2, 2, 2, 3, 5, 7, 8, 10, 12, 13, 15, 17, 18, 19, 20,
	21, 22, 23, 23, 24, 24, 25, 25, 26, 27, 27, 28, 28, 29, 29, 30, 31}

// readPCM reads samples that are not coded, clause 7.3.8.7.
func (c *coder) readPCM() error {
	f := c.f
	r := &bits{data: c.data, at: 8 * c.at}
	for component := range f.planes {
		p := &f.planes[component]
		if p.Samples == nil {
			break
		}
		sx, sy := f.scale(component)
		stored := f.sps.pcm.depth[min(component, 1)]
		for y := range 1 << c.cu.log2 >> sy {
			row := p.Samples[(c.cu.y>>sy+y)*p.Stride+c.cu.x>>sx:]
			for x := range 1 << c.cu.log2 >> sx {
				row[x] = uint16(r.u(stored) << (p.Depth - stored))
			}
		}
	}
	if r.over {
		return fmt.Errorf("samples end early: %w", ErrDamaged)
	}
	c.at = (r.at + 7) / 8
	c.start()
	return nil
}
