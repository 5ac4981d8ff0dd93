package recording

import (
	"encoding/binary"
	"io"
	"strings"
)

// maxTag is how far into a tag its texts are looked for; pictures are skipped.
const (
	maxTag    = 64 << 20
	maxFrames = 200
)

// readTag reads the texts of an ID3v2 tag and returns where the sound begins.
// The dates in it are of music's release as often as of a recording, so they
// are kept as they are written and make no time.
func (f *facts) readTag(r io.ReaderAt, size int64) int64 {
	var head [10]byte
	if _, err := r.ReadAt(head[:], 0); err != nil || string(head[:3]) != "ID3" {
		return 0
	}
	length, ok := sevens(head[6:])
	if !ok {
		f.remark("recording.damaged")
		return 0
	}
	version, flags := head[3], head[5]
	end := int64(10 + length)
	after := end
	if flags&0x10 != 0 {
		after += 10 // a footer
	}
	if after > size {
		f.remark("recording.cut", after, size)
	}
	at := int64(10)
	if flags&0x40 != 0 && version >= 3 { // an extended header
		var p [4]byte
		if _, err := r.ReadAt(p[:], at); err != nil {
			return min(after, size)
		}
		n := int64(binary.BigEndian.Uint32(p[:])) + 4
		if version == 4 {
			v, _ := sevens(p[:])
			n = int64(v)
		}
		at += n
	}
	f.tagFrames(r, version, at, min(end, size, maxTag))
	return min(after, size)
}

func (f *facts) tagFrames(r io.ReaderAt, version byte, at, end int64) {
	headSize := int64(10)
	if version == 2 {
		headSize = 6
	}
	var head [10]byte
	for range maxFrames {
		if at+headSize > end {
			return
		}
		if _, err := r.ReadAt(head[:headSize], at); err != nil || head[0] == 0 {
			return
		}
		var name string
		var n int64
		switch version {
		case 2:
			name, n = string(head[:3]), int64(head[3])<<16|int64(head[4])<<8|int64(head[5])
		case 3:
			name, n = string(head[:4]), int64(binary.BigEndian.Uint32(head[4:]))
		default:
			v, ok := sevens(head[4:8])
			if !ok { // some programs write it as version 3 does
				v = int(binary.BigEndian.Uint32(head[4:]))
			}
			name, n = string(head[:4]), int64(v)
		}
		at += headSize
		if n > end-at {
			f.remark("recording.damaged")
			return
		}
		if field := tagField(name); field != "" {
			p := make([]byte, min(n, 2*maxValue))
			got, _ := r.ReadAt(p, at)
			f.tagged(field, clean(encoded(p[:got])))
		}
		at += n
	}
}

func (f *facts) tagged(field, text string) {
	switch field {
	case "title":
		set(&f.title, text)
	case "software":
		set(&f.software, text)
	default:
		f.tag(field, text)
	}
}

// tagField is the field that a frame's text is kept in.
func tagField(name string) string {
	switch name {
	case "TIT2", "TT2":
		return "title"
	case "TSSE", "TSS":
		return "software"
	case "TENC", "TEN":
		return "encoded-by"
	case "TDRC":
		return "id3-recorded"
	case "TDEN":
		return "id3-encoded"
	case "TYER", "TYE":
		return "id3-year"
	case "TDAT", "TDA":
		return "id3-day-month"
	case "TIME", "TIM":
		return "id3-time"
	}
	return ""
}

// sevens reads a number whose bytes have seven bits each.
func sevens(p []byte) (int, bool) {
	v := 0
	for _, c := range p[:4] {
		if c > 0x7f {
			return 0, false
		}
		v = v<<7 | int(c)
	}
	return v, true
}

// encoded reads a text whose first byte says how it is written.
func encoded(p []byte) string {
	if len(p) < 1 {
		return ""
	}
	text := p[1:]
	switch p[0] {
	case 0:
		return latin(text)
	case 1:
		if len(text) >= 2 && text[0] == 0xff && text[1] == 0xfe {
			return wide(text[2:], binary.LittleEndian)
		}
		if len(text) >= 2 && text[0] == 0xfe && text[1] == 0xff {
			return wide(text[2:], binary.BigEndian)
		}
		return wide(text, binary.LittleEndian)
	case 2:
		return wide(text, binary.BigEndian)
	}
	before, _, _ := strings.Cut(string(text), "\x00")
	return before
}
