package picture

import (
	"encoding/binary"
	"io"
	"strings"

	"complain/pkg/internal/media"
)

// layout is what the headers of a file say about how its pixels are stored.
type layout struct {
	orientation int // EXIF's, 1 to 8; 1 when not stated
	progressive bool
}

const (
	maxSegments = 1000
	maxEXIF     = 1 << 20
)

func readLayout(r *source, mediaType string) layout {
	l := layout{orientation: 1}
	var exif []byte
	switch mediaType {
	case media.JPEG:
		exif = l.readJPEG(r)
	case media.PNG:
		exif = findChunk(r, 8, "eXIf", func(head []byte) (string, int64, int64) {
			length := int64(binary.BigEndian.Uint32(head))
			return string(head[4:]), length, length + 4 // a checksum follows
		})
	case media.WebP:
		exif = findChunk(r, 12, "EXIF", func(head []byte) (string, int64, int64) {
			length := int64(binary.LittleEndian.Uint32(head[4:]))
			return string(head[:4]), length, length + length%2
		})
	}
	if o := orientation(exif); o != 0 {
		l.orientation = o
	}
	return l
}

// readJPEG walks through the segments up to the first scan and returns the
// TIFF file of the first EXIF segment.
func (l *layout) readJPEG(r *source) (exif []byte) {
	at := int64(2)
	for range maxSegments {
		var head [4]byte
		if n, _ := r.ReadAt(head[:], at); n < len(head) || head[0] != 0xff {
			return exif
		}
		marker, length := head[1], int64(binary.BigEndian.Uint16(head[2:]))
		switch {
		case marker == 0xff: // filling
			at++
			continue
		case marker == 0xda || length < 2:
			return exif
		case marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce:
			l.progressive = true
		case marker == 0xe1 && exif == nil:
			data := make([]byte, length-2)
			n, _ := r.ReadAt(data, at+4)
			if tiff, ok := strings.CutPrefix(string(data[:n]), "Exif\x00\x00"); ok {
				exif = []byte(tiff)
			}
		}
		at += 2 + length
	}
	return exif
}

// findChunk looks through the chunks of a PNG or RIFF file from at on for the
// one called name. read takes their headers apart: name, length of the data,
// bytes to the next header.
func findChunk(r io.ReaderAt, at int64, name string, read func(head []byte) (name string, length, next int64)) []byte {
	for range maxSegments {
		var head [8]byte
		if n, _ := r.ReadAt(head[:], at); n < len(head) {
			return nil
		}
		found, length, next := read(head[:])
		if found == name {
			data := make([]byte, min(length, maxEXIF))
			n, _ := r.ReadAt(data, at+8)
			return []byte(strings.TrimPrefix(string(data[:n]), "Exif\x00\x00"))
		}
		at += 8 + next
	}
	return nil
}

// orientation is the tag of that name in the first directory of a TIFF file,
// or 0.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		e := at + 2 + 12*i
		if e+12 > int64(len(tiff)) {
			return 0
		}
		const tag, short = 0x0112, 3
		if order.Uint16(tiff[e:]) == tag && order.Uint16(tiff[e+2:]) == short {
			if v := int(order.Uint16(tiff[e+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 0
		}
	}
	return 0
}
