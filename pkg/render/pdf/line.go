package pdf

import "strings"

// How far a line may be changed to end at the margin. The gap between two
// Chinese characters stays under a tenth of an em: beyond that, programs that
// read the text back put spaces between the characters, and search breaks.
const (
	hanLatinGap  = 0.08  // of an em, between Chinese and Latin
	hanStretch   = 0.095 // of an em, most between two Chinese characters
	spaceStretch = 0.25  // of an em, most in a space
)

// narrowest is the width under which lines are taken for those of a table.
const narrowest = 100 * mm

// span is the cells of one line, and how its marks are squeezed.
type span struct {
	from, to int // cells[from:to]
	squeeze  squeeze
	last     bool // the paragraph ends here, or is cut by hand
}

// breakLines cuts cells into lines of a first and a further width. Every cell
// is in exactly one line.
func breakLines(cells []cell, first, rest float64, justify bool) []span {
	shrinkDigests(cells, min(first, rest))
	promote(cells, first, rest)
	var out []span
	for from := 0; from < len(cells); {
		width := rest
		if len(out) == 0 {
			width = first
		}
		s := nextLine(cells, from, width, len(out) == 0, justify)
		out = append(out, s)
		from = s.to
	}
	return mendOrphans(cells, out, first, rest)
}

// ruler measures a line as it grows.
type ruler struct {
	cells  []cell
	from   int
	indent bool // the first line of a paragraph keeps the blank of an opening mark
	pen    float64
	blanks float64 // what squeezing by halves can win
}

// add measures one more cell.
func (r *ruler) add(i int) {
	c := &r.cells[i]
	if i > r.from {
		r.pen += gap(&r.cells[i-1], c)
	}
	r.pen += c.width
	if squeezable(c) {
		if i == r.from && !r.indent && c.class == opening {
			r.pen -= c.style.size / 2 // at the line's start it is set half wide
			return
		}
		r.blanks += c.style.size / 2
	}
}

// ending measures the line as it would be if it ended after cell i: without
// trailing spaces, the last mark half wide.
func (r *ruler) ending(i int) (width, blanks float64) {
	width, blanks = r.pen, r.blanks
	for ; i > r.from && r.cells[i].class == space; i-- {
		width -= r.cells[i].width
	}
	if c := &r.cells[i]; c.class == closing && squeezable(c) {
		width -= c.style.size / 2
		blanks -= c.style.size / 2
	}
	return width, blanks
}

func squeezable(c *cell) bool {
	return (c.class == opening || c.class == closing) && !c.half && c.advance == 1000
}

// gap is the space set between two neighbours.
func gap(a, b *cell) float64 {
	into := a.class == han && b.class == western && alphanumeric(b.text, true)
	outOf := a.class == western && b.class == han && alphanumeric(a.text, false)
	if into || outOf {
		return hanLatinGap * min(a.style.size, b.style.size)
	}
	return 0
}

func alphanumeric(s string, first bool) bool {
	if s == "" {
		return false
	}
	c := s[len(s)-1]
	if first {
		c = s[0]
	}
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80
}

// nextLine finds where the line from a cell ends: at the last place that fits,
// or, where that would leave more than a character's room, at the next place
// if the line's marks can be squeezed for it.
func nextLine(cells []cell, from int, width float64, firstLine, justify bool) span {
	r := ruler{cells: cells, from: from, indent: firstLine}
	const slop = 0.01
	best, slack := -1, 0.0
	soft, softSlack := -1, 0.0 // the last discouraged place that fits
	for i := from; i < len(cells); i++ {
		r.add(i)
		last := i == len(cells)-1
		level := cells[i].after
		if level < discouraged && !last {
			if best >= 0 && r.pen-r.blanks > width {
				break
			}
			continue
		}
		w, blanks := r.ending(i)
		if w <= width+slop {
			if level == must || last {
				return span{from: from, to: i + 1, last: true}
			}
			if level == discouraged {
				soft, softSlack = i, width-w
			} else {
				best, slack = i, width-w
			}
			continue
		}
		if level == discouraged {
			continue
		}
		if em := cells[i].style.size; best < 0 || slack > 0.99*em || last && orphan(cells[best+1:i+1]) {
			for _, by := range [...]squeeze{threeQuarter, halved} {
				if w-blanks*float64(by)/2 <= width+slop {
					return span{from: from, to: i + 1, squeeze: by, last: last || level == must}
				}
			}
		}
		break
	}
	if best < 0 && soft < 0 {
		return span{from: from, to: from + max(1, fitting(cells, from, width)), last: false}
	}
	if soft > best && (best < 0 || justify && slack > room(cells[from:best+1]) && softSlack < slack) {
		best = soft
	}
	return span{from: from, to: best + 1}
}

