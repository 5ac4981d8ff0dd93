// Package xmlstream reads XML files of any size: it hands out each element's
// beginning with its attributes and its end, with their places in the bytes,
// and on request the text between them.
//
// It promises flat memory: no more is held than one tag and, where text is
// kept, what stands before it; that nesting deeper
// than MaxDepth ends the reading; and that characters which a program wrote as
// two halves (&#55357;&#56832;) come out whole. It forbids entities of
// documents' own, which is how small files become large, and anything that
// leads out of the file.
package xmlstream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The limits of a document.
const (
	MaxDepth = 256
	MaxTag   = 64 << 20 // bytes of a tag: messages carry pictures in attributes
	MaxText  = 8 << 20  // bytes between two tags, where they are kept
)

// Errors, each wrapped in an *Error that says where.
var (
	ErrDepth  = errors.New("nested too deeply")
	ErrLong   = errors.New("a tag is too long")
	ErrSyntax = errors.New("not XML")
	ErrCut    = errors.New("the file ends inside an element")
)

// Error is what ended a reading.
type Error struct {
	Offset int64
	Err    error
}

func (e *Error) Error() string { return fmt.Sprintf("byte %d: %v", e.Offset, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Attribute is one attribute of an element, in the order of the file.
type Attribute struct{ Name, Value string }

// Tag is the beginning or the end of an element. An element without content
// has both, at the same place.
type Tag struct {
	Name           string
	Attr           []Attribute
	Before         string // the text since the tag before, where the Reader keeps it
	End            bool
	Depth          int // of the element; the root's is 1
	Offset, Length int64
	Broken         bool // an attribute holds bytes or references that are no text
}

// Get is the value of the first attribute of that name, or "".
func (t *Tag) Get(name string) string {
	for _, a := range t.Attr {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

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

func (x *Reader) fail(err error) error { return &Error{Offset: x.offset, Err: err} }

func (x *Reader) cut(err error) error {
	if err == io.EOF {
		return x.fail(ErrCut)
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

func (x *Reader) tag() (*Tag, error) {
	t := &Tag{Offset: x.offset}
	if _, err := x.byte(); err != nil { // <
		return nil, err
	}
	if x.ahead("/") {
		t.End = true
		if _, err := x.byte(); err != nil {
			return nil, err
		}
	}
	var err error
	if t.Name, err = x.name(); err != nil {
		return nil, err
	}
	if t.Name == "" {
		return nil, x.fail(ErrSyntax)
	}
	single, err := x.attributes(t)
	if err != nil {
		return nil, err
	}
	t.Length = x.offset - t.Offset
	x.any = true
	if t.End {
		if len(x.open) == 0 || x.open[len(x.open)-1] != t.Name {
			return nil, x.fail(ErrSyntax)
		}
		t.Depth = len(x.open)
		x.open = x.open[:len(x.open)-1]
		return t, nil
	}
	if len(x.open) >= MaxDepth {
		return nil, x.fail(ErrDepth)
	}
	x.open = append(x.open, t.Name)
	t.Depth = len(x.open)
	if single {
		x.pending = &Tag{Name: t.Name, End: true, Depth: t.Depth, Offset: t.Offset, Length: t.Length}
	}
	return t, nil
}

// delimiters end a name.
const delimiters = " \t\r\n/>=\"'<"

func (x *Reader) name() (string, error) {
	p := x.buffered()
	for i, c := range p[:min(len(p), 64)] {
		if strings.IndexByte(delimiters, c) >= 0 {
			name := string(p[:i])
			return name, x.skip(i)
		}
	}
	var b strings.Builder
	for {
		p, err := x.r.Peek(1)
		if err != nil {
			return "", x.cut(err)
		}
		if strings.IndexByte(delimiters, p[0]) >= 0 {
			return b.String(), nil
		}
		if b.Len() > 1024 {
			return "", x.fail(ErrLong)
		}
		b.WriteByte(p[0])
		if _, err := x.byte(); err != nil {
			return "", err
		}
	}
}

// attributes reads up to the end of a tag.
func (x *Reader) attributes(t *Tag) (single bool, err error) {
	for {
		p, err := x.r.Peek(1)
		if err != nil {
			return false, x.cut(err)
		}
		switch c := p[0]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			_, err = x.byte()
		case c == '>':
			_, err = x.byte()
			return single, err
		case c == '/':
			single = true
			_, err = x.byte()
		case t.End || single || len(t.Attr) > 1000:
			return false, x.fail(ErrSyntax)
		default:
			err = x.attribute(t)
		}
		if err != nil {
			return false, err
		}
	}
}

func (x *Reader) attribute(t *Tag) error {
	name, err := x.name()
	if err != nil {
		return err
	}
	for step := 0; step < 2; {
		c, err := x.byte()
		switch {
		case err != nil:
			return x.cut(err)
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case step == 0 && c == '=' && name != "":
			step++
		case step == 1 && (c == '"' || c == '\''):
			return x.value(t, name, c)
		default:
			return x.fail(ErrSyntax)
		}
	}
	return nil
}

func (x *Reader) value(t *Tag, name string, quote byte) error {
	keep := x.Keep == nil || x.Keep(t.Name, name)
	var raw []byte
	for {
		c, err := x.byte()
		switch {
		case err != nil:
			return x.cut(err)
		case c == quote:
			if !keep {
				return nil
			}
			text, broken := decode(raw)
			t.Attr, t.Broken = append(t.Attr, Attribute{name, text}), t.Broken || broken
			return nil
		case keep && x.offset-t.Offset > MaxTag:
			return x.fail(ErrLong)
		case keep:
			raw = append(raw, c)
		}
	}
}

// decode resolves the references of an attribute. One that is not known stays
// as it is written.
func decode(raw []byte) (text string, broken bool) {
	s := string(raw)
	if !utf8.ValidString(s) {
		s, broken = strings.ToValidUTF8(s, "\uFFFD"), true
	}
	if !strings.Contains(s, "&") {
		return s, broken
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "&")
		b.WriteString(before)
		if !ok {
			return b.String(), broken
		}
		r, width := reference(rest)
		if width == 0 {
			b.WriteByte('&')
			s = rest
			continue
		}
		s = rest[width:]
		if utf16.IsSurrogate(r) {
			var low rune
			if after, half := strings.CutPrefix(s, "&"); half {
				if low, width = reference(after); width > 0 {
					if whole := utf16.DecodeRune(r, low); whole != utf8.RuneError {
						b.WriteRune(whole)
						s = after[width:]
						continue
					}
				}
			}
			r, broken = utf8.RuneError, true
		}
		b.WriteRune(r)
	}
}

// reference reads what follows a &, up to its semicolon.
func reference(s string) (r rune, width int) {
	name, _, ok := strings.Cut(s[:min(len(s), 12)], ";")
	if !ok {
		return 0, 0
	}
	switch name {
	case "amp":
		r = '&'
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "quot":
		r = '"'
	case "apos":
		r = '\''
	default:
		digits, number := strings.CutPrefix(name, "#")
		base := 10
		if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
			digits, base = hex, 16
		}
		n, err := strconv.ParseUint(digits, base, 21)
		if !number || err != nil || n > utf8.MaxRune || n == 0 {
			return 0, 0
		}
		r = rune(n)
	}
	return r, len(name) + 1
}
