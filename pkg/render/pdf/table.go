package pdf

import (
	"fmt"

	"complain/pkg/doc"
)

func (l *layout) table(t doc.Table) error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("a table without columns")
	}
	g := &grid{l: l}
	var heads []string
	var shares []float64
	for _, c := range t.Columns {
		heads = append(heads, c.Head)
		shares = append(shares, float64(max(c.Width, 1)))
		g.aligns = append(g.aligns, c.Align)
	}
	if err := g.begin(heads, shares); err != nil {
		return err
	}
	for i, r := range t.Rows {
		if err := l.tableRow(g, r); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		if i+1 < len(t.Rows) && (r.Group != "" || t.Rows[i+1].Total) {
			l.strips[len(l.strips)-1].keep = true // a group's name stays with its first row, a total with the last
		}
	}
	g.end()
	return nil
}

func (l *layout) tableRow(g *grid, r doc.Row) error {
	if len(r.Cells) > len(g.aligns) {
		return fmt.Errorf("%d cells in %d columns", len(r.Cells), len(g.aligns))
	}
	st := style{face: serif, size: tableType}
	if r.Marked || r.Total {
		st.face = sansBold
	}
	out := gridRow{marked: r.Marked, total: r.Total, anchor: r.Anchor}
	if r.Group != "" {
		out.across = []run{{text: r.Group, style: style{face: sansBold, size: tableType}}}
	}
	for i, cell := range r.Cells {
		runs, err := l.runs(cell, st)
		if err != nil {
			return err
		}
		for k := range runs {
			runs[k].even = g.aligns[i] == doc.Decimal
		}
		out.cells = append(out.cells, runs)
	}
	if r.Under != nil {
		var err error
		if out.under, err = l.runs(r.Under, style{face: sans, size: underType}); err != nil {
			return err
		}
	}
	return g.row(out)
}
