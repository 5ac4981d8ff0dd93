package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/internal/pdfcontent"
	"complain/pkg/internal/pdffile"
)

// span is a letter on the page: where it begins along its line, where the line
// is across it, how far it reaches.
type span struct {
	along, across float64
	width, size   float64
	angle         int  // of its line, in degrees
	upright       bool // its line runs downwards, and the letter stands upright
	text          string
}

// show draws a string, or the strings and moves of an array.
func (w *page) show(list []any, d *drawing) {
	s := &d.Own
	if s.font == nil {
		for _, o := range list {
			if t, ok := o.(pdffile.String); ok { // no font is named: nothing says what the bytes are
				w.letters += len(t)
				w.unknown += len(t)
			}
		}
		return
	}
	for _, o := range list {
		switch v := o.(type) {
		case pdffile.String:
			for t := string(v); t != "" && len(w.spans) <= maxGlyphs; {
				g := s.font.next(t)
				t = t[max(g.bytes, 1):]
				w.glyph(g, d)
			}
		case int64, float64:
			by := -pdfcontent.Number(v) / 1000 * s.size
			if s.font.vertical {
				s.advance(0, by)
			} else {
				s.advance(by*s.scale, 0)
			}
		}
	}
}

func (s *state) advance(x, y float64) { s.text = pdffile.Matrix{1, 0, 0, 1, x, y}.Mul(s.text) }

// glyph places a letter and moves behind it.
func (w *page) glyph(g glyph, d *drawing) {
	s := &d.Own
	m := pdffile.Matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.Mul(s.text).Mul(d.Place)
	x, y := m.Apply(0, 0)
	move := g.width*s.size + s.spacing
	if g.blank {
		move += s.words
	}
	dx, dy := m[0], m[1]
	width := g.width * math.Hypot(dx, dy)
	if s.font.vertical {
		s.advance(0, -s.size+s.spacing)
		dx, dy = -m[2], -m[3]
		width = math.Hypot(dx, dy)
	} else {
		s.advance(move*s.scale, 0)
	}
	var actual *pdfcontent.Mark
	for i := range w.run.Marks {
		if w.run.Marks[i].Says && actual == nil {
			actual = &w.run.Marks[i]
		}
	}
	size := math.Hypot(m[2], m[3])
	const reach = 2.0
	if w.run.Hidden() {
		return
	}
	if !(x >= d.Clip.X0-reach && x <= d.Clip.X1+reach && y >= d.Clip.Y0-reach && y <= d.Clip.Y1+reach) || math.IsNaN(width+size) {
		if strings.TrimSpace(g.text) != "" {
			w.outside++
		}
		return
	}
	text := g.text
	switch {
	case actual != nil:
		text = ""
		if !actual.Said {
			actual.Said = true
			text = actual.Actual
		}
	case !g.ok || private(text):
		text = "\uFFFD"
	}
	text = tidy(text)
	if strings.TrimSpace(text) != "" {
		w.letters++
		if text == "\uFFFD" {
			w.unknown++
		}
		if s.mode == 3 {
			w.invisible++
		}
	}
	angle := int(math.Round(math.Atan2(dy, dx) * 180 / math.Pi))
	sin, cos := math.Sincos(float64(angle) * math.Pi / 180)
	w.spans = append(w.spans, span{along: x*cos + y*sin, across: y*cos - x*sin, width: width, size: size, angle: angle, upright: s.font.vertical, text: text})
}

// private reports a text that stands for nothing outside its own font.
func private(text string) bool {
	for _, r := range text {
		if r == 0 || r == 0xFFFD || r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 {
			return true
		}
	}
	return false
}

// tidy leaves out what no reader sees. Radicals are the characters that look
// the same: fonts draw both with one glyph, and the map back names either.
func tidy(text string) string {
	if text == " " {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2F00 && r <= 0x2FDF || r >= 0x2E80 && r <= 0x2EF3:
			for _, c := range norm.NFKC.String(string(r)) {
				return c
			}
		case r == '\u00a0' || r == '\u3000' || r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.Is(unicode.Cc, r) || r == '\u00ad' || r == '\ufeff':
			return -1
		}
		return r
	}, text)
}

