// Package pdfcontent runs the content of PDF pages: the operators that all of a
// page's readers need (the stack of graphics states, the matrix, forms and their
// clipping, marked content, hidden layers, inline images) are done here, the rest
// is handed to the reader.
//
// It promises the order in which a page draws, with what its annotations show
// last; and to end within limits that a hostile page cannot stretch. Damaged
// content counts up to the damage. It forbids drawing.
package pdfcontent

import (
	"fmt"

	"complain/pkg/internal/pdffile"
)

// Limits bound the work for one page.
type Limits struct {
	Operators int
	Forms     int // drawn
}

const (
	maxDepth  = 16 // forms in forms
	maxStates = 1000
	maxArgs   = 64
)

// State is a graphics state: what all readers need, and a reader's own.
type State[S any] struct {
	Place pdffile.Matrix // from the content's space to the upright page
	Clip  pdffile.Rect   // what is shown: the page, inside a form what its box leaves of it
	Own   S
}

// Mark is a marked-content sequence.
type Mark struct {
	Hidden bool   // its layer is not shown, or that of one around it
	Says   bool   // there is an actual text
	Actual string // what stands for its letters
	Said   bool   // for the reader: Actual was taken
}

// Reader is what a reader of pages does with the rest. Its functions may be nil.
type Reader[S any] struct {
	Limits Limits
	// Operator takes an operator that is not done here.
	Operator func(op pdffile.Keyword, args []any, resources pdffile.Dict, s *State[S])
	// Picture takes a picture that is drawn and not hidden: an image of the file, or
	// an inline one, which is nil where it cannot be read.
	Picture func(x *pdffile.Stream, resources pdffile.Dict, s State[S])
}

// Run is the running of one page.
type Run[S any] struct {
	Marks []Mark // that are open, the outermost first
	// Failed is why a part of the page could not be read, or nil; Limit is set where
	// that is a limit of this package or of the reader.
	Failed, Limit error

	reader    Reader[S]
	file      *pdffile.File
	operators int
	forms     int
	stopped   bool
}

// New makes the running of a page of f.
func New[S any](f *pdffile.File, r Reader[S]) *Run[S] { return &Run[S]{reader: r, file: f} }

// Page runs a page, beginning with a state of the reader's own. The error is that
// of a context that ended.
func (r *Run[S]) Page(p *pdffile.Page, own S) error {
	start := State[S]{Place: p.Upright(), Clip: pdffile.Rect{X1: p.Width(), Y1: p.Height()}, Own: own}
	content, err := r.file.Content(p)
	if err != nil {
		r.fail(err)
	}
	r.run(content, p.Resources, start, 0)
	for _, a := range r.file.Appearances(p) {
		s := start
		s.Place = a.Matrix.Mul(p.Upright())
		r.form(a.Stream, p.Resources, s, 0)
	}
	return r.file.Err()
}

// Stop ends the running at a limit of the reader.
func (r *Run[S]) Stop() {
	r.stopped = true
	r.limit()
}

// limit leaves something out; what is behind it still counts.
func (r *Run[S]) limit() {
	r.Limit = fmt.Errorf("one page: %w", pdffile.ErrTooMuch)
	r.fail(r.Limit)
}

func (r *Run[S]) fail(err error) {
	if r.Failed == nil {
		r.Failed = err
	}
}

// Hidden reports whether what is drawn now belongs to a layer that is not shown.
func (r *Run[S]) Hidden() bool { return len(r.Marks) > 0 && r.Marks[len(r.Marks)-1].Hidden }

