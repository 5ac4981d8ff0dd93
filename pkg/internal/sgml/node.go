package sgml

import (
	"errors"
	"strings"
)

// ErrLarge is the error of an element that is too deep or too large to be read
// whole.
var ErrLarge = errors.New("an element is too large")

// Node is an element read whole.
type Node struct {
	Name     string
	Attr     string
	Text     string
	Children []*Node
	Offset   int
	End      int  // after the element
	Closed   bool // its end is in the file
	Cut      bool // the file ends inside it
}

// Element reads the element that begins with t. One that is not ended ends
// where another of its name begins, or where an element around it ends.
func (r *Reader) Element(t Tag) (*Node, error) {
	root := &Node{Name: t.Name, Attr: t.Attr, Text: t.Text, Offset: t.Offset, End: t.End}
	if t.Close {
		root.Closed, root.End = true, t.tagEnd
		return root, nil
	}
	stack, nodes := []*Node{root}, 1
	for {
		before := r.at
		t, ok := r.Next()
		if !ok {
			root.End, root.Cut = before, true
			return root, nil
		}
		switch {
		case t.Open && t.Name == root.Name:
			r.back, root.End = &t, t.Offset
			return root, nil
		case t.Open:
			if nodes++; nodes > MaxNodes || len(stack) >= MaxDepth {
				return nil, ErrLarge
			}
			top := stack[len(stack)-1]
			n := &Node{Name: t.Name, Attr: t.Attr, Text: t.Text, Offset: t.Offset, End: t.End, Closed: t.Close}
			top.Children = append(top.Children, n)
			if !t.Close && t.Text == "" {
				stack = append(stack, n)
			} else if !t.Close {
				r.leafEnd(n)
			}
		default:
			at := len(stack) - 1
			for at >= 0 && stack[at].Name != t.Name {
				at--
			}
			if at < 0 {
				if len(t.Name) == 0 || !r.around(t.Name) {
					continue
				}
				r.back, root.End = &t, t.Offset
				return root, nil
			}
			for i := len(stack) - 1; i > at; i-- {
				dissolve(stack[i-1])
			}
			stack[at].Closed, stack[at].End = true, t.tagEnd
			if stack = stack[:at]; at == 0 {
				return root, nil
			}
		}
	}
}

// leafEnd takes the end that belongs to an element with text.
func (r *Reader) leafEnd(n *Node) {
	t, ok := r.Next()
	switch {
	case !ok:
	case !t.Open && t.Name == n.Name:
		n.Closed, n.End = true, t.tagEnd
	default:
		r.back = &t
	}
}

// around reports whether an end is that of an element around the one being
// read, rather than a stray one: ends of what holds text are stray.
func (r *Reader) around(name string) bool {
	return strings.HasSuffix(name, "LIST") || strings.HasSuffix(name, "RS") || name == "OFX" ||
		name == "Stmt" || name == "Rpt" || name == "Ntfctn" || name == "Document"
}

// dissolve makes siblings of what was taken for the content of n's last child:
// an element without text that was never ended.
func dissolve(n *Node) {
	last := n.Children[len(n.Children)-1]
	n.Children = append(n.Children, last.Children...)
	last.Children = nil
}

// At is the first element of a path below n, or nil.
func (n *Node) At(path ...string) *Node {
	if n == nil || len(path) == 0 {
		return n
	}
	for _, c := range n.Children {
		if c.Name == path[0] {
			if found := c.At(path[1:]...); found != nil {
				return found
			}
		}
	}
	return nil
}

// Get is the text of the first element of a path below n, or "".
func (n *Node) Get(path ...string) string {
	if found := n.At(path...); found != nil {
		return found.Text
	}
	return ""
}

// All is the children of that name.
func (n *Node) All(name string) []*Node {
	if n == nil {
		return nil
	}
	var out []*Node
	for _, c := range n.Children {
		if c.Name == name {
			out = append(out, c)
		}
	}
	return out
}

// Attribute is the value of an attribute, or "".
func (n *Node) Attribute(name string) string { return attribute(n.Attr, name) }
