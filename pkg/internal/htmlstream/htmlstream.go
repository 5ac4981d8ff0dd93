// Package htmlstream reads HTML files of any size: it hands out the elements a
// caller asks for, one by one as small trees, each with its place in the bytes;
// or the text of a whole page, line by line (ReadPage).
//
// It promises flat memory: no more is held than one element within the limits;
// that nesting deeper than broken.MaxDepth ends the reading; and that a file cut
// anywhere gives every element that is whole. It forbids repairing documents as
// browsers do: a chat's export is read as its program wrote it.
package htmlstream

import (
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"complain/pkg/internal/broken"
)

// The limits of a document.
const (
	maxToken = 4 << 20
	maxNodes = 100_000
	maxText  = 8 << 20
)

// Errors, each wrapped in a *broken.Error that says where.
var (
	ErrLong = errors.New("an element is too long")
)

// Handler says what is to be found.
type Handler struct {
	// Wanted is asked at each element outside of those that are wanted.
	Wanted func(n *Node) bool
	// Take receives a wanted element. Its error ends the reading as it is.
	Take func(n *Node) error
}

// Read reads a document. base is the place of r's first byte in the file.
// cancelled is asked now and then, and its error ends the reading.
func Read(r io.Reader, base int64, cancelled func() error, h Handler) error {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(maxToken)
	p := reader{h: h, offset: base}
	for n := 0; ; n++ {
		if n%256 == 0 {
			if err := cancelled(); err != nil {
				return err
			}
		}
		kind := z.Next()
		length := int64(len(z.Raw()))
		if kind == html.ErrorToken {
			return p.end(z.Err(), length)
		}
		if err := p.token(z.Token(), length); err != nil {
			return err
		}
		p.offset += length
	}
}

type reader struct {
	h      Handler
	offset int64
	open   []*Node // elements that are open, the outermost first
	inside int     // the place in open of the wanted element, or 0
	taking bool
	nodes  int
	text   int
}

func (p *reader) fail(err error) error { return &broken.Error{Offset: p.offset, Err: err} }

func (p *reader) end(err error, length int64) error {
	switch {
	case errors.Is(err, html.ErrBufferExceeded):
		return p.fail(ErrLong)
	case err != io.EOF:
		return err
	case p.taking, length > 0:
		return p.fail(broken.ErrCut)
	}
	return nil
}

// void are the elements that have no end.
const void = " area base br col embed hr img input link meta source track wbr "

func (p *reader) token(t html.Token, length int64) error {
	switch t.Type {
	case html.StartTagToken, html.SelfClosingTagToken:
		return p.start(t, length)
	case html.EndTagToken:
		return p.close(t.Data, length)
	case html.TextToken:
		if !p.taking {
			return nil
		}
		if p.text += len(t.Data); p.text > maxText {
			return p.fail(ErrLong)
		}
		parent := p.open[len(p.open)-1]
		parent.Children = append(parent.Children, &Node{Text: t.Data})
	}
	return nil
}

func (p *reader) start(t html.Token, length int64) error {
	n := &Node{Name: t.Data, Attr: t.Attr, Offset: p.offset, Length: length}
	single := t.Type == html.SelfClosingTagToken || strings.Contains(void, " "+t.Data+" ")
	if p.taking {
		if p.nodes++; p.nodes > maxNodes {
			return p.fail(ErrLong)
		}
		parent := p.open[len(p.open)-1]
		parent.Children = append(parent.Children, n)
	}
	if single {
		return nil
	}
	if len(p.open) >= broken.MaxDepth {
		return p.fail(broken.ErrDepth)
	}
	p.open = append(p.open, n)
	if !p.taking && p.h.Wanted(n) {
		p.taking, p.inside, p.nodes, p.text = true, len(p.open)-1, 0, 0
	}
	return nil
}

