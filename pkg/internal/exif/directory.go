package exif

import (
	"encoding/binary"
	"io"
)

// The tags that are asked for, and the kinds that their values have.
const (
	tagSubfile       = 0x00fe // bit 0: a smaller copy of another picture
	TagOrientation   = 0x0112
	TagEXIF          = 0x8769 // where the directory of EXIF is
	TagSubSecTaken   = 0x9291 // SubSecTimeOriginal
	TagSubSecDigital = 0x9292 // SubSecTimeDigitized
	TagC2PA          = 0xcd41

	kindText, kindShort, kindRational = 2, 3, 5
)

const (
	maxEntries = 1000 // of a directory
	maxPages   = 1000
)

// TIFF is an open TIFF file.
type TIFF struct {
	r     io.ReaderAt
	order binary.ByteOrder
	first int64
}

// Open reads the head of the TIFF file in r, which may be nil.
func Open(r io.ReaderAt) (*TIFF, bool) {
	var head [8]byte
	if r == nil {
		return nil, false
	}
	if n, _ := r.ReadAt(head[:], 0); n < len(head) {
		return nil, false
	}
	t := &TIFF{r: r}
	switch string(head[:4]) {
	case "II*\x00":
		t.order = binary.LittleEndian
	case "MM\x00*":
		t.order = binary.BigEndian
	default:
		return nil, false
	}
	t.first = int64(t.order.Uint32(head[4:]))
	return t, true
}

// Entry is a tag with its value.
type Entry struct {
	Tag, kind uint16
	count     uint32
	value     [4]byte // the value, or where it is
	file      *TIFF
}

// First gives the entries of the first directory.
func (t *TIFF) First(give func(Entry)) { t.Directory(t.first, give) }

// Pages is how many pictures the file holds, small copies of others left out. It
// counts up to maxPages.
func (t *TIFF) Pages() (n int) {
	at := t.first
	for range maxPages {
		small := false
		t.Directory(at, func(e Entry) {
			small = small || e.Tag == tagSubfile && t.order.Uint32(e.value[:])&1 != 0
		})
		if !small {
			n++
		}
		var count [2]byte
		var next [4]byte
		if got, _ := t.r.ReadAt(count[:], at); got < len(count) {
			return n
		}
		if got, _ := t.r.ReadAt(next[:], at+2+12*int64(t.order.Uint16(count[:]))); got < len(next) {
			return n
		}
		if at = int64(t.order.Uint32(next[:])); at == 0 {
			return n
		}
	}
	return n
}

// Directory gives the entries of the directory at a place that an entry names.
func (t *TIFF) Directory(at int64, give func(Entry)) {
	var count [2]byte
	if n, _ := t.r.ReadAt(count[:], at); n < len(count) {
		return
	}
	entries := make([]byte, 12*min(int(t.order.Uint16(count[:])), maxEntries))
	n, _ := t.r.ReadAt(entries, at+2)
	for e := entries[:n]; len(e) >= 12; e = e[12:] {
		give(Entry{t.order.Uint16(e), t.order.Uint16(e[2:]), t.order.Uint32(e[4:]), [4]byte(e[8:12]), t})
	}
}

// Place is where in the file the value says that something is.
func (e Entry) Place() int64 { return int64(e.file.order.Uint32(e.value[:])) }

// Short is a number of two bytes; 0 for a value of another kind.
func (e Entry) Short() int {
	if e.kind != kindShort {
		return 0
	}
	return int(e.file.order.Uint16(e.value[:]))
}

// Text is a text as it stands, with what pads it; "" for a value of another kind
// and for one of more bytes than most.
func (e Entry) Text(most int) string {
	if e.kind != kindText || int64(e.count) > int64(most) {
		return ""
	}
	if int(e.count) <= len(e.value) {
		return string(e.value[:e.count])
	}
	text := make([]byte, e.count)
	n, _ := e.file.r.ReadAt(text, e.Place())
	return string(text[:n])
}

// Rationals are n fractions; nil for a value of another kind or number.
func (e Entry) Rationals(n int) []float64 {
	if e.kind != kindRational || int64(e.count) != int64(n) {
		return nil
	}
	data := make([]byte, 8*n)
	if got, _ := e.file.r.ReadAt(data, e.Place()); got < len(data) {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		over, under := e.file.order.Uint32(data[8*i:]), e.file.order.Uint32(data[8*i+4:])
		if under == 0 {
			return nil
		}
		out[i] = float64(over) / float64(under)
	}
	return out
}

// Orientation is how a picture is to be turned, 1 to 8, or 0 where the TIFF file
// in r, which may be nil, does not say.
func Orientation(r io.ReaderAt) (found int) {
	t, ok := Open(r)
	if !ok {
		return 0
	}
	seen := false
	t.First(func(e Entry) {
		if e.Tag != TagOrientation || seen {
			return
		}
		if seen = true; e.Short() >= 1 && e.Short() <= 8 {
			found = e.Short()
		}
	})
	return found
}
