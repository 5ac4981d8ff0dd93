package text

import (
	"fmt"

	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
)

// sheet stands for a page that only paper shows: which page of what, and its
// caption.
func (p *page) sheet(b doc.Sheet) error {
	title, err := p.run(b.Title)
	if err != nil {
		return err
	}
	if title.text != "" {
		p.lines("", title.wrap(p.width, 0))
	}
	key, why := cleanLine(b.Paper), cleanLine(b.Missing)
	var frame string
	switch {
	case p.chinese && why != "":
		frame = fmt.Sprintf("[%s 第 %d 页：%s]", key, b.Page, why)
	case p.chinese:
		frame = fmt.Sprintf("[%s 第 %d 页，见附件]", key, b.Page)
	case why != "":
		frame = fmt.Sprintf("[page %d of %s: %s]", b.Page, key, why)
	default:
		frame = fmt.Sprintf("[page %d of %s, attached]", b.Page, key)
	}
	p.lines("  ", textwidth.Wrap(frame, p.width-2))
	for _, c := range b.Caption {
		r, err := p.run(c)
		if err != nil {
			return err
		}
		p.lines("  ", r.wrap(p.width-2, 0))
	}
	return nil
}
