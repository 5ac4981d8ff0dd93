package pdf

import (
	"encoding/binary"
	"iter"
	"math"

	"github.com/go-text/typesetting/shaping"
)

// A letter that the shaper draws with several glyphs, or with one beside its
// place, is a glyph of its own in the file: a composite, as TrueType has them. So
// what it stands for is one code with one text, as with any other letter.

// component is one glyph of a composite, and where it stands, in units of the font.
type component struct {
	gid  uint16
	x, y int16
}

const componentSize = 6

// components are those of a letter; none where it is a glyph of the font.
func (l letter) components() iter.Seq[component] {
	return func(yield func(component) bool) {
		for p := []byte(l.parts); len(p) >= componentSize; p = p[componentSize:] {
			if !yield(component{u16(p, 0), i16(p, 2), i16(p, 4)}) {
				return
			}
		}
	}
}

// letterOf is the letter that shaped glyphs make, standing for a text. ok is false
// where they have nothing to draw and take no room.
func (c *typeCase) letterOf(shaped []shaping.Glyph, text string) (l letter, ok bool) {
	pen, alone := 0.0, 0
	var parts []byte
	for _, g := range shaped {
		gid := uint16(g.GlyphID)
		if !c.drawn(g) {
			continue // a joiner that has done its work
		}
		x, y := round16(pen+float64(g.XOffset)/64), round16(float64(g.YOffset)/64)
		pen += float64(g.Advance) / 64
		ok = true
		if c.face.outline(gid) == nil {
			continue
		}
		if x == 0 && y == 0 {
			l.gid, alone = gid, alone+1
		}
		parts = binary.BigEndian.AppendUint16(parts, gid)
		parts = binary.BigEndian.AppendUint16(parts, uint16(x))
		parts = binary.BigEndian.AppendUint16(parts, uint16(y))
	}
	l.text, l.advance = text, max(0, int(math.Round(pen*1000/float64(c.face.upem))))
	if len(parts) != componentSize || alone != 1 {
		l.gid, l.parts = 0, string(parts)
	}
	return l, ok
}

// drawn is whether a glyph has ink or takes room.
func (c *typeCase) drawn(g shaping.Glyph) bool {
	return g.Advance != 0 || c.face.outline(uint16(g.GlyphID)) != nil
}

func round16(v float64) int16 { return int16(max(math.MinInt16, min(math.MaxInt16, math.Round(v)))) }

// composite is the outline of a letter of several glyphs.
func (s *sfnt) composite(l letter) []byte {
	const words, offsets, more = 0x01, 0x02, 0x20
	box := [4]int16{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}
	var list []byte
	last := 0
	for p := range l.components() {
		o := s.outline(p.gid)
		if len(o) < 10 {
			continue
		}
		last = len(list)
		list = binary.BigEndian.AppendUint16(list, words|offsets|more)
		for _, v := range [...]uint16{p.gid, uint16(p.x), uint16(p.y)} {
			list = binary.BigEndian.AppendUint16(list, v)
		}
		box[0], box[1] = min(box[0], i16(o, 2)+p.x), min(box[1], i16(o, 4)+p.y)
		box[2], box[3] = max(box[2], i16(o, 6)+p.x), max(box[3], i16(o, 8)+p.y)
	}
	if list == nil {
		return nil
	}
	binary.BigEndian.PutUint16(list[last:], words|offsets)
	out := []byte{0xFF, 0xFF}
	for _, v := range box {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return append(out, list...)
}
