package pdffile

import (
	"bytes"
	"errors"
	"strconv"
)

// Keyword is what is no object: an operator of a content stream, "obj", "R".
type Keyword string

// Lexer reads objects from bytes: those of a file or of a content stream.
type Lexer struct {
	data []byte
	pos  int
	read int // objects since Next was called
}

// NewLexer reads data, which it does not change.
func NewLexer(data []byte) *Lexer { return &Lexer{data: data} }

var (
	errEnd    = errors.New("the data ends")
	errDeep   = errors.New("nested too deeply")
	errSyntax = errors.New("no object")
)

// maxNesting is how deep arrays and dictionaries may nest.
const maxNesting = 64

// maxElements is how many objects one may hold.
const maxElements = 2_000_000

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *Lexer) skip() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case space(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// Next is the next object or Keyword. References are three of them here: only
// object joins them. The error says that the data ends or that there is no
// object, which is then behind.
func (l *Lexer) Next() (any, error) {
	l.read = 0
	return l.next(0)
}

func (l *Lexer) next(depth int) (any, error) {
	l.skip()
	if l.pos >= len(l.data) {
		return nil, errEnd
	}
	if l.read++; depth > maxNesting || l.read > maxElements {
		return nil, errDeep
	}
	c := l.data[l.pos]
	switch {
	case c == '/':
		l.pos++
		return Name(l.name()), nil
	case c == '(':
		l.pos++
		return String(l.literal()), nil
	case c == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
		l.pos += 2
		return l.dict(depth)
	case c == '<':
		l.pos++
		return String(l.hex()), nil
	case c == '[':
		l.pos++
		return l.array(depth)
	case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
		return l.number(), nil
	case delimiter(c):
		l.pos++
		if c == '>' && l.pos < len(l.data) && l.data[l.pos] == '>' {
			l.pos++
			return Keyword(">>"), nil
		}
		return Keyword(string(c)), nil
	}
	start := l.pos
	for l.pos < len(l.data) && !space(l.data[l.pos]) && !delimiter(l.data[l.pos]) {
		l.pos++
	}
	switch word := string(l.data[start:l.pos]); word {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		return Keyword(word), nil
	}
}

func (l *Lexer) name() string {
	var out []byte
	for l.pos < len(l.data) && !space(l.data[l.pos]) && !delimiter(l.data[l.pos]) {
		c := l.data[l.pos]
		if c == '#' && l.pos+2 < len(l.data) {
			if v, err := strconv.ParseUint(string(l.data[l.pos+1:l.pos+3]), 16, 8); err == nil {
				out = append(out, byte(v))
				l.pos += 3
				continue
			}
		}
		out = append(out, c)
		l.pos++
	}
	return string(out)
}

func (l *Lexer) number() any {
	start := l.pos
	whole := true
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if c == '.' {
			whole = false
		} else if (c < '0' || c > '9') && (c != '-' && c != '+' || l.pos > start && c == '+') {
			break
		}
		l.pos++
	}
	text := string(l.data[start:l.pos])
	if whole {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n
		}
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		return v
	}
	// "--5" and "5-3" are written by some programs; viewers read a number.
	sign, digits := 1.0, bytes.TrimLeft([]byte(text), "+-")
	if len(text) > 0 && text[0] == '-' {
		sign = -1
	}
	if i := bytes.IndexAny(digits, "+-"); i > 0 {
		digits = digits[:i]
	}
	v, err := strconv.ParseFloat(string(digits), 64)
	if err != nil {
		return int64(0)
	}
	return sign * v
}

func (l *Lexer) literal() []byte {
	var out []byte
	depth := 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\r':
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			if b, ok := l.escape(); ok {
				out = append(out, b)
			}
			continue
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash in a string; ok is false for the end of
// a line, which stands for nothing.
func (l *Lexer) escape() (b byte, ok bool) {
	if l.pos >= len(l.data) {
		return 0, false
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for range 2 {
		if l.pos >= len(l.data) || l.data[l.pos] < '0' || l.data[l.pos] > '7' {
			break
		}
		v = v*8 + int(l.data[l.pos]-'0')
		l.pos++
	}
	return byte(v), true
}

func (l *Lexer) hex() []byte {
	var out []byte
	high := -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d := hexDigit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *Lexer) array(depth int) (any, error) {
	out := Array{}
	for {
		o, err := l.next(depth + 1)
		if err != nil {
			return nil, err
		}
		switch k, _ := o.(Keyword); k {
		case "]":
			return out, nil
		case "R":
			if ref, ok := joined(out); ok {
				out = append(out[:len(out)-2], ref)
			}
			continue
		case "":
			out = append(out, o)
		case "endobj", "endstream":
			return nil, errSyntax
		}
	}
}

// joined is the reference that the last two numbers of a list make.
func joined(list Array) (Ref, bool) {
	if len(list) < 2 {
		return Ref{}, false
	}
	num, ok1 := list[len(list)-2].(int64)
	gen, ok2 := list[len(list)-1].(int64)
	if !ok1 || !ok2 || num < 0 || num > maxObjects || gen < 0 || gen > 65535 {
		return Ref{}, false
	}
	return Ref{int(num), int(gen)}, true
}

func (l *Lexer) dict(depth int) (any, error) {
	out := Dict{}
	var values Array // of the key before
	key, have := Name(""), false
	store := func() {
		if have && len(values) > 0 {
			out[key] = values[len(values)-1]
		}
		values, have = nil, false
	}
	for {
		o, err := l.next(depth + 1)
		if err != nil {
			return nil, err
		}
		switch t := o.(type) {
		case Keyword:
			switch t {
			case ">>":
				store()
				return out, nil
			case "R":
				if ref, ok := joined(values); ok {
					values = append(values[:len(values)-2], ref)
				}
			case "endobj", "endstream":
				return nil, errSyntax
			}
			continue
		case Name:
			if !have || len(values) > 0 {
				store()
				key, have = t, true
				continue
			}
		}
		if have {
			values = append(values, o)
		}
	}
}
