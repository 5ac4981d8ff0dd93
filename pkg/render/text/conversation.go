package text

import (
	"fmt"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

// A message stands under a line with its number, time and sender.
const messageIndent = "      "

func (p *page) transcript(b doc.Transcript) error {
	gutter := ""
	for _, t := range b.Turns {
		if t.Cited {
			gutter = "  "
			break
		}
	}
	var heads []string
	for _, h := range b.Heads[:3] {
		if h != "" {
			heads = append(heads, termsafe.CleanLine(h))
		}
	}
	if len(heads) > 0 || b.Heads[3] != "" {
		p.hanging(gutter, run{text: strings.Join(heads, "  ")}, p.width)
		p.hanging(gutter+messageIndent, run{text: termsafe.CleanLine(b.Heads[3])}, p.width)
		p.rule("─", p.width)
	}
	for _, t := range b.Turns {
		if err := p.turn(gutter, t); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) turn(gutter string, t doc.Turn) error {
	if t.Gap != "" {
		for _, l := range textwidth.Wrap(termsafe.CleanText(t.Gap), p.width) {
			p.line(textwidth.Center(l, p.width))
		}
		return nil
	}
	r, err := p.run(t.Text)
	if err != nil {
		return err
	}
	label := gutter
	if t.Cited {
		label = mark
	}
	head := termsafe.CleanLine(t.When)
	if who := termsafe.CleanLine(t.Who); who != "" {
		head = strings.TrimSpace(head + "  " + who)
	}
	p.hanging(fmt.Sprintf("%s%04d  ", label, t.Number), run{text: head}, p.width)
	if r.text != "" {
		indent := gutter + messageIndent
		p.lines(indent, r.wrap(p.width-len(indent), 0))
	}
	return nil
}
