package xmlstream

import (
	"strings"

	"complain/pkg/internal/broken"
)

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

// Local is the name without the prefix of its namespace.
func (t *Tag) Local() string {
	if _, after, ok := strings.Cut(t.Name, ":"); ok {
		return after
	}
	return t.Name
}

// GetLocal is the value of the first attribute of that name, whatever its
// prefix, or "".
func (t *Tag) GetLocal(name string) string {
	for _, a := range t.Attr {
		if a.Name == name || strings.HasSuffix(a.Name, ":"+name) {
			return a.Value
		}
	}
	return ""
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
	if len(x.open) >= broken.MaxDepth {
		return nil, x.fail(broken.ErrDepth)
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
