package hevc

// frame is the picture as it is decoded, and what its parts need to know of
// each other.
type frame struct {
	*pps
	planes     [3]Plane
	wide, high int // in tree blocks
	ctbs       int
	toRaster   []int // tree blocks by their order in tiles, clause 6.5.1
	toTile     []int
	tileOf     []uint16
	columnOf   []int // first column of the tile that a column is in
	slices     []*slice
	sliceOf    []uint16 // by tree block; noSlice until it is decoded
	saoOf      [][3]sao

	// By block of 4 by 4 pixels:
	units int // in a row
	info  []uint8
	mode  []uint8 // of intra prediction
	qp    []int8
}

const (
	noSlice   = 0xffff
	maxSlices = 0xfffe
)

// The bits of info.
const (
	infoDone = 1 << iota
	infoLeftEdge
	infoTopEdge
	infoUnfiltered
	infoDepth // two bits: how often the tree was split
)

func newFrame(p *pps) *frame {
	s := p.sps
	side := 1 << s.ctb
	f := &frame{pps: p, wide: (s.width + side - 1) / side, high: (s.height + side - 1) / side, units: (s.width + 3) / 4}
	f.ctbs = f.wide * f.high
	n := f.units * ((s.height + 3) / 4)
	f.info, f.mode, f.qp = make([]uint8, n), make([]uint8, n), make([]int8, n)
	f.sliceOf = make([]uint16, f.ctbs)
	for i := range f.sliceOf {
		f.sliceOf[i] = noSlice
	}
	f.saoOf = make([][3]sao, f.ctbs)
	x, y := s.cropUnit()
	for c := range f.planes {
		w, h := s.width, s.height
		depth := s.depth[0]
		if c > 0 {
			if s.chroma == 0 {
				break
			}
			w, h, depth = w/x, h/y, s.depth[1]
		}
		f.planes[c] = Plane{make([]uint16, w*h), w, w, h, depth}
	}
	f.order()
	return f
}

// order numbers the tree blocks: tile by tile, row by row.
func (f *frame) order() {
	f.toRaster, f.toTile = make([]int, 0, f.ctbs), make([]int, f.ctbs)
	f.tileOf = make([]uint16, f.ctbs)
	f.columnOf = make([]int, f.wide)
	tile := uint16(0)
	for r := range len(f.rows) - 1 {
		for c := range len(f.columns) - 1 {
			for y := f.rows[r]; y < f.rows[r+1]; y++ {
				for x := f.columns[c]; x < f.columns[c+1]; x++ {
					rs := y*f.wide + x
					f.toTile[rs] = len(f.toRaster)
					f.toRaster = append(f.toRaster, rs)
					f.tileOf[rs] = tile
					f.columnOf[x] = f.columns[c]
				}
			}
			tile++
		}
	}
}

// scale is by how many bits a component is smaller than brightness.
func (f *frame) scale(component int) (x, y int) {
	if component == 0 {
		return 0, 0
	}
	x, y = f.sps.cropUnit()
	return x - 1, y - 1
}

// picture is the part of the frame that is to be seen.
func (f *frame) picture() *Picture {
	s := f.sps
	x, y := s.cropUnit()
	p := &Picture{Chroma: s.chroma, Described: s.described, Matrix: s.matrix, FullRange: s.fullRange, Planes: f.planes,
		Width:  s.width - x*(s.crop.left+s.crop.right),
		Height: s.height - y*(s.crop.top+s.crop.bottom)}
	for c := range p.Planes {
		plane := &p.Planes[c]
		if plane.Samples == nil {
			break
		}
		left, top := s.crop.left, s.crop.top
		plane.Width, plane.Height = p.Width, p.Height
		if c == 0 {
			left, top = left*x, top*y
		} else {
			plane.Width, plane.Height = p.Width/x, p.Height/y
		}
		plane.Samples = plane.Samples[top*plane.Stride+left:]
	}
	return p
}
