package packet

import (
	"complain/pkg/doc"
)

// visit calls block for every block of a document, those inside exhibits too,
// and inline for every inline.
func visit(d *doc.Document, block func(doc.Block), inline func(doc.Inline)) {
	text := func(in []doc.Inline) {
		for _, one := range in {
			inline(one)
		}
	}
	var walk func([]doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			block(b)
			switch b := b.(type) {
			case doc.Paragraph:
				text(b.Text)
			case doc.List:
				for _, item := range b.Items {
					text(item)
				}
			case doc.KeyValues:
				for _, kv := range b.Rows {
					text(kv.Value)
				}
			case doc.Table:
				for _, r := range b.Rows {
					for _, cell := range r.Cells {
						text(cell)
					}
					text(r.Under)
				}
			case doc.Quote:
				text(b.Text)
			case doc.Transcript:
				for _, t := range b.Turns {
					text(t.Text)
				}
			case doc.Figure:
				text(b.Title)
				for _, c := range b.Caption {
					text(c)
				}
			case doc.Sheet:
				text(b.Title)
				for _, c := range b.Caption {
					text(c)
				}
			case doc.Pair:
				for _, f := range b.Figures {
					walk([]doc.Block{f})
				}
			case doc.Signature:
				text(b.Name)
				text(b.Date)
			case doc.Exhibit:
				walk(b.Blocks)
			}
		}
	}
	walk(d.Blocks)
}

// collect is every block of one type.
func collect[B doc.Block](d *doc.Document) []B {
	var out []B
	visit(d, func(b doc.Block) {
		if one, ok := b.(B); ok {
			out = append(out, one)
		}
	}, func(doc.Inline) {})
	return out
}

// inlines is every inline of one type.
func inlines[I doc.Inline](d *doc.Document) []I {
	var out []I
	visit(d, func(doc.Block) {}, func(in doc.Inline) {
		if one, ok := in.(I); ok {
			out = append(out, one)
		}
	})
	return out
}

// anchors is every anchor of a document, and how often it is set.
func anchors(d *doc.Document) map[string]int {
	out := map[string]int{}
	visit(d, func(b doc.Block) {
		switch b := b.(type) {
		case doc.Heading:
			out[b.Anchor]++
		case doc.Exhibit:
			out[b.Anchor]++
		case doc.Figure:
			out[b.Anchor]++
		case doc.Table:
			for _, r := range b.Rows {
				out[r.Anchor]++
			}
		case doc.Transcript:
			for _, t := range b.Turns {
				out[t.Anchor]++
			}
		}
	}, func(doc.Inline) {})
	delete(out, "")
	return out
}
