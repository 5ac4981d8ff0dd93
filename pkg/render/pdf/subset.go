package pdf

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// subset builds a TrueType font of the letters with these codes, one glyph a
// code. gofpdf would subset by itself, but it takes a large font apart twice,
// knows nothing above U+FFFF, and has no half-width punctuation.
func (c *typeCase) subset(used map[rune]bool) ([]byte, error) {
	codes := slices.Sorted(maps.Keys(used))
	b := &subsetBuilder{face: c.face, place: map[uint16]int{}}
	b.add(letter{}) // .notdef
	for _, code := range codes {
		b.add(c.letters[code])
	}
	for i := 0; i < len(b.parts); i++ { // grows: parts may have parts
		b.addPart(b.parts[i])
	}
	if len(b.glyphs) > 0xFFFF {
		return nil, fmt.Errorf("a font of %d glyphs", len(b.glyphs))
	}
	return b.font(codes), nil
}

type subsetBuilder struct {
	face   *sfnt
	glyphs [][]byte
	hmtx   []byte
	place  map[uint16]int // where a component went
	parts  []uint16       // components not placed yet, in order
	seen   map[uint16]bool
}

func (b *subsetBuilder) add(l letter) {
	units := func(mille int) int { return mille * b.face.upem / 1000 }
	var outline []byte
	switch {
	case l.parts != "":
		outline = b.face.composite(l)
	case l.gid != 0:
		outline = slices.Clone(b.face.outline(l.gid))
	}
	if l.shift != 0 {
		outline = shifted(outline, units(l.shift))
	}
	left := 0
	if len(outline) >= 10 {
		left = int(i16(outline, 2))
	}
	// Rounding up keeps gofpdf's own rounding at the same thousandth.
	width := (l.advance*b.face.upem + 500) / 1000
	b.hmtx = binary.BigEndian.AppendUint16(b.hmtx, uint16(width))
	b.hmtx = binary.BigEndian.AppendUint16(b.hmtx, uint16(int16(left)))
	b.glyphs = append(b.glyphs, outline)
	for _, at := range components(outline) {
		gid := u16(outline, at)
		if b.seen == nil {
			b.seen = map[uint16]bool{}
		}
		if !b.seen[gid] {
			b.seen[gid] = true
			b.parts = append(b.parts, gid)
		}
	}
}

func (b *subsetBuilder) addPart(gid uint16) {
	b.place[gid] = len(b.glyphs)
	b.add(letter{gid: gid, advance: b.face.advance(gid)})
}

// components lists where the glyph numbers stand in a composite outline.
func components(outline []byte) []int {
	if len(outline) < 10 || i16(outline, 0) >= 0 {
		return nil
	}
	var at []int
	for p := 10; p+4 <= len(outline); {
		flags := u16(outline, p)
		at = append(at, p+2)
		p += 6
		if flags&0x01 != 0 { // arguments are words
			p += 2
		}
		switch {
		case flags&0x08 != 0:
			p += 2
		case flags&0x40 != 0:
			p += 4
		case flags&0x80 != 0:
			p += 8
		}
		if flags&0x20 == 0 {
			break
		}
	}
	return at
}

// shifted moves a simple outline to the right. Composites stay where they are:
// no full-width mark is one.
func shifted(o []byte, by int) []byte {
	if len(o) < 10 || i16(o, 0) <= 0 {
		return o
	}
	contours := int(i16(o, 0))
	points := int(u16(o, 10+2*(contours-1))) + 1
	at := 10 + 2*contours
	at += 2 + int(u16(o, at)) // skip the instructions
	flags := make([]byte, 0, points)
	for len(flags) < points {
		f := o[at]
		at++
		flags = append(flags, f&^0x08)
		if f&0x08 != 0 {
			for range o[at] {
				flags = append(flags, f&^0x08)
			}
			at++
		}
	}
	first := 0
	switch {
	case flags[0]&0x02 != 0 && flags[0]&0x10 != 0:
		first, at = int(o[at]), at+1
	case flags[0]&0x02 != 0:
		first, at = -int(o[at]), at+1
	case flags[0]&0x10 == 0:
		first, at = int(i16(o, at)), at+2
	}
	flags[0] &^= 0x12 // the first point's x is a word from now on

	out := slices.Clone(o[:10+2*contours])
	binary.BigEndian.PutUint16(out[2:], uint16(i16(o, 2)+int16(by)))
	binary.BigEndian.PutUint16(out[6:], uint16(i16(o, 6)+int16(by)))
	out = append(out, 0, 0)
	out = append(out, flags...)
	out = binary.BigEndian.AppendUint16(out, uint16(int16(first+by)))
	return append(out, o[at:]...)
}

func (b *subsetBuilder) font(codes []rune) []byte {
	var glyf, loca []byte
	for _, g := range b.glyphs {
		for _, at := range components(g) {
			binary.BigEndian.PutUint16(g[at:], uint16(b.place[u16(g, at)]))
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, g...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	t := b.face.tables
	head, hhea, maxp := slices.Clone(t["head"]), slices.Clone(t["hhea"]), slices.Clone(t["maxp"])
	binary.BigEndian.PutUint16(head[18:], uint16(b.face.upem))
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(b.glyphs)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(b.glyphs)))
	if len(maxp) >= 32 { // composites may be deeper than any of the font
		binary.BigEndian.PutUint16(maxp[28:], max(u16(maxp, 28), 32))
		binary.BigEndian.PutUint16(maxp[30:], u16(maxp, 30)+1)
	}
	return assemble(map[string][]byte{
		"OS/2": t["OS/2"], "cmap": charMap(codes), "glyf": glyf, "head": head, "hhea": hhea,
		"hmtx": b.hmtx, "loca": loca, "maxp": maxp, "name": {0, 0, 0, 0, 0, 6}, "post": t["post"],
	})
}

// charMap is a format 4 character map that gives the codes, which are sorted,
// the glyphs 1, 2, 3 …
func charMap(codes []rune) []byte {
	type segment struct{ first, last, delta int }
	var segs []segment
	for i, c := range codes {
		if n := len(segs); n > 0 && segs[n-1].last == int(c)-1 {
			segs[n-1].last = int(c)
			continue
		}
		segs = append(segs, segment{int(c), int(c), i + 1 - int(c)})
	}
	segs = append(segs, segment{0xFFFF, 0xFFFF, 1})

	n := len(segs)
	size := 16 + 8*n
	out := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	for _, v := range [...]int{4, size, 0, 2 * n, 0, 0, 0} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	for _, s := range segs {
		out = binary.BigEndian.AppendUint16(out, uint16(s.last))
	}
	out = append(out, 0, 0)
	for _, s := range segs {
		out = binary.BigEndian.AppendUint16(out, uint16(s.first))
	}
	for _, s := range segs {
		out = binary.BigEndian.AppendUint16(out, uint16(int16(s.delta)))
	}
	return append(out, make([]byte, 2*n)...)
}

// assemble writes a font file. Its checksums are gofpdf's business: it writes
// the tables again.
func assemble(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	out := []byte{0, 1, 0, 0, 0, byte(len(names)), 0, 0, 0, 0, 0, 0}
	at := 12 + 16*len(names)
	for _, name := range names {
		out = append(out, name...)
		out = append(out, 0, 0, 0, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, tables[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}
