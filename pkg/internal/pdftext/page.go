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
	"complain/pkg/internal/pdfcontent"
	"complain/pkg/internal/pdffile"
)

// Text is what a page says.
type Text struct {
	Text      string // lines, divided by line ends
	Words     []Word // the same by its places, of the page's own direction
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
	maxDrawn     = 20_000 // forms drawn
)

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
	w.run = pdfcontent.New(r.r.file, pdfcontent.Reader[state]{
		Limits:   pdfcontent.Limits{Operators: maxOperators, Forms: maxDrawn},
		Operator: w.operator,
		Picture:  func(*pdffile.Stream, pdffile.Dict, pdfcontent.State[state]) { w.pictures++ },
	})
	if err := w.run.Page(p, state{scale: 1}); err != nil {
		return Text{}, err
	}
	t := Text{Text: w.lines(), Words: w.words(), Letters: w.letters, Unknown: w.unknown, Invisible: w.invisible, Outside: w.outside, Pictures: w.pictures, Failed: w.run.Failed}
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
	run   *pdfcontent.Run[state]
	spans []span

	letters, unknown, invisible, outside, pictures int
}

// drawing is the graphics state as far as text needs it.
type drawing = pdfcontent.State[state]

// state is the part of it that is text's own.
type state struct {
	font                 *font
	size, scale          float64
	spacing, words, rise float64
	leading              float64
	mode                 int
	text, line           pdffile.Matrix
}

// operator takes the operators that choose a font, and passes on those of text.
func (w *page) operator(op pdffile.Keyword, args []any, resources pdffile.Dict, s *drawing) {
	named := func(kind pdffile.Name) pdffile.Object {
		if len(args) == 0 {
			return nil
		}
		name, _ := args[0].(pdffile.Name)
		return w.file.Dict(resources[kind])[name]
	}
	switch op {
	case "Tf":
		if len(args) >= 2 {
			s.Own.font, s.Own.size = w.font(named("Font")), pdfcontent.Number(args[1])
		}
	case "gs":
		if f := w.file.Array(w.file.Dict(named("ExtGState"))["Font"]); len(f) == 2 {
			s.Own.font = w.font(f[0])
			s.Own.size, _ = w.file.Number(f[1])
		}
	default:
		w.operate(op, args, s)
	}
	if len(w.spans) > maxGlyphs {
		w.run.Stop()
	}
}

// operate changes the state by the operators of text and position.
func (w *page) operate(op pdffile.Keyword, args []any, d *drawing) {
	s := &d.Own
	var n [3]float64
	for i := range min(len(n), len(args)) {
		n[i] = pdfcontent.Number(args[i])
	}
	switch op {
	case "BT":
		s.text, s.line = pdffile.Identity(), pdffile.Identity()
	case "Tm":
		if m, ok := pdfcontent.MatrixOf(args); ok {
			s.text, s.line = m, m
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
		w.show(args, d)
	case "'":
		s.move(0, -s.leading)
		w.show(args, d)
	case `"`:
		if len(args) >= 3 {
			s.words, s.spacing = n[0], n[1]
			s.move(0, -s.leading)
			w.show(args[2:], d)
		}
	case "TJ":
		if len(args) > 0 {
			a, _ := args[0].(pdffile.Array)
			w.show(a, d)
		}
	}
}

func (s *state) move(x, y float64) {
	s.line = pdffile.Matrix{1, 0, 0, 1, x, y}.Mul(s.line)
	s.text = s.line
}
