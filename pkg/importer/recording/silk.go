package recording

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
)

const silkMagic = "#!SILK_V3"

// readSilk counts the packets of a voice message of WeChat or QQ, each of 20 ms
// under its length in two bytes. A first byte 2 is Tencent's own, and other
// programs end the file with a length of -1; the rate is not written down.
func (f *facts) readSilk(ctx context.Context, r io.ReaderAt, size int64) {
	f.audio, f.channels = "SILK", 1
	at := int64(len(silkMagic))
	var first [1]byte
	if _, err := r.ReadAt(first[:], 0); err == nil && first[0] == 2 {
		at++
	}
	start, count := at, int64(0)
	end := min(size, start+maxSpeech)
	in := bufio.NewReaderSize(io.NewSectionReader(r, start, end-start), 64<<10)
	var head [2]byte
	for {
		if n, err := io.ReadFull(in, head[:]); err != nil {
			if n > 0 && end == size {
				f.remark("recording.cut", at+2, size)
			} else if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				f.remark("recording.damaged")
			}
			break
		}
		n := int(int16(binary.LittleEndian.Uint16(head[:])))
		if n == -1 {
			break
		}
		if n <= 0 || n > maxPacket {
			f.remark("recording.damaged-at", at)
			break
		}
		if got, _ := in.Discard(n); got < n {
			if end == size {
				f.remark("recording.cut", at+2+int64(n), size)
			}
			break
		}
		at += 2 + int64(n)
		if count++; count%10_000 == 0 && ctx.Err() != nil {
			return
		}
	}
	f.length = count * 20
	if end < size && at > start && f.length > 0 {
		f.length = int64(float64(f.length) * float64(size-start) / float64(at-start))
		f.remark("recording.length-estimated")
	}
}

// maxPacket is the longest packet in bytes that an encoder of SILK makes.
const maxPacket = 1250
