package recording

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
)

// frame is the head of a frame of MPEG sound, layer III.
type frame struct {
	old     bool // MPEG 2 or 2.5, with half the samples
	rate    int  // samples a second
	bitRate int  // bits a second
	mono    bool
	size    int // bytes
	side    int // bytes before the content of the first frame
}

func (f frame) samples() int {
	if f.old {
		return 576
	}
	return 1152
}

var (
	bitRates    = [16]int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}
	oldBitRates = [16]int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}
	sampleRates = [4]int{44100, 48000, 32000, 0}
)

func readFrame(p []byte) (f frame, ok bool) {
	if len(p) < 4 || p[0] != 0xff || p[1]&0xe6 != 0xe2 {
		return f, false
	}
	f.rate = sampleRates[p[2]>>2&3]
	rates := bitRates
	switch p[1] >> 3 & 3 {
	case 1:
		return f, false
	case 2:
		f.old, f.rate, rates = true, f.rate/2, oldBitRates
	case 0:
		f.old, f.rate, rates = true, f.rate/4, oldBitRates
	}
	f.bitRate = rates[p[2]>>4] * 1000
	f.mono = p[3]>>6 == 3
	if f.rate == 0 || f.bitRate == 0 {
		return f, false
	}
	f.size = f.samples()/8*f.bitRate/f.rate + int(p[2]>>1&1)
	switch {
	case f.old && f.mono:
		f.side = 9
	case f.old != f.mono:
		f.side = 17
	default:
		f.side = 32
	}
	return f, f.size > 4
}

// framesFollow reports whether a second frame stands where the first says, or
// the file ends there.
func framesFollow(p []byte, size int64) bool {
	first, ok := readFrame(p)
	if !ok {
		return false
	}
	if size <= int64(first.size) {
		return size == int64(first.size)
	}
	if first.size+4 > len(p) {
		return false
	}
	second, ok := readFrame(p[first.size:])
	return ok && second.old == first.old && second.rate == first.rate
}

const (
	maxSearch = 64 << 10 // bytes before the first frame
	maxSample = 100      // frames that an estimate rests on
)

// readMPEG reads an MP3 file: its tag, its first frame, and the count of frames
// that encoders put there. Without that count, the length is estimated from the
// rate of the first frames.
func (f *facts) readMPEG(ctx context.Context, r io.ReaderAt, size int64) {
	f.audio = "MP3"
	at := f.readTag(r, size)
	if at > 0 && f.behindTag(ctx, r, at, size) {
		return
	}
	end := size
	var last [3]byte
	if size >= 128 {
		if _, err := r.ReadAt(last[:], size-128); err == nil && string(last[:]) == "TAG" {
			end = size - 128
		}
	}
	p := make([]byte, max(0, min(maxSearch, end-at)))
	n, _ := r.ReadAt(p, at)
	p = p[:n]
	found := -1
	for i := range p {
		if framesFollow(p[i:], end-at-int64(i)) {
			found = i
			break
		}
	}
	if found < 0 {
		f.remark("recording.no-sound")
		return
	}
	at += int64(found)
	p = p[found:]
	first, _ := readFrame(p)
	f.rate, f.channels = first.rate, 2
	if first.mono {
		f.channels = 1
	}
	if frames, stated, ok := counted(p, first); ok {
		f.length = milliseconds(uint64(frames)*uint64(first.samples()), uint64(first.rate))
		if stated > 0 && int64(stated) > end-at {
			f.remark("recording.cut", at+int64(stated), size)
		}
		return
	}
	// The estimate rests on the frames at hand.
	var sum, number int
	var head [4]byte
	for next := at; number < maxSample; number++ {
		if _, err := r.ReadAt(head[:], next); err != nil {
			break
		}
		fr, ok := readFrame(head[:])
		if !ok {
			break
		}
		sum += fr.bitRate
		next += int64(fr.size)
	}
	f.bitRate = sum / max(number, 1)
	f.length = milliseconds(uint64(end-at)*8, uint64(f.bitRate))
	f.remark("recording.length-estimated")
}

// behindTag reads sound of other kinds that some programs put a tag before.
func (f *facts) behindTag(ctx context.Context, r io.ReaderAt, at, size int64) bool {
	p := make([]byte, max(0, min(maxSearch, size-at)))
	n, _ := r.ReadAt(p, at)
	if !adtsFollow(p[:n], size-at) {
		return false
	}
	f.readADTS(ctx, r, at, size)
	return true
}

// counted reads the count of frames, and of bytes where there is one, from the
// first frame.
func counted(p []byte, first frame) (frames, size uint32, ok bool) {
	p = p[:min(len(p), first.size)]
	number := func(at int) uint32 {
		if at+4 > len(p) {
			return 0
		}
		return binary.BigEndian.Uint32(p[at:])
	}
	at := 4 + first.side
	if at+8 <= len(p) && (bytes.HasPrefix(p[at:], []byte("Xing")) || bytes.HasPrefix(p[at:], []byte("Info"))) {
		flags := number(at + 4)
		if flags&1 == 0 {
			return 0, 0, false
		}
		if flags&2 != 0 {
			size = number(at + 12)
		}
		return number(at + 8), size, number(at+8) > 0
	}
	if at = 36; at+18 <= len(p) && bytes.HasPrefix(p[at:], []byte("VBRI")) {
		return number(at + 14), number(at + 10), number(at+14) > 0
	}
	return 0, 0, false
}
