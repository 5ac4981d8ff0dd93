package hevc

// predict fills a block from the samples around it, clause 8.4.4.2. Its place
// and size are in samples of the component.
func (c *coder) predict(component, x, y, log2, mode int) {
	p := &c.f.planes[component]
	n := 1 << log2
	ref := c.neighbours(component, x, y, n)
	if component == 0 || c.f.sps.chroma == 3 {
		ref = c.smoothNeighbours(component, ref, log2, mode)
	}
	// The samples above, and those to the left from the corner down, which lie
	// the other way round.
	corner := 2 * n
	top := ref[corner+1:]
	out := p.Samples[y*p.Stride+x:]
	switch mode {
	case modePlanar:
		for row := range n {
			left := int(ref[corner-1-row])
			below, beside := int(ref[corner-1-n]), int(top[n])
			line := out[row*p.Stride:][:n]
			for col := range line {
				line[col] = uint16(((n-1-col)*left + (col+1)*beside + (n-1-row)*int(top[col]) + (row+1)*below + n) >> (log2 + 1))
			}
		}
	case modeDC:
		sum := n
		for i := range n {
			sum += int(top[i]) + int(ref[corner-1-i])
		}
		mean := sum >> (log2 + 1)
		for row := range n {
			line := out[row*p.Stride:][:n]
			for col := range line {
				line[col] = uint16(mean)
			}
		}
		if component == 0 && n < 32 {
			out[0] = uint16((int(ref[corner-1]) + 2*mean + int(top[0]) + 2) >> 2)
			for i := 1; i < n; i++ {
				out[i] = uint16((int(top[i]) + 3*mean + 2) >> 2)
				out[i*p.Stride] = uint16((int(ref[corner-1-i]) + 3*mean + 2) >> 2)
			}
		}
	default:
		c.direction(p, out, ref, n, mode, component == 0 && n < 32)
	}
}

// The slopes of directions in 32nds, and 256 times 32 over them where they are
// negative: tables 8-5 and 8-6.
var (
	slopes = [35]int{0, 0, 32, 26, 21, 17, 13, 9, 5, 2, 0, -2, -5, -9, -13, -17, -21, -26,
		-32, -26, -21, -17, -13, -9, -5, -2, 0, 2, 5, 9, 13, 17, 21, 26, 32}
	inverses = [35]int{11: -4096, 12: -1638, 13: -910, 14: -630, 15: -482, 16: -390, 17: -315, 18: -256,
		19: -315, 20: -390, 21: -482, 22: -630, 23: -910, 24: -1638, 25: -4096}
)

// direction is clause 8.4.4.2.6. Modes from 18 on look up, the others to the
// left, which is the same turned over.
func (c *coder) direction(p *Plane, out, ref []uint16, n, mode int, edge bool) {
	corner := 2 * n
	upward := mode >= 18
	at := func(i int) uint16 { // i samples along from the corner
		if upward {
			return ref[corner+i]
		}
		return ref[corner-i]
	}
	across := func(i int) uint16 {
		if upward {
			return ref[corner-i]
		}
		return ref[corner+i]
	}
	slope := slopes[mode]
	const zero = 32 // where the corner is in line
	line := &c.line
	for i := range 2*n + 1 {
		line[zero+i] = at(i)
	}
	if last := n * slope >> 5; last < -1 {
		for i := -1; i >= last; i-- {
			line[zero+i] = across((i*inverses[mode] + 128) >> 8)
		}
	}
	down, along := p.Stride, 1
	if !upward {
		down, along = 1, p.Stride
	}
	for row := range n {
		whole, part := (row+1)*slope>>5, (row+1)*slope&31
		from := line[zero+whole+1:]
		to := out[row*down:]
		if part == 0 {
			for col := range n {
				to[col*along] = from[col]
			}
			continue
		}
		for col := range n {
			to[col*along] = uint16(((32-part)*int(from[col]) + part*int(from[col+1]) + 16) >> 5)
		}
	}
	if slope == 0 && edge {
		most := 1<<p.Depth - 1
		for row := range n {
			v := int(at(1)) + (int(across(row+1))-int(at(0)))>>1
			out[row*down] = uint16(min(max(v, 0), most))
		}
	}
}

// neighbours collects the samples around a block: from the lower left up to
// the corner, then to the right. Those that are not there are filled in.
// Clauses 8.4.4.2.1 and 8.4.4.2.2.
func (c *coder) neighbours(component, x, y, n int) []uint16 {
	p := &c.f.planes[component]
	sx, sy := c.f.scale(component)
	ref := c.ref[:4*n+1]
	corner := 2 * n
	missing := len(ref) // the first sample that is there
	found := func(first int) { missing = min(missing, first) }
	// In steps of 4 pixels, the smallest blocks.
	high, wide := 4>>sy, 4>>sx
	var there [4*32 + 1]bool
	for row := 2*n - high; row >= 0; row -= high {
		if c.available((x<<sx)-1, (y+row)<<sy) {
			first := corner - row - high
			found(first)
			for i := range high {
				ref[corner-1-row-i] = p.Samples[(y+row+i)*p.Stride+x-1]
				there[corner-1-row-i] = true
			}
		}
	}
	if c.available((x<<sx)-1, (y<<sy)-1) {
		found(corner)
		ref[corner], there[corner] = p.Samples[(y-1)*p.Stride+x-1], true
	}
	for col := 0; col < 2*n; col += wide {
		if c.available((x+col)<<sx, (y<<sy)-1) {
			first := corner + 1 + col
			found(first)
			copy(ref[first:first+wide], p.Samples[(y-1)*p.Stride+x+col:])
			for i := range wide {
				there[first+i] = true
			}
		}
	}
	if missing == len(ref) {
		for i := range ref {
			ref[i] = 1 << (p.Depth - 1)
		}
		return ref
	}
	for i := range missing {
		ref[i] = ref[missing]
	}
	for i := missing + 1; i < len(ref); i++ {
		if !there[i] {
			ref[i] = ref[i-1]
		}
	}
	return ref
}

// smoothNeighbours is clause 8.4.4.2.3.
func (c *coder) smoothNeighbours(component int, ref []uint16, log2, mode int) []uint16 {
	if mode == modeDC || log2 == 2 {
		return ref
	}
	apart := min(abs(mode-modeVertical), abs(mode-modeHorizontal))
	if apart <= [6]int{3: 7, 4: 1, 5: 0}[log2] {
		return ref
	}
	n := 1 << log2
	last := len(ref) - 1
	corner := 2 * n
	out := c.smooth[:len(ref)]
	out[0], out[last] = ref[0], ref[last]
	if c.f.sps.strong && component == 0 && n == 32 {
		flat := 1 << (c.f.sps.depth[0] - 5)
		a, m, z := int(ref[0]), int(ref[corner]), int(ref[last])
		if abs(a+m-2*int(ref[n])) < flat && abs(m+z-2*int(ref[corner+n])) < flat {
			for i := range 64 {
				out[i] = uint16((i*m + (64-i)*a + 32) >> 6)
				out[corner+i] = uint16(((64-i)*m + i*z + 32) >> 6)
			}
			return out
		}
	}
	for i := 1; i < last; i++ {
		out[i] = uint16((int(ref[i-1]) + 2*int(ref[i]) + int(ref[i+1]) + 2) >> 2)
	}
	return out
}

func abs(v int) int { return max(v, -v) }
