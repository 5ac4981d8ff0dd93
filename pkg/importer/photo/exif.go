package photo

import (
	"encoding/binary"
	"io"
)

// tagged is the few tags of EXIF that are read here: the metadata parser makes
// numbers of the fractions of seconds, and loses the zeros that they begin with.
type tagged struct {
	taken     string // SubSecTimeOriginal
	digitised string // SubSecTimeDigitized
	origin    bool   // the directory of a TIFF file holds C2PA data
}

// Tags of TIFF and EXIF 2.32, and C2PA's.
const (
	tagEXIF          = 0x8769
	tagSubSecTaken   = 0x9291
	tagSubSecDigital = 0x9292
	tagC2PA          = 0xcd41
	typeASCII        = 2
	maxDirectory     = 1000 // entries
	maxFraction      = 32   // bytes
)

// readTagged reads the tags out of the TIFF file in r. What cannot be read is
// not there.
func readTagged(r io.ReaderAt) tagged {
	var t tagged
	f := tiff{r: r}
	var head [8]byte
	if n, _ := r.ReadAt(head[:], 0); n < len(head) {
		return t
	}
	switch string(head[:4]) {
	case "II*\x00":
		f.order = binary.LittleEndian
	case "MM\x00*":
		f.order = binary.BigEndian
	default:
		return t
	}
	exif := int64(0)
	f.directory(int64(f.order.Uint32(head[4:])), func(e entry) {
		switch e.tag {
		case tagEXIF:
			exif = int64(f.order.Uint32(e.value))
		case tagC2PA:
			t.origin = true
		}
	})
	if exif == 0 {
		return t
	}
	f.directory(exif, func(e entry) {
		switch e.tag {
		case tagSubSecTaken:
			t.taken = f.text(e)
		case tagSubSecDigital:
			t.digitised = f.text(e)
		}
	})
	return t
}

type tiff struct {
	r     io.ReaderAt
	order binary.ByteOrder
}

type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte // 4 bytes: the value, or where it is
}

func (f *tiff) directory(at int64, give func(entry)) {
	var count [2]byte
	if n, _ := f.r.ReadAt(count[:], at); n < len(count) {
		return
	}
	entries := make([]byte, 12*min(int(f.order.Uint16(count[:])), maxDirectory))
	n, _ := f.r.ReadAt(entries, at+2)
	for e := entries[:n]; len(e) >= 12; e = e[12:] {
		give(entry{f.order.Uint16(e), f.order.Uint16(e[2:]), f.order.Uint32(e[4:]), e[8:12]})
	}
}

func (f *tiff) text(e entry) string {
	if e.kind != typeASCII || e.count > maxFraction {
		return ""
	}
	if e.count <= 4 {
		return clean(string(e.value[:e.count]))
	}
	text := make([]byte, e.count)
	n, _ := f.r.ReadAt(text, int64(f.order.Uint32(e.value)))
	return clean(string(text[:n]))
}
