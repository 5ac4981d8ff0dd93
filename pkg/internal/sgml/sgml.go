// Package sgml reads the tags of SGML and XML documents that lie in memory:
// bank statements, whose older format leaves out the ends of its elements.
//
// It promises the place of every tag in the bytes, and to get through any
// bytes: what is no tag is text, an end without a beginning is passed over,
// and an element that is not ended where it should be is ended there. It
// forbids entities of a document's own, and anything that leads out of it.
package sgml

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The limits of an element that is read whole.
const (
	MaxDepth = 64
	MaxNodes = 200_000
)

// Tag is a beginning or an end, with the text that follows it.
type Tag struct {
	Name   string // without the prefix of a namespace
	Attr   string // what else stands in the tag
	Text   string // up to the next tag, decoded, without white space around it
	Close  bool   // an end, or a beginning that is its own end: see Open
	Open   bool
	Offset int // of the tag
	End    int // after the tag's text
	tagEnd int
}

// Reader reads the tags of a document.
type Reader struct {
	data   []byte
	decode func([]byte) string
	at     int
	back   *Tag
}

// NewReader reads data from an offset on; decode turns its bytes into text.
func NewReader(data []byte, from int, decode func([]byte) string) *Reader {
	return &Reader{data: data, at: from, decode: decode}
}

// Next is the next tag; ok is false at the end.
func (r *Reader) Next() (t Tag, ok bool) {
	if r.back != nil {
		t, r.back = *r.back, nil
		return t, true
	}
	for r.at < len(r.data) {
		rest := r.data[r.at:]
		switch {
		case rest[0] != '<':
			r.at += until(rest, "<", false)
		case bytes.HasPrefix(rest, []byte("<!--")):
			r.at += until(rest, "-->", true)
		case bytes.HasPrefix(rest, []byte("<?")):
			r.at += until(rest, "?>", true)
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			r.at += until(rest, "]]>", true)
		case bytes.HasPrefix(rest, []byte("<!")):
			r.at += until(rest, ">", true)
		default:
			if t, ok := r.tag(); ok {
				return t, true
			}
			r.at++ // a < that begins nothing
		}
	}
	return Tag{}, false
}

// until is how many bytes of p come before mark, or before what follows it.
func until(p []byte, mark string, behind bool) int {
	i := bytes.Index(p, []byte(mark))
	switch {
	case i < 0:
		return len(p)
	case behind:
		return i + len(mark)
	}
	return i
}

const maxTag = 64 << 10

func (r *Reader) tag() (Tag, bool) {
	rest := r.data[r.at:]
	end := tagEnd(rest[:min(len(rest), maxTag)])
	if end < 0 {
		return Tag{}, false
	}
	t := Tag{Offset: r.at, Open: true, tagEnd: r.at + end + 1}
	inside := string(rest[1:end])
	if name, ok := strings.CutPrefix(inside, "/"); ok {
		t.Open, t.Close, inside = false, true, name
	} else if name, ok := strings.CutSuffix(inside, "/"); ok {
		t.Close, inside = true, name
	}
	name, attr, _ := strings.Cut(strings.Map(blank, strings.TrimSpace(inside)), " ")
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	if name == "" || !nameStart(name[0]) {
		return Tag{}, false
	}
	t.Name, t.Attr = name, strings.TrimSpace(attr)
	r.at = t.tagEnd
	if t.Open && !t.Close {
		t.Text = r.text()
	}
	t.End = r.at
	return t, true
}

func blank(c rune) rune {
	if c == '\t' || c == '\r' || c == '\n' {
		return ' '
	}
	return c
}

func nameStart(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// tagEnd is the place of the > that ends a tag, or -1. Quotes hide it.
func tagEnd(p []byte) int {
	var quote byte
	for i := 1; i < len(p); i++ {
		switch c := p[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '<':
			return -1
		case (c == '"' || c == '\'') && p[i-1] == '=':
			quote = c
		}
	}
	return -1
}

// text reads up to the next tag.
func (r *Reader) text() string {
	var b strings.Builder
	for r.at < len(r.data) {
		rest := r.data[r.at:]
		switch {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			n := until(rest, "]]>", true)
			b.WriteString(r.decode(bytes.TrimSuffix(rest[len("<![CDATA["):max(n, len("<![CDATA["))], []byte("]]>"))))
			r.at += n
		case bytes.HasPrefix(rest, []byte("<!--")):
			r.at += until(rest, "-->", true)
		case rest[0] == '<' && len(rest) > 1 && (rest[1] == '/' || rest[1] == '?' || rest[1] == '!' || nameStart(rest[1])):
			return strings.TrimSpace(b.String())
		default:
			n := 1 + until(rest[1:], "<", false)
			b.WriteString(unescape(r.decode(rest[:n])))
			r.at += n
		}
	}
	return strings.TrimSpace(b.String())
}

// unescape replaces the references that every reader knows.
func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "&")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, _, ok := strings.Cut(rest[:min(len(rest), 12)], ";")
		c, known := reference(name)
		if !ok || !known {
			b.WriteByte('&')
			s = rest
			continue
		}
		b.WriteString(c)
		s = rest[len(name)+1:]
	}
}

func reference(name string) (string, bool) {
	switch name {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	case "nbsp":
		return "\u00a0", true
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if len(digits) == len(name) {
		return "", false
	}
	if hex := strings.TrimLeft(digits, "xX"); len(hex) < len(digits) {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	control := n < ' ' && n != '\t' && n != '\n' && n != '\r'
	if err != nil || control || !utf8.ValidRune(rune(n)) {
		return "", false
	}
	return string(rune(n)), true
}

// attribute is the value of one of a tag's attributes, or "".
func attribute(attr, name string) string {
	for rest := attr; rest != ""; {
		key, after, ok := strings.Cut(rest, "=")
		after = strings.TrimSpace(after)
		if !ok || after == "" {
			return ""
		}
		value, next := after, ""
		if q := after[0]; q == '"' || q == '\'' {
			value, next, _ = strings.Cut(after[1:], string(q))
		} else {
			value, next, _ = strings.Cut(after, " ")
		}
		if strings.TrimSpace(key) == name {
			return unescape(value)
		}
		rest = strings.TrimSpace(next)
	}
	return ""
}
