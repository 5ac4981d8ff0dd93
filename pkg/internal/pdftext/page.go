// Package pdftext reads the text of PDF pages.
//
// It promises text in the order in which people read forms and tables: lines
// from the top down, each from left to right, with a space where there is a
// gap, two where there is a wide one. What the file does not say about a letter
// is U+FFFD and counted, never guessed: fonts without a map to Unicode name
// glyphs by numbers of their own. It forbids reading pixels: a scan has no text.
//
// Columns of a page that stand side by side are read across, since a bill that
// is read down its columns loses which amount belongs to which line.
package pdftext

import (
	"fmt"

	"complain/pkg/internal/pdffile"
)

// Text is what a page says.
type Text struct {
	Text      string // lines, divided by line ends
	Letters   int    // letters drawn, spaces left out
	Unknown   int    // of these, those that the file does not name
	Invisible int    // of these, those that are not seen: the layer of text over a scan
	Outside   int    // letters outside the page as it is shown; none of them is in Text
	Pictures  int    // pictures drawn
	Failed    error  // part of the content could not be read, and why; nil otherwise
}

// Limits of one page.
const (
	maxOperators = 5_000_000
	maxGlyphs    = 400_000
	maxForms     = 16 // forms in forms
	maxStates    = 1000
	maxDrawn     = 20_000 // forms drawn
)

var errLimit = fmt.Errorf("one page: %w", pdffile.ErrTooMuch)

// Reader reads the pages of one file. Fonts are read once.
type Reader struct{ r reader }

// NewReader reads pages of f.
func NewReader(f *pdffile.File) *Reader {
	return &Reader{reader{file: f, fonts: map[int]*font{}, names: names()}}
}

// Page reads one page. The error is that of a context that ended; what else
// cannot be read is said in Failed.
func (r *Reader) Page(p *pdffile.Page) (Text, error) {
	w := &page{reader: &r.r}
	start := state{scale: 1, clip: pdffile.Rect{X1: p.Width(), Y1: p.Height()}}
	content, err := r.r.file.Content(p)
	if err != nil {
		w.failed = err
	}
	start.ctm = p.Upright()
	w.run(content, p.Resources, start, 0)
	for _, a := range r.r.file.Appearances(p) {
		start.ctm = a.Matrix.Mul(p.Upright())
		w.form(a.Stream, start, p.Resources, 0)
	}
	if err := r.r.file.Err(); err != nil {
		return Text{}, err
	}
	t := Text{Text: w.lines(), Letters: w.letters, Unknown: w.unknown, Invisible: w.invisible, Outside: w.outside, Pictures: w.pictures, Failed: w.failed}
	return t, nil
}

// reader is what the pages of a file share.
type reader struct {
	file  *pdffile.File
	fonts map[int]*font
	names map[string]string
}

// page is a page being read.
type page struct {
	*reader
	spans  []span
	marked []mark
	failed error

	letters, unknown, invisible, outside, pictures int
	operators, drawn                               int
}

// state is the graphics state as far as text needs it.
type state struct {
	ctm                  pdffile.Matrix
	font                 *font
	size, scale          float64
	spacing, words, rise float64
	leading              float64
	mode                 int
	text, line           pdffile.Matrix
	clip                 pdffile.Rect // what is shown: the page, inside a form what its box leaves of it
}

// mark is a marked-content sequence.
type mark struct {
	actual string // what stands for its letters
	says   bool   // there is an actual text
	said   bool
	hidden bool
}

func (w *page) fail(err error) {
	if w.failed == nil {
		w.failed = err
	}
}

// run interprets a content stream.
func (w *page) run(content []byte, resources pdffile.Dict, s state, depth int) {
	l := pdffile.NewLexer(content)
	var stack []state
	var args []any
	marks := len(w.marked)
	defer func() { w.marked = w.marked[:min(marks, len(w.marked))] }()
	for {
		o, err := l.Next()
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
		if w.operators++; w.operators > maxOperators || len(w.spans) > maxGlyphs {
			w.fail(errLimit)
			return
		}
		if w.operators%4096 == 0 && w.file.Err() != nil {
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
		case "BI":
			w.pictures++
			l.InlineImage()
		case "Do":
			if len(args) > 0 {
				name, _ := args[0].(pdffile.Name)
				w.draw(w.file.Dict(resources["XObject"])[name], s, resources, depth)
			}
		case "Tf":
			if len(args) >= 2 {
				name, _ := args[0].(pdffile.Name)
				s.font, s.size = w.font(w.file.Dict(resources["Font"])[name]), number(args[1])
			}
		case "gs":
			if len(args) > 0 {
				name, _ := args[0].(pdffile.Name)
				g := w.file.Dict(w.file.Dict(resources["ExtGState"])[name])
				if f := w.file.Array(g["Font"]); len(f) == 2 {
					s.font = w.font(f[0])
					s.size, _ = w.file.Number(f[1])
				}
			}
		case "BDC", "BMC":
			w.begin(op, args, resources)
		case "EMC":
			if n := len(w.marked); n > marks {
				w.marked = w.marked[:n-1]
			}
		default:
			w.operate(op, args, &s)
		}
		args = args[:0]
	}
}

