package conversation

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// Elements looks at a document of XML for a conversation: elements of one name on one
// path that are messages by their attributes and words, or by those of the elements in
// them, whatever all of these are called. The text is UTF-8, whatever the document
// declares. The error is that of cancelled; what is no XML is no conversation.
func Elements(r io.Reader, cancelled func() error) (n int, ok bool, err error) {
	d := xml.NewDecoder(io.LimitReader(r, glimpseBytes))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	e := elements{lists: map[string]*list{}}
	for seen := 0; seen < mostValuesSeen; seen++ {
		if seen%1024 == 0 && cancelled() != nil {
			return 0, false, cancelled()
		}
		token, err := d.RawToken()
		if err != nil || !e.take(token) {
			break // what was seen counts
		}
	}
	for _, l := range e.lists {
		l.flush()
		if rows, _, is := l.columns.Talk(); is && rows > n {
			n, ok = rows, true
		}
	}
	return n, ok, nil
}

// elements are those of a document that are open, and the lists they are entries of.
type elements struct {
	lists map[string]*list
	open  []element // the outermost first
}

type element struct {
	name string
	list *list // nil where there are too many
	text []byte
}

// maxElements bounds how deep elements stand in one another.
const maxElements = 32

// take takes in a token; it is false where no more is looked at.
func (e *elements) take(token xml.Token) bool {
	switch t := token.(type) {
	case xml.StartElement:
		if len(e.open) == maxElements {
			return false
		}
		e.begin(t.Name.Local)
		for _, a := range t.Attr {
			e.cell("@"+a.Name.Local, a.Value)
		}
	case xml.CharData:
		if n := len(e.open); n > 0 {
			e.open[n-1].text = append(e.open[n-1].text, t...)
		}
	case xml.EndElement:
		// One that nobody began ends nothing, one that was left open ends with what is around it.
		named := func(o element) bool { return o.name == t.Name.Local }
		for slices.ContainsFunc(e.open, named) {
			last := e.open[len(e.open)-1]
			e.cell("", string(last.text))
			e.open = e.open[:len(e.open)-1]
			if named(last) {
				break
			}
		}
	}
	return true
}

func (e *elements) begin(name string) {
	var path strings.Builder
	for _, o := range e.open {
		path.WriteString(o.name + "/")
	}
	path.WriteString(name)
	l := e.lists[path.String()]
	if l == nil && len(e.lists) < mostLists {
		l = &list{}
		e.lists[path.String()] = l
	}
	if l != nil {
		l.flush()
	}
	e.open = append(e.open, element{name: name, list: l})
}

// cell gives a value to the element that is open, and to those around it under the path
// from there. Of several of one path an entry has the first.
func (e *elements) cell(key, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for i := len(e.open) - 1; i >= max(0, len(e.open)-entryDepth); i-- {
		l := e.open[i].list
		if l != nil && !slices.ContainsFunc(l.open, func(c Cell) bool { return c.Key == key }) && len(l.open) < mostColumns {
			l.open = append(l.open, Cell{Key: key, Text: text})
		}
		key = e.open[i].name + "/" + key
	}
}
