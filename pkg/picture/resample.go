package picture

import "math"

// plane is one channel of a picture: a sample every step bytes, a row every
// stride bytes.
type plane struct {
	pix           []uint8
	step, stride  int
	width, height int
}

// resample scales p to fill to, with Catmull and Rom's cubic filter widened to
// the scale. It is done in whole numbers, rows before columns: the libraries
// that work in floating point over colours take several times as long for the
// same picture.
func resample(to, p plane) {
	columns := newKernel(p.width, to.width)
	rows := newKernel(p.height, to.height)
	// Of the rows in between, only those are kept that one row of the result
	// needs: a ring of as many as the kernel is long.
	ring := make([][]uint8, rows.taps)
	for i := range ring {
		ring[i] = make([]uint8, to.width)
	}
	ready := 0 // rows scaled so far
	sums := make([]int32, to.width)
	for y := range to.height {
		first, weights := rows.at(y)
		for ; ready < first+len(weights); ready++ {
			if ready >= first {
				columns.row(ring[ready%len(ring)], p.pix[ready*p.stride:], p.step)
			}
		}
		for x := range sums {
			sums[x] = half
		}
		for i, w := range weights {
			line := ring[(first+i)%len(ring)]
			for x := range sums {
				sums[x] += int32(line[x]) * w
			}
		}
		out := to.pix[y*to.stride:]
		for x, sum := range sums {
			out[x*to.step] = clamp(sum)
		}
	}
}

// Weights are fractions of one, whose sum is one exactly, so that white stays
// white.
const (
	shift = 14
	one   = 1 << shift
	half  = one / 2
)

// kernel is the weights of the samples that make each new sample.
type kernel struct {
	first   []int
	weights []int32 // taps for each new sample
	taps    int
}

func newKernel(from, to int) *kernel {
	scale := float64(from) / float64(to)
	wide := max(scale, 1)
	reach := 2 * wide // Catmull-Rom ends at 2
	k := &kernel{taps: min(int(math.Ceil(2*reach))+1, from)}
	k.first = make([]int, to)
	k.weights = make([]int32, to*k.taps)
	exact := make([]float64, k.taps)
	for i := range to {
		centre := (float64(i) + 0.5) * scale
		first := min(max(int(math.Ceil(centre-reach-0.5)), 0), from-k.taps)
		k.first[i] = first
		sum := 0.0
		for j := range exact {
			exact[j] = catmullRom((float64(first+j) + 0.5 - centre) / wide)
			sum += exact[j]
		}
		weights := k.weights[i*k.taps : (i+1)*k.taps]
		left, largest := int32(one), 0
		for j := range weights {
			weights[j] = int32(math.Round(exact[j] / sum * one))
			left -= weights[j]
			if weights[j] > weights[largest] {
				largest = j
			}
		}
		weights[largest] += left
	}
	return k
}

func (k *kernel) at(i int) (first int, weights []int32) {
	return k.first[i], k.weights[i*k.taps : (i+1)*k.taps]
}

// row makes a row of new samples.
func (k *kernel) row(to []uint8, from []uint8, step int) {
	for x := range to {
		first, weights := k.at(x)
		sum := int32(half)
		if step == 1 {
			for i, v := range from[first : first+len(weights)] {
				sum += int32(v) * weights[i]
			}
		} else {
			at := first * step
			for _, w := range weights {
				sum += int32(from[at]) * w
				at += step
			}
		}
		to[x] = clamp(sum)
	}
}

func clamp(sum int32) uint8 { return uint8(min(max(sum>>shift, 0), 255)) }

func catmullRom(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < 2:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return 0
}
