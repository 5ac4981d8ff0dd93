package hevc

import "fmt"

// The variables of sig_coeff_flag in blocks of 4 by 4, and by which neighbours
// of a sub-block are coded: clause 9.3.4.2.5.
var (
	significant4 = [16]uint8{0, 1, 4, 5, 2, 3, 4, 5, 6, 6, 8, 8, 7, 7, 8, 0}
	significant  = [4][16]uint8{
		{2, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0},
		{2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0},
		{2, 1, 0, 0, 2, 1, 0, 0, 2, 1, 0, 0, 2, 1, 0, 0},
		{2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2},
	}
	levelScale = [6]int64{40, 45, 51, 57, 64, 72}
)

// residual decodes residual_coding, clause 7.3.8.11, scales the coefficients,
// transforms them and adds the result to the prediction.
func (c *coder) residual(component, x, y, log2, mode int) error {
	s := c.f.sps
	colour := min(component, 1)
	skip := c.s.skipTransform && !c.cu.lossless && log2 <= c.s.maxSkip && c.bin(ctxSkipTransform+colour) == 1
	scan := scanDiagonal
	if log2 == 2 || log2 == 3 && (component == 0 || s.chroma == 3) {
		switch {
		case mode >= 6 && mode <= 14:
			scan = scanVertical
		case mode >= 22 && mode <= 30:
			scan = scanHorizontal
		}
	}
	lastX, lastY := c.readLast(colour, log2, scan)
	blocks, places := scans[scan][log2-2], scans[scan][2]
	lastBlock, lastPlace := 0, 0
	for b := blocks[0]; int(b.x) != lastX>>2 || int(b.y) != lastY>>2; b = blocks[lastBlock] {
		lastBlock++
	}
	for p := places[0]; int(p.x) != lastX&3 || int(p.y) != lastY&3; p = places[lastPlace] {
		lastPlace++
	}
	scaler := c.scaler(component, log2, skip)
	bottom, right := 0, 0 // the last row and column with a coefficient
	var coded [8 + 1][8 + 1]uint8
	greater1 := 1
	for i := lastBlock; i >= 0; i-- {
		b := blocks[i]
		neighbours := coded[b.y][b.x+1] | coded[b.y+1][b.x]<<1
		present, inferDC := uint8(1), false
		if i < lastBlock && i > 0 {
			present = uint8(c.bin(ctxCodedBlock + 2*colour + int(min(neighbours, 1))))
			inferDC = true
		}
		if present == 0 {
			continue
		}
		coded[b.y][b.x] = 1
		var found [16]uint8 // places of coefficients, from the last
		count := 0
		n := 15
		if i == lastBlock {
			n = lastPlace - 1
			found[0], count = uint8(lastPlace), 1
		}
		base := c.significantBase(colour, log2, scan, i)
		for ; n >= 0; n-- {
			is := n == 0 && inferDC
			if !is {
				p := places[n]
				var context int
				switch {
				case log2 == 2:
					context = ctxSignificant + 27*colour + int(significant4[p.y<<2|p.x])
				case n == 0 && i == 0:
					context = ctxSignificant + 27*colour
				default:
					context = base + int(significant[neighbours][p.y<<2|p.x])
				}
				is = c.bin(context) == 1
			}
			if is {
				found[count] = uint8(n)
				count++
				inferDC = false
			}
		}
		if count == 0 {
			continue
		}
		var level [16]int32
		greater1 = c.readLevels(&level, &found, count, colour, i, i == lastBlock, greater1)
		for k, n := range found[:count] {
			p := places[n]
			cx, cy := int(b.x)<<2|int(p.x), int(b.y)<<2|int(p.y)
			bottom, right = max(bottom, cy), max(right, cx)
			c.coeffs[cy<<log2|cx] = scaler.scale(level[k], cy<<log2|cx)
		}
	}
	if c.past > 8 {
		return fmt.Errorf("slice data end early: %w", ErrDamaged)
	}
	c.reconstruct(component, x, y, log2, skip, right, bottom)
	return nil
}

// readLast reads where the last coefficient is, clauses 7.4.9.11 and 9.3.4.2.3.
func (c *coder) readLast(colour, log2, scan int) (x, y int) {
	offset, shift := 3*(log2-2)+(log2-1)>>2, (log2+1)>>2
	if colour == 1 {
		offset, shift = 15, log2-2
	}
	prefix := func(context int) int {
		n := 0
		for n < 2*log2-1 && c.bin(context+offset+n>>shift) == 1 {
			n++
		}
		return n
	}
	place := func(prefix int) int {
		if prefix <= 3 {
			return prefix
		}
		n := prefix>>1 - 1
		return (2+prefix&1)<<n + c.bypasses(n)
	}
	x, y = prefix(ctxLastX), prefix(ctxLastY)
	x = place(x)
	y = place(y)
	if scan == scanVertical {
		return y, x
	}
	return x, y
}

