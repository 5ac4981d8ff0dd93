package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// The large fonts are embedded in parts, which testdata/fonts makes: a few characters
// of thirty thousand are drawn, and most of those are common. The first part is the
// font without its outlines, and behind its last table a byte for each glyph that says
// in which of the others its outline stands. Each part is a frame of Zstandard, and
// their sizes stand in a frame before them that decoders pass over.

// passedOver begins the frame of sizes.
const passedOver = 0x184D2A50

// frames are the parts of an embedded font; that of a font in one piece is the file.
func frames(packed []byte) [][]byte {
	if binary.LittleEndian.Uint32(packed) != passedOver {
		return [][]byte{packed}
	}
	sizes := packed[8 : 8+binary.LittleEndian.Uint32(packed[4:])]
	rest := packed[8+len(sizes):]
	var out [][]byte
	for ; len(sizes) > 0; sizes = sizes[4:] {
		n := binary.LittleEndian.Uint32(sizes)
		out = append(out, rest[:n])
		rest = rest[n:]
	}
	return out
}

// readFont reads an embedded font.
func readFont(packed []byte) (*sfnt, error) {
	parts := frames(packed)
	b, err := unpack(parts[0])
	if err != nil {
		return nil, err
	}
	return parseSFNT(b, parts[1:]...)
}

func unpack(packed []byte) ([]byte, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.DecodeAll(packed, nil)
}

// outlines are those of a parted font, unpacked a part at a time.
type outlines struct {
	in    []byte   // the part of each glyph
	at    []uint32 // where it begins in it
	parts []func() []byte
}

// newOutlines reads where each glyph's outline stands.
func newOutlines(s *sfnt, in []byte, packed [][]byte) *outlines {
	o := &outlines{in: in, at: make([]uint32, len(in))}
	ends := make([]uint32, len(packed))
	for gid := range in {
		from, to := s.span(uint16(gid))
		end := &ends[in[gid]]
		o.at[gid] = *end
		*end += uint32(to - from)
	}
	for _, frame := range packed {
		o.parts = append(o.parts, sync.OnceValue(func() []byte {
			b, err := unpack(frame)
			if err != nil {
				panic(fmt.Errorf("an embedded font: %w", err)) // a test has unpacked them all
			}
			return b
		}))
	}
	return o
}

// whole is the file of the font as it was before it was parted.
func (s *sfnt) whole() []byte {
	if s.parted == nil {
		return s.file
	}
	glyf := make([]byte, 0, s.glyf.size)
	for gid := range s.glyphs {
		glyf = append(glyf, s.outline(uint16(gid))...)
	}
	glyf = append(glyf, make([]byte, s.glyf.size-len(glyf))...)
	before, after := s.file[:s.glyf.at], s.file[s.glyf.at:len(s.file)-s.glyphs]
	return slices.Concat(before, glyf, after)
}
