package docx

import (
	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

// list writes a paragraph an item. Each numbered list counts for itself.
func (w *writer) list(b doc.List) error {
	number := dashes
	if b.Numbered {
		w.lists = append(w.lists, max(b.Start, 1))
		number = dashes + len(w.lists)
	}
	for _, item := range b.Items {
		if err := w.paragraph(paragraph{style: "ListParagraph", list: number}, item); err != nil {
			return err
		}
	}
	return nil
}

// keyValues is a table without rules: labels, and what they label.
func (w *writer) keyValues(b doc.KeyValues) error {
	widest := 0
	for _, r := range b.Rows {
		widest = max(widest, textwidth.Width(termsafe.CleanLine(r.Key)))
	}
	label := keyPad + min(max(widest, 6), 24)*keyTwips
	w.beginTable(plainTable, []int{label, textTwips - label})
	for _, r := range b.Rows {
		w.beginRow(false)
		for i, text := range [][]doc.Inline{doc.Plain(r.Key), r.Value} {
			w.beginCell(cell{width: []int{label, textTwips - label}[i]})
			if err := w.paragraph(paragraph{style: "KeyValue"}, text); err != nil {
				return err
			}
			w.body.end("w:tc")
		}
		w.body.end("w:tr")
	}
	w.endTable()
	return nil
}

// signature stands at the right, on the page of what is signed: a line to sign
// on behind the label, and the date.
func (w *writer) signature(b doc.Signature) error {
	w.body.begin("w:p")
	w.properties(paragraph{style: "Signature", keep: true})
	if err := w.inlines(append(doc.Plain(b.Label), b.Name...), false); err != nil {
		return err
	}
	if !doc.EndsBlank(b.Name) {
		w.body.begin("w:r")
		w.body.void("w:tab")
		w.body.end("w:r")
	}
	w.body.end("w:p")
	return w.paragraph(paragraph{style: "Date"}, b.Date)
}

func (w *writer) pageBreak() {
	w.body.begin("w:p")
	w.properties(paragraph{style: "Spacer"})
	w.body.begin("w:r")
	w.body.void("w:br", "w:type", "page")
	w.body.end("w:r")
	w.body.end("w:p")
}

// exhibit is a section of its own: its mark stands at the head of its pages.
func (w *writer) exhibit(b doc.Exhibit) error {
	if w.nested == 0 {
		w.newSection(termsafe.CleanLine(b.Mark))
	}
	w.nested++
	defer func() { w.nested-- }()
	title := doc.Plain(b.Mark)
	if b.Title != "" {
		title = append(title, doc.Text("\u2003"+b.Title))
	}
	if err := w.line("Heading1", b.Anchor, title); err != nil {
		return err
	}
	if err := w.blocks(b.Blocks); err != nil {
		return err
	}
	if w.long[b.Anchor] {
		w.body.begin("w:p")
		w.properties(paragraph{style: "Spacer"})
		w.bookmark(lastPage(w.anchors[b.Anchor]))
		w.body.end("w:p")
	}
	return nil
}
