package packet

import (
	"fmt"
	"strconv"
	"strings"
	"text/template/parse"

	"complain/pkg/doc"
)

// Values from the case never reach the Markdown that a template makes. An
// escaper at the end of every action puts them aside and prints a mark in their
// place, a number between two NUL characters, which the reader of the Markdown
// turns back. Text cannot become structure, because the reader never sees it.

// mark is the character around the number of a value put aside. Templates that
// hold it are refused.
const mark = "\x00"

// aside is the values that were put aside.
type aside struct{ values []value }

// value is something that a template prints: what stands there, and which part of
// a letter that is, "" for none.
type value struct {
	part string
	text []doc.Inline
}

// put is the escaper.
func (a *aside) put(v any) (string, error) {
	var put value
	switch v := v.(type) {
	case nil:
		return "", nil
	case value:
		put = v
	case []doc.Inline:
		put.text = v
	case doc.Blank:
		put.text = []doc.Inline{v}
	case string:
		put.text = plain(v)
	case int:
		put.text = plain(strconv.Itoa(v))
	default:
		return "", fmt.Errorf("a template cannot print a %T", v)
	}
	if len(put.text) == 0 && put.part == "" {
		return "", nil
	}
	a.values = append(a.values, put)
	return mark + strconv.Itoa(len(a.values)-1) + mark, nil
}

// take is text of the Markdown with its marks turned back into values. printed is
// told the parts that come by.
func (a *aside) take(text string, printed func(part string)) ([]doc.Inline, error) {
	var out []doc.Inline
	for i, part := range strings.Split(text, mark) {
		if i%2 == 0 {
			if part != "" {
				out = append(out, doc.Text(part))
			}
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n >= len(a.values) {
			return nil, fmt.Errorf("broken mark in %q", text)
		}
		if part := a.values[n].part; part != "" {
			printed(part)
		}
		out = append(out, a.values[n].text...)
	}
	return out, nil
}

// escapeTree appends the escaper to every action of a template that prints.
func escapeTree(tree *parse.Tree) {
	if tree != nil && tree.Root != nil {
		escapeList(tree, tree.Root)
	}
}

func escapeList(tree *parse.Tree, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				name := parse.NewIdentifier(escaper).SetTree(tree).SetPos(n.Pos)
				n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{name}})
			}
		case *parse.IfNode:
			escapeList(tree, n.List)
			escapeList(tree, n.ElseList)
		case *parse.RangeNode:
			escapeList(tree, n.List)
			escapeList(tree, n.ElseList)
		case *parse.WithNode:
			escapeList(tree, n.List)
			escapeList(tree, n.ElseList)
		case *parse.ListNode:
			escapeList(tree, n)
		}
	}
}

// escaper is the name under which templates call the escaper. One that writes it
// itself gains nothing: marks in a value are shown as <U+0000>.
const escaper = "_put"
