// Package compound reads the streams of OLE compound files, the container of
// .xls workbooks and of Office files with a password.
//
// It promises to hold what a file claims of itself against its size before
// making room for it, and that a fault of the library below is an error of the
// file. It forbids knowledge of what the streams mean.
package compound

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"
)

// Errors, each wrapped with what it is about.
var (
	ErrDamaged = errors.New("no compound file, or a damaged one")
	ErrMissing = errors.New("no such stream")
)

// File is an opened compound file.
type File struct {
	size    int64
	streams []*mscfb.File // of the root
}

// Open reads the directory.
func Open(r io.ReaderAt, size int64) (f *File, err error) {
	if err := plausible(r, size); err != nil {
		return nil, err
	}
	defer recovered(&err)
	c, err := mscfb.New(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrDamaged)
	}
	f = &File{size: size}
	for _, s := range c.File {
		if len(s.Path) == 0 {
			f.streams = append(f.streams, s)
		}
	}
	return f, nil
}

// recovered turns a panic into an error: the library is made for whole files,
// and what it does with a broken one is not promised.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%v: %w", p, ErrDamaged)
	}
}

// plausible looks at the head of a compound file: the library makes room for
// as many sectors as the file says it has.
func plausible(r io.ReaderAt, size int64) error {
	head := make([]byte, 512)
	if _, err := r.ReadAt(head, 0); err != nil {
		return fmt.Errorf("head of the compound file: %w: %w", err, ErrDamaged)
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return fmt.Errorf("sectors of 2^%d bytes: %w", shift, ErrDamaged)
	}
	for _, at := range []int{40, 44, 64, 72} { // sectors of directory, FAT, mini FAT and DIFAT
		if n := int64(binary.LittleEndian.Uint32(head[at:])); n > size>>shift {
			return fmt.Errorf("%d sectors in %d bytes: %w", n, size, ErrDamaged)
		}
	}
	return nil
}

func (f *File) find(name string) *mscfb.File {
	i := slices.IndexFunc(f.streams, func(s *mscfb.File) bool { return strings.EqualFold(s.Name, name) })
	if i < 0 {
		return nil
	}
	return f.streams[i]
}

// Has reports whether the root has a stream of that name.
func (f *File) Has(name string) bool { return f.find(name) != nil }

// Stream is the content of a stream of the root. A stream that is cut off is
// given as far as it goes.
func (f *File) Stream(ctx context.Context, name string) (data []byte, err error) {
	s := f.find(name)
	if s == nil {
		return nil, fmt.Errorf("%q: %w", name, ErrMissing)
	}
	if s.Size < 0 || s.Size > f.size {
		return nil, fmt.Errorf("stream of %d bytes in a file of %d: %w", s.Size, f.size, ErrDamaged)
	}
	defer recovered(&err)
	stream := *s // a stream reads on from where it was left
	data = make([]byte, s.Size)
	for at := 0; at < len(data); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		// The library's work for one call grows with the square of what is asked for.
		n, err := io.ReadFull(&stream, data[at:min(at+256<<10, len(data))])
		at += n
		if err != nil && at == 0 {
			return nil, fmt.Errorf("%w: %w", err, ErrDamaged)
		}
		if err != nil {
			return data[:at], nil
		}
	}
	return data, nil
}
