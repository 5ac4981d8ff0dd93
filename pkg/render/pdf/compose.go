package pdf

import (
	"slices"
	"strings"
)

// composed is a line ready to be drawn: where each cell stands.
type composed struct {
	cells []cell
	at    []float64 // each cell's place from the line's left
	gaps  []float64 // after each cell
	width float64
	last  bool
	right bool  // begins at the right margin
	blank *cell // the space at which it is cut, which is read and takes no room
}

// compose sets one line: marks at its ends and in it take their widths, and a
// line that is to reach the margin is stretched if it can be. The line's cells are
// the paragraph's, which are set once.
func (c *compositor) compose(cells []cell, s span, width float64, firstLine, justify bool) (composed, error) {
	l := composed{cells: cells[s.from:s.to:s.to], last: s.last}
	for n := len(l.cells); n > 0 && l.cells[n-1].class == space; n-- {
		l.cells, l.blank = l.cells[:n-1], &l.cells[n-1]
	}
	for i := range l.cells {
		by := s.squeeze
		m := &l.cells[i]
		if i == 0 && m.class == opening && !firstLine || i == len(l.cells)-1 && m.class == closing {
			by = halved
		}
		if by == full || !squeezable(m) {
			continue
		}
		if err := c.squeezed(m, by); err != nil {
			return l, err
		}
	}
	n := len(l.cells)
	places := make([]float64, 2*n)
	l.at, l.gaps = places[:n:n], places[n:]
	spaces, hans := 0.0, 0.0 // ems that can grow
	for i := range l.cells {
		m := &l.cells[i]
		g := 0.0
		if i+1 < len(l.cells) {
			g = gap(m, &l.cells[i+1])
			if stretches(m, &l.cells[i+1]) {
				hans += m.style.size
			}
		}
		if m.class == space {
			spaces += m.style.size
		}
		l.gaps[i] = g
		l.width += m.width + g
	}
	if slack := width - l.width; justify && !s.last && slack > 0.01 {
		l.stretch(slack, hans, spaces)
	}
	l.right = n > 0 && l.cells[0].right
	if l.visual() {
		l.blank = nil // the last cell is not where the line ends
		if err := c.mirror(l.cells); err != nil {
			return l, err
		}
	}
	pen := 0.0
	for i := range l.cells {
		l.at[i] = pen
		pen += l.cells[i].width + l.gaps[i]
	}
	l.width = pen
	return l, nil
}

// stretch spreads slack over the gaps of a line, or leaves the line ragged if
// they would grow too wide.
func (l *composed) stretch(slack, hans, spaces float64) {
	han := slack / max(hans+2*spaces, 0.001)
	gapOfSpace := 2 * han
	if han > hanStretch {
		han = hanStretch
		gapOfSpace = (slack - han*hans) / max(spaces, 0.001)
	}
	if gapOfSpace > spaceStretch && spaces > 0 || hans*han+spaces*gapOfSpace < slack-0.01 {
		return
	}
	for i := range l.cells {
		m := &l.cells[i]
		if i+1 < len(l.cells) && stretches(m, &l.cells[i+1]) {
			l.gaps[i] += han * m.style.size
		}
		if m.class == space {
			l.gaps[i] += gapOfSpace * m.style.size
		}
	}
}

// inks draws a line with its left at x and its baseline at y. What is drawn of a
// reference stands between the ink that leads there and a linkEnd.
func (l *composed) inks(x, y float64) []ink {
	var out []ink
	links := l.links(x, y)
	for i := 0; ; {
		if len(links) > 0 && i == links[0].to {
			out, links = append(out, linkEnd{}), links[1:]
		}
		if i == len(l.cells) {
			return out
		}
		end := len(l.cells)
		if len(links) > 0 {
			if end = links[0].from; i >= end {
				end = links[0].to
			}
			if i == links[0].from {
				out = append(out, links[0].ink)
			}
		}
		c := &l.cells[i]
		switch {
		case c.class == rule:
			out = append(out, barInk{x: x + l.at[i], y: y + 1.5, w: c.width, h: 0.5})
			i++
		case len(c.codes) == 0:
			i++
		case c.actual != "":
			out = append(out, l.special(i, x, y)...)
			i++
		default:
			var t textInk
			t, i = l.together(i, end, x, y)
			out = append(out, t)
		}
	}
}

// together is as many cells from i up to end as are drawn as one, and the first that
// is not.
func (l *composed) together(i, end int, x, y float64) (textInk, int) {
	c := &l.cells[i]
	t := textInk{x: x + l.at[i], y: y, face: c.face, size: c.style.size, ink: c.style.ink}
	j := i
	for ; j < end; j++ {
		d := &l.cells[j]
		if d.face != c.face || d.style.size != c.style.size || d.style.ink != c.style.ink || d.actual != "" || len(d.codes) == 0 {
			break
		}
		if j > i && !same(l.gaps[j-1], t.spacing) && j-1 > i {
			break
		}
		if j > i && l.gaps[j-1] != 0 && len(c.codes)+len(d.codes) > 2 {
			break // what is set after each letter would part those of a cell
		}
		if j == i+1 {
			t.spacing = l.gaps[i]
		}
		t.codes = append(t.codes, d.codes...)
	}
	if j == i+1 {
		t.spacing = 0
	}
	if b := l.blank; j == len(l.cells) && b != nil && b.face == t.face && t.spacing == 0 {
		t.codes = append(t.codes, b.codes...)
	}
	return t, j
}

func same(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 }

// special draws a cell whose letters do not say what they stand for.
func (l *composed) special(i int, x, y float64) []ink {
	c := &l.cells[i]
	size := c.size()
	t := textInk{x: x + l.at[i], y: y, face: c.face, size: size, ink: c.style.ink, codes: c.codes, actual: c.actual}
	if !c.missing {
		return []ink{t}
	}
	t.y -= 0.36 * (c.style.size - size) // in the middle of the characters beside it
	frame := frameInk{x: t.x + 0.06*size, y: t.y - 0.88*size, w: c.width - 0.12*size, h: 1.06 * size, line: 0.4}
	t.x += 0.22 * size
	return []ink{t, frame}
}

// link is what leads somewhere, and the cells of a line that it covers.
type link struct {
	ink      linkInk
	from, to int
}

// links covers the references of a line, each where it names its page.
func (l *composed) links(x, y float64) []link {
	var out []link
	for i := 0; i < len(l.cells); {
		r := l.cells[i].ref
		j := i + 1
		for j < len(l.cells) && l.cells[j].ref == r {
			j++
		}
		if text := plain(l.cells[i:j]); r != nil && r.names(text) {
			size := l.cells[i].style.size
			end := l.at[j-1] + l.cells[j-1].width
			ink := linkInk{x: x + l.at[i], y: y - 0.9*size, w: end - l.at[i], h: 1.1 * size, page: r.page, top: r.top, says: text}
			out = append(out, link{ink, i, j})
		}
		i = j
	}
	return out
}

// names says whether a text names the page a reference points at.
func (r *reference) names(s string) bool {
	notFigure := func(c rune) bool { return c < '0' || c > '9' }
	return slices.Contains(strings.FieldsFunc(s, notFigure), r.number)
}
