package mail

import (
	"bytes"
	"strings"

	"complain/pkg/internal/charset"
)

// maxHeader is the longest header block that is read; mail servers stop at a
// quarter of it.
const maxHeader = 1 << 20

// field is one line of a header block, with the lines that continue it.
type field struct {
	name  string // in lower case
	value []byte // unfolded, as its bytes stand
}

// header is the fields of a mail or of a part of it, in their order.
type header struct {
	fields []field
	raw    []byte // the block as it stands, without the line that ends it
}

// get is the value of the first field of that name.
func (h *header) get(name string) []byte {
	for i := range h.fields {
		if h.fields[i].name == name {
			return h.fields[i].value
		}
	}
	return nil
}

func (h *header) count(name string) int {
	n := 0
	for i := range h.fields {
		if h.fields[i].name == name {
			n++
		}
	}
	return n
}

// text is a value made readable.
func (h *header) text(name string) string { return decodeValue(h.get(name), h.charset()) }

// charset is what the block says of its body: bytes in the header that follow no
// rule are most likely of the same.
func (h *header) charset() string {
	return parameters(h.get("content-type"), "").get("charset")
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
func (h *header) look(text []byte) line {
	text = bytes.TrimRight(text, "\r\n")
	switch {
	case len(text) == 0:
		return lineEnd
	case text[0] == ' ' || text[0] == '\t':
		if len(h.fields) > 0 {
			return lineMore
		}
		if len(bytes.TrimSpace(text)) == 0 {
			return lineEnd
		}
		return lineNone
	case fieldName(text) > 0:
		return lineField
	}
	return lineNone
}

// fieldName is the length of the name that a line begins with, or 0.
func fieldName(text []byte) int {
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
func (h *header) add(kind line, text []byte) {
	h.raw = append(h.raw, text...)
	text = bytes.TrimRight(text, "\r\n")
	if kind == lineField {
		n := fieldName(text)
		_, value, _ := bytes.Cut(text, []byte(":"))
		h.fields = append(h.fields, field{name: strings.ToLower(string(text[:n])), value: bytes.Clone(bytes.TrimSpace(value))})
		return
	}
	if n := len(h.fields); n > 0 {
		f := &h.fields[n-1]
		if len(f.value) > 0 {
			f.value = append(f.value, ' ')
		}
		f.value = append(f.value, bytes.TrimSpace(text)...)
	}
}

// wraps reports whether a line that is neither indented nor a field belongs to
// the field before: programs that break headers at the wrong place leave a
// semicolon before the break or a parameter after it.
func (h *header) wraps(text []byte) bool {
	if len(h.fields) == 0 {
		return false
	}
	value := h.fields[len(h.fields)-1].value
	if bytes.HasSuffix(value, []byte(";")) || bytes.HasSuffix(value, []byte(",")) {
		return true
	}
	name, _, ok := bytes.Cut(text, []byte("="))
	return ok && len(name) > 0 && len(name) < 40 && !bytes.ContainsAny(name, " \t<>-\"'")
}

// readHeader reads a block that stands by itself, up to its end.
func readHeader(block []byte) *header {
	h := &header{}
	for len(block) > 0 && len(h.raw) < maxHeader {
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

// shown is the block as text.
func (h *header) shown() string {
	encoding, _, _ := charset.Detect(h.raw)
	if encoding == charset.Binary {
		encoding = charset.UTF8
	}
	text := strings.ReplaceAll(encoding.Decode(h.raw), "\r\n", "\n")
	return strings.TrimRight(text, "\n")
}
