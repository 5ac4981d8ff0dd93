package html

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/jpeg" // the pictures of a document are JPEG or PNG
	_ "image/png"
	"strconv"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

// figure is a picture with its title above and its caption below. Browsers turn
// a picture as its own EXIF says.
func (p *page) figure(f doc.Figure) error {
	return p.framed(f.Title, f.Caption, f.Anchor, func() error {
		if f.Missing != "" {
			p.element("p", termsafe.CleanText(doc.Put(p.doc.Words.NoPicture, f.Image.Called(), f.Missing)), "class", "frame")
			return nil
		}
		return p.picture(f)
	})
}

// framed writes what show shows between a title and a caption.
func (p *page) framed(title []doc.Inline, caption [][]doc.Inline, anchor string, show func() error) error {
	p.open("figure", p.id(anchor)...)
	if err := p.inside("p", title, "class", "figure-title"); err != nil {
		return err
	}
	if err := show(); err != nil {
		return err
	}
	p.open("figcaption")
	for _, line := range caption {
		if err := p.inside("p", line); err != nil {
			return err
		}
	}
	p.shut("figcaption")
	p.shut("figure")
	return nil
}

// picture writes a picture into the file, its bytes as they are.
func (p *page) picture(f doc.Figure) error {
	key := f.Image.Key
	if p.images == nil {
		return fmt.Errorf("picture %q: no pictures were given", key)
	}
	data, err := p.images.Image(key)
	if err != nil {
		return fmt.Errorf("picture %q: %w", key, err)
	}
	_, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("picture %q: %w", key, err)
	}
	p.raw(`<img alt="`)
	p.text(termsafe.CleanLine(doc.PlainText(f.Title)))
	p.raw(`" loading="lazy" width="` + strconv.Itoa(f.Image.Width) + `" height="` + strconv.Itoa(f.Image.Height) + `" src="`)
	if err := p.data("image/"+format, data); err != nil {
		return err
	}
	p.raw(`">` + "\n")
	return nil
}

func (p *page) data(kind string, data []byte) error {
	p.raw("data:" + kind + ";base64,")
	e := base64.NewEncoder(base64.StdEncoding, p.w)
	if _, err := e.Write(data); err != nil {
		return fmt.Errorf("write html: %w", err)
	}
	return e.Close()
}

// sheet stands for a page of a paper: which page of what. The first that names
// a paper holds the paper itself, to be opened.
func (p *page) sheet(b doc.Sheet) error {
	name, number := termsafe.CleanLine(b.Paper), strconv.Itoa(b.Page)
	return p.framed(b.Title, b.Caption, b.Anchor, func() error {
		if b.Missing != "" {
			p.element("p", doc.Put(p.doc.Words.NoSheet, name, number, termsafe.CleanLine(b.Missing)), "class", "frame")
			return nil
		}
		p.open("p", "class", "frame")
		if err := p.paper(b, doc.Put(p.doc.Words.Sheet, name, number)); err != nil {
			return err
		}
		p.shut("p")
		return nil
	})
}

func (p *page) paper(b doc.Sheet, words string) error {
	if p.given[b.Paper] {
		p.text(words)
		return nil
	}
	papers, ok := p.images.(doc.Papers)
	if !ok {
		return fmt.Errorf("paper %q: no papers were given", b.Paper)
	}
	data, err := papers.Paper(b.Paper)
	if err != nil {
		return fmt.Errorf("paper %q: %w", b.Paper, err)
	}
	p.given[b.Paper] = true
	p.raw(`<a download="`)
	p.text(name(b.Paper) + ".pdf")
	p.raw(`" href="`)
	if err := p.data("application/pdf", data); err != nil {
		return err
	}
	p.raw(`">`)
	p.text(words)
	p.raw(`</a>`)
	return nil
}

// pair sets figures side by side where there is room.
func (p *page) pair(b doc.Pair) error {
	p.open("div", "class", "pair")
	for _, f := range b.Figures {
		if err := p.figure(f); err != nil {
			return err
		}
	}
	p.shut("div")
	return nil
}
