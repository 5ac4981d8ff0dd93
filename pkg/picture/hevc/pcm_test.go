package hevc

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// pcm is a picture of blocks of 16 by 16 whose samples are not coded, in tiles
// that begin at columns and rows of blocks, and in slices that begin at the
// blocks of starts, in the order of decoding.
func pcm(samples [3][]uint16, wide, high int, columns, rows []int, starts, dependent []int) [][]byte {
	var s writer
	s.u(8, 1)      // of video parameters 0, one layer
	s.u(8, 4)      // the profile of range extensions
	s.u(32, 1<<27) // compatible with itself only
	s.u(32, 0)
	s.u(24, 30) // level 1
	s.ue(0, 1, 16*wide, 16*high)
	s.flags(0)
	s.ue(0, 0, 0) // 8 bits
	s.flags(1)
	s.ue(0, 0, 0)
	s.ue(0, 1, 0, 2, 0, 0) // blocks of 8 to 16, transforms of 4 to 16
	s.flags(0, 0, 0, 1)
	s.u(8, 7<<4|6) // PCM of 8 and 7 bits
	s.ue(0, 1)     // in blocks of 8 to 16
	s.flags(1)
	s.ue(0)
	s.flags(0, 0, 0, 0, 0, 1)

	var p writer
	p.ue(0, 0)
	p.flags(1, 0, 0, 0, 0, 0, 0)
	p.ue(0, 0, 0)
	p.flags(0, 0, 0)
	p.ue(0, 0)
	p.flags(0, 0, 0, 0, 1, 0)
	p.ue(len(columns)-2, len(rows)-2)
	p.flags(0)
	for _, at := range [][]int{columns, rows} {
		for i := range len(at) - 2 {
			p.ue(at[i+1] - at[i] - 1)
		}
	}
	p.flags(1, 1, 0, 0, 0)
	p.ue(0)
	p.flags(0, 0, 1)

	var order, tile []int
	for r := range len(rows) - 1 {
		for c := range len(columns) - 1 {
			for y := rows[r]; y < rows[r+1]; y++ {
				for x := columns[c]; x < columns[c+1]; x++ {
					order = append(order, y*wide+x)
					tile = append(tile, r*len(columns)+c)
				}
			}
		}
	}
	units := [][]byte{s.unit(unitSPS), p.unit(unitPPS)}
	var last *writer
	for i := 0; i < len(order); {
		end := i + 1
		for end < len(order) && !slices.Contains(starts, end) {
			end++
		}
		last = pcmSlice(samples, wide, order, tile, i, end, last, slices.Contains(dependent, i))
		units = append(units, last.unit(unitIDR))
		i = end
	}
	return units
}

func pcmSlice(samples [3][]uint16, wide int, order, tile []int, from, to int, before *writer, dependent bool) *writer {
	parts := 0
	for i := from + 1; i < to; i++ {
		if tile[i] != tile[i-1] {
			parts++
		}
	}
	var w writer
	if from == 0 {
		w.flags(1, 0)
		w.ue(0)
	} else {
		n := 0
		for 1<<n < len(order) {
			n++
		}
		w.flags(0, 0)
		w.ue(0)
		if w.u(1, 0); dependent {
			w.bytes[len(w.bytes)-1] |= 1 << w.free
		}
		w.u(n, order[from])
	}
	if !dependent {
		w.ue(2, 0) // intra, the quantiser of the picture
		w.flags(0) // loop filters across slices
	}
	w.ue(parts)
	if parts > 0 {
		w.ue(31)
		for range parts {
			w.u(32, 0) // where parts begin, which decoders need not know
		}
	}
	w.flags(1)
	w.align()
	w.start()
	if w.states.reset(26); dependent {
		w.states = before.states
	}
	for i := from; i < to; i++ {
		w.bin(ctxSplitCU, 0)
		w.end(true)
		x, y := order[i]%wide, order[i]/wide
		for c, depth := range []int{8, 7, 7} {
			side := 16
			if c > 0 {
				side = 8
			}
			for row := range side {
				for col := range side {
					w.u(depth, int(samples[c][(y*side+row)*wide*side+x*side+col]>>(8-depth)))
				}
			}
		}
		w.align()
		w.start()
		w.end(i+1 == to)
		if i+1 < to && tile[i+1] != tile[i] {
			w.end(true)
			w.start()
			w.states.reset(26)
		}
	}
	return &w
}

// Samples that are not coded come out as they were put in, whatever the order
// of tiles and slices. (ffmpeg 5.1 decodes these streams to the same samples,
// given a set of video parameters before them.)
func TestPCM(t *testing.T) {
	const wide, high = 5, 4
	r := rand.New(rand.NewPCG(1, 2))
	var samples [3][]uint16
	for c, n := range []int{256, 64, 64} {
		for range wide * high * n {
			samples[c] = append(samples[c], uint16(r.IntN(128)*2))
		}
	}
	for name, units := range map[string][][]byte{
		"one tile":        pcm(samples, wide, high, []int{0, wide}, []int{0, high}, nil, nil),
		"six tiles":       pcm(samples, wide, high, []int{0, 1, 3, wide}, []int{0, 3, high}, nil, nil),
		"slices of tiles": pcm(samples, wide, high, []int{0, 3, wide}, []int{0, 2, high}, []int{6, 10, 12}, nil),
		"dependent":       pcm(samples, wide, high, []int{0, wide}, []int{0, high}, []int{3, 9, 11}, []int{3, 11}),
	} {
		p, err := Decode(context.Background(), units, 1<<16)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for c := range samples {
			if !slices.Equal(p.Planes[c].Samples, samples[c]) {
				t.Errorf("%s: plane %d differs", name, c)
			}
		}
	}
}
