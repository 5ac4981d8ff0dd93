package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"complain/pkg/internal/fold"
	"complain/pkg/internal/pdfcontent"
	"complain/pkg/internal/pdffile"
)

// Find is the parts of a page, upright, where it says sought, whatever the case,
// the width and the spaces between Chinese characters: a part a line.
func (r *Reader) Find(p *pdffile.Page, sought string) ([]pdffile.Rect, error) {
	lines, err := r.lines(p)
	if err != nil {
		return nil, err
	}
	sought = fold.String(sought)
	if sought == "" {
		return nil, nil
	}
	text, places := laidOut(lines)
	folded := fold.Of(text)
	var out []pdffile.Rect
	for at := 0; ; {
		i := strings.Index(folded.Folded[at:], sought)
		if i < 0 {
			return out, nil
		}
		from, to := folded.Span(at+i, at+i+len(sought))
		out = append(out, partsOf(places, from, to)...)
		at += i + len(sought)
	}
}

// Under is the text of which some stands in a part of the upright page: of each
// line the letters that do.
func (r *Reader) Under(p *pdffile.Page, part pdffile.Rect) ([]string, error) {
	lines, err := r.lines(p)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, line := range lines {
		var touched []span
		for _, s := range line {
			if s.mostly(part) {
				touched = append(touched, s)
			}
		}
		if text := joined(touched); strings.TrimSpace(text) != "" {
			out = append(out, text)
		}
	}
	return out, nil
}

// lines is the letters of a page, a line each.
func (r *Reader) lines(p *pdffile.Page) ([][]span, error) {
	w := &page{reader: &r.r}
	w.run = pdfcontent.New(r.r.file, pdfcontent.Reader[state]{
		Limits: pdfcontent.Limits{Operators: maxOperators, Forms: maxDrawn}, Operator: w.operator,
		Picture: func(*pdffile.Stream, pdffile.Dict, pdfcontent.State[state]) {},
	})
	if err := w.run.Page(p, state{scale: 1}); err != nil {
		return nil, err
	}
	return w.grouped(), nil
}

// placed is a letter and where it stands in a text.
type placed struct {
	span
	line     int
	from, to int // bytes
}

// laidOut is the text of lines, a letter after the other, with a space where there
// is a gap.
func laidOut(lines [][]span) (string, []placed) {
	var b strings.Builder
	var out []placed
	for i, line := range lines {
		slices.SortStableFunc(line, func(a, b span) int { return cmp.Compare(a.along, b.along) })
		end, last, wide := math.Inf(-1), span{}, spread(line)
		for _, s := range line {
			if s.text != "" && s.text == last.text && s.along-last.along < 0.15*s.size {
				out = append(out, placed{s, i, b.Len() - len(s.text), b.Len()}) // drawn twice, to look bold
				continue
			}
			if b.Len() > 0 && s.along-end > (0.2+wide)*max(min(s.size, last.size), 1) {
				b.WriteByte(' ')
			}
			from := b.Len()
			b.WriteString(s.text)
			out = append(out, placed{s, i, from, b.Len()})
			end = max(end, s.along+s.width)
			if s.text != "" {
				last = s
			}
		}
		b.WriteByte('\n')
	}
	return b.String(), out
}

// partsOf is where the letters of a part of the text stand, a rectangle a line.
func partsOf(places []placed, from, to int) (out []pdffile.Rect) {
	last := -1
	for _, p := range places {
		if p.to <= from || p.from >= to || p.from == p.to {
			continue
		}
		b := p.box()
		if n := len(out); n > 0 && p.line == last {
			o := &out[n-1]
			*o = pdffile.Rect{X0: min(o.X0, b.X0), Y0: min(o.Y0, b.Y0), X1: max(o.X1, b.X1), Y1: max(o.Y1, b.Y1)}
		} else {
			out = append(out, b)
		}
		last = p.line
	}
	return out
}

// mostly reports whether a good part of a letter lies in a part of the page.
func (s span) mostly(part pdffile.Rect) bool {
	const enough = 0.25
	b := s.bounds(0, 0.1, 0.7)
	if s.upright {
		b = s.bounds(0, 0.4, 0.4)
	}
	whole := (b.X1 - b.X0) * (b.Y1 - b.Y0)
	in := b.And(part)
	return in.X1 > in.X0 && in.Y1 > in.Y0 && (in.X1-in.X0)*(in.Y1-in.Y0) >= enough*whole
}

// box is around a letter on the upright page, with room for what reaches below and
// above its line.
func (s span) box() pdffile.Rect {
	if s.upright {
		return s.bounds(0.08, 0.6, 0.6)
	}
	return s.bounds(0.08, 0.3, 1)
}

// bounds is around a letter with room beside, below and above its line, in parts of
// its size.
func (s span) bounds(room, below, above float64) pdffile.Rect {
	room, below, above = room*s.size, below*s.size, above*s.size
	sin, cos := math.Sincos(float64(s.angle) * math.Pi / 180)
	m := pdffile.Matrix{cos, sin, -sin, cos, 0, 0}
	return m.Bounds(pdffile.Rect{X0: s.along - room, Y0: s.across - below, X1: s.along + max(s.width, 0.1*s.size) + room, Y1: s.across + above})
}