// fitting counts the cells that fit when no break was found: it happens only
// where a single cell is wider than the line.
func fitting(cells []cell, from int, width float64) int {
	w, n := 0.0, 0
	for i := from; i < len(cells); i++ {
		if w += cells[i].width; w > width {
			break
		}
		n++
	}
	return n
}

// room is how far a line can be stretched.
func room(cells []cell) float64 {
	total := 0.0
	for i := range cells {
		if i+1 < len(cells) && stretches(&cells[i], &cells[i+1]) {
			total += hanStretch * cells[i].style.size
		} else if cells[i].class == space {
			total += spaceStretch * cells[i].style.size
		}
	}
	return total
}

// stretches says whether there is a gap between two neighbours that may grow.
func stretches(a, b *cell) bool {
	wide := func(c class) bool { return c == han || c == opening || c == closing || c == middle }
	return wide(a.class) && wide(b.class) && !(a.class == middle && a.text == b.text)
}

// shrinkDigests sets a digest that is wider than the line smaller, down to
// 8 pt, so that it stays unbroken.
func shrinkDigests(cells []cell, width float64) {
	for i := 0; i < len(cells); {
		j, w := i, 0.0
		for ; j < len(cells) && cells[j].digest; j++ {
			w += cells[j].width
		}
		if w > width {
			scale := max(width/w*0.999, smallest/cells[i].style.size)
			for k := i; k < j && scale < 1; k++ {
				cells[k].style.size *= scale
				cells[k].width *= scale
			}
		}
		i = max(j, i+1)
	}
}

// promote lets what fits no line be broken, at the best places that do.
func promote(cells []cell, first, rest float64) {
	start := 0
	for i := range cells {
		if i+1 < len(cells) && cells[i].after < willing {
			continue
		}
		limit := rest
		if start == 0 {
			limit = first
		}
		promoteChunk(cells, start, i+1, limit, discouraged)
		start = i + 1
	}
}

func promoteChunk(cells []cell, from, to int, limit float64, level breakLevel) {
	r := ruler{cells: cells, from: from, indent: true}
	for i := from; i < to; i++ {
		r.add(i)
	}
	if to-from < 2 {
		return
	}
	w, _ := r.ending(to - 1)
	if w <= limit {
		return
	}
	if limit < narrowest && level <= atMark && shrink(cells[from:to], limit/w*0.999) {
		return
	}
	start := from
	for i := from; i < to; i++ {
		if i+1 < to && cells[i].after != level {
			continue
		}
		if i+1 < to {
			cells[i].after = willing
		}
		if level == emergency && i == to-1 && from > 0 && limit < narrowest && cells[from-1].after == willing {
			cells[from-1].after = must // in a cell of a table it begins a line, so that less of it is cut
		}
		if level > never {
			promoteChunk(cells, start, i+1, limit, level-1)
		}
		start = i + 1
	}
}

// leastToken is the size down to which an identifier is set to stay unbroken in
// a narrow column: half an order number is no use to who searches for it.
const leastToken = 8.5

// shrink sets the cells of an identifier smaller by a factor, if they stay
// readable and are one.
func shrink(cells []cell, factor float64) bool {
	for i := range cells {
		c := &cells[i]
		if c.style.size*factor < leastToken || c.class != space && !tokenPart(c.text) {
			return false
		}
	}
	for i := range cells {
		cells[i].style.size *= factor
		cells[i].width *= factor
	}
	return true
}

// orphan says whether cells are one Chinese character and its marks, which
// should not stand on a line alone.
func orphan(cells []cell) bool {
	n := 0
	for i := range cells {
		switch c := &cells[i]; c.class {
		case han:
			n++
		case closing, space:
		default:
			return false
		}
	}
	return n == 1
}

// mendOrphans gives a last line that holds one character another from the line
// above.
func mendOrphans(cells []cell, lines []span, first, rest float64) []span {
	for k := 1; k < len(lines); k++ {
		prev, this := &lines[k-1], &lines[k]
		if !this.last || prev.last || !orphan(cells[this.from:this.to]) {
			continue
		}
		width := rest
		if k == 1 {
			width = first
		}
		for i := prev.to - 2; i > prev.from; i-- {
			if cells[i].after < willing {
				continue
			}
			r := ruler{cells: cells, from: prev.from, indent: k == 1}
			for j := prev.from; j <= i; j++ {
				r.add(j)
			}
			// A line that stays a little short is better than a lone character.
			if w, _ := r.ending(i); width-w <= max(room(cells[prev.from:i+1]), width/5) || width < 12*cells[i].style.size {
				prev.to, this.from, prev.squeeze = i+1, i+1, full
			}
			break
		}
	}
	return lines
}

// plain is the text of cells.
func plain(cells []cell) string {
	var b strings.Builder
	for i := range cells {
		b.WriteString(cells[i].text)
	}
	return b.String()
}
