package hevc

// sao is the offsets that a tree block adds to one component, clause 7.4.9.3.
type sao struct {
	kind    uint8 // 0: none, 1: by band, 2: by edge
	class   uint8 // the first band, or the direction of the edge
	offsets [4]int16
}

// readSAO reads clause 7.3.8.3.
func (c *coder) readSAO(x, y int) {
	f := c.f
	if !c.s.sao[0] && !c.s.sao[1] {
		return
	}
	own := &f.saoOf[c.rs]
	same := func(rs int) bool { return f.sliceOf[rs] == f.sliceOf[c.rs] && f.tileOf[rs] == f.tileOf[c.rs] }
	if x > 0 && same(c.rs-1) && c.bin(ctxSAOMerge) == 1 {
		*own = f.saoOf[c.rs-1]
		return
	}
	if y > 0 && same(c.rs-f.wide) && c.bin(ctxSAOMerge) == 1 {
		*own = f.saoOf[c.rs-f.wide]
		return
	}
	for component := range own {
		if component > 0 && f.sps.chroma == 0 || !c.s.sao[min(component, 1)] {
			continue
		}
		o := &own[component]
		if component == 2 {
			o.kind, o.class = own[1].kind, own[1].class
		} else if c.bin(ctxSAOType) == 1 {
			o.kind = uint8(1 + c.bypass())
		}
		if o.kind == 0 {
			continue
		}
		depth := f.sps.depth[min(component, 1)]
		most := 1<<(min(depth, 10)-5) - 1
		for i := range o.offsets {
			n := 0
			for n < most && c.bypass() == 1 {
				n++
			}
			o.offsets[i] = int16(n)
		}
		if o.kind == 1 {
			for i := range o.offsets {
				if o.offsets[i] != 0 && c.bypass() == 1 {
					o.offsets[i] = -o.offsets[i]
				}
			}
			o.class = uint8(c.bypasses(5))
		} else {
			o.offsets[2], o.offsets[3] = -o.offsets[2], -o.offsets[3]
			if component < 2 {
				o.class = uint8(c.bypasses(2))
			}
		}
		for i := range o.offsets {
			o.offsets[i] <<= c.s.saoShift[min(component, 1)]
		}
	}
}

// offset applies the sample adaptive offsets, clause 8.7.3, to the smoothed
// picture: row of tree blocks by row, with a copy of the samples as they were.
func (f *frame) offset() {
	if !f.sps.sao {
		return
	}
	for component := range f.planes {
		p := &f.planes[component]
		if p.Samples == nil {
			break
		}
		_, sy := f.scale(component)
		high := 1 << f.sps.ctb >> sy
		// Of the rows from one above to one below the tree blocks.
		before := make([]uint16, (high+2)*p.Stride)
		for y := range f.high {
			top := y * high
			if y > 0 {
				copy(before[:p.Stride], before[high*p.Stride:])
			}
			copy(before[p.Stride:], p.Samples[top*p.Stride:])
			for x := range f.wide {
				if o := &f.saoOf[y*f.wide+x][component]; o.kind != 0 {
					f.offsetBlock(p, component, x, y, o, before)
				}
			}
		}
	}
}

func (f *frame) offsetBlock(p *Plane, component, bx, by int, o *sao, before []uint16) {
	sx, sy := f.scale(component)
	wide, high := 1<<f.sps.ctb>>sx, 1<<f.sps.ctb>>sy
	left, top := bx*wide, by*high
	right, bottom := min(left+wide, p.Width), min(top+high, p.Height)
	most := int32(1)<<p.Depth - 1
	var bands [32]int16
	for i, v := range o.offsets {
		bands[(int(o.class)+i)&31] = v
	}
	edges := [5]int16{o.offsets[0], o.offsets[1], 0, o.offsets[2], o.offsets[3]}
	dx, dy := [4]int{1, 0, 1, -1}[o.class&3], [4]int{0, 1, 1, 1}[o.class&3]
	step := dy*p.Stride + dx
	guarded := f.guarded(bx, by)
	for y := top; y < bottom; y++ {
		row := before[(y-top+1)*p.Stride:]
		at := (y - top + 1) * p.Stride
		out := p.Samples[y*p.Stride:]
		for x := left; x < right; x++ {
			if f.info[y<<sy>>2*f.units+x<<sx>>2]&infoUnfiltered != 0 {
				continue
			}
			v := row[x]
			var add int16
			if o.kind == 1 {
				add = bands[v>>(p.Depth-5)]
			} else {
				if !p.holds(x-dx, y-dy) || !p.holds(x+dx, y+dy) {
					continue
				}
				rim := x == left || x == right-1 || y == top || y == bottom-1
				if guarded && rim && !(f.mayRead(bx, by, (x-dx)<<sx, (y-dy)<<sy) && f.mayRead(bx, by, (x+dx)<<sx, (y+dy)<<sy)) {
					continue
				}
				add = edges[2+sign(v, before[at+x-step])+sign(v, before[at+x+step])]
			}
			out[x] = uint16(min(max(int32(v)+int32(add), 0), most))
		}
	}
}

func (p *Plane) holds(x, y int) bool { return x >= 0 && x < p.Width && y >= 0 && y < p.Height }

func sign(a, b uint16) int {
	switch {
	case a > b:
		return 1
	case a < b:
		return -1
	}
	return 0
}

// guarded reports whether any neighbour of a tree block is of another slice or
// tile that may not be looked into.
func (f *frame) guarded(bx, by int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			x, y := bx+dx, by+dy
			if x < 0 || y < 0 || x >= f.wide || y >= f.high {
				continue
			}
			if !f.mayRead(bx, by, x<<f.sps.ctb, y<<f.sps.ctb) {
				return true
			}
		}
	}
	return false
}

// mayRead reports whether a tree block may look at a pixel: the later of two
// slices decides.
func (f *frame) mayRead(bx, by, x, y int) bool {
	own, other := by*f.wide+bx, y>>f.sps.ctb*f.wide+x>>f.sps.ctb
	if f.tileOf[own] != f.tileOf[other] && !f.acrossTiles {
		return false
	}
	return f.sliceOf[own] == f.sliceOf[other] || f.slices[max(f.sliceOf[own], f.sliceOf[other])].acrossSlices
}
