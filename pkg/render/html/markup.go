package html

import (
	"html"
	"strings"

	"complain/pkg/doc"
)

// raw writes markup that is ours.
func (p *page) raw(s string) { p.w.WriteString(s) }

func (p *page) text(s string) { p.w.WriteString(html.EscapeString(s)) }

func (p *page) tag(name string, attrs []string) {
	p.raw("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			p.raw(" " + attrs[i] + `="`)
			p.text(attrs[i+1])
			p.raw(`"`)
		}
	}
	p.raw(">")
}

// open begins an element; an attribute without a value is left out.
func (p *page) open(name string, attrs ...string) { p.tag(name, attrs) }

func (p *page) shut(name string) { p.raw("</" + name + ">\n") }

// void writes an element that has no end.
func (p *page) void(name string, attrs ...string) {
	p.tag(name, attrs)
	p.raw("\n")
}

// element writes an element around text; line ends in it are line breaks.
func (p *page) element(name, text string, attrs ...string) {
	p.tag(name, attrs)
	p.lines(text)
	p.shut(name)
}

func (p *page) lines(text string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			p.raw("<br>")
		}
		if doc.FromRight(line, false) {
			p.raw(`<bdi dir="rtl">`)
			p.text(line)
			p.raw("</bdi>")
			continue
		}
		p.text(line)
	}
}

// inside writes an element around inlines.
func (p *page) inside(name string, text []doc.Inline, attrs ...string) error {
	p.tag(name, attrs)
	if err := p.inlines(text); err != nil {
		return err
	}
	p.shut(name)
	return nil
}

// said is the attribute of an element around what somebody said.
func said(text []doc.Inline) []string {
	if doc.SaidFromRight(text) {
		return []string{"dir", "rtl"}
	}
	return nil
}
