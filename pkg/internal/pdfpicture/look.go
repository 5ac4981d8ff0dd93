package pdfpicture

import (
	"fmt"

	"complain/pkg/internal/pdffile"
)

// Look finds the pictures that a page draws, in its content, in forms and in
// what its annotations show; none is decoded. The error wraps
// pdffile.ErrTooMuch or is that of a context that ended; damaged content counts
// up to the damage.
func Look(f *pdffile.File, from *pdffile.Page) (*Page, error) {
	p := &Page{file: f, width: from.Width(), height: from.Height()}
	l := looker{page: p}
	content, _ := f.Content(from)
	l.run(content, from.Resources, ink{place: from.Upright(), clip: pdffile.Rect{X1: p.width, Y1: p.height}}, 0)
	for _, a := range f.Appearances(from) {
		l.form(a.Stream, from.Resources, ink{place: a.Matrix.Mul(from.Upright()), clip: pdffile.Rect{X1: p.width, Y1: p.height}}, 0)
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	p.cover()
	return p, l.err
}

// looker reads content for the pictures that it draws.
type looker struct {
	page      *Page
	operators int
	forms     int
	marked    []bool // marked content, and whether it is hidden
	err       error
}

// ink is the graphics state as far as pictures need it.
type ink struct {
	place pdffile.Matrix
	clip  pdffile.Rect
	fill  uint8
	tints bool // the colour space counts ink, not light
}

func (l *looker) tooMuch() {
	l.err = fmt.Errorf("one page: %w", pdffile.ErrTooMuch)
}

func (l *looker) run(content []byte, resources pdffile.Dict, s ink, depth int) {
	lexer := pdffile.NewLexer(content)
	var stack []ink
	var args []any
	marks := len(l.marked)
	defer func() { l.marked = l.marked[:min(marks, len(l.marked))] }()
	for l.err == nil {
		o, err := lexer.Next()
		if err != nil {
			return
		}
		op, ok := o.(pdffile.Keyword)
		if !ok {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		if l.operators++; l.operators > maxOperators {
			l.tooMuch()
			return
		}
		if l.operators%4096 == 0 && l.page.file.Err() != nil {
			return
		}
		switch op {
		case "q":
			if len(stack) < maxStates {
				stack = append(stack, s)
			}
		case "Q":
			if n := len(stack); n > 0 {
				s, stack = stack[n-1], stack[:n-1]
			}
		case "cm":
			if n := numbers(args); len(n) >= 6 {
				s.place = pdffile.Matrix(n[:6]).Mul(s.place)
			}
		case "BI":
			if image := lexer.InlineImage(); image != nil {
				l.picture(image, resources, s)
			}
		case "Do":
			if len(args) > 0 {
				name, _ := args[0].(pdffile.Name)
				l.draw(l.page.file.Dict(resources["XObject"])[name], resources, s, depth)
			}
		case "BMC", "BDC":
			l.begin(args, resources)
		case "EMC":
			if n := len(l.marked); n > marks {
				l.marked = l.marked[:n-1]
			}
		default:
			l.colour(op, args, resources, &s)
		}
		args = args[:0]
	}
}

func numbers(args []any) []float64 {
	out := make([]float64, 0, len(args))
	for _, a := range args {
		switch v := a.(type) {
		case int64:
			out = append(out, float64(v))
		case float64:
			out = append(out, v)
		}
	}
	return out
}

// begin opens a marked-content sequence, which may belong to a hidden layer.
func (l *looker) begin(args []any, resources pdffile.Dict) {
	hidden := l.hidden()
	if len(args) >= 2 && args[0] == pdffile.Name("OC") {
		if name, ok := args[1].(pdffile.Name); ok && l.page.file.Hidden(l.page.file.Dict(resources["Properties"])[name]) {
			hidden = true
		}
	}
	if len(l.marked) < maxStates {
		l.marked = append(l.marked, hidden)
	}
}

func (l *looker) hidden() bool { return len(l.marked) > 0 && l.marked[len(l.marked)-1] }

// colour follows the colour that stencils are painted in.
func (l *looker) colour(op pdffile.Keyword, args []any, resources pdffile.Dict, s *ink) {
	n := numbers(args)
	switch op {
	case "g", "rg", "k":
		s.tints = false
	case "cs":
		s.tints, s.fill = false, 0
		if len(args) > 0 {
			c, ok := spaceOf(l.page.file, args[0], resources, 0)
			s.tints = ok && c.kind == inks
		}
		return
	case "sc", "scn":
	default:
		return
	}
	values := make([]uint8, len(n))
	for i, v := range n {
		values[i] = uint8(min(max(v, 0), 1)*255 + 0.5)
	}
	kind := map[int]kind{1: grey, 3: rgb, 4: cmyk}[len(n)]
	if s.tints {
		kind = inks
	}
	s.fill = brightness(kind, values)
}

// draw draws an external object.
func (l *looker) draw(o pdffile.Object, resources pdffile.Dict, s ink, depth int) {
	f := l.page.file
	x := f.Stream(o)
	if x == nil || l.hidden() || f.Hidden(x.Dict["OC"]) {
		return
	}
	switch f.Name(x.Dict["Subtype"]) {
	case "Image":
		l.picture(x, resources, s)
	case "Form":
		l.form(x, resources, s, depth)
	}
}

func (l *looker) form(x *pdffile.Stream, resources pdffile.Dict, s ink, depth int) {
	f := l.page.file
	if l.forms++; l.forms > maxPictures || depth >= maxForms {
		l.tooMuch()
		return
	}
	data, err := f.Data(x)
	if err != nil {
		return
	}
	if m, ok := f.Numbers(x.Dict["Matrix"], 6); ok {
		s.place = pdffile.Matrix(m).Mul(s.place)
	}
	if box, ok := f.Rect(x.Dict["BBox"]); ok {
		s.clip = s.clip.And(s.place.Bounds(box))
	}
	if own := f.Dict(x.Dict["Resources"]); own != nil {
		resources = own
	}
	l.run(data, resources, s, depth+1)
}

func (l *looker) picture(x *pdffile.Stream, resources pdffile.Dict, s ink) {
	f := l.page.file
	d := drawn{stream: x, resources: resources, place: s.place, fill: s.fill, width: f.Int(x.Dict["Width"]), height: f.Int(x.Dict["Height"])}
	d.box = s.place.Bounds(pdffile.Rect{X1: 1, Y1: 1}).And(s.clip)
	if l.hidden() || d.width < 1 || d.height < 1 || !(d.box.X1-d.box.X0 > 0 && d.box.Y1-d.box.Y0 > 0) {
		return
	}
	if len(l.page.pictures) >= maxPictures {
		l.tooMuch()
		return
	}
	l.page.pictures = append(l.page.pictures, d)
}
