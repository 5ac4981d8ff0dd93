package photo

import (
	"context"
	"encoding/binary"
	"io"
)

// maxMeta is how much of HEIF's directory is read.
const maxMeta = 1 << 20

// lookHEIF finds the EXIF item by the directory of a HEIF file (ISO 14496-12:
// iinf names the items, iloc says where they lie), and C2PA's box.
func lookHEIF(ctx context.Context, r io.ReaderAt, size int64) (in inside) {
	at := int64(0)
	for range maxParts {
		var head [32]byte
		n, _ := r.ReadAt(head[:], at)
		if n < 8 || ctx.Err() != nil {
			return in
		}
		length, begin := int64(binary.BigEndian.Uint32(head[:])), int64(8)
		switch {
		case length == 0:
			length = size - at
		case length == 1 && n >= 16:
			length, begin = int64(binary.BigEndian.Uint64(head[8:])), 16
		}
		if length < begin || length > size-at {
			return in
		}
		switch string(head[4:8]) {
		case "uuid":
			if n >= int(begin)+16 && string(head[begin:begin+16]) == c2paBox {
				in.origin = c2pa
			}
		case "meta":
			data := make([]byte, min(length-begin, maxMeta))
			n, _ := r.ReadAt(data, at+begin)
			in.exif = exifItem(r, data[:n])
		}
		at += length
	}
	return in
}

// exifItem is the TIFF file of the item of type Exif, which four bytes precede
// that say how far it lies behind them.
func exifItem(r io.ReaderAt, meta []byte) io.ReaderAt {
	c := cursor{data: meta}
	c.skip(4)
	var names, places cursor
	for !c.over() {
		switch name, content := c.box(); name {
		case "iinf":
			names = cursor{data: content}
		case "iloc":
			places = cursor{data: content}
		}
	}
	id, ok := exifID(&names)
	if !ok {
		return nil
	}
	at, length, ok := place(&places, id)
	var skip [4]byte
	if n, _ := r.ReadAt(skip[:], at); !ok || n < len(skip) {
		return nil
	}
	before := 4 + int64(binary.BigEndian.Uint32(skip[:]))
	if before > length {
		return nil
	}
	return io.NewSectionReader(r, at+before, length-before)
}

// exifID is the number of the last item of type Exif.
func exifID(c *cursor) (id uint64, ok bool) {
	version := c.number(1)
	c.skip(3)
	if version == 0 {
		c.skip(2)
	} else {
		c.skip(4)
	}
	for !c.over() {
		name, content := c.box()
		if name != "infe" {
			continue
		}
		e := cursor{data: content}
		version := e.number(1)
		e.skip(3)
		width := 2
		switch {
		case version < 2:
			continue
		case version > 2:
			width = 4
		}
		number := e.number(width)
		e.skip(2)
		if e.text(4) == "Exif" && !e.short {
			id, ok = number, true
		}
	}
	return id, ok
}

// place is where the item with the number id lies in the file; only items in
// one piece that are stored in the file itself have such a place.
func place(c *cursor, id uint64) (at, length int64, ok bool) {
	version := c.number(1)
	c.skip(3)
	sizes := c.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	width := 2
	if version == 2 {
		width = 4
	}
	if version == 0 {
		indexSize = 0
	}
	for range c.number(width) {
		number, method := c.number(width), uint64(0)
		if version > 0 {
			method = c.number(2) & 15
		}
		c.skip(2)
		base := c.number(baseSize)
		extents := c.number(2)
		for range extents {
			c.skip(indexSize)
			offset, n := c.number(offsetSize), c.number(lengthSize)
			if c.short {
				return 0, 0, false
			}
			at, length = int64(base+offset), int64(n)
		}
		if number == id {
			return at, length, method == 0 && extents == 1 && at >= 0 && length > 0
		}
		if c.short {
			break
		}
	}
	return 0, 0, false
}

// cursor reads through bytes; short is set when they were too few.
type cursor struct {
	data  []byte
	short bool
}

func (c *cursor) over() bool { return c.short || len(c.data) == 0 }

func (c *cursor) text(n int) string {
	if n > len(c.data) {
		c.short, c.data = true, nil
		return ""
	}
	text := c.data[:n]
	c.data = c.data[n:]
	return string(text)
}

func (c *cursor) skip(n int) { c.text(n) }

// number is the next n bytes, at most 8, the highest first.
func (c *cursor) number(n int) (v uint64) {
	for _, b := range []byte(c.text(n)) {
		v = v<<8 | uint64(b)
	}
	return v
}

// box is the next box. Those in a directory have sizes of 32 bits.
func (c *cursor) box() (name string, content []byte) {
	length := int(c.number(4))
	name = c.text(4)
	if c.short || length < 8 || length-8 > len(c.data) {
		c.short = true
		return "", nil
	}
	content, c.data = c.data[:length-8], c.data[length-8:]
	return name, content
}
