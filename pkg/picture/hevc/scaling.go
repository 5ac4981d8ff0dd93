package hevc

// scaling is the weights of coefficients, clause 7.3.4, spread out to the
// sizes of blocks: by log2 of the side less 2, by component (intra only), a
// byte a coefficient in rows.
type scaling [4][3][]uint8

// defaultWeights is table 7-6 for intra blocks, in the order of the diagonal
// scan.
var defaultWeights = [64]uint8{
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 17, 16, 17, 16, 17, 18,
	17, 18, 18, 17, 18, 21, 19, 20, 21, 20, 19, 21, 24, 22, 22, 24,
	24, 22, 22, 24, 25, 25, 27, 30, 27, 25, 25, 29, 31, 35, 35, 31,
	29, 36, 41, 44, 41, 36, 47, 54, 54, 47, 65, 70, 65, 88, 88, 115,
}

type weights struct {
	list [64]uint8
	dc   uint8
}

func defaultFor(size int) weights {
	if size == 0 {
		var flat weights
		for i := range flat.list {
			flat.list[i] = 16
		}
		flat.dc = 16
		return flat
	}
	return weights{defaultWeights, 16}
}

func flatOrDefault(chroma int) *scaling {
	var all [4][6]weights
	for size := range all {
		for i := range all[size] {
			all[size][i] = defaultFor(size)
		}
	}
	return spread(&all, chroma)
}

func readScaling(r *bits, chroma int) *scaling {
	var all [4][6]weights
	for size := range 4 {
		step := 1
		if size == 3 {
			step = 3
		}
		for i := 0; i < 6; i += step {
			if !r.flag() {
				if delta := r.upTo(i/step) * step; delta == 0 {
					all[size][i] = defaultFor(size)
				} else {
					all[size][i] = all[size][i-delta]
				}
				continue
			}
			w := &all[size][i]
			next := 8
			w.dc = 16
			if size > 1 {
				next += r.within(-7, 247)
				w.dc = uint8(next)
			}
			for j := range min(64, 16<<(2*size)) {
				next = (next + r.within(-128, 127) + 256) & 255
				w.list[j] = uint8(next)
			}
		}
	}
	if chroma == 3 {
		// Large blocks of colour take the lists of the next smaller size.
		for _, i := range []int{1, 2, 4, 5} {
			all[3][i] = all[2][i]
		}
	}
	return spread(&all, chroma)
}

func spread(all *[4][6]weights, chroma int) *scaling {
	out := new(scaling)
	for size := range out {
		side := 4 << size
		for c := range out[size] {
			if size == 3 && c > 0 && chroma != 3 {
				continue
			}
			w := &all[size][c]
			m := make([]uint8, side*side)
			if size == 0 {
				for i, p := range diagonal4 {
					m[int(p.y)*4+int(p.x)] = w.list[i]
				}
			} else {
				ratio := side / 8
				for i, p := range diagonal8 {
					for y := range ratio {
						for x := range ratio {
							m[(int(p.y)*ratio+y)*side+int(p.x)*ratio+x] = w.list[i]
						}
					}
				}
				if size > 1 {
					m[0] = w.dc
				}
			}
			out[size][c] = m
		}
	}
	return out
}
