package htmlstream

import "slices"

// Mark is what an element is to the text in it.
type Mark int

// The marks.
const (
	Plain  Mark = iota
	Quoted      // the text in it is quoted
	Hidden      // the text in it is not shown
	Behind      // the text in it and all behind it is quoted
)

// marked follows the marks of the elements that are open.
type marked struct {
	open   []openMark // the outermost first
	behind bool
}

// maxMarks bounds the marks inside each other. Nobody quotes as deeply.
const maxMarks = 64

// openMark is an element with a mark, and how many of its name are open since.
type openMark struct {
	name  string
	depth int
	mark  Mark
}

func (m *marked) quoted() int {
	n := 0
	for _, o := range m.open {
		if o.mark == Quoted {
			n++
		}
	}
	if m.behind {
		n++
	}
	return n
}

func (m *marked) unshown() bool {
	return slices.ContainsFunc(m.open, func(o openMark) bool { return o.mark == Hidden })
}

// mark takes in an element that begins. A line never stands in two marks.
func (p *pageReader) mark(name string, t *tag, closed bool) error {
	if p.page.Mark == nil || closed || is(void, name) {
		return nil
	}
	for i := range p.open {
		if p.open[i].name == name {
			p.open[i].depth++
		}
	}
	mark := p.page.Mark(name, t.attributes())
	if mark == Plain || len(p.open) == maxMarks {
		return nil
	}
	if err := p.newline(1); err != nil {
		return err
	}
	if mark == Behind {
		p.behind = true
		return nil
	}
	p.open = append(p.open, openMark{name, 1, mark})
	return nil
}

// unmark takes in the end of an element.
func (p *pageReader) unmark(name string) error {
	for i := range p.open {
		if p.open[i].name != name {
			continue
		}
		if p.open[i].depth--; p.open[i].depth == 0 {
			err := p.newline(1)
			p.open = p.open[:i]
			return err
		}
	}
	return nil
}
