package heif

import (
	"bytes"
	"fmt"
	"slices"

	"complain/pkg/internal/isobox"
	"complain/pkg/picture/hevc"
)

// describe reads the boxes of a meta box, ISO/IEC 14496-12 clause 8.11.
func (f *File) describe(meta []byte) error {
	c := isobox.Cursor{Data: meta}
	c.Full()
	var associations [][]byte
	err := each(c.Data, func(kind string, content []byte) error {
		c := isobox.Cursor{Data: content}
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
			version, _ := c.Full()
			f.primary = c.ID(version > 0)
		case "iinf":
			if !isobox.Kinds(content, func(id uint32, kind string) { f.item(id).kind = kind }) {
				return damaged(kind)
			}
			return nil
		case "iloc":
			return f.readPlaces(content)
		case "iref":
			return f.readReferences(&c)
		}
		if c.Over {
			return damaged(kind)
		}
		return nil
	})
	for _, a := range associations {
		if err == nil {
			err = f.associate(&isobox.Cursor{Data: a})
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

// readPlaces reads where the items' bytes are.
func (f *File) readPlaces(iloc []byte) error {
	whole := isobox.Places(iloc, func(id uint32, p isobox.Place) {
		it := f.item(id)
		it.inIdat, it.parts = p.InIdat, append(it.parts, p.Extents...)
	})
	if !whole {
		return damaged("iloc")
	}
	return nil
}

// readReferences reads which items are made of which, clause 8.11.12.
func (f *File) readReferences(c *isobox.Cursor) error {
	version, _ := c.Full()
	return each(c.Data, func(kind string, content []byte) error {
		c := isobox.Cursor{Data: content}
		from := c.ID(version > 0)
		for range c.Int(2) {
			to := c.ID(version > 0)
			if c.Over {
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
func (f *File) associate(c *isobox.Cursor) error {
	version, flags := c.Full()
	for range c.Int(4) {
		it := f.item(c.ID(version > 0))
		for range c.Int(1) {
			index, essential := c.Int(1), false
			if flags&1 != 0 {
				index = index<<8 | c.Int(1)
				index, essential = index&0x7fff, index>>15 == 1
			} else {
				index, essential = index&0x7f, index>>7 == 1
			}
			if c.Over || index > len(f.props) {
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
		if c.Over {
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
		if e.At == isobox.Elsewhere {
			return nil, fmt.Errorf("a picture stored elsewhere: %w", hevc.ErrUnsupported)
		}
		if e.Length == 0 {
			e.Length = room - e.At
			it.parts[i] = e
		}
		if e.At < 0 || e.Length < 0 || e.At > room || e.Length > room-e.At {
			return nil, damaged("a picture behind the end of the file")
		}
		if f.taken += e.Length; f.taken > maxCoded {
			return nil, fmt.Errorf("%d bytes: %w", f.taken, hevc.ErrTooLarge)
		}
	}
	var out []byte
	for _, e := range it.parts {
		if it.inIdat {
			out = append(out, f.idat[e.At:e.At+e.Length]...)
			continue
		}
		part := make([]byte, e.Length)
		if err := f.read(part, e.At); err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}
