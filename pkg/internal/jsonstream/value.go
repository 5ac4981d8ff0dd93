package jsonstream

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"complain/pkg/internal/broken"
)

// Value is a decoded value. The zero Value is none at all, and asking it for
// members gives none again.
type Value struct {
	Kind    Kind
	Text    string // a string decoded, or a number, true, false or null as written
	Items   []Value
	Members []Member
	Broken  bool // a string in it holds bytes or escapes that are no text
}

// Member is one name and value of an object, in the order of the file.
type Member struct {
	Name  string
	Value Value
}

// maxValues bounds the values inside of one: a megabyte of [1,1,1,…] takes
// a hundred in memory.
const maxValues = 200_000

// Parse decodes a value that Walk has handed out, and so is known to be whole.
// Of one that holds more than maxValues others nothing is returned.
func Parse(raw []byte) Value {
	p := parser{s: raw}
	v := p.value(0)
	if p.n > maxValues {
		return Value{}
	}
	return v
}

// Get is the member along names. Of a name that is there several times it is
// the first.
func (v Value) Get(names ...string) Value {
	for _, name := range names {
		found := Value{}
		for _, m := range v.Members {
			if m.Name == name {
				found = m.Value
				break
			}
		}
		v = found
	}
	return v
}

// Has reports whether v has a member name, even one that is null.
func (v Value) Has(name string) bool { return v.Get(name).Kind != None }

// Str is the text of a string or number, and "" of anything else.
func (v Value) Str() string {
	if v.Kind == String || v.Kind == Number {
		return v.Text
	}
	return ""
}

// Int is a whole number, also one in a string.
func (v Value) Int() (int64, bool) {
	n, err := strconv.ParseInt(v.Str(), 10, 64)
	return n, err == nil
}

// True reports whether v is true, or a number other than 0.
func (v Value) True() bool {
	return v.Kind == True || v.Kind == Number && strings.Trim(v.Text, "-0.") != ""
}

// Twice is a name that some object in v has more than once, or "". Programs
// differ in which of the two they take.
func (v Value) Twice() string {
	for i, m := range v.Members {
		for _, before := range v.Members[:min(i, maxTwice)] {
			if before.Name == m.Name {
				return m.Name
			}
		}
		if name := m.Value.Twice(); name != "" {
			return name
		}
	}
	for _, item := range v.Items {
		if name := item.Twice(); name != "" {
			return name
		}
	}
	return ""
}

// maxTwice bounds the search for repeated names: records have some dozens of
// members, and an object of a million must not take a million squared.
const maxTwice = 256

// parser decodes a value in memory. Its input is known to be well-formed.
type parser struct {
	s []byte
	i int
	n int // values so far
}

func (p *parser) space() byte {
	for p.i < len(p.s) {
		switch c := p.s[p.i]; c {
		case ' ', '\n', '\r', '\t':
			p.i++
		default:
			return c
		}
	}
	return 0
}

func (p *parser) value(depth int) Value {
	c := p.space()
	v := Value{Kind: kindOf(c)}
	if p.n++; p.n > maxValues || depth > broken.MaxDepth {
		p.i = len(p.s)
		return Value{}
	}
	switch v.Kind {
	case Object:
		for p.i++; p.space() != '}' && p.i < len(p.s); p.comma() {
			name, broken := p.text()
			p.space()
			p.i++ // the colon
			member := p.value(depth + 1)
			v.Broken = v.Broken || broken || member.Broken
			v.Members = append(v.Members, Member{name, member})
		}
		p.i++
	case Array:
		for p.i++; p.space() != ']' && p.i < len(p.s); p.comma() {
			item := p.value(depth + 1)
			v.Broken = v.Broken || item.Broken
			v.Items = append(v.Items, item)
		}
		p.i++
	case String:
		v.Text, v.Broken = p.text()
	default:
		from := p.i
		for p.i < len(p.s) && !strings.ContainsRune(" \n\r\t,]}:", rune(p.s[p.i])) {
			p.i++
		}
		v.Text = string(p.s[from:p.i])
	}
	return v
}

func (p *parser) comma() {
	if p.space() == ',' {
		p.i++
	}
}

func (p *parser) text() (string, bool) {
	if p.i >= len(p.s) {
		return "", true
	}
	text, n, broken := unquote(p.s[p.i:])
	p.i += n
	return text, broken
}

// unquote decodes the string at the start of s, which begins with its quotation
// mark, and returns its length in s.
func unquote(s []byte) (text string, n int, broken bool) {
	i := 1
	for i < len(s) && s[i] != '"' && s[i] != '\\' {
		i++
	}
	if i < len(s) && s[i] == '"' { // no escapes
		text = string(s[1:i])
		if !utf8.ValidString(text) {
			return strings.ToValidUTF8(text, "\uFFFD"), i + 1, true
		}
		return text, i + 1, false
	}
	var b strings.Builder
	if i > 1 {
		b.Write(s[1:i])
	}
	for i < len(s) && s[i] != '"' {
		if s[i] != '\\' || i+1 >= len(s) {
			b.WriteByte(s[i])
			i++
			continue
		}
		i++
		switch c := s[i]; c {
		case 'b', 'f', 'n', 'r', 't':
			b.WriteByte("\b\f\n\r\t"[strings.IndexByte("bfnrt", c)])
		case 'u':
			r, width := escape(s[i-1:])
			broken = broken || r == utf8.RuneError
			b.WriteRune(r)
			i += width - 2
		case '"', '\\', '/':
			b.WriteByte(c)
		default: // no escape of JSON: keep it as it stands
			b.WriteByte('\\')
			b.WriteByte(c)
		}
		i++
	}
	text = b.String()
	if !utf8.ValidString(text) {
		text, broken = strings.ToValidUTF8(text, "\uFFFD"), true
	}
	return text, min(i+1, len(s)), broken
}

// escape reads \uXXXX, or two of them that are the halves of one character.
func escape(s []byte) (r rune, width int) {
	first, ok := hex4(s)
	switch {
	case !ok:
		return utf8.RuneError, min(2, len(s))
	case !utf16.IsSurrogate(first):
		return first, 6
	}
	if second, ok := hex4(s[6:]); ok {
		if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
			return r, 12
		}
	}
	return utf8.RuneError, 6
}

func hex4(s []byte) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 32)
	return rune(n), err == nil
}
