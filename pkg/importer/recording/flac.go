package recording

import (
	"encoding/binary"
	"io"
)

// readFLAC reads the blocks before the sound: its form and length, and texts.
func (f *facts) readFLAC(r io.ReaderAt, size int64) {
	f.audio = "FLAC"
	at := f.readTag(r, size) + int64(len("fLaC")) // some programs put MP3's tag before it
	var head [4]byte
	for n := 0; ; n++ {
		if _, err := r.ReadAt(head[:], at); err != nil || n >= maxChunks {
			f.remark("recording.damaged")
			return
		}
		length := int64(head[1])<<16 | int64(head[2])<<8 | int64(head[3])
		at += 4
		if at+length > size {
			f.remark("recording.cut", at+length, size)
		}
		p := make([]byte, max(0, min(length, maxBlock, size-at)))
		got, _ := r.ReadAt(p, at)
		switch p = p[:got]; head[0] & 0x7f {
		case 0:
			f.flacForm(p)
		case 4:
			f.comments(p)
		}
		at += length
		if head[0]&0x80 != 0 || at >= size {
			break
		}
	}
	if at >= size {
		f.remark("recording.no-sound")
	}
}

// flacForm reads STREAMINFO. A program that could not go back wrote no number
// of samples.
func (f *facts) flacForm(p []byte) {
	if len(p) < 18 {
		f.remark("recording.damaged")
		return
	}
	form := binary.BigEndian.Uint64(p[10:])
	f.rate = int(form >> 44)
	f.channels = int(form>>41&7) + 1
	f.length = milliseconds(form&(1<<36-1), uint64(f.rate))
}
