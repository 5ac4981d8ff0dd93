package tabular

import (
	"cmp"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/sheet"
)

// Grid is a table that was put together from the places of words: its layout is
// that of a Bill, and its cells have been found already.
type Grid struct {
	t     *table
	clock clockwork
	money string
}

// Grid recognises a row of names; nil where no layout has it.
func (b *Bill) Grid(src *importer.Source, names []string) *Grid {
	cells := make([]sheet.Cell, len(names))
	for i, name := range names {
		cells[i].Text = name
	}
	t := find(b.Layouts, cells, 0, func(*Layout) int { return 0 })
	if t == nil {
		return nil
	}
	g := &Grid{t: t, money: cmp.Or(t.Currency, src.Options.Currency)}
	g.clock = clockwork{zone: src.Options.Zone, from: src.Options.ZoneFrom, days: true, dates: t.Dates}
	if t.Zone != nil {
		g.clock.zone, g.clock.from = t.Zone, dispute.ZoneFormat
	}
	return g
}

// Layout is the one that was recognised.
func (g *Grid) Layout() *Layout { return g.t.Layout }

// Column is the place of the first column with a role; -1 where there is none.
func (g *Grid) Column(role Role) int {
	if !g.t.has(role) {
		return -1
	}
	return g.t.column[role][0]
}

// Amount reads the cell of an amount.
func (g *Grid) Amount(text string) (dispute.Amount, bool) {
	return g.t.money(sheet.Cell{Text: text}, g.money)
}

// Dated reports whether a cell holds a date of the layout.
func (g *Grid) Dated(text string) bool {
	_, _, _, ok := g.clock.date(sheet.Cell{Text: text})
	return ok
}

// Record makes a record of a row, or says what is wrong with it.
func (g *Grid) Record(texts []string, raw string) (dispute.Record, *dispute.Note) {
	cells := make([]sheet.Cell, max(len(texts), g.t.width))
	for i, text := range texts {
		cells[i].Text = text
	}
	return g.t.build(&sheet.Row{Cells: cells, Raw: raw}, cells, g.clock, g.money)
}