// operate changes the state by the operators of text and position.
func (w *page) operate(op pdffile.Keyword, args []any, s *state) {
	n := make([]float64, 6)
	for i := range min(6, len(args)) {
		n[i] = number(args[i])
	}
	whole := len(args) >= 6
	switch op {
	case "cm":
		if whole {
			s.ctm = pdffile.Matrix(n).Mul(s.ctm)
		}
	case "BT":
		s.text, s.line = pdffile.Identity(), pdffile.Identity()
	case "Tm":
		if whole {
			s.text, s.line = pdffile.Matrix(n), pdffile.Matrix(n)
		}
	case "Td":
		s.move(n[0], n[1])
	case "TD":
		s.leading = -n[1]
		s.move(n[0], n[1])
	case "T*":
		s.move(0, -s.leading)
	case "TL":
		s.leading = n[0]
	case "Tc":
		s.spacing = n[0]
	case "Tw":
		s.words = n[0]
	case "Tz":
		s.scale = n[0] / 100
	case "Ts":
		s.rise = n[0]
	case "Tr":
		s.mode = int(n[0])
	case "Tj":
		w.show(args, s)
	case "'":
		s.move(0, -s.leading)
		w.show(args, s)
	case `"`:
		if len(args) >= 3 {
			s.words, s.spacing = n[0], n[1]
			s.move(0, -s.leading)
			w.show(args[2:], s)
		}
	case "TJ":
		if len(args) > 0 {
			a, _ := args[0].(pdffile.Array)
			w.show(a, s)
		}
	}
}

func number(o any) float64 {
	switch v := o.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

func (s *state) move(x, y float64) {
	s.line = pdffile.Matrix{1, 0, 0, 1, x, y}.Mul(s.line)
	s.text = s.line
}

// begin opens a marked-content sequence.
func (w *page) begin(op pdffile.Keyword, args []any, resources pdffile.Dict) {
	m := mark{}
	if n := len(w.marked); n > 0 {
		m.hidden = w.marked[n-1].hidden
	}
	if op == "BDC" && len(args) >= 2 {
		var properties pdffile.Object = args[1]
		if name, ok := args[1].(pdffile.Name); ok {
			properties = w.file.Dict(resources["Properties"])[name]
		}
		if args[0] == pdffile.Name("OC") && w.file.Hidden(properties) {
			m.hidden = true
		}
		if s, ok := w.file.Resolve(w.file.Dict(properties)["ActualText"]).(pdffile.String); ok {
			m.actual, m.says = pdffile.Text(string(s)), true
		}
	}
	if len(w.marked) < maxStates {
		w.marked = append(w.marked, m)
	}
}

// draw draws an external object: a form's content is part of the page.
func (w *page) draw(o pdffile.Object, s state, resources pdffile.Dict, depth int) {
	x := w.file.Stream(o)
	if x == nil || w.file.Hidden(x.Dict["OC"]) || len(w.marked) > 0 && w.marked[len(w.marked)-1].hidden {
		return
	}
	switch w.file.Name(x.Dict["Subtype"]) {
	case "Image":
		w.pictures++
	case "Form":
		w.form(x, s, resources, depth)
	}
}

func (w *page) form(x *pdffile.Stream, s state, resources pdffile.Dict, depth int) {
	if w.drawn++; w.drawn > maxDrawn || depth >= maxForms {
		w.fail(errLimit)
		return
	}
	data, err := w.file.Data(x)
	if err != nil {
		w.fail(fmt.Errorf("a form: %w", err))
		return
	}
	if m, ok := w.file.Numbers(x.Dict["Matrix"], 6); ok {
		s.ctm = pdffile.Matrix(m).Mul(s.ctm)
	}
	if box, ok := w.file.Rect(x.Dict["BBox"]); ok {
		s.clip = s.clip.And(s.ctm.Bounds(box))
	}
	if own := w.file.Dict(x.Dict["Resources"]); own != nil {
		resources = own
	}
	w.run(data, resources, s, depth+1)
}
