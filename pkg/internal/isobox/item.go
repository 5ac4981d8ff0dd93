package isobox

// Place is where the bytes of an item lie.
type Place struct {
	InIdat  bool // in the box idat, not in the file
	Extents []Extent
}

// Extent is a run of bytes. One that is in another file, or made of other items,
// is at Elsewhere. A length of 0 reaches to the end.
type Extent struct{ At, Length int64 }

// Elsewhere is the place of what this file does not hold.
const Elsewhere = -1

// maxExtents is the most runs in one file: those without numbers take no bytes,
// and could be many.
const maxExtents = 100_000

// Kinds reads the content of iinf: of which kind each item is (clause 8.11.6).
// It reports false where it is damaged, and has given what came before.
func Kinds(iinf []byte, take func(id uint32, kind string)) bool {
	c := Cursor{Data: iinf}
	version, _ := c.Full()
	c.ID(version > 0) // how many
	for len(c.Data) > 0 {
		kind, content, ok := c.Box()
		if !ok {
			return false
		}
		e := Cursor{Data: content}
		version, _ := e.Full()
		if kind != "infe" || version < 2 {
			continue
		}
		id := e.ID(version > 2)
		e.Bytes(2) // its protection
		name := string(e.Bytes(4))
		if e.Over {
			return false
		}
		take(id, name)
	}
	return !c.Over
}

// Places reads the content of iloc: where the items' bytes are (clause 8.11.3).
// It reports false where it is damaged, and has given what came before.
func Places(iloc []byte, take func(id uint32, p Place)) bool {
	c := Cursor{Data: iloc}
	version, _ := c.Full()
	sizes, left := c.Int(2), maxExtents
	offset, length, base, index := sizes>>12, sizes>>8&15, sizes>>4&15, sizes&15
	if version == 0 {
		index = 0
	}
	for range c.ID(version > 1) {
		id, method := c.ID(version > 1), 0
		if version > 0 {
			method = c.Int(2) & 15
		}
		elsewhere := c.Number(2) != 0 || method > 1
		from := int64(c.Number(base))
		p := Place{InIdat: method == 1}
		count := c.Int(2)
		if left -= count; left < 0 {
			return false
		}
		for range count {
			c.Bytes(index)
			e := Extent{At: from + int64(c.Number(offset)), Length: int64(c.Number(length))}
			if elsewhere {
				e.At = Elsewhere
			}
			p.Extents = append(p.Extents, e)
		}
		if c.Over {
			return false
		}
		take(id, p)
	}
	return !c.Over
}
