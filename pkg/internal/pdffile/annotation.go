package pdffile

// Appearance is what an annotation draws on its page: seals, stamps, the values
// of form fields.
type Appearance struct {
	Stream *Stream
	Ref    Ref
	Matrix Matrix // from the space behind the stream's own matrix to the page's own
}

// maxAppearances is how many annotations of one page are drawn.
const maxAppearances = 2000

// Appearances lists what the annotations of a page draw, as a viewer shows them
// on the screen.
func (f *File) Appearances(p *Page) []Appearance {
	var out []Appearance
	for _, o := range f.Array(p.Dict["Annots"]) {
		a := f.Dict(o)
		const hidden, noView = 2, 32
		if f.Int(a["F"])&(hidden|noView) != 0 || f.Name(a["Subtype"]) == "Popup" || f.Hidden(a["OC"]) {
			continue
		}
		normal := f.Dict(a["AP"])["N"]
		if states, ok := f.Resolve(normal).(Dict); ok {
			normal = states[f.Name(a["AS"])]
		}
		s := f.Stream(normal)
		rect, ok := f.Rect(a["Rect"])
		if s == nil || !ok || len(out) >= maxAppearances {
			continue
		}
		box, ok := f.Rect(s.Dict["BBox"])
		if !ok {
			continue
		}
		m := Identity()
		if v, ok := f.Numbers(s.Dict["Matrix"], 6); ok {
			m = Matrix(v)
		}
		b := m.Bounds(box)
		if b.X1-b.X0 <= 0 || b.Y1-b.Y0 <= 0 {
			continue
		}
		sx, sy := (rect.X1-rect.X0)/(b.X1-b.X0), (rect.Y1-rect.Y0)/(b.Y1-b.Y0)
		out = append(out, Appearance{Stream: s, Ref: s.ref, Matrix: Matrix{sx, 0, 0, sy, rect.X0 - b.X0*sx, rect.Y0 - b.Y0*sy}})
	}
	return out
}

// Hidden reports whether an optional-content group, or a list of them, is off
// when the file is opened.
func (f *File) Hidden(o Object) bool {
	if o == nil {
		return false
	}
	off := f.off()
	if len(off) == 0 {
		return false
	}
	if ref, ok := o.(Ref); ok && off[ref.Num] {
		return true
	}
	d := f.Dict(o)
	if f.Name(d["Type"]) != "OCMD" {
		return false
	}
	groups := f.Resolve(d["OCGs"])
	list, ok := groups.(Array)
	if !ok {
		list = Array{d["OCGs"]}
	}
	for _, g := range list {
		if ref, ok := g.(Ref); !ok || !off[ref.Num] {
			return false
		}
	}
	return len(list) > 0
}

// off is the groups that are off when the file is opened.
func (f *File) off() map[int]bool {
	if f.layers != nil {
		return f.layers
	}
	f.layers = map[int]bool{}
	properties := f.Dict(f.Catalog()["OCProperties"])
	d := f.Dict(properties["D"])
	enter := func(list Array, off bool) {
		for _, o := range list {
			if ref, ok := o.(Ref); ok {
				if off {
					f.layers[ref.Num] = true
				} else {
					delete(f.layers, ref.Num)
				}
			}
		}
	}
	if f.Name(d["BaseState"]) == "OFF" {
		enter(f.Array(properties["OCGs"]), true)
	}
	enter(f.Array(d["ON"]), false)
	enter(f.Array(d["OFF"]), true)
	return f.layers
}
