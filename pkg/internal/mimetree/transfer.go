package mimetree

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// Coding is how the bytes of a part were made fit to travel.
type Coding uint8

const (
	Plain Coding = iota
	Base64
	QuotedPrintable
	Unknown
)

func CodingOf(value string) Coding {
	value = strings.ToLower(strings.TrimSpace(WithoutComments(value)))
	switch strings.Trim(value, `"';`) {
	case "base64":
		return Base64
	case "quoted-printable":
		return QuotedPrintable
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
		return Plain
	}
	return Unknown
}

// Decoder undoes the coding of a part as it is read. Bytes that do not belong
// are left out and counted, since they cost at most the three bytes around them.
type Decoder struct {
	r       *bufio.Reader
	Coding  Coding
	unquote bool // the mailbox put > before lines that begin with From

	group, bits int // of base64
	Junk        int // bytes that are none of the coding's
	Short       bool
	Words       int // spaces of base64 inside lines, where no program puts them
	lineStart   bool
	out         []byte // decoded and not yet handed on
	from        int
	err         error
}

func NewDecoder(r *bufio.Reader, c Coding, unquote bool) *Decoder {
	return &Decoder{r: r, Coding: c, unquote: unquote && c != Base64, lineStart: true}
}

// Read implements io.Reader.
func (d *Decoder) Read(p []byte) (int, error) {
	for d.from == len(d.out) {
		if d.err != nil {
			return 0, d.err
		}
		d.out, d.from = d.out[:0], 0
		d.fill()
	}
	n := copy(p, d.out[d.from:])
	d.from += n
	return n, nil
}

// fill decodes the next piece: at most a buffer's length, or a line.
func (d *Decoder) fill() {
	piece, err := d.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		err = nil
	}
	d.err = err
	if d.unquote && d.lineStart {
		piece = unquoted(piece)
	}
	d.lineStart = bytes.HasSuffix(piece, []byte("\n"))
	switch d.Coding {
	case Base64:
		d.base64(piece)
		if d.err == io.EOF {
			d.flush()
		}
	case QuotedPrintable:
		if !d.lineStart && d.err == nil {
			// An escape may be cut where the buffer ends.
			if rest, err := d.r.Peek(2); err == nil && bytes.LastIndexByte(piece, '=') >= len(piece)-2 {
				piece = append(bytes.Clone(piece), rest...)
				d.r.Discard(2) // both are in the buffer
			}
		}
		d.quoted(piece)
	default:
		d.out = append(d.out, piece...)
	}
}

func (d *Decoder) base64(piece []byte) {
	piece = bytes.TrimRight(piece, " \t\r\n")
	for i, c := range piece {
		v := sextet(c)
		switch {
		case v >= 0:
			d.group, d.bits = d.group<<6|v, d.bits+6
			if d.bits == 24 {
				d.out = append(d.out, byte(d.group>>16), byte(d.group>>8), byte(d.group))
				d.group, d.bits = 0, 0
			}
		case c == '=':
			d.flush() // some programs put several encodings behind each other
		case c == ' ' || c == '\t' || c == '\r':
			if i > 0 {
				d.Words++
			}
		default:
			d.Junk++
		}
	}
}

// flush hands on the bytes of a group that is not full.
func (d *Decoder) flush() {
	switch d.bits {
	case 6:
		d.Short = true
	case 12:
		d.out = append(d.out, byte(d.group>>4))
	case 18:
		d.out = append(d.out, byte(d.group>>10), byte(d.group>>2))
	}
	d.group, d.bits = 0, 0
}

func sextet(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 26
	case c >= '0' && c <= '9':
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}

func (d *Decoder) quoted(piece []byte) {
	end := len(bytes.TrimRight(piece, "\r\n"))
	if end < len(piece) {
		// Spaces before a line's end were put there on the way.
		trimmed := bytes.TrimRight(piece[:end], " \t")
		if bytes.HasSuffix(trimmed, []byte("=")) {
			piece = trimmed[:len(trimmed)-1]
		} else {
			piece = append(bytes.Clone(trimmed), piece[end:]...)
		}
	}
	for i := 0; i < len(piece); i++ {
		c := piece[i]
		if c != '=' {
			d.out = append(d.out, c)
			continue
		}
		if i+2 < len(piece) && hex(piece[i+1]) >= 0 && hex(piece[i+2]) >= 0 {
			d.out = append(d.out, byte(hex(piece[i+1])<<4|hex(piece[i+2])))
			i += 2
			continue
		}
		if i+1 == len(piece) && d.err == io.EOF {
			continue // the very last line may end so
		}
		d.Junk++
		d.out = append(d.out, c)
	}
}

// unquoted takes away the > that a mailbox puts before lines that begin with
// From, and before those that begin with > and From.
func unquoted(line []byte) []byte {
	if isQuotedFrom(line) {
		return line[1:]
	}
	return line
}

func isQuotedFrom(line []byte) bool {
	return len(line) > 5 && line[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From "))
}
