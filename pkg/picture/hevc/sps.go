package hevc

import "fmt"

// sps is a sequence parameter set, clause 7.3.2.2, as far as single pictures
// need it.
type sps struct {
	id            uint32
	chroma        int
	width, height int
	crop          struct{ left, right, top, bottom int } // chroma units
	depth         [2]int                                 // of brightness and colour
	log2POC       int
	minCB, ctb    int // log2 of the sides of blocks
	minTB, maxTB  int
	maxDepth      int
	scaling       *scaling
	sao           bool
	pcm           struct {
		on         bool
		depth      [2]int
		min, max   int // log2
		unfiltered bool
	}
	refSets      []int // of each the number of pictures
	longTerm     bool
	longTermRefs int
	motion       bool
	strong       bool
	described    bool
	matrix       int
	fullRange    bool
}

func readSPS(data []byte) (*sps, error) {
	r := &bits{data: data}
	s := &sps{matrix: 2}
	r.skip(4)
	layers := int(r.u(3))
	r.skip(1)
	readProfile(r, layers)
	s.id = uint32(r.upTo(15))
	s.chroma = r.upTo(3)
	if s.chroma == 3 && r.flag() {
		return nil, fmt.Errorf("separate colour planes: %w", ErrUnsupported)
	}
	s.width, s.height = r.upTo(1<<16), r.upTo(1<<16)
	if r.flag() {
		s.crop.left, s.crop.right = r.upTo(1<<16), r.upTo(1<<16)
		s.crop.top, s.crop.bottom = r.upTo(1<<16), r.upTo(1<<16)
	}
	s.depth = [2]int{8 + r.upTo(8), 8 + r.upTo(8)}
	s.log2POC = 4 + r.upTo(12)
	first := layers
	if r.flag() {
		first = 0
	}
	for ; first <= layers; first++ {
		r.ue()
		r.ue()
		r.ue()
	}
	s.minCB = 3 + r.upTo(3)
	s.ctb = s.minCB + r.upTo(3)
	s.minTB = 2 + r.upTo(3)
	s.maxTB = s.minTB + r.upTo(3)
	r.ue() // depth of trees between pictures
	s.maxDepth = r.upTo(4)
	if r.flag() {
		s.scaling = flatOrDefault(s.chroma)
		if r.flag() {
			s.scaling = readScaling(r, s.chroma)
		}
	}
	r.skip(1) // asymmetric motion
	s.sao = r.flag()
	if s.pcm.on = r.flag(); s.pcm.on {
		s.pcm.depth = [2]int{int(r.u(4)) + 1, int(r.u(4)) + 1}
		s.pcm.min = 3 + r.upTo(2)
		s.pcm.max = s.pcm.min + r.upTo(2)
		s.pcm.unfiltered = r.flag()
	}
	for range r.upTo(64) {
		s.refSets = append(s.refSets, readRefSet(r, s.refSets, false))
	}
	if s.longTerm = r.flag(); s.longTerm {
		s.longTermRefs = r.upTo(32)
		for range s.longTermRefs {
			r.skip(s.log2POC + 1)
		}
	}
	s.motion = r.flag()
	s.strong = r.flag()
	if r.flag() {
		s.readVUI(r, layers)
	}
	if r.flag() { // extensions
		ranges, others := r.flag(), r.u(7)
		if ranges {
			// Of the range extensions, two change nothing inside one picture.
			const explicitRDPCM, precision = 1 << 5, 1 << 2
			if f := r.u(9); f&^(explicitRDPCM|precision) != 0 {
				return nil, fmt.Errorf("range extensions %09b: %w", f, ErrUnsupported)
			}
		}
		if others != 0 {
			return nil, fmt.Errorf("extensions %07b: %w", others, ErrUnsupported)
		}
	}
	if err := r.err("sequence parameters"); err != nil {
		return nil, err
	}
	return s, s.check()
}

