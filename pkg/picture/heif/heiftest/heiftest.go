// Package heiftest writes HEIF files for tests, from streams of HEVC. It
// promises files that keep to ISO/IEC 23008-12 as far as their parts do, and
// forbids use outside tests.
package heiftest

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Item is a picture or the description of a grid; its number is its place in
// the list, from 1 on. The first is the primary one.
type Item struct {
	Kind  string // hvc1, grid, Exif
	Data  []byte
	Props [][]byte // boxes, in the order in which they apply
	// Tiles are the pictures of a grid; About is the picture of which this one
	// says more, such as its transparency.
	Tiles []int
	About int
}

// Picture is an item with the picture of a stream (annex B of H.265) of a
// size, and further properties.
func Picture(stream []byte, width, height int, props ...[]byte) Item {
	it := Item{Kind: "hvc1", Props: [][]byte{nil, Size(width, height)}}
	var sets [3][][]byte
	for _, part := range bytes.Split(stream, []byte("\x00\x00\x01"))[1:] {
		unit := bytes.TrimRight(part, "\x00")
		const vps, pps = 32, 34
		switch kind := int(unit[0] >> 1 & 63); {
		case kind >= vps && kind <= pps:
			sets[kind-vps] = append(sets[kind-vps], unit)
		case kind < vps:
			it.Data = append(binary.BigEndian.AppendUint32(it.Data, uint32(len(unit))), unit...)
		}
	}
	hvcC := append(make([]byte, 21), 0xff, 3)
	for i, units := range sets {
		hvcC = binary.BigEndian.AppendUint16(append(hvcC, byte(32+i)), uint16(len(units)))
		for _, unit := range units {
			hvcC = append(binary.BigEndian.AppendUint16(hvcC, uint16(len(unit))), unit...)
		}
	}
	it.Props[0] = Box("hvcC", hvcC)
	it.Props = append(it.Props, props...)
	return it
}

// Grid is an item made of tiles, given by their numbers, row by row.
func Grid(columns, width, height int, tiles []int, props ...[]byte) Item {
	data := []byte{0, 1, byte(len(tiles)/columns - 1), byte(columns - 1)}
	data = append(data, numbers(4, width, height)...)
	return Item{Kind: "grid", Data: data, Tiles: tiles, Props: append([][]byte{Size(width, height)}, props...)}
}

// The properties of pictures.
func Size(width, height int) []byte { return full("ispe", 0, 0, numbers(4, width, height)) }
func Turn(quarters int) []byte      { return Box("irot", []byte{byte(quarters)}) }
func Mirror(mode int) []byte        { return Box("imir", []byte{byte(mode)}) }
func Transparency() []byte          { return Auxiliary("urn:mpeg:hevc:2015:auxid:1") }
func Auxiliary(kind string) []byte  { return full("auxC", 0, 0, []byte(kind+"\x00")) }

// Crop is a clean aperture in whole pixels, moved from the middle.
func Crop(width, height, right, down int) []byte {
	return Box("clap", numbers(4, width, 1, height, 1, right, 1, down, 1))
}

// Colour is an nclx box.
func Colour(matrix int, full bool) []byte {
	last := byte(0)
	if full {
		last = 0x80
	}
	return Box("colr", []byte("nclx"), numbers(2, 1, 1, matrix), []byte{last})
}

// File is a file of items.
func File(items ...Item) []byte {
	var props, list, places, uses, references []byte
	data := Box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic"))
	var mdat []byte
	n := 0
	for i, it := range items {
		id := i + 1
		list = append(list, full("infe", 2, 0, numbers(2, id, 0), []byte(it.Kind+"\x00"))...)
		places = slices.Concat(places, numbers(2, id, 0, 1), numbers(4, len(data)+8+len(mdat), len(it.Data)))
		mdat = append(mdat, it.Data...)
		uses = append(append(uses, numbers(2, id)...), byte(len(it.Props)))
		for _, p := range it.Props {
			props = append(props, p...)
			n++
			uses = append(uses, byte(n))
		}
		if it.Tiles != nil {
			references = append(references, Box("dimg", numbers(2, id, len(it.Tiles)), numbers(2, it.Tiles...))...)
		}
		if it.About != 0 {
			references = append(references, Box("auxl", numbers(2, id, 1, it.About))...)
		}
	}
	return slices.Concat(data, Box("mdat", mdat), full("meta", 0, 0,
		full("hdlr", 0, 0, []byte("\x00\x00\x00\x00pict"), make([]byte, 13)),
		full("pitm", 0, 0, numbers(2, 1)),
		full("iinf", 0, 0, numbers(2, len(items)), list),
		full("iloc", 0, 0, []byte{0x44, 0}, numbers(2, len(items)), places),
		full("iref", 0, 0, references),
		Box("iprp", Box("ipco", props), full("ipma", 0, 0, numbers(4, len(items)), uses))))
}

// Box is a box of ISO/IEC 14496-12.
func Box(kind string, content ...[]byte) []byte {
	b := slices.Concat(content...)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(b))), kind...), b...)
}

func full(kind string, version, flags int, content ...[]byte) []byte {
	return Box(kind, append([][]byte{numbers(4, version<<24|flags)}, content...)...)
}

// numbers is whole numbers of size bytes each.
func numbers(size int, vs ...int) []byte {
	var out []byte
	for _, v := range vs {
		for i := size - 1; i >= 0; i-- {
			out = append(out, byte(v>>(8*i)))
		}
	}
	return out
}
