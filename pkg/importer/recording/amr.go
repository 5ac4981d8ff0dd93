package recording

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// maxSpeech is how much of a file of speech is counted through: more than ten
// hours of the best quality.
const maxSpeech = 64 << 20

// The bytes of speech after a frame's first byte, by its type; -1 is a type
// that is not in use.
var (
	narrowFrames = [16]int{12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, -1, -1, -1, 0}
	wideFrames   = [16]int{17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0}
)

// readAMR counts the frames of speech, each of 20 ms. There is no header that
// states their number.
func (f *facts) readAMR(ctx context.Context, r io.ReaderAt, size int64, wideband bool) {
	frames, start := narrowFrames, int64(len("#!AMR\n"))
	f.audio, f.rate, f.channels = "AMR", 8000, 1
	if wideband {
		frames, start = wideFrames, int64(len("#!AMR-WB\n"))
		f.audio, f.rate = "AMR-WB", 16000
	}
	end := min(size, start+maxSpeech)
	in := bufio.NewReaderSize(io.NewSectionReader(r, start, end-start), 64<<10)
	at, count := start, int64(0)
	for {
		head, err := in.ReadByte()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				f.remark("recording.damaged")
			}
			break
		}
		n := frames[head>>3&15]
		if head&0x83 != 0 || n < 0 {
			f.remark("recording.damaged-at", at)
			break
		}
		if got, _ := in.Discard(n); got < n {
			if end == size {
				f.remark("recording.cut", at+int64(n)+1, size)
			}
			break
		}
		at += int64(n) + 1
		if count++; count%10_000 == 0 && ctx.Err() != nil {
			return
		}
	}
	f.length = count * 20
	if end < size && f.length > 0 {
		f.length = int64(float64(f.length) * float64(size-start) / float64(at-start))
		f.remark("recording.length-estimated")
	}
}
