// Package isobox reads the boxes of ISO base media files (ISO/IEC 14496-12):
// films, voice memos, and the pictures of phones, which are files of boxes too.
//
// It promises that a file is never read whole: boxes are found by their heads,
// at most MaxBoxes of them and MaxDepth deep; that a box which says it reaches
// beyond its parent is cut there, and said to be; and that reading behind the
// end gives zeros and is remembered, so that a reader asks once. It forbids
// meaning: what a box is for, and whether damage matters, its callers know.
// No library is used: those that were tried read the whole file or end at the
// first box that is cut, and evidence is often cut.
package isobox

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
)

// The limits of a walk through the boxes of one file.
const (
	MaxDepth = 16
	MaxBoxes = 10_000
)

// Box is one part of a file: a name, and where its content lies.
type Box struct {
	Kind     string // four bytes
	From, To int64  // of the content
	End      int64  // where it says it ends; beyond To where its parent was cut
}

// Size is how many bytes of content there are.
func (b Box) Size() int64 { return b.To - b.From }

// Walker goes through boxes and counts them over the whole file.
type Walker struct {
	Context context.Context
	R       io.ReaderAt

	Over bool  // a limit was met
	Cut  bool  // boxes do not fit together
	Err  error // R failed otherwise than by its end

	boxes int
}

// Each gives the boxes between from and to in order, until take says to stop.
// A box without a size of its own reaches to the end. Depth is 0 for those of the
// file; below, four zeros end a list, as QuickTime writes it.
func (w *Walker) Each(from, to int64, depth int, take func(Box) bool) {
	if depth > MaxDepth {
		w.Over = true
		return
	}
	for to-from >= 8 {
		if w.boxes++; w.boxes > MaxBoxes {
			w.Over = true
			return
		}
		if w.Context.Err() != nil {
			return
		}
		kind, header, size, ok := head(w.read(from, min(16, to-from)))
		if ok && size == 0 {
			if depth > 0 {
				return
			}
			size = to - from
		}
		if !ok || from+header > to { // cut within its head
			w.Cut = true
			return
		}
		b := Box{Kind: kind, From: from + header, End: from + size}
		b.To = min(b.End, to)
		w.Cut = w.Cut || b.End > to
		if !take(b) {
			return
		}
		from = b.To
	}
}

// head reads the length and the name of a box. The size is 0 when the box has
// none of its own.
func head(data []byte) (kind string, header, size int64, ok bool) {
	if len(data) < 8 {
		return "", 0, 0, false
	}
	kind, header, size = string(data[4:8]), 8, int64(binary.BigEndian.Uint32(data))
	switch size {
	case 0:
		return kind, header, 0, true
	case 1:
		if len(data) < 16 {
			return "", 0, 0, false
		}
		header, size = 16, int64(binary.BigEndian.Uint64(data[8:]))
	}
	const most = 1 << 62
	return kind, header, size, size >= header && size <= most
}

// Content reads the first bytes of a box, at most n. Less comes back where the
// file ends.
func (w *Walker) Content(b Box, n int64) []byte { return w.read(b.From, min(b.Size(), n)) }

func (w *Walker) read(at, n int64) []byte {
	p := make([]byte, max(0, n))
	got, err := w.R.ReadAt(p, at)
	if got < len(p) && err != nil && !errors.Is(err, io.EOF) {
		w.Err = err
	}
	return p[:got]
}
