package pdf

import (
	"encoding/binary"
	"fmt"
	"math"
)

// sfnt reads the tables of a TrueType font that measuring and subsetting need.
// It is filled once and only read afterwards.
type sfnt struct {
	file      []byte // or the first part of one
	tables    map[string][]byte
	glyf      tableSpan
	parted    *outlines // nil where glyf is one of the tables
	upem      int
	glyphs    int
	longLoca  bool
	metrics   int // glyphs with an advance of their own
	bmp       []uint16
	astral    map[rune]uint16
	ascent    float64 // of an em
	descent   float64
	capHeight float64
}

// tableSpan is where a table stands in the file.
type tableSpan struct{ at, size int }

// parseSFNT reads a font, or the first part of one and then its others.
func parseSFNT(b []byte, parts ...[]byte) (*sfnt, error) {
	if len(b) < 12 {
		return nil, fmt.Errorf("font is cut short")
	}
	s := &sfnt{file: b, tables: map[string][]byte{}, bmp: make([]uint16, 1<<16), astral: map[rune]uint16{}}
	if err := s.readTables(b, len(parts) > 0); err != nil {
		return nil, err
	}
	s.upem = int(u16(s.tables["head"], 18))
	s.longLoca = u16(s.tables["head"], 50) == 1
	s.glyphs = int(u16(s.tables["maxp"], 4))
	s.metrics = int(u16(s.tables["hhea"], 34))
	em := float64(s.upem)
	s.ascent = float64(i16(s.tables["hhea"], 4)) / em
	s.descent = float64(-i16(s.tables["hhea"], 6)) / em
	s.capHeight = float64(i16(s.tables["OS/2"], 88)) / em
	if len(parts) > 0 {
		s.parted = newOutlines(s, b[len(b)-s.glyphs:], parts)
	}
	return s, s.readCmap()
}

// readTables finds the tables; what stood behind the outlines has moved up where they
// were cut out.
func (s *sfnt) readTables(b []byte, cut bool) error {
	places := map[string]tableSpan{}
	for i := range int(u16(b, 4)) {
		rec := b[12+16*i:]
		places[string(rec[:4])] = tableSpan{int(u32(rec, 8)), int(u32(rec, 12))}
	}
	s.glyf = places["glyf"]
	for name, p := range places {
		if cut && name == "glyf" {
			continue
		}
		if cut && p.at > s.glyf.at {
			p.at -= s.glyf.size
		}
		if p.at+p.size > len(b) {
			return fmt.Errorf("font table %q is cut short", name)
		}
		s.tables[name] = b[p.at : p.at+p.size]
	}
	for _, name := range [...]string{"head", "hhea", "maxp", "hmtx", "loca", "cmap", "OS/2", "post"} {
		if s.tables[name] == nil {
			return fmt.Errorf("font has no table %q", name)
		}
	}
	return nil
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int16  { return int16(u16(b, at)) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }

// readCmap fills the character map from the format 12 subtable, or, in a font of
// few characters that has none, from that of format 4.
func (s *sfnt) readCmap() error {
	cmap := s.tables["cmap"]
	var short []byte
	for i := range int(u16(cmap, 2)) {
		sub := cmap[u32(cmap, 8+8*i):]
		switch u16(sub, 0) {
		case 4:
			short = sub
		case 12:
			for g := range int(u32(sub, 12)) {
				s.mapRange(u32(sub, 16+12*g), u32(sub, 20+12*g), u32(sub, 24+12*g))
			}
			return nil
		}
	}
	if short == nil {
		return fmt.Errorf("font has no full Unicode character map")
	}
	s.readSegments(short)
	return nil
}

func (s *sfnt) mapRange(first, last, gid uint32) {
	for r := first; r <= last; r++ {
		if r < 1<<16 {
			s.bmp[r] = uint16(gid + r - first)
		} else {
			s.astral[rune(r)] = uint16(gid + r - first)
		}
	}
}

// readSegments reads a subtable of format 4.
func (s *sfnt) readSegments(sub []byte) {
	size := int(u16(sub, 6)) // of each of its four lists
	ends, starts, deltas, offsets := 14, 16+size, 16+2*size, 16+3*size
	for i := 0; i < size; i += 2 {
		first, last, delta := u16(sub, starts+i), u16(sub, ends+i), u16(sub, deltas+i)
		for r := int(first); r <= int(last) && r < 0xFFFF; r++ {
			gid := uint16(r)
			if offset := int(u16(sub, offsets+i)); offset != 0 {
				if gid = u16(sub, offsets+i+offset+2*(r-int(first))); gid == 0 {
					continue
				}
			}
			s.bmp[r] = gid + delta
		}
	}
}

// glyph is the glyph of a character, 0 when the font has none.
func (s *sfnt) glyph(r rune) uint16 {
	if r >= 0 && r < 1<<16 {
		return s.bmp[r]
	}
	return s.astral[r]
}

// advance is a glyph's width in thousandths of an em, rounded as the file
// declares it, so that what is measured is what a viewer sees.
func (s *sfnt) advance(gid uint16) int {
	i := min(int(gid), s.metrics-1)
	return int(math.Round(float64(u16(s.tables["hmtx"], 4*i)) * 1000 / float64(s.upem)))
}

// outline is a glyph's entry in glyf; nil for a glyph without ink.
func (s *sfnt) outline(gid uint16) []byte {
	if int(gid) >= s.glyphs {
		return nil
	}
	from, to := s.span(gid)
	if o := s.parted; o != nil {
		from, to = int(o.at[gid]), int(o.at[gid])+to-from
		return o.parts[o.in[gid]]()[from:to]
	}
	return s.tables["glyf"][from:to]
}

// span is where an outline stands among those of the whole font.
func (s *sfnt) span(gid uint16) (from, to int) {
	loca, i := s.tables["loca"], int(gid)
	if s.longLoca {
		return int(u32(loca, 4*i)), int(u32(loca, 4*i+4))
	}
	return 2 * int(u16(loca, 2*i)), 2 * int(u16(loca, 2*i+2))
}

// extent is where a glyph's ink begins and ends, in thousandths of an em.
func (s *sfnt) extent(gid uint16) (left, right int) {
	o := s.outline(gid)
	if len(o) < 10 {
		return 0, 0
	}
	k := 1000 / float64(s.upem)
	return int(math.Floor(float64(i16(o, 2)) * k)), int(math.Ceil(float64(i16(o, 6)) * k))
}
