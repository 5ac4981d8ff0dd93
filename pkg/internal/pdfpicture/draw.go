package pdfpicture

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"

	"complain/pkg/internal/pdffile"
)

// Draw puts the pictures of a page together, as it is held upright, on white.
// left is how many could not be drawn, where that is less than half of what is
// to be seen; else the error says why: it is a *FormatError or that of ctx, or
// wraps pdffile.ErrTooMuch or pdffile.ErrDamaged. A page without pictures is damaged.
func (p *Page) Draw(ctx context.Context) (m *image.Gray, left int, err error) {
	c := p.canvas()
	if c.width < 1 || c.height < 1 {
		return nil, 0, damaged("no pictures")
	}
	m = image.NewGray(image.Rect(0, 0, c.width, c.height))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	var all, lost float64
	var failed error
	work := 0
	for _, d := range p.pictures {
		all += d.area()
		l, err := p.decode(ctx, d)
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		if err == nil {
			work += len(l.pix)
			if l.alpha != nil {
				work += len(l.alpha.pix)
			}
			err = p.paint(ctx, m, l, d, c, &work)
		}
		if err == nil {
			continue
		}
		if ctx.Err() != nil || work > maxWork {
			return nil, 0, err
		}
		left++
		lost += d.area()
		if format := (*FormatError)(nil); failed == nil || errors.As(err, &format) {
			failed = err
		}
	}
	if 2*lost >= all {
		return nil, 0, failed
	}
	return m, left, nil
}

// Place is the matrix from the upright page, in points, to the pixels of what Draw
// makes; zero where the page has no picture.
func (p *Page) Place() pdffile.Matrix { return p.canvas().place }

// Format names the compression for which the page cannot be drawn, as far as
// that can be told before it is decoded; "" for a page that may be.
func (p *Page) Format() string {
	var all, lost float64
	name := ""
	for _, d := range p.pictures {
		all += d.area()
		if format := p.format(d.stream); format != "" {
			lost += d.area()
			name = format
		}
	}
	if 2*lost < all || name == "" {
		return ""
	}
	return name
}

// format names the compression of a picture, or of its mask, that is not decoded.
func (p *Page) format(s *pdffile.Stream) string {
	f := p.file
	for _, x := range []*pdffile.Stream{s, f.Stream(s.Dict["SMask"]), f.Stream(s.Dict["Mask"])} {
		if x == nil {
			continue
		}
		filters := f.Array(x.Dict["Filter"])
		if filters == nil {
			filters = pdffile.Array{x.Dict["Filter"]}
		}
		if n := len(filters); n > 0 && closed[f.Name(filters[n-1])] != "" {
			return closed[f.Name(filters[n-1])]
		}
	}
	return ""
}

// closed is the compressions that are not decoded, by the names people know.
var closed = map[pdffile.Name]string{"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}

// paint puts a layer on the picture.
func (p *Page) paint(ctx context.Context, m *image.Gray, l *layer, d drawn, c canvas, work *int) error {
	// The unit square's upper side is the picture's first row.
	place := pdffile.Matrix{1, 0, 0, -1, 0, 1}.Mul(d.place).Mul(c.place)
	back, ok := inverse(place)
	if !ok {
		return nil
	}
	box := c.place.Bounds(d.box)
	// Pixels whose middle lies inside.
	const slack = 1e-6
	x0, x1 := max(int(math.Ceil(box.X0-0.5-slack)), 0), min(int(math.Floor(box.X1-0.5+slack)), c.width-1)
	y0, y1 := max(int(math.Ceil(box.Y0-0.5-slack)), 0), min(int(math.Floor(box.Y1-0.5+slack)), c.height-1)
	wide := l
	if l.alpha != nil && len(l.alpha.pix) > len(l.pix) {
		wide = l.alpha
	}
	n := samplesEach(back, wide)
	if *work += max(x1-x0+1, 0) * max(y1-y0+1, 0) * n * n; *work > maxWork {
		return fmt.Errorf("pictures on pictures: %w", pdffile.ErrTooMuch)
	}
	for y := y0; y <= y1; y++ {
		if y%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row := m.Pix[y*m.Stride:]
		for x := x0; x <= x1; x++ {
			row[x] = l.over(row[x], x, y, back, n)
		}
	}
	return nil
}

// samplesEach is how many places a pixel is looked at along each side: one
// where the pixels of the picture are as large or larger and lie straight.
func samplesEach(back pdffile.Matrix, l *layer) int {
	w, h := float64(l.width), float64(l.height)
	straight := back[1]*h < 1e-3 && -back[1]*h < 1e-3 && back[2]*w < 1e-3 && -back[2]*w < 1e-3 ||
		back[0]*w < 1e-3 && -back[0]*w < 1e-3 && back[3]*h < 1e-3 && -back[3]*h < 1e-3
	step := max(math.Hypot(back[0]*w, back[1]*h), math.Hypot(back[2]*w, back[3]*h))
	const least, most, almost = 2, 4, 1.05
	if straight && step < almost {
		return 1
	}
	return min(max(int(math.Ceil(step)), least), most)
}

// over is a pixel with the layer on it.
func (l *layer) over(below uint8, x, y int, back pdffile.Matrix, n int) uint8 {
	sum := 0
	for j := range n {
		for i := range n {
			u, v := back.Apply(float64(x)+(float64(i)+0.5)/float64(n), float64(y)+(float64(j)+0.5)/float64(n))
			if !(u >= 0 && u < 1 && v >= 0 && v < 1) {
				sum += int(below)
				continue
			}
			light := int(l.at(u, v))
			if l.alpha != nil {
				a := int(l.alpha.at(u, v))
				light = (light*a + int(below)*(255-a)) / 255
			}
			sum += light
		}
	}
	return uint8(sum / (n * n))
}

// at is the pixel at a place of the unit square.
func (l *layer) at(u, v float64) uint8 {
	x, y := int(u*float64(l.width)), int(v*float64(l.height))
	return l.pix[min(y, l.height-1)*l.width+min(x, l.width-1)]
}

// inverse is the matrix that undoes m.
func inverse(m pdffile.Matrix) (pdffile.Matrix, bool) {
	det := m[0]*m[3] - m[1]*m[2]
	if !(math.Abs(det) > 1e-12) || math.IsInf(det, 0) {
		return m, false
	}
	return pdffile.Matrix{
		m[3] / det, -m[1] / det, -m[2] / det, m[0] / det,
		(m[2]*m[5] - m[3]*m[4]) / det, (m[1]*m[4] - m[0]*m[5]) / det,
	}, true
}
