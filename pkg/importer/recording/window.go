package recording

import "io"

// window reads small pieces of a file in order: in large reads those that
// follow one another, in small ones those that lie far apart.
type window struct {
	r     io.ReaderAt
	size  int64
	from  int64
	held  []byte
	jumps int // reads that did not follow the one before
}

const (
	windowSize = 64 << 10
	jumpSize   = 4 << 10
)

func newWindow(r io.ReaderAt, size int64) *window {
	return &window{r: r, size: size, held: make([]byte, 0, windowSize)}
}

// at is the n bytes at a place, at most jumpSize of them, and fewer where the
// file ends. They are good until the next call.
func (w *window) at(offset int64, n int) []byte {
	if offset < 0 || offset >= w.size {
		return nil
	}
	n = min(n, jumpSize)
	end := w.from + int64(len(w.held))
	if offset < w.from || offset+int64(n) > end {
		most := int64(windowSize)
		if offset < w.from || offset > end+windowSize {
			most = jumpSize
			w.jumps++
		}
		p := w.held[:min(most, w.size-offset)]
		got, _ := w.r.ReadAt(p, offset)
		w.from, w.held = offset, p[:got]
	}
	p := w.held[min(offset-w.from, int64(len(w.held))):]
	return p[:min(n, len(p))]
}
