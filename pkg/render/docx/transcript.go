package docx

import (
	"fmt"

	"complain/pkg/doc"
)

// transcript sets a conversation as a table, a row a message, in the measures
// of the PDF's.
func (w *writer) transcript(t doc.Transcript) error {
	widths := divide(textTwips, []int{14, 33, 26, 83})
	w.beginTable(ruledTable, widths)
	if err := w.head(widths, t.Heads[:]); err != nil {
		return err
	}
	for i, turn := range t.Turns {
		if err := w.turn(widths, turn, i+2 == len(t.Turns)); err != nil {
			return fmt.Errorf("turn %d: %w", i+1, err)
		}
	}
	w.endTable()
	return nil
}

func (w *writer) turn(widths []int, t doc.Turn, keep bool) error {
	if t.Gap != "" {
		return w.across(widths, paragraph{style: "TableUnder", align: "center", anchor: t.Anchor, keep: keep}, doc.Plain(t.Gap))
	}
	style := "TableText"
	if t.System {
		style = "TableQuiet"
	}
	w.beginRow(false)
	for i, text := range [][]doc.Inline{doc.Plain(fmt.Sprintf("%04d", t.Number)), doc.Plain(t.When), doc.Plain(t.Who), t.Text} {
		w.beginCell(cell{width: widths[i], marked: t.Cited && i == 0})
		p := paragraph{style: style, keep: keep, bold: t.Cited && i == 0, right: i == 3 && doc.SaidFromRight(text)}
		if i == 0 {
			p.anchor = t.Anchor
		}
		if err := w.paragraph(p, text); err != nil {
			return err
		}
		w.body.end("w:tc")
	}
	w.body.end("w:tr")
	return nil
}