func (r *Run[S]) run(content []byte, resources pdffile.Dict, s State[S], depth int) {
	lexer := pdffile.NewLexer(content)
	var stack []State[S]
	var args []any
	marks := len(r.Marks)
	defer func() { r.Marks = r.Marks[:min(marks, len(r.Marks))] }()
	for !r.stopped {
		o, err := lexer.Next()
		if err != nil {
			return
		}
		op, ok := o.(pdffile.Keyword)
		if !ok {
			if len(args) < maxArgs {
				args = append(args, o)
			}
			continue
		}
		if r.operators++; r.operators > r.reader.Limits.Operators {
			r.Stop()
			return
		}
		if r.operators%4096 == 0 && r.file.Err() != nil {
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
			if m, ok := MatrixOf(args); ok {
				s.Place = m.Mul(s.Place)
			}
		case "BI":
			r.picture(lexer.InlineImage(), resources, s)
		case "Do":
			r.draw(r.named("XObject", args, resources), resources, s, depth)
		case "BMC", "BDC":
			r.begin(args, resources)
		case "EMC":
			if n := len(r.Marks); n > marks {
				r.Marks = r.Marks[:n-1]
			}
		default:
			if r.reader.Operator != nil {
				r.reader.Operator(op, args, resources, &s)
			}
		}
		args = args[:0]
	}
}

// named is the resource of a kind that the first operand names.
func (r *Run[S]) named(kind pdffile.Name, args []any, resources pdffile.Dict) pdffile.Object {
	if len(args) == 0 {
		return nil
	}
	name, _ := args[0].(pdffile.Name)
	return r.file.Dict(resources[kind])[name]
}

// begin opens a marked-content sequence, which may belong to a hidden layer or
// say what its letters stand for.
func (r *Run[S]) begin(args []any, resources pdffile.Dict) {
	m := Mark{Hidden: r.Hidden()}
	if len(args) >= 2 {
		var properties pdffile.Object = args[1]
		if name, ok := args[1].(pdffile.Name); ok {
			properties = r.file.Dict(resources["Properties"])[name]
		}
		if args[0] == pdffile.Name("OC") && r.file.Hidden(properties) {
			m.Hidden = true
		}
		if s, ok := r.file.Resolve(r.file.Dict(properties)["ActualText"]).(pdffile.String); ok {
			m.Actual, m.Says = pdffile.Text(string(s)), true
		}
	}
	if len(r.Marks) < maxStates {
		r.Marks = append(r.Marks, m)
	}
}

// draw draws an external object: a form's content is part of the page.
func (r *Run[S]) draw(o pdffile.Object, resources pdffile.Dict, s State[S], depth int) {
	x := r.file.Stream(o)
	if x == nil || r.Hidden() || r.file.Hidden(x.Dict["OC"]) {
		return
	}
	switch r.file.Name(x.Dict["Subtype"]) {
	case "Image":
		r.picture(x, resources, s)
	case "Form":
		r.form(x, resources, s, depth)
	}
}

func (r *Run[S]) picture(x *pdffile.Stream, resources pdffile.Dict, s State[S]) {
	if !r.Hidden() && r.reader.Picture != nil {
		r.reader.Picture(x, resources, s)
	}
}

func (r *Run[S]) form(x *pdffile.Stream, resources pdffile.Dict, s State[S], depth int) {
	if r.forms++; r.forms > r.reader.Limits.Forms || depth >= maxDepth {
		r.limit()
		return
	}
	data, err := r.file.Data(x)
	if err != nil {
		r.fail(fmt.Errorf("a form: %w", err))
		return
	}
	if m, ok := r.file.Numbers(x.Dict["Matrix"], 6); ok {
		s.Place = pdffile.Matrix(m).Mul(s.Place)
	}
	if box, ok := r.file.Rect(x.Dict["BBox"]); ok {
		s.Clip = s.Clip.And(s.Place.Bounds(box))
	}
	if own := r.file.Dict(x.Dict["Resources"]); own != nil {
		resources = own
	}
	r.run(data, resources, s, depth+1)
}

// Number is an operand as a number; what is none is 0.
func Number(o any) float64 {
	switch v := o.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

// MatrixOf is the first six operands, where there are as many.
func MatrixOf(args []any) (m pdffile.Matrix, ok bool) {
	if len(args) < len(m) {
		return m, false
	}
	for i := range m {
		m[i] = Number(args[i])
	}
	return m, true
}
