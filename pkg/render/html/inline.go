package html

import (
	"fmt"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

func (p *page) inlines(text []doc.Inline) error {
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			p.lines(termsafe.CleanText(string(in)))
		case doc.Strong:
			p.span("strong", termsafe.CleanText(string(in)))
		case doc.Emph:
			p.span("em", termsafe.CleanText(string(in)))
		case doc.Digest:
			p.span("code", termsafe.CleanLine(string(in)))
		case doc.Blank:
			p.blank(in)
		case doc.Ref:
			if err := p.reference(in); err != nil {
				return err
			}
		case doc.Break:
			p.raw("<br>")
		default:
			return fmt.Errorf("html cannot show inline %T", in)
		}
	}
	return nil
}

func (p *page) span(name, text string, attrs ...string) {
	p.tag(name, attrs)
	p.lines(text)
	p.raw("</" + name + ">")
}

// blank is a line to write on, with what belongs there in small print after it.
func (p *page) blank(b doc.Blank) {
	ems := b.Ems
	if ems <= 0 {
		ems = 10
	}
	p.span("span", strings.Repeat("\u2003", ems), "class", "blank")
	if b.Label != "" {
		p.span("small", doc.Put(p.doc.Words.Blank, termsafe.CleanLine(b.Label)))
	}
}

// reference leads to an anchor. Of the forms that are a page alone nothing is
// shown: a file on a screen has no pages.
func (p *page) reference(r doc.Ref) error {
	if !p.anchors[r.Anchor] {
		return fmt.Errorf("no anchor %q", r.Anchor)
	}
	if r.Label == "" {
		return nil
	}
	attrs := []string{"href", "#" + name(r.Anchor)}
	if textwidth.Width(r.Label) <= keptTogether {
		attrs = append(attrs, "class", "ref")
	}
	p.span("a", termsafe.CleanLine(r.Label), attrs...)
	return nil
}

// keptTogether is how wide a label may be that is not broken between its word and its
// number: as wide as fits the narrowest column.
const keptTogether = 12

// id is the attribute of what an anchor stands for.
func (p *page) id(anchor string) []string { return []string{"id", name(anchor)} }

// name is an anchor as an id: letters, digits, hyphens and underscores stay,
// and whatever else is there is written as its number.
func name(anchor string) string {
	var b strings.Builder
	for _, r := range anchor {
		if r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, ".%x.", r)
	}
	return b.String()
}

// anchors are the anchors of a document.
func anchors(blocks []doc.Block) map[string]bool {
	out := map[string]bool{}
	doc.Anchors(blocks, func(anchor string) { out[anchor] = true })
	return out
}
