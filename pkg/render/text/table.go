package text

import (
	"fmt"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

const (
	mark      = "* " // stands before what matters
	separator = "  " // between columns
)

// grid is a table with its cells made text and its columns chosen.
type grid struct {
	columns []doc.Column
	rows    []gridRow
	gutter  string // "  " when a row is marked
	widths  []int  // of the columns
}

type gridRow struct {
	doc.Row
	cells []run
	under run
}

func (p *page) table(b doc.Table) error {
	dropped := b.PageColumns()
	var g grid
	for i, c := range b.Columns {
		if !dropped[i] {
			c.Head = termsafe.CleanLine(c.Head)
			g.columns = append(g.columns, c)
		}
	}
	for _, r := range b.Rows {
		if len(r.Cells) > len(b.Columns) {
			return fmt.Errorf("table row has %d cells for %d columns", len(r.Cells), len(b.Columns))
		}
		row := gridRow{Row: r}
		for i, c := range r.Cells {
			if dropped[i] {
				continue
			}
			cell, err := p.run(c)
			if err != nil {
				return err
			}
			row.cells = append(row.cells, cell)
		}
		under, err := p.run(r.Under)
		if err != nil {
			return err
		}
		row.under = under
		if r.Marked {
			g.gutter = strings.Repeat(" ", len(mark))
		}
		g.rows = append(g.rows, row)
	}
	if g.fit(p.width) {
		p.grid(g)
	} else {
		p.records(g)
	}
	return nil
}

// grid writes the table as aligned columns.
func (p *page) grid(g grid) {
	head := make([][]string, len(g.columns))
	rule := make([][]string, len(g.columns))
	named := false
	for i, c := range g.columns {
		head[i] = textwidth.Wrap(c.Head, g.widths[i])
		rule[i] = []string{strings.Repeat("─", g.widths[i])}
		named = named || c.Head != ""
	}
	if named {
		p.row(g, g.gutter, head)
		p.row(g, g.gutter, rule)
	}
	below := false // the last row is more than a line, so the next keeps off
	for n, r := range g.rows {
		if r.Group != "" {
			if n > 0 {
				p.line("")
			}
			p.lines(g.gutter, textwidth.Wrap(termsafe.CleanText(r.Group), p.width-len(g.gutter)))
			below = false
			continue
		}
		high := false
		cells := make([][]string, len(g.columns))
		for i := range cells {
			if i < len(r.cells) {
				cells[i] = r.cells[i].wrap(g.widths[i], 0)
				high = high || len(cells[i]) > 1
			}
		}
		high = high || r.under.text != ""
		switch {
		case r.Total:
			p.row(g, g.gutter, rule)
		case below || high && n > 0 && g.rows[n-1].Group == "":
			p.line("")
		}
		below = high
		label := g.gutter
		if r.Marked {
			label = mark
		}
		p.row(g, label, cells)
		if r.under.text != "" {
			p.hanging(g.gutter+"  ", r.under, p.width)
		}
	}
}

// row writes the lines of one row's cells side by side.
func (p *page) row(g grid, label string, cells [][]string) {
	height := 0
	for _, c := range cells {
		height = max(height, len(c))
	}
	var b strings.Builder
	for n := range height {
		b.Reset()
		b.WriteString(label)
		for i, c := range cells {
			text := ""
			if n < len(c) {
				text = c[n]
			}
			if i > 0 {
				b.WriteString(separator)
			}
			switch g.columns[i].Align {
			case doc.Decimal:
				text = textwidth.PadLeft(text, g.widths[i])
			case doc.Center:
				text = textwidth.Center(text, g.widths[i])
			}
			b.WriteString(textwidth.PadRight(text, g.widths[i]))
		}
		p.line(b.String())
		label = g.gutter
	}
}

// records writes the table row by row, a line a cell, each with the head of its
// column.
func (p *page) records(g grid) {
	first := true
	for _, r := range g.rows {
		if !first {
			p.line("")
		}
		first = false
		if r.Group != "" {
			p.lines(g.gutter, textwidth.Wrap(termsafe.CleanText(r.Group), p.width-len(g.gutter)))
			continue
		}
		if r.Total {
			p.rule("─", p.width)
		}
		var rows []labelled
		for i, c := range r.cells {
			if strings.TrimSpace(c.text) != "" {
				rows = append(rows, labelled{p.label(g.columns[i].Head), c})
			}
		}
		p.labelled(g.gutter, r.Marked, rows)
		if r.under.text != "" {
			p.hanging(g.gutter+"  ", r.under, p.width)
		}
	}
}