// lines puts the letters into lines: those of the page's own direction first,
// then each other direction in the order in which it came.
func (w *page) lines() string {
	var out []string
	for _, group := range w.grouped() {
		if line := joined(group); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// grouped is the letters a line each.
func (w *page) grouped() [][]span {
	var angles []int
	groups := map[int][]span{}
	for _, s := range w.spans {
		if groups[s.angle] == nil {
			angles = append(angles, s.angle)
		}
		groups[s.angle] = append(groups[s.angle], s)
	}
	slices.SortStableFunc(angles, func(a, b int) int { return cmp.Compare(level(a), level(b)) })
	var out [][]span
	for _, a := range angles {
		group := groups[a]
		slices.SortStableFunc(group, func(a, b span) int { return cmp.Compare(b.across, a.across) })
		for len(group) > 0 {
			n := 1
			for n < len(group) && math.Abs(group[n].across-group[0].across) <= 0.4*max(group[0].size, group[n].size) {
				n++
			}
			out = append(out, group[:n])
			group = group[n:]
		}
	}
	return out
}

func level(angle int) int {
	if angle == 0 {
		return 0
	}
	return 1
}

// joined is the text of one line.
func joined(line []span) string {
	slices.SortStableFunc(line, func(a, b span) int { return cmp.Compare(a.along, b.along) })
	var b strings.Builder
	end, last := math.Inf(-1), span{}
	have := 0 // blanks at the end
	wide := spread(line)
	for _, s := range line {
		near := 0.15 * s.size
		if last.width > 0 {
			near = min(near, 0.6*last.width) // further on it stands behind the other
		}
		if s.text != "" && s.text == last.text && s.along-last.along < near && math.Abs(s.across-last.across) < 0.15*s.size {
			continue // drawn twice, to look bold
		}
		blanks := 0
		if gap := s.along - end; b.Len() > 0 {
			size := max(min(s.size, last.size), 1)
			gap -= wide * size
			switch {
			case gap > 1.5*size:
				blanks = 2
			case gap > 0.2*size && !(han(last.text) && han(s.text) && gap < 0.6*size):
				blanks = 1
			}
		}
		text := s.text
		if strings.TrimSpace(text) == "" && text != "" {
			text, blanks = "", max(blanks, 1)
			// The blank itself is the gap.
		}
		if b.Len() > 0 && blanks > have {
			b.WriteString("  "[:blanks-have])
			have = blanks
		}
		if text != "" {
			b.WriteString(text)
			have = 0
		}
		end = max(end, s.along+s.width)
		if s.text != "" {
			last = s
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// The bounds of letters that are set apart, in sizes of the letters.
const (
	leastSpread = 0.2 // as far as a blank is wide
	mostSpread  = 0.7 // as far as columns are apart
	uneven      = 0.1 // between letters that are set apart alike
)

// spread is by how much the letters of a line are set apart, in their own size, as those
// of titles are: nearly all stand alike, and further from each other than words do
// elsewhere. 0 where they are not, and of figures, which may be those of a table.
func spread(line []span) float64 {
	pairs, apart, letters := 0, 0, 0
	each := func(of func(gap float64)) {
		end, last := 0.0, span{}
		for _, s := range line {
			blank := strings.TrimSpace(s.text) == ""
			if !blank && last.text != "" && !han(s.text) && !han(last.text) {
				of((s.along - end) / max(min(s.size, last.size), 1))
			}
			end = s.along + s.width
			if last = s; blank {
				last = span{}
			}
		}
	}
	each(func(gap float64) {
		if pairs++; gap > leastSpread && gap < mostSpread {
			apart++
		}
	})
	if pairs < 4 || apart*2 < pairs {
		return 0
	}
	filled := 0
	for _, s := range line {
		if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s.text)); s.text != "" && r != utf8.RuneError {
			if filled++; unicode.IsLetter(r) {
				letters++
			}
		}
	}
	gaps := make([]float64, 0, pairs)
	each(func(gap float64) { gaps = append(gaps, gap) })
	slices.Sort(gaps)
	usual, alike := gaps[len(gaps)/4], 0
	for _, gap := range gaps {
		if math.Abs(gap-usual) < uneven {
			alike++
		}
	}
	if usual <= leastSpread || usual >= mostSpread || alike*3 < len(gaps)*2 || letters*2 < filled {
		return 0
	}
	return usual
}

// han reports characters that are set without spaces between them.
func han(text string) bool {
	for _, r := range text {
		return r >= 0x2E80
	}
	return false
}
