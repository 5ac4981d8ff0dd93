package text

import (
	"fmt"
	"strconv"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
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
	name, why := termsafe.CleanLine(b.Image.Called()), termsafe.CleanLine(b.Missing)
	size := fmt.Sprintf("%d×%d", b.Image.Width, b.Image.Height)
	words := doc.Put(p.words.Picture, name, size)
	if why != "" {
		words = doc.Put(p.words.NoPicture, name, why)
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
	key, why := termsafe.CleanLine(b.Paper), termsafe.CleanLine(b.Missing)
	words := doc.Put(p.words.Sheet, key, strconv.Itoa(b.Page))
	if why != "" {
		words = doc.Put(p.words.NoSheet, key, strconv.Itoa(b.Page), why)
	}
	return p.framed(b.Title, words, b.Caption)
}
