package pdffile

import (
	"fmt"
	"math"
)

// Page is one page with what it inherits.
type Page struct {
	Ref    Ref
	Dict   Dict
	Box    Rect // what is shown of it: the crop box inside the media box, in its own space
	Turned int  // degrees clockwise: 0, 90, 180, 270

	Resources Dict
}

// Rect is a rectangle with its lower left and upper right corners.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Width and Height are those of the page as it is shown, in points.
func (p *Page) Width() float64 {
	if p.Turned%180 != 0 {
		return p.Box.Y1 - p.Box.Y0
	}
	return p.Box.X1 - p.Box.X0
}

// Height is that of the page as it is shown, in points.
func (p *Page) Height() float64 {
	if p.Turned%180 != 0 {
		return p.Box.X1 - p.Box.X0
	}
	return p.Box.Y1 - p.Box.Y0
}

// Upright is the matrix from the page's own space to that of the page as it is
// shown: its lower left corner is the origin.
func (p *Page) Upright() Matrix {
	switch b := p.Box; p.Turned {
	case 90:
		return Matrix{0, -1, 1, 0, -b.Y0, b.X1}
	case 180:
		return Matrix{-1, 0, 0, -1, b.X1, b.Y1}
	case 270:
		return Matrix{0, 1, -1, 0, b.Y1, -b.X0}
	default:
		return Matrix{1, 0, 0, 1, -b.X0, -b.Y0}
	}
}

// Matrix is a transformation: x' = a·x + c·y + e, y' = b·x + d·y + f.
type Matrix [6]float64

// Identity changes nothing.
func Identity() Matrix { return Matrix{1, 0, 0, 1, 0, 0} }

// Mul is the matrix that does m first and then n.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Apply moves a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// Bounds is the least rectangle around r moved by m.
func (m Matrix) Bounds(r Rect) Rect {
	out := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range [4][2]float64{{r.X0, r.Y0}, {r.X1, r.Y0}, {r.X0, r.Y1}, {r.X1, r.Y1}} {
		x, y := m.Apply(p[0], p[1])
		out = Rect{min(out.X0, x), min(out.Y0, y), max(out.X1, x), max(out.Y1, y)}
	}
	return out
}

// inherited is what pages take from the nodes above them.
type inherited struct{ resources, media, crop, turned Object }

// Pages lists the pages in order. Nodes that cannot be pages are left out; an
// error wraps ErrTooMuch when there are more than MaxPages.
func (f *File) Pages() ([]*Page, error) {
	var out []*Page
	seen := map[int]bool{}
	var walk func(o Object, from inherited, depth int) error
	walk = func(o Object, from inherited, depth int) error {
		if ref, ok := o.(Ref); ok {
			if seen[ref.Num] {
				return nil
			}
			seen[ref.Num] = true
		}
		d := f.Dict(o)
		if d == nil || depth > maxTreeDepth {
			return nil
		}
		if err := f.ctx.Err(); err != nil {
			return err
		}
		for _, x := range []struct {
			to  *Object
			key Name
		}{{&from.resources, "Resources"}, {&from.media, "MediaBox"}, {&from.crop, "CropBox"}, {&from.turned, "Rotate"}} {
			if f.Resolve(d[x.key]) != nil {
				*x.to = d[x.key]
			}
		}
		if kids := f.Array(d["Kids"]); kids != nil && f.Name(d["Type"]) != "Page" {
			for _, kid := range kids {
				if err := walk(kid, from, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		if t := f.Name(d["Type"]); t != "Page" && d["Contents"] == nil && d["MediaBox"] == nil {
			return nil
		}
		if len(out) >= MaxPages {
			return fmt.Errorf("more than %d pages: %w", MaxPages, ErrTooMuch)
		}
		ref, _ := o.(Ref)
		out = append(out, f.page(ref, d, from))
		return nil
	}
	err := walk(f.Catalog()["Pages"], inherited{}, 0)
	return out, err
}

func (f *File) page(ref Ref, d Dict, from inherited) *Page {
	p := &Page{Ref: ref, Dict: d, Resources: f.Dict(from.resources), Box: Rect{0, 0, 595, 842}}
	if media, ok := f.Rect(from.media); ok {
		p.Box = media
	}
	if crop, ok := f.Rect(from.crop); ok {
		if cut := p.Box.And(crop); cut.X1-cut.X0 >= 1 && cut.Y1-cut.Y0 >= 1 {
			p.Box = cut
		}
	}
	p.Turned = (f.Int(from.turned)%360 + 360) % 360 / 90 * 90
	return p
}

// Rect is o as a rectangle with an area that paper can have.
func (f *File) Rect(o Object) (Rect, bool) {
	v, ok := f.Numbers(o, 4)
	if !ok {
		return Rect{}, false
	}
	r := Rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
	const most = 1e6
	ok = r.X1-r.X0 >= 1 && r.Y1-r.Y0 >= 1 && r.X0 > -most && r.Y0 > -most && r.X1 < most && r.Y1 < most
	return r, ok
}

// And is what two rectangles share; it may be empty or turned inside out.
func (r Rect) And(s Rect) Rect {
	return Rect{max(r.X0, s.X0), max(r.Y0, s.Y0), min(r.X1, s.X1), min(r.Y1, s.Y1)}
}

// Content is a page's content, its streams one after the other. What could be
// read comes with the error about what could not.
func (f *File) Content(p *Page) ([]byte, error) {
	var out []byte
	var failed error
	add := func(o Object) {
		s := f.Stream(o)
		if s == nil {
			return
		}
		data, err := f.Data(s)
		if err != nil && failed == nil {
			failed = err
		}
		if len(out)+len(data) > maxStream {
			failed = ErrTooMuch
			return
		}
		out = append(append(out, data...), '\n')
	}
	switch c := f.Resolve(p.Dict["Contents"]).(type) {
	case *Stream:
		return f.Data(c)
	case Array:
		const most = 10_000
		for _, o := range c[:min(len(c), most)] {
			add(o)
		}
	}
	return out, failed
}
