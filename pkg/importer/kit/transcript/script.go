package transcript

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"complain/pkg/internal/broken"
	"complain/pkg/internal/jsonstream"
)

// WalkBehind goes over the JSON value that follows the first of marker in the
// source, as scripts of pages hold their data. found is false where there is no
// marker.
func (l *Log) WalkBehind(ctx context.Context, marker string, h jsonstream.Handler) (found bool, err error) {
	base, err := l.find(ctx, marker)
	if base < 0 || err != nil {
		return false, err
	}
	take := h.Take
	h.Take = func(path []string, raw jsonstream.Raw) error {
		raw.Offset += base
		return take(path, raw)
	}
	rest := io.NewSectionReader(l.Src, base, l.Src.Size()-base)
	err = jsonstream.Walk(&oneValue{r: bufio.NewReaderSize(rest, 64<<10)}, ctx.Err, h)
	var b *broken.Error
	if errors.As(err, &b) {
		b.Offset += base
	}
	return true, err
}

// find is where the source goes on behind the first of marker, or -1.
func (l *Log) find(ctx context.Context, marker string) (int64, error) {
	const piece = 64 << 10
	buf := make([]byte, piece+len(marker))
	for at := int64(0); at < l.Src.Size(); at += piece {
		if err := ctx.Err(); err != nil {
			return -1, err
		}
		n, err := l.Src.ReadAt(buf, at)
		if i := bytes.Index(buf[:n], []byte(marker)); i >= 0 {
			return at + int64(i+len(marker)), nil
		}
		if err != nil && err != io.EOF {
			return -1, err
		}
	}
	return -1, nil
}

// oneValue ends behind the first object or array.
type oneValue struct {
	r      *bufio.Reader
	depth  int
	text   bool // inside of a string
	escape bool // behind a backslash in it
	ended  bool
}

// Read implements io.Reader.
func (o *oneValue) Read(p []byte) (n int, err error) {
	for n < len(p) && !o.ended {
		c, err := o.r.ReadByte()
		if err != nil {
			return n, err
		}
		p[n] = c
		n++
		switch {
		case o.escape:
			o.escape = false
		case o.text:
			o.escape, o.text = c == '\\', c != '"'
		case c == '"':
			o.text = true
		case c == '{' || c == '[':
			o.depth++
		case c == '}' || c == ']':
			o.depth--
			o.ended = o.depth <= 0
		case o.depth == 0 && c == ';':
			o.ended = true
		}
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
