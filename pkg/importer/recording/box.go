package recording

import (
	"context"
	"encoding/binary"
	"io"
)

// The limits of a walk through the boxes of a film.
const (
	maxDepth = 16
	maxBoxes = 10_000
	maxMovie = 64 << 20 // bytes of the box with the film's index
)

// box is one part of a film: a name, and where its content lies.
type box struct {
	name     string
	from, to int64 // of the content
	declared int64 // where it says it ends; beyond to where the file was cut
}

func (b box) size() int64 { return b.to - b.from }

// walker goes through boxes and counts them over the whole file.
type walker struct {
	ctx   context.Context
	r     io.ReaderAt
	boxes int
	// over is set when a limit was met, cut when boxes do not fit together.
	over, cut bool
}

// each gives the boxes between from and to in order, until take says to stop.
// A box without a size of its own reaches to the end.
func (w *walker) each(from, to int64, depth int, take func(box) bool) {
	if depth > maxDepth {
		w.over = true
		return
	}
	var head [16]byte
	for to-from >= 8 {
		if w.boxes++; w.boxes > maxBoxes {
			w.over = true
			return
		}
		if w.ctx.Err() != nil {
			return
		}
		if _, err := w.r.ReadAt(head[:8], from); err != nil {
			w.cut = true
			return
		}
		size, start := int64(binary.BigEndian.Uint32(head[:])), int64(8)
		switch {
		case size == 0 && depth > 0:
			return // ends a list of QuickTime's
		case size == 0:
			size = to - from
		case size == 1:
			if _, err := w.r.ReadAt(head[8:], from+8); err != nil {
				w.cut = true
				return
			}
			long := binary.BigEndian.Uint64(head[8:])
			if long > 1<<62 {
				w.cut = true
				return
			}
			size, start = int64(long), 16
		}
		if size < start {
			w.cut = true
			return
		}
		b := box{name: string(head[4:8]), from: from + start, declared: from + size}
		b.to = min(b.declared, to)
		if b.from > b.to { // cut within its head
			w.cut = true
			return
		}
		if b.declared > to {
			w.cut = true
		}
		if !take(b) {
			return
		}
		from = b.to
	}
}

// content reads the first bytes of a box, at most n. Less comes back where the
// file ends.
func (w *walker) content(b box, n int64) []byte {
	p := make([]byte, max(0, min(b.size(), n)))
	got, _ := w.r.ReadAt(p, b.from)
	return p[:got]
}
