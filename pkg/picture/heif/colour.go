package heif

import (
	"fmt"

	"complain/pkg/internal/isobox"
	"complain/pkg/picture/hevc"
)

// colour is how samples mean colours: by ITU-T H.273.
type colour struct {
	matrix int
	full   bool // from black to white by all values, not by 16 to 235
}

// The matrices of H.273. Those of 601 are what image.YCbCr means.
const (
	matrix709         = 1
	matrixUnspecified = 2
	matrix2020        = 9
)

// colour is what the picture's colr says, else its tile's, else the stream.
func (f *File) colour(it, tile *item, p *hevc.Picture) colour {
	if f.alpha[f.primary] != 0 && f.items[f.alpha[f.primary]] == it {
		return colour{matrixUnspecified, true} // transparency is no colour
	}
	for _, from := range []*item{it, tile} {
		for _, i := range from.props {
			c := isobox.Cursor{Data: f.props[i].content}
			if f.props[i].kind == "colr" && string(c.Bytes(4)) == "nclx" {
				c.Number(4)
				return colour{c.Int(2), c.Int(1)>>7 == 1}
			}
		}
	}
	if !p.Described {
		return colour{matrixUnspecified, true} // still pictures are sYCC, unlike films
	}
	return colour{p.Matrix, p.FullRange}
}

// table turns samples of a plane into 8 bits of full range.
func (c colour) table(plane, depth int) []uint8 {
	out := make([]uint8, 1<<depth)
	scale := 1 << (depth - 8)
	for v := range out {
		zero, span, add := 0, 255*scale+scale-1, 0
		switch {
		case !c.full && plane == 0:
			zero, span = 16*scale, 219*scale
		case !c.full:
			zero, span, add = 128*scale, 224*scale, 128
		case plane > 0:
			zero, add = 128*scale, 128
			span = 255 * scale
		}
		// Rounded, away from zero for colours as for brightness.
		n := 2*255*(v-zero) + span
		q := n / (2 * span)
		if n < 0 && n%(2*span) != 0 {
			q--
		}
		out[v] = uint8(min(max(q+add, 0), 255))
	}
	return out
}

// conversions is, in 65536ths, what brightness, Cb and Cr of another matrix
// are in those of 601: the parts of Cb and Cr in each.
var conversions = map[int][3][2]int{
	matrix709:  {{6657, 12850}, {64871, -7252}, {-4748, 64448}},
	matrix2020: {{7726, 6915}, {65222, -3903}, {-5511, 63997}},
}

func (c colour) known() error {
	switch c.matrix {
	case matrix709, matrix2020, matrixUnspecified, 4, 5, 6:
		return nil
	}
	return fmt.Errorf("colours by matrix %d: %w", c.matrix, hevc.ErrUnsupported)
}

// convert makes the colours those of 601.
func (c colour) convert(m *mosaic) {
	k, ok := conversions[c.matrix]
	if !ok || m.chroma == 0 {
		return
	}
	w, h := m.chromaSize()
	stepX, stepY := (m.width+w-1)/w, (m.height+h-1)/h
	part := func(cb, cr int, k [2]int) int { return (cb*k[0] + cr*k[1] + 1<<15) >> 16 }
	clamp := func(v int) uint8 { return uint8(min(max(v, 0), 255)) }
	for y := range h {
		for x := range w {
			i := y*w + x
			cb, cr := int(m.planes[1][i])-128, int(m.planes[2][i])-128
			more := part(cb, cr, k[0])
			for ly := y * stepY; ly < min((y+1)*stepY, m.height); ly++ {
				for lx := x * stepX; lx < min((x+1)*stepX, m.width); lx++ {
					at := &m.planes[0][ly*m.width+lx]
					*at = clamp(int(*at) + more)
				}
			}
			m.planes[1][i], m.planes[2][i] = clamp(128+part(cb, cr, k[1])), clamp(128+part(cb, cr, k[2]))
		}
	}
}