// close ends the innermost element of that name, and those in it that nobody
// ended. An end without a beginning is passed over.
func (p *reader) close(name string, length int64) error {
	at := len(p.open) - 1
	for at >= 0 && p.open[at].Name != name {
		at--
	}
	if at < 0 {
		return nil
	}
	done := p.taking && at <= p.inside
	var wanted *Node
	if p.taking {
		// Elements that nobody ended end where the one around them does.
		for _, n := range p.open[max(at, p.inside)+1:] {
			n.Length = p.offset - n.Offset
		}
		n := p.open[max(at, p.inside)]
		n.Length = p.offset - n.Offset
		if at >= p.inside {
			n.Length += length
		}
	}
	if done {
		wanted = p.open[p.inside]
		p.taking = false
	}
	clear(p.open[at:])
	p.open = p.open[:at]
	if done {
		return p.h.Take(wanted)
	}
	return nil
}

// Node is an element or a piece of text.
type Node struct {
	Name           string // "" for text
	Text           string
	Attr           []html.Attribute
	Children       []*Node
	Offset, Length int64
}

// Attribute is the value of an attribute, or "".
func (n *Node) Attribute(name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Is reports whether n is an element of that name that has all of the classes.
// An empty name is any.
func (n *Node) Is(name string, classes ...string) bool {
	if n.Name == "" || name != "" && n.Name != name {
		return false
	}
	own := strings.Fields(n.Attribute("class"))
	for _, c := range classes {
		if !slices.Contains(own, c) {
			return false
		}
	}
	return true
}

// Find is the first element below n of that name and those classes, in the
// order of the file, or nil.
func (n *Node) Find(name string, classes ...string) *Node {
	for _, c := range n.Children {
		if c.Is(name, classes...) {
			return c
		}
		if found := c.Find(name, classes...); found != nil {
			return found
		}
	}
	return nil
}

// All is all elements below n of that name and those classes.
func (n *Node) All(name string, classes ...string) []*Node {
	var out []*Node
	for _, c := range n.Children {
		if c.Is(name, classes...) {
			out = append(out, c)
		}
		out = append(out, c.All(name, classes...)...)
	}
	return out
}

// Child is the first child of that name and those classes, or nil.
func (n *Node) Child(name string, classes ...string) *Node {
	for _, c := range n.Children {
		if c.Is(name, classes...) {
			return c
		}
	}
	return nil
}

// Words is the text of n as a reader sees it: <br> is a line end, blocks stand
// on lines of their own, and runs of white space are one space.
func (n *Node) Words() string {
	var b strings.Builder
	n.words(&b)
	var out strings.Builder
	for i, line := range strings.Split(b.String(), hard) {
		if i > 0 {
			out.WriteByte('\n')
		}
		first := true
		for part := range strings.SplitSeq(line, soft) {
			part = strings.Join(strings.FieldsFunc(part, isSpace), " ")
			if part == "" {
				continue
			}
			if !first {
				out.WriteByte('\n')
			}
			out.WriteString(part)
			first = false
		}
	}
	return strings.Trim(out.String(), "\n")
}

// Marks for the end of a line and the edge of a block, which no text holds.
const (
	hard = "\x00"
	soft = "\x01"
)

// blocks are the elements that stand on lines of their own.
const blocks = " address article blockquote dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td tr ul "

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\f' }

func (n *Node) words(b *strings.Builder) {
	edge := ""
	if n.Name != "" && strings.Contains(blocks, " "+n.Name+" ") {
		edge = soft
	}
	if n.Name == "br" {
		edge = hard
	}
	b.WriteString(edge)
	if strings.ContainsAny(n.Text, hard+soft) {
		b.WriteString(strings.NewReplacer(hard, "\uFFFD", soft, "\uFFFD").Replace(n.Text))
	} else {
		b.WriteString(n.Text)
	}
	for _, c := range n.Children {
		c.words(b)
	}
	if edge == soft {
		b.WriteString(edge)
	}
}
