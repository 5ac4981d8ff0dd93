package recording

import (
	"context"
	"io"
)

// adts is the head of a frame of AAC as it stands in a file of its own.
type adts struct {
	rate     int
	channels int
	size     int // bytes, with the head
	blocks   int // of 1024 samples
}

var adtsRates = [16]int{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350}

func readADTSHead(p []byte) (h adts, ok bool) {
	if len(p) < 7 || p[0] != 0xff || p[1]&0xf6 != 0xf0 {
		return h, false
	}
	h.rate = adtsRates[p[2]>>2&15]
	h.channels = int(p[2]&1)<<2 | int(p[3]>>6)
	if h.channels == 7 {
		h.channels = 8
	}
	h.size = int(p[3]&3)<<11 | int(p[4])<<3 | int(p[5]>>5)
	h.blocks = int(p[6]&3) + 1
	return h, h.rate > 0 && h.size > 7
}

// adtsFollow reports whether a second frame stands where the first says, or the
// file ends there.
func adtsFollow(p []byte, size int64) bool {
	first, ok := readADTSHead(p)
	if !ok {
		return false
	}
	if size <= int64(first.size) {
		return size == int64(first.size)
	}
	if first.size+7 > len(p) {
		return false
	}
	second, ok := readADTSHead(p[first.size:])
	return ok && second.rate == first.rate
}

// maxFramesADTS is how many frames are counted: more than five hours.
const maxFramesADTS = 1_000_000

// readADTS counts the frames from at on. There is no header that states their
// number.
func (f *facts) readADTS(ctx context.Context, r io.ReaderAt, at, size int64) {
	f.audio = "AAC"
	in := newWindow(r, size)
	start, blocks, frames := at, uint64(0), 0
	for at < size && at-start < maxSpeech && frames < maxFramesADTS {
		if frames%4096 == 0 && ctx.Err() != nil {
			return
		}
		head := in.at(at, 7)
		h, ok := readADTSHead(head)
		if !ok || f.rate != 0 && h.rate != f.rate {
			if len(head) < 3 || string(head[:3]) != "TAG" { // music's, at the end
				f.remark("recording.damaged-at", at)
			}
			break
		}
		f.rate, f.channels = h.rate, h.channels
		if end := at + int64(h.size); end > size {
			f.remark("recording.cut", end, size)
			break
		}
		at += int64(h.size)
		blocks += uint64(h.blocks)
		frames++
	}
	f.length = milliseconds(blocks*1024, uint64(f.rate))
	if at < size && (at-start >= maxSpeech || frames == maxFramesADTS) {
		f.length = int64(float64(f.length) * float64(size-start) / float64(at-start))
		f.remark("recording.length-estimated")
	}
}
