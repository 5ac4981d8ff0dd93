package pdf

// Numbers of OpenType's table GSUB.
const (
	singleSubstitution = 1
	extension          = 7
)

// substitute is the glyph that a feature of the font puts in the place of another,
// alone: "fwid", as wide as a Chinese character. ok is false where it puts none.
// It reads GSUB itself: the shaper would take the whole font apart for it.
func (s *sfnt) substitute(gid uint16, feature string) (other uint16, ok bool) {
	gsub := s.tables["GSUB"]
	if len(gsub) < 10 {
		return 0, false
	}
	features, lookups := gsub[u16(gsub, 6):], gsub[u16(gsub, 8):]
	for i := range int(u16(features, 0)) {
		record := features[2+6*i:]
		if string(record[:4]) != feature {
			continue
		}
		table := features[u16(record, 4):]
		for k := range int(u16(table, 2)) {
			lookup := lookups[u16(lookups, 2+2*int(u16(table, 4+2*k))):]
			if other, ok := single(lookup, gid); ok {
				return other, true
			}
		}
	}
	return 0, false
}

// single is what a lookup of single substitutions has for a glyph.
func single(lookup []byte, gid uint16) (uint16, bool) {
	for i := range int(u16(lookup, 4)) {
		kind, sub := u16(lookup, 0), lookup[u16(lookup, 6+2*i):]
		if kind == extension {
			kind, sub = u16(sub, 2), sub[u32(sub, 4):]
		}
		if kind != singleSubstitution {
			continue
		}
		at, covered := coverage(sub[u16(sub, 2):], gid)
		switch {
		case !covered:
		case u16(sub, 0) == 1:
			return gid + u16(sub, 4), true
		case at < int(u16(sub, 4)):
			return u16(sub, 6+2*at), true
		}
	}
	return 0, false
}

// coverage is the place of a glyph in a table of glyphs.
func coverage(table []byte, gid uint16) (int, bool) {
	n := int(u16(table, 2))
	if u16(table, 0) == 1 {
		for i := range n {
			if u16(table, 4+2*i) == gid {
				return i, true
			}
		}
		return 0, false
	}
	for i := range n {
		first, last, at := u16(table, 4+6*i), u16(table, 6+6*i), u16(table, 8+6*i)
		if first <= gid && gid <= last {
			return int(at + gid - first), true
		}
	}
	return 0, false
}
