package text

import (
	"fmt"

	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
)

// framed writes words in brackets for what only paper shows, between its title
// and its caption.
func (p *page) framed(title []doc.Inline, words string, caption [][]doc.Inline) error {
	t, err := p.run(title)
	if err != nil {
		return err
	}
	if t.text != "" {
		p.lines("", t.wrap(p.width, 0))
	}
	p.lines("  ", textwidth.Wrap("["+words+"]", p.width-2))
	for _, c := range caption {
		r, err := p.run(c)
		if err != nil {
			return err
		}
		p.lines("  ", r.wrap(p.width-2, 0))
	}
	return nil
}

func (p *page) figure(b doc.Figure) error {
	key, why := cleanLine(b.Image.Key), cleanLine(b.Missing)
	size := fmt.Sprintf("%d×%d", b.Image.Width, b.Image.Height)
	var words string
	switch {
	case p.chinese && why != "":
		words = "图片 " + key + "：" + why
	case p.chinese:
		words = "图片 " + key + "，" + size + " 像素"
	case why != "":
		words = "picture " + key + ": " + why
	default:
		words = "picture " + key + ", " + size + " pixels"
	}
	return p.framed(b.Title, words, b.Caption)
}

// pair writes figures one below the other.
func (p *page) pair(b doc.Pair) error {
	for i, f := range b.Figures {
		if i > 0 {
			p.line("")
		}
		if err := p.figure(f); err != nil {
			return err
		}
	}
	return nil
}

// sheet stands for a page of a paper: which page of what.
func (p *page) sheet(b doc.Sheet) error {
	key, why := cleanLine(b.Paper), cleanLine(b.Missing)
	var words string
	switch {
	case p.chinese && why != "":
		words = fmt.Sprintf("%s 第 %d 页：%s", key, b.Page, why)
	case p.chinese:
		words = fmt.Sprintf("%s 第 %d 页，见附件", key, b.Page)
	case why != "":
		words = fmt.Sprintf("page %d of %s: %s", b.Page, key, why)
	default:
		words = fmt.Sprintf("page %d of %s, attached", b.Page, key)
	}
	return p.framed(b.Title, words, b.Caption)
}
