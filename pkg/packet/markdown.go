package packet

import (
	"errors"
	"fmt"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/pattern"
)

// The Markdown that templates make is small: "# " is the document's title,
// "## " and "### " are headings, with {#anchor} behind them where something
// refers to them; "- " and "1. " are lists; **words** are strong; "::name" is a
// block built from the case; "::row label | text" is a labelled value; all else is
// paragraphs, which end at an empty line.

var (
	anchorMark = pattern.New(`\s*\{#([a-z][a-z0-9-]*)\}\s*$`)
	numbered   = pattern.New(`^[0-9]+\. `)
)

// reader turns Markdown into blocks.
type reader struct {
	c         *composer
	aside     *aside
	blocks    []doc.Block
	paragraph []string
	list      [][]doc.Inline
	ordered   bool
}

func (c *composer) read(text string, a *aside) ([]doc.Block, error) {
	all := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for _, l := range all {
		// What refers to a section must know whether it comes.
		if m := anchorMark.FindStringSubmatch(l); m != nil && strings.HasPrefix(l, "#") {
			if c.sections[m[1]] {
				return nil, unread(l, fmt.Errorf("two headings are called {#%s}", m[1]))
			}
			c.sections[m[1]] = true
		}
	}
	r := &reader{c: c, aside: a}
	for _, l := range all {
		l = strings.TrimSpace(l)
		if err := r.line(l); err != nil {
			return nil, unread(l, err)
		}
	}
	return r.blocks, r.flush()
}

// unreadLine is a line that a template made and that cannot be read.
type unreadLine struct {
	line string // as far as it is the template's own
	error
}

func (u unreadLine) Unwrap() error { return u.error }

// unread says in which line an error is, unless it says so itself.
func unread(line string, err error) error {
	if _, ok := errors.AsType[unreadLine](err); ok {
		return err
	}
	own, _, _ := strings.Cut(line, mark)
	return unreadLine{own, err}
}

func (r *reader) line(l string) error {
	switch {
	case l == "":
		return r.flush()
	case strings.HasPrefix(l, "::"):
		if err := r.flush(); err != nil {
			return err
		}
		return r.directive(l)
	case strings.HasPrefix(l, "#"):
		if err := r.flush(); err != nil {
			return err
		}
		return r.heading(l)
	case strings.HasPrefix(l, "- "), numbered.MatchString(l):
		return r.item(l)
	}
	if len(r.list) > 0 {
		return fmt.Errorf("text runs on from a list: %q", l)
	}
	r.paragraph = append(r.paragraph, l)
	return nil
}

func (r *reader) heading(l string) error {
	hashes, text, ok := strings.Cut(l, " ")
	if !ok || strings.Trim(hashes, "#") != "" || len(hashes) > 3 {
		return fmt.Errorf("not a heading: %q", l)
	}
	anchor := ""
	if m := anchorMark.FindStringSubmatch(text); m != nil {
		anchor = m[1]
		text = anchorMark.ReplaceAllString(text, "")
	}
	inlines, err := r.aside.take(strings.TrimSpace(text), r.c.print)
	if err != nil {
		return err
	}
	if words := flatten(inlines); len(hashes) == 1 {
		r.blocks = append(r.blocks, doc.Title{Text: words})
	} else {
		r.blocks = append(r.blocks, doc.Heading{Level: len(hashes) - 1, Text: words, Anchor: anchor})
	}
	return nil
}

func (r *reader) item(l string) error {
	ordered := !strings.HasPrefix(l, "- ")
	if len(r.paragraph) > 0 || len(r.list) > 0 && ordered != r.ordered {
		if err := r.flush(); err != nil {
			return err
		}
	}
	_, text, _ := strings.Cut(l, " ")
	inlines, err := r.inlines(strings.TrimSpace(text))
	if err != nil {
		return err
	}
	r.list, r.ordered = append(r.list, inlines), ordered
	return nil
}

// flush ends the paragraph or list that is open.
func (r *reader) flush() error {
	if len(r.list) > 0 {
		r.blocks = append(r.blocks, doc.List{Numbered: r.ordered, Items: r.list})
		r.list = nil
	}
	if len(r.paragraph) > 0 {
		whole := r.paragraph[0]
		for _, l := range r.paragraph[1:] {
			whole = r.c.say("packet.next-line", whole, l)
		}
		text, err := r.inlines(whole)
		if err != nil {
			return unread(r.paragraph[0], err)
		}
		r.paragraph = nil
		if len(text) > 0 {
			r.blocks = append(r.blocks, doc.Paragraph{Text: text})
		}
	}
	return nil
}

// inlines reads **strong** and the values put aside.
func (r *reader) inlines(text string) ([]doc.Inline, error) {
	parts := strings.Split(text, "**")
	if len(parts)%2 == 0 {
		return nil, fmt.Errorf("** is opened and not closed: %q", text)
	}
	var out []doc.Inline
	for i, part := range parts {
		in, err := r.aside.take(part, r.c.print)
		if err != nil {
			return nil, err
		}
		for _, one := range in {
			if t, ok := one.(doc.Text); ok && i%2 == 1 {
				one = doc.Strong(t)
			}
			out = append(out, one)
		}
	}
	return out, nil
}

// styled are the directives that set a paragraph of their own text.
var styled = map[string]doc.Style{"flush": doc.Flush, "right": doc.Right, "centered": doc.Centered, "small": doc.Small}

func (r *reader) directive(l string) error {
	name, rest, _ := strings.Cut(strings.TrimPrefix(l, "::"), " ")
	rest = strings.TrimSpace(rest)
	if style, ok := styled[name]; ok {
		text, err := r.inlines(rest)
		if err != nil {
			return err
		}
		r.blocks = append(r.blocks, doc.Paragraph{Style: style, Text: text})
		return nil
	}
	if name == "row" {
		return r.row(rest)
	}
	if strings.Contains(l, mark) {
		return errors.New("a directive takes no value from the case: ::" + strings.Split(name, mark)[0])
	}
	blocks, err := r.c.directive(name, rest)
	if err != nil {
		return err
	}
	r.add(blocks...)
	return nil
}

// row is a labelled value of the template's own.
func (r *reader) row(text string) error {
	label, rest, ok := strings.Cut(text, " | ")
	if !ok || strings.Contains(label, mark) {
		return fmt.Errorf("::row takes a label of its own, a bar and a value: %q", strings.Split(text, mark)[0])
	}
	words, err := r.inlines(strings.TrimSpace(rest))
	if err != nil {
		return err
	}
	if len(words) > 0 {
		r.add(doc.KeyValues{Rows: []doc.KeyValue{{Key: strings.TrimSpace(label), Value: words}}})
	}
	return nil
}

// add puts blocks behind the others. Two lists of labelled values under one
// another are one, with one column.
func (r *reader) add(blocks ...doc.Block) {
	if n := len(r.blocks); n > 0 && len(blocks) == 1 {
		above, ok := r.blocks[n-1].(doc.KeyValues)
		if below, also := blocks[0].(doc.KeyValues); ok && also {
			r.blocks[n-1] = doc.KeyValues{Rows: append(above.Rows, below.Rows...)}
			return
		}
	}
	r.blocks = append(r.blocks, blocks...)
}
