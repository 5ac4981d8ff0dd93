package photo

import (
	"context"
	"encoding/binary"
	"io"

	"complain/pkg/internal/isobox"
)

// maxMeta is how much of HEIF's directory is read.
const maxMeta = 1 << 20

// lookHEIF finds the EXIF item by the directory of a HEIF file, and C2PA's box.
func lookHEIF(ctx context.Context, r io.ReaderAt, size int64) (in inside) {
	w := isobox.Walker{Context: ctx, R: r}
	w.Each(0, size, 0, func(b isobox.Box) bool {
		if b.End > b.To {
			return false
		}
		switch b.Kind {
		case "uuid":
			if string(w.Content(b, 16)) == c2paBox {
				in.origin = c2pa
			}
		case "meta":
			in.exif = exifItem(r, w.Content(b, maxMeta))
		}
		return true
	})
	return in
}

// exifItem is the TIFF file of the last item of type Exif, which four bytes
// precede that say how far it lies behind them.
func exifItem(r io.ReaderAt, meta []byte) io.ReaderAt {
	c := isobox.Cursor{Data: meta}
	c.Full()
	var names, places []byte
	for len(c.Data) > 0 {
		switch kind, content, _ := c.Box(); kind {
		case "iinf":
			names = content
		case "iloc":
			places = content
		}
	}
	at, length, ok := exifPlace(names, places)
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

// exifPlace is where the item lies in the file; only one in a single piece that
// is stored in the file itself has such a place.
func exifPlace(names, places []byte) (at, length int64, ok bool) {
	var exif uint32
	isobox.Kinds(names, func(id uint32, kind string) {
		if kind == "Exif" {
			exif, ok = id, true
		}
	})
	if !ok {
		return 0, 0, false
	}
	ok = false
	isobox.Places(places, func(id uint32, p isobox.Place) {
		if id == exif && !p.InIdat && len(p.Extents) == 1 {
			at, length = p.Extents[0].At, p.Extents[0].Length
			ok = at >= 0 && length > 0
		}
	})
	return at, length, ok
}