// significantBase is the first of the variables of a sub-block.
func (c *coder) significantBase(colour, log2, scan, block int) int {
	switch {
	case colour == 1 && log2 == 3:
		return ctxSignificant + 27 + 9
	case colour == 1:
		return ctxSignificant + 27 + 12
	}
	base := ctxSignificant
	if block > 0 {
		base += 3
	}
	switch {
	case log2 != 3:
		return base + 21
	case scan == scanDiagonal:
		return base + 9
	}
	return base + 15
}

// readLevels reads the coefficients of a sub-block, in the order of found, and
// returns the state that the next sub-block starts from.
func (c *coder) readLevels(level *[16]int32, found *[16]uint8, count, colour, block int, first bool, before int) int {
	set := 0
	if block > 0 && colour == 0 {
		set = 2
	}
	if !first && before == 0 {
		set++
	}
	greater1, second := 1, -1
	checked := min(count, 8)
	for k := range checked {
		level[k] = 1
		if c.bin(ctxGreater1+16*colour+4*set+greater1) == 1 {
			level[k] = 2
			greater1 = 0
			if second < 0 {
				second = k
			}
		} else if greater1 > 0 && greater1 < 3 {
			greater1++
		}
	}
	if second >= 0 && c.bin(ctxGreater2+4*colour+set) == 1 {
		level[second] = 3
	}
	hidden := c.s.hideSigns && !c.cu.lossless && found[0]-found[count-1] > 3
	signs := count
	if hidden {
		signs--
	}
	sign := c.bypasses(signs) << (16 - signs)
	rice, sum := 0, int32(0)
	for k := range count {
		least := int32(1)
		if k < checked {
			least = 2
			if k == second {
				least = 3
			}
		} else {
			level[k] = 1
		}
		if level[k] == least {
			level[k] += int32(c.remaining(rice))
			if level[k] > 3<<rice {
				rice = min(rice+1, 4)
			}
		}
		sum += level[k]
		if sign>>(15-k)&1 == 1 {
			level[k] = -level[k]
		}
	}
	if hidden && sum&1 == 1 {
		level[count-1] = -level[count-1]
	}
	return greater1
}

// remaining reads coeff_abs_level_remaining, clause 9.3.3.11.
func (c *coder) remaining(rice int) int {
	prefix := 0
	for prefix < 32 && c.bypass() == 1 {
		prefix++
	}
	if prefix <= 3 {
		return prefix<<rice + c.bypasses(rice)
	}
	n := min(prefix-3, 24)
	return (1<<n+3-1)<<rice + c.bypasses(n+rice)
}

// scaler turns levels into coefficients, clause 8.6.4.2.
type scaler struct {
	lossless bool
	weights  []uint8 // nil: 16 each
	by       int64
	shift    int
}

func (c *coder) scaler(component, log2 int, skip bool) scaler {
	f := c.f
	if c.cu.lossless {
		return scaler{lossless: true}
	}
	depth := f.sps.depth[min(component, 1)]
	qp := c.quantiser() + 6*(depth-8)
	if component > 0 {
		extra := 6 * (depth - 8)
		qp = min(max(c.quantiser()+c.s.offset[component-1]+c.offset[component-1], -extra), 57)
		qp = chromaQP(f.sps.chroma, qp) + extra
	}
	s := scaler{by: levelScale[qp%6] << (qp / 6), shift: depth + log2 - 5}
	if c.s.scaling != nil && (!skip || log2 == 2) {
		s.weights = c.s.scaling[log2-2][component]
	} else {
		s.by *= 16
	}
	return s
}

func (s *scaler) scale(level int32, at int) int32 {
	if s.lossless {
		return level
	}
	level = min(max(level, -1<<15), 1<<15-1)
	by := s.by
	if s.weights != nil {
		by *= int64(s.weights[at])
	}
	v := (int64(level)*by + 1<<(s.shift-1)) >> s.shift
	return int32(min(max(v, -1<<15), 1<<15-1))
}

// chromaQP is table 8-10.
func chromaQP(chroma, qp int) int {
	switch {
	case chroma != 1:
		return min(qp, 51)
	case qp < 30:
		return qp
	case qp >= 43:
		return qp - 6
	}
	return int([13]uint8{29, 30, 31, 32, 33, 33, 34, 34, 35, 35, 36, 36, 37}[qp-30])
}
