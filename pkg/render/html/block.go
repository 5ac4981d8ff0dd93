package html

import (
	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"strconv"
)

func (p *page) list(b doc.List) error {
	name, attrs := "ul", []string(nil)
	if b.Numbered {
		name = "ol"
		if b.Start > 1 {
			attrs = []string{"start", strconv.Itoa(b.Start)}
		}
	}
	p.open(name, attrs...)
	for _, item := range b.Items {
		if err := p.inside("li", item); err != nil {
			return err
		}
	}
	p.shut(name)
	return nil
}

func (p *page) keyValues(b doc.KeyValues) error {
	p.open("dl")
	for _, r := range b.Rows {
		p.open("div")
		p.element("dt", termsafe.CleanText(r.Key))
		if err := p.inside("dd", r.Value); err != nil {
			return err
		}
		p.shut("div")
	}
	p.shut("dl")
	return nil
}

// signature is a line to sign on, with the date below.
func (p *page) signature(b doc.Signature) error {
	p.open("div", "class", "signature")
	p.open("p")
	p.lines(termsafe.CleanText(b.Label))
	if err := p.inlines(b.Name); err != nil {
		return err
	}
	if !doc.EndsBlank(b.Name) {
		p.span("span", "", "class", "line")
	}
	p.shut("p")
	if err := p.inside("p", b.Date); err != nil {
		return err
	}
	p.shut("div")
	return nil
}

// exhibit is a section that begins a page in print; its mark stands before its
// title.
func (p *page) exhibit(b doc.Exhibit) error {
	p.open("section", append([]string{"class", "exhibit"}, p.id(b.Anchor)...)...)
	p.open("h2")
	p.span("span", termsafe.CleanLine(b.Mark), "class", "mark")
	p.raw(" ")
	p.lines(termsafe.CleanText(b.Title))
	p.shut("h2")
	p.level++
	if err := p.blocks(b.Blocks); err != nil {
		return err
	}
	p.level--
	p.shut("section")
	return nil
}
