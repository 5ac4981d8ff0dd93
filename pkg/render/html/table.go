package html

import (
	"fmt"
	"strconv"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

// alignClasses are the classes of a cell by how its column stands.
var alignClasses = map[doc.Align]string{doc.Center: "center", doc.Decimal: "decimal"}

// table leaves out the columns that hold page numbers and nothing else.
func (p *page) table(t doc.Table) error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("a table without columns")
	}
	skip := t.PageColumns()
	shown := 0
	for _, s := range skip {
		if !s {
			shown++
		}
	}
	p.beginTable("")
	p.open("thead")
	p.open("tr")
	for i, c := range t.Columns {
		if !skip[i] {
			p.element("th", termsafe.CleanText(c.Head), "scope", "col", "class", alignClasses[c.Align])
		}
	}
	p.shut("tr")
	p.shut("thead")
	p.open("tbody")
	for i, r := range t.Rows {
		if err := p.row(t.Columns, skip, shown, r); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	p.shut("tbody")
	p.endTable()
	return nil
}

// beginTable begins a table in a frame that scrolls where the screen is
// narrower than the table.
func (p *page) beginTable(class string) {
	p.open("div", "class", "scroll", "tabindex", "0")
	p.open("table", "class", class)
}

func (p *page) endTable() {
	p.shut("table")
	p.shut("div")
}

func (p *page) row(columns []doc.Column, skip []bool, shown int, r doc.Row) error {
	if r.Group != "" {
		p.open("tr", append([]string{"class", "group"}, p.id(r.Anchor)...)...)
		p.element("th", termsafe.CleanText(r.Group), "scope", "rowgroup", "colspan", strconv.Itoa(shown))
		p.shut("tr")
		return nil
	}
	if len(r.Cells) > len(columns) {
		return fmt.Errorf("%d cells in %d columns", len(r.Cells), len(columns))
	}
	p.open("tr", append([]string{"class", rowClass(r)}, p.id(r.Anchor)...)...)
	for i, c := range columns {
		if skip[i] {
			continue
		}
		var text []doc.Inline
		if i < len(r.Cells) {
			text = r.Cells[i]
		}
		if err := p.inside("td", text, "class", alignClasses[c.Align]); err != nil {
			return err
		}
	}
	p.shut("tr")
	if r.Under == nil {
		return nil
	}
	p.open("tr", "class", "under")
	if err := p.inside("td", r.Under, "colspan", strconv.Itoa(shown)); err != nil {
		return err
	}
	p.shut("tr")
	return nil
}

func rowClass(r doc.Row) string {
	switch {
	case r.Total:
		return "total"
	case r.Marked:
		return "marked"
	}
	return ""
}

// transcript is a table, a row a message.
func (p *page) transcript(t doc.Transcript) error {
	p.beginTable("transcript")
	p.open("thead")
	p.open("tr")
	for _, h := range t.Heads {
		p.element("th", termsafe.CleanText(h), "scope", "col")
	}
	p.shut("tr")
	p.shut("thead")
	p.open("tbody")
	for i, turn := range t.Turns {
		if err := p.turn(turn); err != nil {
			return fmt.Errorf("turn %d: %w", i+1, err)
		}
	}
	p.shut("tbody")
	p.endTable()
	return nil
}

func (p *page) turn(t doc.Turn) error {
	if t.Gap != "" {
		p.open("tr", append([]string{"class", "gap"}, p.id(t.Anchor)...)...)
		p.element("td", termsafe.CleanText(t.Gap), "colspan", "4")
		p.shut("tr")
		return nil
	}
	p.open("tr", append([]string{"class", turnClass(t)}, p.id(t.Anchor)...)...)
	p.element("th", fmt.Sprintf("%04d", t.Number), "scope", "row")
	p.element("td", termsafe.CleanText(t.When))
	p.element("td", termsafe.CleanText(t.Who))
	if err := p.inside("td", t.Text, said(t.Text)...); err != nil {
		return err
	}
	p.shut("tr")
	return nil
}

func turnClass(t doc.Turn) string {
	switch {
	case t.Cited:
		return "marked"
	case t.System:
		return "system"
	}
	return ""
}
