package heif

import (
	"bytes"
	"fmt"
	"slices"

	"complain/pkg/picture/hevc"
)

// describe reads the boxes of a meta box, ISO/IEC 14496-12 clause 8.11.
func (f *File) describe(meta []byte) error {
	c := cursor{data: meta}
	c.full()
	var associations [][]byte
	err := each(c.data, func(kind string, content []byte) error {
		c := cursor{data: content}
		switch kind {
		case "idat":
			f.idat = content
			return nil
		case "iprp":
			return each(content, func(kind string, content []byte) error {
				switch kind {
				case "ipco":
					return each(content, func(kind string, content []byte) error {
						f.props = append(f.props, property{kind, content})
						return nil
					})
				case "ipma":
					associations = append(associations, content)
				}
				return nil
			})
		case "pitm":
			version, _ := c.full()
			f.primary = c.id(version > 0)
		case "iinf":
			return f.readItems(&c)
		case "iloc":
			f.readPlaces(&c)
		case "iref":
			return f.readReferences(&c)
		}
		if c.over {
			return damaged(kind)
		}
		return nil
	})
	for _, a := range associations {
		if err == nil {
			err = f.associate(&cursor{data: a})
		}
	}
	if err == nil {
		f.findAlpha()
	}
	return err
}

// item is that of a number, made when first spoken of.
func (f *File) item(id uint32) *item {
	if f.items[id] == nil {
		f.items[id] = &item{}
	}
	return f.items[id]
}

func (f *File) readItems(c *cursor) error {
	version, _ := c.full()
	c.id(version > 0) // how many
	return each(c.data, func(kind string, content []byte) error {
		c := cursor{data: content}
		version, _ := c.full()
		if kind != "infe" || version < 2 {
			return nil
		}
		id := c.id(version > 2)
		c.u(2)
		f.item(id).kind = string(c.bytes(4))
		if c.over {
			return damaged(kind)
		}
		return nil
	})
}

// readPlaces reads where the items' bytes are, clause 8.11.3.
func (f *File) readPlaces(c *cursor) {
	version, _ := c.full()
	sizes := c.int(2)
	offset, length, base, index := sizes>>12, sizes>>8&15, sizes>>4&15, sizes&15
	if version == 0 {
		index = 0
	}
	for range c.id(version > 1) {
		it := f.item(c.id(version > 1))
		method := 0
		if version > 0 {
			method = c.int(2) & 15
		}
		elsewhere := c.u(2) != 0
		from := int64(c.u(base))
		it.inIdat = method == 1
		for range c.int(2) {
			c.u(index)
			e := extent{at: from + int64(c.u(offset)), length: int64(c.u(length))}
			if method > 1 || elsewhere {
				e.at = -1
			}
			it.parts = append(it.parts, e)
		}
		if c.over {
			return
		}
	}
}

// readReferences reads which items are made of which, clause 8.11.12.
func (f *File) readReferences(c *cursor) error {
	version, _ := c.full()
	return each(c.data, func(kind string, content []byte) error {
		c := cursor{data: content}
		from := c.id(version > 0)
		for range c.int(2) {
			to := c.id(version > 0)
			if c.over {
				return damaged(kind)
			}
			switch kind {
			case "dimg":
				f.item(from).derived = append(f.item(from).derived, to)
			case "auxl":
				f.aux = append(f.aux, auxiliary{from, to})
			}
		}
		return nil
	})
}

// associate reads which properties the items have, ISO/IEC 23008-12 clause
// 9.3.
func (f *File) associate(c *cursor) error {
	version, flags := c.full()
	for range c.int(4) {
		it := f.item(c.id(version > 0))
		for range c.int(1) {
			index, essential := c.int(1), false
			if flags&1 != 0 {
				index = index<<8 | c.int(1)
				index, essential = index&0x7fff, index>>15 == 1
			} else {
				index, essential = index&0x7f, index>>7 == 1
			}
			if c.over || index > len(f.props) {
				return damaged("properties")
			}
			if index == 0 {
				continue
			}
			if kind := f.props[index-1].kind; essential && !slices.Contains(known, kind) {
				it.kind = fmt.Sprintf("with %s", kind) // nobody may show it who does not know
			}
			it.props = append(it.props, index-1)
		}
		if c.over {
			return damaged("properties")
		}
	}
	return nil
}

// known is the properties that may be essential to showing a picture.
var known = []string{"hvcC", "ispe", "irot", "imir", "clap", "colr", "pixi", "pasp", "auxC"}

// findAlpha keeps of the auxiliary pictures those that are transparency.
func (f *File) findAlpha() {
	for _, a := range f.aux {
		urn := f.property(f.item(a.id), "auxC")
		if bytes.Contains(urn, []byte("auxid:1\x00")) || bytes.Contains(urn, []byte("auxiliary:alpha\x00")) {
			f.alpha[a.of] = a.id
		}
	}
}

// property is the content of an item's first property of a kind, nil if none.
func (f *File) property(it *item, kind string) []byte {
	for _, i := range it.props {
		if f.props[i].kind == kind {
			return f.props[i].content
		}
	}
	return nil
}

// data reads the bytes of an item.
func (f *File) data(it *item) ([]byte, error) {
	for i, e := range it.parts {
		room := f.size
		if it.inIdat {
			room = int64(len(f.idat))
		}
		if e.at == -1 {
			return nil, fmt.Errorf("a picture stored elsewhere: %w", hevc.ErrUnsupported)
		}
		if e.length == 0 {
			e.length = room - e.at
			it.parts[i] = e
		}
		if e.at < 0 || e.length < 0 || e.at > room || e.length > room-e.at {
			return nil, damaged("a picture behind the end of the file")
		}
		if f.taken += e.length; f.taken > maxCoded {
			return nil, fmt.Errorf("%d bytes: %w", f.taken, hevc.ErrTooLarge)
		}
	}
	var out []byte
	for _, e := range it.parts {
		if it.inIdat {
			out = append(out, f.idat[e.at:e.at+e.length]...)
			continue
		}
		part := make([]byte, e.length)
		if err := f.read(part, e.at); err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}
