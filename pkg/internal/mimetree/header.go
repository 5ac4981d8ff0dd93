package mimetree

import (
	"bytes"
	"strings"

	"complain/pkg/internal/charset"
)

// maxHeader is the longest header block that is read; mail servers stop at a
// quarter of it.
const maxHeader = 1 << 20

// Field is one line of a header block, with the lines that continue it.
type Field struct {
	Name  string // in lower case
	Value []byte // unfolded, as its bytes stand
}

// Header is the fields of a mail or of a part of it, in their order.
type Header struct {
	Fields []Field
	Raw    []byte // the block as it stands, without the line that ends it
}

// Get is the value of the first field of that name.
func (h *Header) Get(name string) []byte {
	for i := range h.Fields {
		if h.Fields[i].Name == name {
			return h.Fields[i].Value
		}
	}
	return nil
}

func (h *Header) Count(name string) int {
	n := 0
	for i := range h.Fields {
		if h.Fields[i].Name == name {
			n++
		}
	}
	return n
}

// Text is a value made readable.
func (h *Header) Text(name string) string { return DecodeValue(h.Get(name), h.Charset()) }

// Charset is what the block says of its body: bytes in the header that follow no
// rule are most likely of the same.
func (h *Header) Charset() string {
	return ParametersOf(h.Get("content-type"), "")["charset"]
}

// line is what a line of a header block is.
type line uint8

const (
	lineField line = iota
	lineMore       // it goes on with the field before
	lineEnd        // nothing: the block is over
	lineNone       // something else
)

// look tells the lines of a header block apart. A line that goes on without
// being indented is a fault of programs that fold long headers wrongly.
func (h *Header) look(text []byte) line {
	text = bytes.TrimRight(text, "\r\n")
	switch {
	case len(text) == 0:
		return lineEnd
	case text[0] == ' ' || text[0] == '\t':
		if len(h.Fields) > 0 {
			return lineMore
		}
		if len(bytes.TrimSpace(text)) == 0 {
			return lineEnd
		}
		return lineNone
	case FieldName(text) > 0:
		return lineField
	}
	return lineNone
}

// FieldName is the length of the name that a line begins with, or 0.
func FieldName(text []byte) int {
	for i, c := range text {
		switch {
		case c == ':':
			return i
		case c == ' ' || c == '\t':
			// Old programs put spaces before the colon.
			if rest := bytes.TrimLeft(text[i:], " \t"); i > 0 && len(rest) > 0 && rest[0] == ':' {
				return i
			}
			return 0
		case c < '!' || c > '~':
			return 0
		}
	}
	return 0
}

// add takes a line of the block.
func (h *Header) add(kind line, text []byte) {
	h.Raw = append(h.Raw, text...)
	text = bytes.TrimRight(text, "\r\n")
	if kind == lineField {
		n := FieldName(text)
		_, value, _ := bytes.Cut(text, []byte(":"))
		h.Fields = append(h.Fields, Field{Name: strings.ToLower(string(text[:n])), Value: bytes.Clone(bytes.TrimSpace(value))})
		return
	}
	if n := len(h.Fields); n > 0 {
		f := &h.Fields[n-1]
		if len(f.Value) > 0 {
			f.Value = append(f.Value, ' ')
		}
		f.Value = append(f.Value, bytes.TrimSpace(text)...)
	}
}

// wraps reports whether a line that is neither indented nor a field belongs to
// the field before: programs that break headers at the wrong place leave a
// semicolon before the break or a parameter after it.
func (h *Header) wraps(text []byte) bool {
	if len(h.Fields) == 0 {
		return false
	}
	value := h.Fields[len(h.Fields)-1].Value
	if bytes.HasSuffix(value, []byte(";")) || bytes.HasSuffix(value, []byte(",")) {
		return true
	}
	name, _, ok := bytes.Cut(text, []byte("="))
	return ok && len(name) > 0 && len(name) < 40 && !bytes.ContainsAny(name, " \t<>-\"'")
}

// ReadHeader reads a block that stands by itself, up to its end.
func ReadHeader(block []byte) *Header {
	h := &Header{}
	for len(block) > 0 && len(h.Raw) < maxHeader {
		text := block
		if i := bytes.IndexByte(block, '\n'); i >= 0 {
			text = block[:i+1]
		}
		block = block[len(text):]
		kind := h.look(text)
		if kind == lineNone && h.wraps(text) {
			kind = lineMore
		}
		if kind == lineEnd || kind == lineNone {
			return h
		}
		h.add(kind, text)
	}
	return h
}

// Shown is the block as text.
func (h *Header) Shown() string {
	encoding, _, _ := charset.Detect(h.Raw)
	if encoding == charset.Binary {
		encoding = charset.UTF8
	}
	text := strings.ReplaceAll(encoding.Decode(h.Raw), "\r\n", "\n")
	return strings.TrimRight(text, "\n")
}