func (s *sps) check() error {
	side := 1 << s.minCB
	x, y := s.cropUnit()
	switch {
	case s.ctb < 4 || s.ctb > 6 || s.minTB >= s.minCB || s.maxTB > min(s.ctb, 5),
		s.width < 1 || s.height < 1 || s.width%side != 0 || s.height%side != 0,
		(s.crop.left+s.crop.right)*x >= s.width || (s.crop.top+s.crop.bottom)*y >= s.height,
		s.pcm.on && (s.pcm.min < s.minCB || s.pcm.max > min(s.ctb, 5) || s.pcm.depth[0] > s.depth[0] || s.pcm.depth[1] > s.depth[1]):
		return fmt.Errorf("sequence parameters contradict each other: %w", ErrDamaged)
	}
	return nil
}

// cropUnit is how many pixels a colour sample covers.
func (s *sps) cropUnit() (x, y int) {
	x, y = 1, 1
	if s.chroma == 1 || s.chroma == 2 {
		x = 2
	}
	if s.chroma == 1 {
		y = 2
	}
	return x, y
}

// readProfile skips profile_tier_level, clause 7.3.3.
func readProfile(r *bits, layers int) {
	r.skip(88 + 8)
	var profile, level [8]bool
	for i := range layers {
		profile[i], level[i] = r.flag(), r.flag()
	}
	if layers > 0 {
		r.skip(2 * (8 - layers))
	}
	for i := range layers {
		if profile[i] {
			r.skip(88)
		}
		if level[i] {
			r.skip(8)
		}
	}
}

// readRefSet skips st_ref_pic_set, clause 7.3.7, and returns how many pictures
// it names.
func readRefSet(r *bits, before []int, inSlice bool) int {
	const most = 16
	if len(before) > 0 && r.flag() {
		from := len(before) - 1
		if inSlice {
			from -= r.upTo(len(before) - 1)
		}
		r.skip(1)
		r.ue()
		n := 0
		for range before[from] + 1 {
			named := r.flag() // used_by_curr_pic_flag
			if !named {
				named = r.flag() // use_delta_flag
			}
			if named {
				n++
			}
		}
		return min(n, most)
	}
	n := r.upTo(most) + r.upTo(most)
	for range n {
		r.ue()
		r.skip(1)
	}
	return min(n, most)
}

// readVUI reads what clause E.2.1 says about colour and skips the rest.
func (s *sps) readVUI(r *bits, layers int) {
	if r.flag() {
		const extended = 255
		if r.u(8) == extended {
			r.skip(32)
		}
	}
	if r.flag() {
		r.skip(1)
	}
	if r.flag() {
		r.skip(3)
		s.described = true
		s.fullRange = r.flag()
		if r.flag() {
			r.skip(16)
			s.matrix = int(r.u(8))
		}
	}
	if r.flag() {
		r.ue()
		r.ue()
	}
	r.skip(3)
	if r.flag() {
		for range 4 {
			r.ue()
		}
	}
	if r.flag() {
		r.skip(64)
		if r.flag() {
			r.ue()
		}
		if r.flag() {
			skipHRD(r, layers)
		}
	}
	if r.flag() {
		r.skip(3)
		for range 5 {
			r.ue()
		}
	}
}

// skipHRD skips hrd_parameters, clause E.2.2.
func skipHRD(r *bits, layers int) {
	nal, vcl := r.flag(), r.flag()
	sub := false
	if nal || vcl {
		if sub = r.flag(); sub {
			r.skip(19)
		}
		r.skip(8)
		if sub {
			r.skip(4)
		}
		r.skip(15)
	}
	for range layers + 1 {
		fixed := r.flag()
		if !fixed {
			fixed = r.flag()
		}
		low, buffers := false, 1
		if fixed {
			r.ue()
		} else {
			low = r.flag()
		}
		if !low {
			buffers += r.upTo(31)
		}
		for _, on := range []bool{nal, vcl} {
			for range buffers {
				if !on {
					break
				}
				r.ue()
				r.ue()
				if sub {
					r.ue()
					r.ue()
				}
				r.skip(1)
			}
		}
	}
}
