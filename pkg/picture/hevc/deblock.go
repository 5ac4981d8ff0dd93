package hevc

// Tables 8-12: how strongly an edge is smoothed.
var (
	betas = [52]uint8{16: 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36,
		38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60, 62, 64}
	tcs = [54]uint8{18: 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10,
		11, 13, 14, 16, 18, 20, 22, 24}
)

// deblock smooths the edges of blocks, clause 8.7.2: of the whole picture
// first the vertical, then the horizontal ones. All blocks are intra, so that
// every edge has the greatest strength.
func (f *frame) deblock() {
	for _, edge := range []uint8{infoLeftEdge, infoTopEdge} {
		for i, info := range f.info {
			if info&edge == 0 {
				continue
			}
			x, y := i%f.units*4, i/f.units*4
			other := i - 1
			if edge == infoTopEdge {
				other = i - f.units
			}
			s := f.slices[f.sliceOf[y>>f.sps.ctb*f.wide+x>>f.sps.ctb]]
			qp := (int(f.qp[i]) + int(f.qp[other]) + 1) >> 1
			e := smoother{vertical: edge == infoLeftEdge, keepP: f.info[other]&infoUnfiltered != 0, keepQ: info&infoUnfiltered != 0}
			e.luma(&f.planes[0], x, y, qp, s)
			if f.sps.chroma == 0 {
				continue
			}
			sx, sy := f.scale(1)
			if along := x >> sx; e.vertical && along%8 != 0 {
				continue
			} else if along = y >> sy; !e.vertical && along%8 != 0 {
				continue
			}
			for c := 1; c <= 2; c++ {
				n := 4 >> sy
				if !e.vertical {
					n = 4 >> sx
				}
				e.chroma(&f.planes[c], x>>sx, y>>sy, n, chromaQP(f.sps.chroma, qp+f.offsetOf(c)), s)
			}
		}
	}
}

// offsetOf is the picture's offset of the quantiser of a colour.
func (f *frame) offsetOf(component int) int { return f.pps.offset[component-1] }

// smoother smooths one edge of 4 pixels' length; P is the side to the left or
// above.
type smoother struct {
	vertical     bool
	keepP, keepQ bool
}

func (e smoother) luma(p *Plane, x, y, qp int, s *slice) {
	scale := 1 << (p.Depth - 8)
	beta := int(betas[min(max(qp+s.beta, 0), 51)]) * scale
	tc := int(tcs[min(max(qp+2+s.tc, 0), 53)]) * scale
	across, along := p.Stride, 1
	if e.vertical {
		across, along = 1, p.Stride
	}
	at := y*p.Stride + x
	v := p.Samples
	get := func(line, i int) int { return int(v[at+line*along+i*across]) }
	bend := func(line, from int) int {
		if from > 0 {
			return abs(get(line, 2) - 2*get(line, 1) + get(line, 0))
		}
		return abs(get(line, -3) - 2*get(line, -2) + get(line, -1))
	}
	p0, q0, p3, q3 := bend(0, -1), bend(0, 1), bend(3, -1), bend(3, 1)
	if p0+q0+p3+q3 >= beta {
		return
	}
	flat := func(line, bend int) bool {
		return 2*bend < beta>>2 && abs(get(line, -4)-get(line, -1))+abs(get(line, 0)-get(line, 3)) < beta>>3 &&
			abs(get(line, -1)-get(line, 0)) < (5*tc+1)>>1
	}
	strong := flat(0, p0+q0) && flat(3, p3+q3)
	wideP, wideQ := p0+p3 < (beta+beta>>1)>>3, q0+q3 < (beta+beta>>1)>>3
	most := 1<<p.Depth - 1
	for line := range 4 {
		i := at + line*along
		p0, p1, p2, p3 := int(v[i-across]), int(v[i-2*across]), int(v[i-3*across]), int(v[i-4*across])
		q0, q1, q2, q3 := int(v[i]), int(v[i+across]), int(v[i+2*across]), int(v[i+3*across])
		if strong {
			if !e.keepP {
				v[i-across] = near(p0, (p2+2*p1+2*p0+2*q0+q1+4)>>3, 2*tc)
				v[i-2*across] = near(p1, (p2+p1+p0+q0+2)>>2, 2*tc)
				v[i-3*across] = near(p2, (2*p3+3*p2+p1+p0+q0+4)>>3, 2*tc)
			}
			if !e.keepQ {
				v[i] = near(q0, (p1+2*p0+2*q0+2*q1+q2+4)>>3, 2*tc)
				v[i+across] = near(q1, (p0+q0+q1+q2+2)>>2, 2*tc)
				v[i+2*across] = near(q2, (p0+q0+q1+3*q2+2*q3+4)>>3, 2*tc)
			}
			continue
		}
		delta := (9*(q0-p0) - 3*(q1-p1) + 8) >> 4
		if abs(delta) >= 10*tc {
			continue
		}
		delta = min(max(delta, -tc), tc)
		if !e.keepP {
			v[i-across] = uint16(min(max(p0+delta, 0), most))
			if wideP {
				d := min(max(((p2+p0+1)>>1-p1+delta)>>1, -(tc>>1)), tc>>1)
				v[i-2*across] = uint16(min(max(p1+d, 0), most))
			}
		}
		if !e.keepQ {
			v[i] = uint16(min(max(q0-delta, 0), most))
			if wideQ {
				d := min(max(((q2+q0+1)>>1-q1-delta)>>1, -(tc>>1)), tc>>1)
				v[i+across] = uint16(min(max(q1+d, 0), most))
			}
		}
	}
}

// near is to, but no further than by from v.
func near(v, to, by int) uint16 { return uint16(min(max(to, v-by), v+by)) }

func (e smoother) chroma(p *Plane, x, y, n, qp int, s *slice) {
	tc := int(tcs[min(max(qp+2+s.tc, 0), 53)]) << (p.Depth - 8)
	across, along := p.Stride, 1
	if e.vertical {
		across, along = 1, p.Stride
	}
	most := 1<<p.Depth - 1
	v := p.Samples
	for line := range n {
		i := y*p.Stride + x + line*along
		p0, p1, q0, q1 := int(v[i-across]), int(v[i-2*across]), int(v[i]), int(v[i+across])
		delta := min(max(((q0-p0)<<2+p1-q1+4)>>3, -tc), tc)
		if !e.keepP {
			v[i-across] = uint16(min(max(p0+delta, 0), most))
		}
		if !e.keepQ {
			v[i] = uint16(min(max(q0-delta, 0), most))
		}
	}
}
