package docx

import (
	"fmt"
	"strconv"

	"complain/pkg/doc"
)

// The measures of the page, in twentieths of a point as the format counts: A4
// with 28 mm at the left, 26 mm at the right, as the PDF has it.
const (
	pageWidth   = 11906
	pageHeight  = 16838
	marginLeft  = 1587
	marginRight = 1474
	marginTop   = 2098
	marginFoot  = 1985
	textTwips   = pageWidth - marginLeft - marginRight
	keyTwips    = 145 // half a character of a label
	keyPad      = 220 // beside a label
)

// The styles of tables.
const (
	ruledTable = "TableGrid"
	plainTable = "PlainTable"
)

// cell is one cell of a table.
type cell struct {
	width  int  // twips
	span   int  // columns it spans; 0 is one
	marked bool // a bar at its left: the row matters
	total  bool // a heavy rule above it
}

func (w *writer) beginTable(style string, widths []int) {
	w.body.begin("w:tbl")
	w.body.begin("w:tblPr")
	w.body.value("w:tblStyle", style)
	w.body.void("w:tblW", "w:w", strconv.Itoa(sum(widths)), "w:type", "dxa")
	w.body.void("w:tblLayout", "w:type", "fixed")
	w.body.end("w:tblPr")
	w.body.begin("w:tblGrid")
	for _, one := range widths {
		w.body.void("w:gridCol", "w:w", strconv.Itoa(one))
	}
	w.body.end("w:tblGrid")
}

// endTable leaves a narrow line below the table: two tables that touch would
// become one, and a section cannot end in a table.
func (w *writer) endTable() {
	w.body.end("w:tbl")
	w.body.begin("w:p")
	w.properties(paragraph{style: "Spacer"})
	w.body.end("w:p")
}

// beginRow begins a row that no page cuts; a head stands on every page.
func (w *writer) beginRow(head bool) {
	w.body.begin("w:tr")
	w.body.begin("w:trPr")
	w.body.void("w:cantSplit")
	if head {
		w.body.void("w:tblHeader")
	}
	w.body.end("w:trPr")
}

func (w *writer) beginCell(c cell) {
	w.body.begin("w:tc")
	w.body.begin("w:tcPr")
	w.body.void("w:tcW", "w:w", strconv.Itoa(c.width), "w:type", "dxa")
	if c.span > 1 {
		w.body.value("w:gridSpan", strconv.Itoa(c.span))
	}
	if c.marked || c.total {
		w.body.begin("w:tcBorders")
		if c.total {
			w.body.void("w:top", "w:val", "single", "w:sz", "12", "w:space", "0", "w:color", "auto")
		}
		if c.marked {
			w.body.void("w:left", "w:val", "single", "w:sz", "18", "w:space", "0", "w:color", "auto")
		}
		w.body.end("w:tcBorders")
	}
	w.body.end("w:tcPr")
}

// across writes a row of one cell over the whole table.
func (w *writer) across(widths []int, p paragraph, text []doc.Inline) error {
	w.beginRow(false)
	w.beginCell(cell{width: sum(widths), span: len(widths)})
	if err := w.paragraph(p, text); err != nil {
		return err
	}
	w.body.end("w:tc")
	w.body.end("w:tr")
	return nil
}

func (w *writer) table(t doc.Table) error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("a table without columns")
	}
	shares, heads := make([]int, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		shares[i], heads[i] = max(c.Width, 1), c.Head
	}
	widths := divide(textTwips, shares)
	w.beginTable(ruledTable, widths)
	if err := w.head(widths, heads); err != nil {
		return err
	}
	for i, r := range t.Rows {
		// The last row never stands alone on a page, nor a group's name.
		keep := r.Group != "" || i+2 == len(t.Rows)
		if err := w.row(t.Columns, widths, r, keep); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	w.endTable()
	return nil
}

// head writes the head of a table, unless all of it is empty.
func (w *writer) head(widths []int, heads []string) error {
	if allEmpty(heads) {
		return nil
	}
	w.beginRow(true)
	for i, h := range heads {
		w.beginCell(cell{width: widths[i]})
		if err := w.paragraph(paragraph{style: "TableHead", keep: true}, doc.Plain(h)); err != nil {
			return err
		}
		w.body.end("w:tc")
	}
	w.body.end("w:tr")
	return nil
}

func (w *writer) row(columns []doc.Column, widths []int, r doc.Row, keep bool) error {
	if r.Group != "" {
		return w.across(widths, paragraph{style: "TableText", keep: true, bold: true, anchor: r.Anchor}, doc.Plain(r.Group))
	}
	if len(r.Cells) > len(columns) {
		return fmt.Errorf("%d cells in %d columns", len(r.Cells), len(columns))
	}
	w.beginRow(false)
	for i, c := range columns {
		w.beginCell(cell{width: widths[i], marked: r.Marked && i == 0, total: r.Total})
		p := paragraph{style: "TableText", keep: keep || r.Under != nil, align: aligned(c.Align), bold: r.Marked || r.Total}
		var text []doc.Inline
		if i < len(r.Cells) {
			text = r.Cells[i]
		}
		if i == 0 {
			p.anchor = r.Anchor
		}
		if err := w.paragraph(p, text); err != nil {
			return err
		}
		w.body.end("w:tc")
	}
	w.body.end("w:tr")
	if r.Under == nil {
		return nil
	}
	return w.across(widths, paragraph{style: "TableUnder", keep: keep}, r.Under)
}

func aligned(a doc.Align) string {
	switch a {
	case doc.Center:
		return "center"
	case doc.Decimal:
		return "right"
	}
	return ""
}

// divide shares a width out; what rounding leaves goes to the last.
func divide(width int, shares []int) []int {
	all, out, left := sum(shares), make([]int, len(shares)), width
	for i, s := range shares {
		out[i] = width * s / all
		left -= out[i]
	}
	out[len(out)-1] += left
	return out
}

func sum(all []int) int {
	n := 0
	for _, one := range all {
		n += one
	}
	return n
}

func allEmpty(all []string) bool {
	for _, s := range all {
		if s != "" {
			return false
		}
	}
	return true
}
