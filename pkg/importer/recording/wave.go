package recording

import (
	"encoding/binary"
	"io"
	"math"
	"strings"
)

const maxChunks = 1000

// wave is what the parts of a WAV file say of its length.
type wave struct {
	format  uint16
	bytes   uint64 // a second
	rate    uint64
	samples uint64 // of compressed sound
	data    uint64
	found   bool
}

// readWave reads the parts of a WAV file: names and lengths, padded to even.
func (f *facts) readWave(r io.ReaderAt, size int64) {
	var w wave
	var head [8]byte
	at := int64(12)
	for range maxChunks {
		if n, _ := r.ReadAt(head[:], at); n < len(head) {
			break
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		at += 8
		name := string(head[:4])
		read := func(n int64) []byte {
			p := make([]byte, max(0, min(n, length, size-at)))
			got, _ := r.ReadAt(p, at)
			return p[:got]
		}
		switch name {
		case "fmt ":
			f.waveFormat(&w, read(40))
		case "fact":
			if p := read(4); len(p) == 4 {
				w.samples = uint64(binary.LittleEndian.Uint32(p))
			}
		case "bext":
			f.broadcast(read(348))
		case "LIST":
			f.info(read(64 << 10))
		case "data":
			switch {
			case length == math.MaxUint32 || length == 0 && at < size:
				// A recorder that was not stopped never came to write it.
				length = size - at
				f.remark("recording.unfinished")
			case length > size-at:
				f.remark("recording.cut", at+length, size)
				length = size - at
			}
			w.data, w.found = uint64(length), true
		}
		if length > size-at {
			break
		}
		at += length + length%2
	}
	switch {
	case !w.found:
		f.remark("recording.no-sound")
	case w.format == pcm || w.format == float || w.samples == 0:
		f.length = milliseconds(w.data, w.bytes)
	default:
		f.length = milliseconds(w.samples, w.rate)
	}
}

// The numbers of formats of WAV.
const (
	pcm        = 1
	float      = 3
	extensible = 0xfffe
)

func (f *facts) waveFormat(w *wave, p []byte) {
	if len(p) < 16 {
		f.remark("recording.damaged")
		return
	}
	w.format = binary.LittleEndian.Uint16(p)
	if w.format == extensible && len(p) >= 26 {
		w.format = binary.LittleEndian.Uint16(p[24:])
	}
	f.channels = int(binary.LittleEndian.Uint16(p[2:]))
	w.rate = uint64(binary.LittleEndian.Uint32(p[4:]))
	f.rate = int(w.rate)
	w.bytes = uint64(binary.LittleEndian.Uint32(p[8:]))
	switch w.format {
	case pcm, float:
		f.audio = "PCM"
	case 2, 0x11:
		f.audio = "ADPCM"
	case 6:
		f.audio = "A-law"
	case 7:
		f.audio = "µ-law"
	case 0x31:
		f.audio = "GSM"
	case 0x50, 0x55:
		f.audio = "MP3"
	}
}

// broadcast reads the part that recorders for broadcasting write: who made it,
// on what day, at what time of its clock.
func (f *facts) broadcast(p []byte) {
	if len(p) < 338 {
		return
	}
	text := func(from, n int) string { return clean(latin(p[from : from+n])) }
	f.tag("originator", text(256, 32))
	date, clock := text(320, 10), text(330, 8)
	if date != "" && strings.Trim(date, "0-:_/. ") != "" {
		f.setLocal(strings.TrimSpace(date + " " + clock))
	}
}

// info reads the list of texts.
func (f *facts) info(p []byte) {
	if len(p) < 4 || string(p[:4]) != "INFO" {
		return
	}
	for p = p[4:]; len(p) >= 8; {
		n := uint64(binary.LittleEndian.Uint32(p[4:]))
		name := string(p[:4])
		p = p[8:]
		value := string(p[:min(n, uint64(len(p)))])
		switch name {
		case "ICRD":
			f.tag("date", clean(value))
			f.setLocal(value)
		case "ISFT":
			set(&f.software, value)
		case "INAM":
			set(&f.title, value)
		}
		p = p[min(n+n%2, uint64(len(p))):]
	}
}

// latin reads ISO 8859-1 up to its first zero.
func latin(p []byte) string {
	var b strings.Builder
	for _, c := range p {
		if c == 0 {
			break
		}
		b.WriteRune(rune(c))
	}
	return b.String()
}
