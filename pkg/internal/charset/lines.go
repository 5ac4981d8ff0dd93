package charset

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// MaxLine is the longest line in bytes that Lines reads whole.
const MaxLine = 1 << 20

// ErrLongLine is returned for a line over MaxLine.
var ErrLongLine = errors.New("line too long")

// Line is one line of a text file.
type Line struct {
	Number int    // from 1
	Offset int64  // of its first byte in the file; the byte order mark belongs to the first line
	Length int64  // bytes, with the line end
	Text   string // without the line end and the byte order mark
	Broken bool   // Text holds U+FFFD for bytes that are no text
	Ended  bool   // the line's end is there, and not the file's
	Return bool   // its end is CR LF
}

// Lines reads a text file line by line. Lines end at LF, CRLF or the end of
// the file. A lone CR is kept as text, but in a file whose head has no LF it
// ends the line, as programs of old Macs and some since have written.
type Lines struct {
	Encoding Encoding

	ctx    context.Context
	r      *bufio.Reader
	end    byte // of a line
	bom    int
	ascii  bool // so far: a GB18030 file may begin with many lines of ASCII
	number int
	offset int64
	buf    []byte

	failed error

	decoder *encoding.Decoder // of GB18030
	text    []byte            // of the line, decoded
}

// NewLines reads from r, whose first bytes are head. Next fails with ctx's
// error soon after ctx ends.
func NewLines(ctx context.Context, r io.Reader, head []byte) *Lines {
	e, bom, ascii := Detect(head)
	end := byte('\n')
	if i := bytes.IndexByte(head, '\r'); i >= 0 && i < len(head)-1 && bytes.IndexByte(head, '\n') < 0 && !e.Wide() {
		end = '\r'
	}
	return &Lines{Encoding: e, ctx: ctx, r: bufio.NewReaderSize(r, 64<<10), end: end, bom: bom, ascii: ascii}
}

// NewLinesIn is NewLines for a text whose encoding is known.
func NewLinesIn(ctx context.Context, r io.Reader, head []byte, e Encoding) *Lines {
	l := NewLines(ctx, r, head)
	if found, bom, _ := Detect(head); bom > 0 && found != e {
		l.bom = 0 // those bytes are text then
	}
	if e.Wide() {
		l.end = '\n'
	}
	l.Encoding, l.ascii = e, false
	return l
}

// NoLines is lines of which the first is already an error.
func NoLines(err error) *Lines { return &Lines{failed: err} }

// Next reads a line. It returns io.EOF after the last one, and an error
// wrapping ErrLongLine, with the line's number, for a line over MaxLine.
func (l *Lines) Next() (Line, error) {
	if l.failed != nil {
		return Line{}, l.failed
	}
	if l.number%1024 == 0 && l.ctx.Err() != nil {
		return Line{}, l.ctx.Err()
	}
	raw, err := l.read()
	if len(raw) == 0 {
		if err == nil {
			err = io.EOF
		}
		return Line{}, err
	}
	if err != nil && err != io.EOF {
		return Line{}, err
	}
	l.number++
	line := Line{Number: l.number, Offset: l.offset, Length: int64(len(raw)), Ended: err == nil}
	l.offset += line.Length
	if line.Number == 1 {
		raw = raw[min(l.bom, len(raw)):]
	}
	line.Return = len(raw) > 1 && raw[len(raw)-1] == '\n' && raw[len(raw)-2] == '\r' // in text of single bytes
	line.Text, line.Broken = l.decode(raw)
	return line, nil
}

// Survey gives take all lines, for a first look over a file. A line too long to
// be read ends the look: what is behind it will not be read later either.
func (l *Lines) Survey(take func(Line)) error {
	for {
		line, err := l.Next()
		switch {
		case err == io.EOF || errors.Is(err, ErrLongLine):
			return nil
		case err != nil:
			return err
		}
		take(line)
	}
}

func (l *Lines) read() ([]byte, error) {
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice(l.end)
		if err == nil && len(l.buf) == 0 && !l.Encoding.Wide() {
			return part, nil // most lines, uncopied
		}
		l.buf = append(l.buf, part...)
		switch {
		case len(l.buf) > MaxLine:
			return nil, fmt.Errorf("line %d: %w", l.number+1, ErrLongLine)
		case err == bufio.ErrBufferFull:
		case err != nil:
			return l.buf, err
		case l.Encoding.little():
			// The LF is the low byte; the others follow. Elsewhere such a byte is a
			// part of another character.
			if unit := l.Encoding.unit(); len(l.buf)%unit == 1 {
				for range unit - 1 {
					if b, err := l.r.ReadByte(); err == nil {
						l.buf = append(l.buf, b)
					}
				}
			}
			if l.Encoding.endsLine(l.buf) {
				return l.buf, nil
			}
		case l.Encoding.Wide():
			if l.Encoding.endsLine(l.buf) {
				return l.buf, nil
			}
		default:
			return l.buf, nil
		}
	}
}

func (l *Lines) decode(raw []byte) (text string, broken bool) {
	if l.Encoding == UTF8 {
		raw = bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r"))
		if utf8.Valid(raw) {
			l.ascii = l.ascii && isASCII(raw)
			return string(raw), false
		}
		if !l.ascii {
			return UTF8.Decode(raw), true
		}
		l.Encoding = GB18030
	}
	if l.Encoding == GB18030 {
		raw = bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r")) // no second byte of a character
		return l.gb18030(raw)
	}
	text = l.Encoding.Decode(raw)
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	}
	if n := len(text); n > 0 && text[n-1] == '\r' {
		text = text[:n-1]
	}
	return text, strings.ContainsRune(text, utf8.RuneError)
}

// gb18030 is Decode for many lines: with one decoder, and room for the text that
// is used again.
func (l *Lines) gb18030(raw []byte) (text string, broken bool) {
	if l.decoder == nil {
		l.decoder = simplifiedchinese.GB18030.NewDecoder()
	}
	if most := 3 * len(raw); len(l.text) < most { // a byte that is no text becomes three
		l.text = make([]byte, most)
	}
	l.decoder.Reset()
	n, read, err := l.decoder.Transform(l.text, raw, true)
	if err != nil || read < len(raw) {
		text = GB18030.Decode(raw)
		return text, strings.ContainsRune(text, utf8.RuneError)
	}
	return string(l.text[:n]), bytes.Contains(l.text[:n], []byte("\uFFFD"))
}

func isASCII(p []byte) bool {
	for _, c := range p {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
