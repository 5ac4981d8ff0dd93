package pdf

import "strings"

// squeeze says how much of its blank a full-width mark has given up.
type squeeze uint8

const (
	full         squeeze = iota
	threeQuarter         // a quarter em less
	halved               // half an em less
)

// squeezed sets a full-width mark narrower.
func (c *compositor) squeezed(l *cell, by squeeze) error {
	if by == full || l.class != opening && l.class != closing || len(l.codes) != 1 {
		return nil
	}
	tc, err := c.typeCase(l.face)
	if err != nil {
		return err
	}
	base := tc.letters[l.codes[0]]
	gid := base.gid
	left, right := tc.face.extent(gid)
	cut := min(500, 250*int(by))
	if whole := tc.face.advance(gid); l.class == closing && whole-right < cut || l.class == opening && left < cut || whole != 1000 {
		return nil // no blank to give
	}
	narrow := letter{gid: gid, advance: 1000 - cut, text: base.text}
	if l.class == opening {
		narrow.shift = -cut
	}
	code, ok := tc.code(narrow)
	if !ok {
		return nil
	}
	l.glyphs = l.with(code, narrow.advance)
	l.width = float64(l.advance) * l.style.size / 1000
	return nil
}

// adaptMarks gives each mark the form its neighbours ask for: quotation marks
// between Latin letters are narrow, dashes and dots of Chinese text fill their
// em, and two full-width marks that meet share one em and a half.
func (c *compositor) adaptMarks(cells []cell) error {
	for i := range cells {
		l := &cells[i]
		if len(l.codes) != 1 {
			continue
		}
		switch {
		case strings.ContainsAny(l.text, "“”‘’") && !c.wideQuote(cells, i):
			if err := c.narrow(l); err != nil {
				return err
			}
		case l.text == "—" && c.wideContext(cells, i):
			if err := c.substituted(l, "fwid"); err != nil {
				return err
			}
		case l.text == "…" && !c.wideContext(cells, i):
			if err := c.substituted(l, "pwid"); err != nil {
				return err
			}
			l.class = western
		}
	}
	for i := 0; i+1 < len(cells); i++ {
		a, b := &cells[i], &cells[i+1]
		var err error
		switch {
		case a.class == closing && (b.class == closing || b.class == opening):
			a.half = true
			err = c.squeezed(a, halved)
		case a.class == opening && b.class == opening:
			b.half = true
			err = c.squeezed(b, halved)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// substituted sets a mark with the glyph that a feature of its font has for it.
func (c *compositor) substituted(l *cell, feature string) error {
	tc, err := c.typeCase(l.face)
	if err != nil {
		return err
	}
	base := tc.letters[l.codes[0]]
	gid, ok := tc.face.substitute(base.gid, feature)
	if !ok {
		return nil
	}
	other := letter{gid: gid, advance: tc.face.advance(gid), text: base.text}
	code, ok := tc.code(other)
	if !ok {
		return nil
	}
	l.glyphs = l.with(code, other.advance)
	l.width = float64(l.advance) * l.style.size / 1000
	return nil
}

// wideQuote says whether a quotation mark is a Chinese one: what stands outside
// it decides, and in Chinese documents also what it holds.
func (c *compositor) wideQuote(cells []cell, i int) bool {
	cjk := func(n int) bool {
		k := cells[n].class
		return k == han || k == opening || k == closing || k == middle
	}
	outer, inner := i-1, i+1
	if cells[i].class == closing {
		outer, inner = inner, outer
	}
	edge := func(n int) bool { return n < 0 || n >= len(cells) || cells[n].after == must && cells[n].width == 0 }
	switch {
	case edge(outer):
		return c.chinese
	case cjk(outer):
		return true
	}
	return c.chinese && !edge(inner) && cjk(inner)
}

// wideContext says whether a dash or dots stand in Chinese text.
func (c *compositor) wideContext(cells []cell, i int) bool {
	for _, n := range [...]int{i - 1, i + 1} {
		if n >= 0 && n < len(cells) {
			if k := cells[n].class; k == han || k == opening || k == closing {
				return true
			}
		}
	}
	return c.chinese
}

// narrow sets a quotation mark as wide as its ink.
func (c *compositor) narrow(l *cell) error {
	tc, err := c.typeCase(l.face)
	if err != nil {
		return err
	}
	base := tc.letters[l.codes[0]]
	left, right := tc.face.extent(base.gid)
	slim := letter{gid: base.gid, advance: right - left + 110, shift: 55 - left, text: base.text}
	code, ok := tc.code(slim)
	if !ok {
		return nil
	}
	l.glyphs, l.class = l.with(code, slim.advance), western
	l.width = float64(l.advance) * l.style.size / 1000
	return nil
}

// tabular sets a figure as wide as all others, so that amounts stand in
// columns: the serif's 1 is narrow.
func (c *compositor) tabular(l *cell) error {
	if len(l.codes) != 1 || len(l.text) != 1 || !digit(l.text) {
		return nil
	}
	tc, err := c.typeCase(l.face)
	if err != nil {
		return err
	}
	base, zero := tc.letters[l.codes[0]], tc.face.advance(tc.face.glyph('0'))
	if base.advance == zero {
		return nil
	}
	even := letter{gid: base.gid, advance: zero, shift: (zero - base.advance) / 2, text: base.text}
	code, ok := tc.code(even)
	if !ok {
		return nil
	}
	l.glyphs = l.with(code, zero)
	l.width = float64(zero) * l.style.size / 1000
	return nil
}
