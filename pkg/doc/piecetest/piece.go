// Package piecetest takes a document apart into its pieces of text, and holds that
// what a renderer made of it says all of them in their order. It is for tests only.
package piecetest

import (
	"fmt"
	"testing"

	"complain/pkg/doc"
)

// Pieces is every piece of text of a document in its order: what a renderer
// must show, whatever it adds. Page numbers, and columns of nothing else, are
// not among them.
func Pieces(t testing.TB, d *doc.Document) []string {
	p := &pieces{t: t}
	p.blocks(d.Blocks)
	return p.all
}

type pieces struct {
	t   testing.TB
	all []string
}

func (p *pieces) add(text ...string) {
	for _, s := range text {
		if s != "" {
			p.all = append(p.all, s)
		}
	}
}

func (p *pieces) inlines(text []doc.Inline) {
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			p.add(string(in))
		case doc.Strong:
			p.add(string(in))
		case doc.Emph:
			p.add(string(in))
		case doc.Digest:
			p.add(string(in))
		case doc.Blank:
			p.add(in.Label)
		case doc.Ref:
			p.add(in.Label)
		case doc.Break:
		default:
			p.t.Fatalf("no pieces of %T", in)
		}
	}
}

func (p *pieces) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

func (p *pieces) block(b doc.Block) {
	switch b := b.(type) {
	case doc.Title:
		p.add(b.Text)
	case doc.Heading:
		p.add(b.Text)
	case doc.Paragraph:
		p.inlines(b.Text)
	case doc.List:
		for _, item := range b.Items {
			p.inlines(item)
		}
	case doc.KeyValues:
		for _, r := range b.Rows {
			p.add(r.Key)
			p.inlines(r.Value)
		}
	case doc.Table:
		p.table(b)
	case doc.Quote:
		p.inlines(b.Text)
	case doc.Transcript:
		p.add(b.Heads[:]...)
		for _, t := range b.Turns {
			if p.add(t.Gap); t.Gap != "" {
				continue
			}
			p.add(fmt.Sprintf("%04d", t.Number), t.When, t.Who)
			p.inlines(t.Text)
		}
	case doc.Figure:
		p.figure(b)
	case doc.Sheet:
		p.inlines(b.Title)
		p.add(b.Missing)
		p.lines(b.Caption)
	case doc.Pair:
		for _, f := range b.Figures {
			p.figure(f)
		}
	case doc.Signature:
		p.add(b.Label)
		p.inlines(b.Name)
		p.inlines(b.Date)
	case doc.PageBreak, doc.Timeline: // what a line of time says need not be shown
	case doc.Exhibit:
		p.add(b.Mark, b.Title)
		p.blocks(b.Blocks)
	default:
		p.t.Fatalf("no pieces of %T", b)
	}
}

func (p *pieces) lines(lines [][]doc.Inline) {
	for _, l := range lines {
		p.inlines(l)
	}
}

func (p *pieces) figure(f doc.Figure) {
	p.inlines(f.Title)
	p.add(f.Missing)
	p.lines(f.Caption)
}

func (p *pieces) table(t doc.Table) {
	skip := t.PageColumns()
	for i, c := range t.Columns {
		if !skip[i] {
			p.add(c.Head)
		}
	}
	for _, r := range t.Rows {
		p.add(r.Group)
		for i, cell := range r.Cells {
			if !skip[i] {
				p.inlines(cell)
			}
		}
		p.inlines(r.Under)
	}
}
