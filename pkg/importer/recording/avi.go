package recording

import (
	"encoding/binary"
	"io"
)

// readAVI reads the head of an AVI file: lists and parts with names and lengths, padded
// to even. Cameras write the time of their clock into IDIT, in the list of the head or
// behind it; what lies in the list movi is passed over.
func (f *facts) readAVI(r io.ReaderAt, size int64) {
	var frames, perFrame uint64
	seen := 0
	var walk func(at, end int64, depth int)
	walk = func(at, end int64, depth int) {
		var head [12]byte
		for seen < maxChunks {
			seen++
			n, _ := r.ReadAt(head[:], at)
			if n < 8 || at+8 > end {
				return
			}
			name, length := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
			at += 8
			p := make([]byte, max(0, min(length, 4<<10, size-at)))
			got, _ := r.ReadAt(p, at)
			p = p[:got]
			switch kind := string(head[8:n]); {
			case name == "LIST" && (kind == "hdrl" || kind == "strl") && depth < 3:
				walk(at+4, min(at+length, end), depth+1)
			case name == "LIST":
				f.info(p)
			case name == "avih" && len(p) >= 40:
				perFrame, frames = number(p), number(p[16:])
				f.width, f.height = int(number(p[32:])), int(number(p[36:]))
			case name == "strh" && len(p) >= 8 && string(p[:4]) == "vids":
				set(&f.video, string(p[4:8]))
			case name == "IDIT":
				f.tag("IDIT", clean(string(p)))
				f.setLocal(string(p))
			}
			if length > size-at {
				f.remark("recording.cut", at+length, size)
				return
			}
			at += length + length%2
		}
	}
	walk(12, size, 0)
	f.length = milliseconds(frames*perFrame, 1e6)
}

func number(p []byte) uint64 { return uint64(binary.LittleEndian.Uint32(p)) }
