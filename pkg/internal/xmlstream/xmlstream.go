// Package xmlstream reads XML files of any size: it hands out each element's
// beginning with its attributes and its end, with their places in the bytes,
// and on request the text between them.
//
// It promises flat memory: no more is held than one tag and, where text is
// kept, what stands before it; that nesting deeper than broken.MaxDepth ends the
// reading; and that characters which a program wrote as two halves
// (&#55357;&#56832;) come out whole. It forbids entities of documents' own, which
// is how small files become large, and anything that leads out of the file.
package xmlstream

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"complain/pkg/internal/broken"
)

// The limits of a document.
const (
	MaxTag  = 64 << 20 // bytes of a tag: messages carry pictures in attributes
	MaxText = 8 << 20  // bytes between two tags, where they are kept
)

// Errors, each wrapped in a *broken.Error that says where.
var (
	ErrLong   = errors.New("a tag is too long")
	ErrSyntax = errors.New("not XML")
)

// Reader reads tags.
type Reader struct {
	// Keep says which attributes are wanted; the values of others are passed
	// over, however long. nil keeps all.
	Keep func(element, attribute string) bool
	// KeepText has Tag.Before hold the text between tags: references resolved,
	// sections of CDATA as they are, comments left out.
	KeepText bool

	r         *bufio.Reader
	cancelled func() error
	offset    int64
	open      []string
	pending   *Tag // the end of an element without content
	before    []byte
	any       bool
	n         int
}

// NewReader reads from r. cancelled is asked now and then.
func NewReader(r io.Reader, cancelled func() error) *Reader {
	return &Reader{r: bufio.NewReaderSize(r, 64<<10), cancelled: cancelled}
}

func (x *Reader) fail(err error) error { return &broken.Error{Offset: x.offset, Err: err} }

func (x *Reader) cut(err error) error {
	if err == io.EOF {
		return x.fail(broken.ErrCut)
	}
	return err
}

func (x *Reader) byte() (byte, error) {
	if x.n++; x.n%(1<<20) == 0 {
		if err := x.cancelled(); err != nil {
			return 0, err
		}
	}
	c, err := x.r.ReadByte()
	if err == nil {
		x.offset++
	}
	return c, err
}

func (x *Reader) ahead(s string) bool {
	p, _ := x.r.Peek(len(s))
	return string(p) == s
}

// Next is the next tag, or io.EOF behind the root's end.
func (x *Reader) Next() (*Tag, error) {
	if x.pending != nil {
		t := x.pending
		x.pending = nil
		x.open = x.open[:len(x.open)-1]
		return t, nil
	}
	for {
		if err := x.text(); err != nil {
			return nil, err
		}
		if p, _ := x.r.Peek(2); len(p) == 2 && p[1] != '?' && p[1] != '!' {
			return x.element()
		}
		switch {
		case x.ahead("<?"):
			if err := x.until("?>"); err != nil {
				return nil, err
			}
		case x.ahead("<!--"):
			if err := x.until("-->"); err != nil {
				return nil, err
			}
		case x.ahead("<![CDATA["):
			if err := x.section(); err != nil {
				return nil, err
			}
		case x.ahead("<!"):
			if err := x.until(">"); err != nil {
				return nil, err
			}
		default:
			return x.element()
		}
	}
}

// Each gives take all tags of a document with the text before them. take's error
// ends the reading as it is.
func Each(r io.Reader, cancelled func() error, take func(*Tag) error) error {
	x := NewReader(r, cancelled)
	x.KeepText = true
	for {
		t, err := x.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = take(t)
		}
		if err != nil {
			return err
		}
	}
}

// element reads a tag, which takes the text that was kept before it.
func (x *Reader) element() (*Tag, error) {
	t, err := x.tag()
	if err == nil && len(x.before) > 0 {
		t.Before, x.before = string(x.before), x.before[:0]
	}
	return t, err
}

// text passes over what stands before the next tag, or keeps it.
func (x *Reader) text() error {
	var raw []byte
	for {
		p, err := x.r.Peek(1)
		if err == io.EOF && len(x.open) == 0 {
			if x.any {
				return io.EOF
			}
			return x.fail(ErrSyntax)
		}
		if err != nil {
			return x.cut(err)
		}
		if p[0] == '<' {
			if len(raw) > 0 {
				text, _ := decode(raw)
				x.before = append(x.before, text...)
			}
			return nil
		}
		p = x.buffered()
		if i := bytes.IndexByte(p, '<'); i > 0 {
			p = p[:i]
		}
		if x.KeepText && len(x.open) > 0 {
			if raw = append(raw, p...); len(raw)+len(x.before) > MaxText {
				return x.fail(ErrLong)
			}
		}
		if err := x.skip(len(p)); err != nil {
			return err
		}
	}
}

// buffered is what can be looked at without reading on.
func (x *Reader) buffered() []byte {
	p, _ := x.r.Peek(x.r.Buffered())
	return p
}

// skip passes over bytes that buffered gave.
func (x *Reader) skip(n int) error {
	before := x.n
	if x.n += n; x.n>>20 != before>>20 {
		if err := x.cancelled(); err != nil {
			return err
		}
	}
	n, err := x.r.Discard(n)
	x.offset += int64(n)
	return err
}

// section passes over a section of CDATA, or keeps its text.
func (x *Reader) section() error {
	if !x.KeepText {
		return x.until("]]>")
	}
	const begin, end = "<![CDATA[", "]]>"
	if _, err := x.r.Discard(len(begin)); err != nil {
		return x.cut(err)
	}
	x.offset += int64(len(begin))
	from := len(x.before)
	for {
		c, err := x.byte()
		if err != nil {
			return x.cut(err)
		}
		if x.before = append(x.before, c); len(x.before) > MaxText {
			return x.fail(ErrLong)
		}
		if c == '>' && strings.HasSuffix(string(x.before[max(from, len(x.before)-len(end)):]), end) {
			text := strings.ToValidUTF8(string(x.before[from:len(x.before)-len(end)]), "\uFFFD")
			x.before = append(x.before[:from], text...)
			return nil
		}
	}
}

func (x *Reader) until(end string) error {
	last := make([]byte, 0, len(end))
	for {
		c, err := x.byte()
		if err != nil {
			return x.cut(err)
		}
		if len(last) == len(end) {
			last = append(last[:0], last[1:]...)
		}
		if last = append(last, c); string(last) == end {
			return nil
		}
	}
}
