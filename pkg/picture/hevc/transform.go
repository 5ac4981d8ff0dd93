package hevc

// sines is the matrix of clause 8.6.4.2 for blocks of 4 by 4 of brightness.
var sines = [4][4]int32{{29, 55, 74, 84}, {74, 74, 0, -74}, {84, -29, -74, 55}, {55, -84, 74, -29}}

// cosines is the matrix of the same clause: row k holds the samples of the
// k-th wave, of which smaller blocks use every second, fourth, or eighth.
var cosines = cosineMatrix()

func cosineMatrix() (m [32][32]int32) {
	// 64 times the square root of two, times the cosine of steps of π/64; the
	// standard's numbers are not the nearest everywhere.
	quarter := [33]int32{64, 90, 90, 90, 89, 88, 87, 85, 83, 82, 80, 78, 75, 73, 70, 67, 64,
		61, 57, 54, 50, 46, 43, 38, 36, 31, 25, 22, 18, 13, 9, 4, 0}
	for k := range m {
		for n := range m[k] {
			switch step := k * (2*n + 1) % 128; {
			case step <= 32:
				m[k][n] = quarter[step]
			case step <= 64:
				m[k][n] = -quarter[64-step]
			case step <= 96:
				m[k][n] = -quarter[step-64]
			default:
				m[k][n] = quarter[128-step]
			}
		}
	}
	return m
}

// reconstruct adds what the coefficients say to the prediction, and clears
// them. right and bottom are the last column and row with any.
func (c *coder) reconstruct(component, x, y, log2 int, skip bool, right, bottom int) {
	p := &c.f.planes[component]
	n := 1 << log2
	most := int32(1)<<p.Depth - 1
	shift := 20 - p.Depth
	round := int32(1) << (shift - 1)
	switch {
	case c.cu.lossless:
		for row := range bottom + 1 {
			out := p.Samples[(y+row)*p.Stride+x:][:n]
			for col, v := range c.coeffs[row<<log2:][:n] {
				out[col] = uint16(min(max(int32(out[col])+v, 0), most))
			}
		}
	case skip:
		up := min(5+log2, 15)
		for row := range bottom + 1 {
			out := p.Samples[(y+row)*p.Stride+x:][:n]
			for col, v := range c.coeffs[row<<log2:][:n] {
				out[col] = uint16(min(max(int32(out[col])+(v<<up+round)>>shift, 0), most))
			}
		}
	case component == 0 && log2 == 2:
		c.sineColumns(right, bottom)
		for row := range n {
			out := p.Samples[(y+row)*p.Stride+x:][:4]
			in := c.columns[row*4:][:4]
			for col := range out {
				sum := round
				for k := range 4 {
					sum += sines[k][col] * in[k]
				}
				out[col] = uint16(min(max(int32(out[col])+sum>>shift, 0), most))
			}
		}
	case right == 0 && bottom == 0:
		v := (clip16((64*c.coeffs[0]+64)>>7)*64 + round) >> shift
		for row := range n {
			out := p.Samples[(y+row)*p.Stride+x:][:n]
			for col := range out {
				out[col] = uint16(min(max(int32(out[col])+v, 0), most))
			}
		}
	default:
		c.cosineColumns(log2, right, bottom)
		var w waves
		for row := range n {
			w.add(c.columns[row<<log2:][:right+1], log2)
			out := p.Samples[(y+row)*p.Stride+x:][:n]
			for col := range n / 2 {
				even, odd := w.even[col]+round, w.odd[col]
				mirror := n - 1 - col
				out[col] = uint16(min(max(int32(out[col])+(even+odd)>>shift, 0), most))
				out[mirror] = uint16(min(max(int32(out[mirror])+(even-odd)>>shift, 0), most))
			}
		}
	}
	for row := range bottom + 1 {
		clear(c.coeffs[row<<log2:][:right+1])
	}
}

func (c *coder) sineColumns(right, bottom int) {
	clear(c.columns[:16])
	for col := range right + 1 {
		for row := range 4 {
			sum := int32(64)
			for k := range bottom + 1 {
				sum += sines[k][row] * c.coeffs[k*4+col]
			}
			c.columns[row*4+col] = clip16(sum >> 7)
		}
	}
}

func (c *coder) cosineColumns(log2, right, bottom int) {
	n := 1 << log2
	var in [32]int32
	var w waves
	for col := range right + 1 {
		for k := range bottom + 1 {
			in[k] = c.coeffs[k<<log2|col]
		}
		w.add(in[:bottom+1], log2)
		for row := range n / 2 {
			even, odd := w.even[row]+64, w.odd[row]
			c.columns[row<<log2|col] = clip16((even + odd) >> 7)
			c.columns[(n-1-row)<<log2|col] = clip16((even - odd) >> 7)
		}
	}
}

// waves is a sum of waves: the even ones are the same from either end, the odd
// ones opposite, so that half of each suffices.
type waves struct{ even, odd [16]int32 }

// add sums the waves of a block of 2^log2, as strong as in says. Most are not
// there at all.
func (w *waves) add(in []int32, log2 int) {
	*w = waves{}
	half := 1 << log2 / 2
	step := 32 >> log2
	for k, v := range in {
		if v == 0 {
			continue
		}
		sum := w.even[:half]
		if k&1 == 1 {
			sum = w.odd[:half]
		}
		for i, c := range cosines[k*step][:half] {
			sum[i] += c * v
		}
	}
}

func clip16(v int32) int32 { return min(max(v, -1<<15), 1<<15-1) }
