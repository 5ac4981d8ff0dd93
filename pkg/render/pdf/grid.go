package pdf

import "complain/pkg/doc"

// The lines of a table.
const (
	cellPadX  = 1.5 * mm
	cellPadY  = 1 * mm
	rowPitch  = 5.6 * mm
	tableType = 10.5
	underType = 9
	barWidth  = 0.6 * mm
	totalRule = 0.4 * mm
	lightInk  = 0.6
)

// grid is a table with its columns in points. Tables and transcripts are laid
// by it.
type grid struct {
	l      *layout
	edges  []float64 // of the columns, one more than there are columns
	aligns []doc.Align
	head   *strip
	leave  func() // the table's element
}

// gridRow is a row to be laid: cells, or one text across them.
type gridRow struct {
	cells  [][]run
	across []run
	middle bool // the text across is centred
	head   bool // it heads the columns
	marked bool
	total  bool
	under  []run
	anchor string
	resume []run // what stands in the first column when the row goes on on a page
}

func (g *grid) width(i int) float64 { return g.edges[i+1] - g.edges[i] - 2*cellPadX }

func (g *grid) left() float64  { return g.edges[0] }
func (g *grid) right() float64 { return g.edges[len(g.edges)-1] }

// slice is one line of a row: what each column has at one height.
type slice struct {
	columns [][]ink
	of      []elementID // what each column is
	height  float64
	across  bool // no column rules beside it
}

// stack draws slices below each other, a column after the other, so that what
// is copied from a cell stays in one piece.
func stack(slices []slice, y float64) []ink {
	var out []ink
	current := none
	for c := 0; ; c++ {
		more, at := false, y
		for _, s := range slices {
			if c < len(s.columns) {
				more = true
				if s.of[c] != current && len(s.columns[c]) > 0 {
					current = s.of[c]
					out = append(out, tagInk(current))
				}
				out = append(out, moved(s.columns[c], at)...)
			}
			at += s.height
		}
		if !more {
			return out
		}
	}
}

// row lays a row: one strip, or, when it is higher than a page, a strip a line.
func (g *grid) row(r gridRow) error {
	slices, err := g.slices(r)
	if err != nil {
		return err
	}
	height := 2 * cellPadY
	for _, s := range slices {
		height += s.height
	}
	limit := textHeight
	if g.head != nil {
		limit -= g.head.height
	}
	if height <= limit {
		s := &strip{height: height, head: g.head}
		if r.anchor != "" {
			s.anchors = []*anchor{{name: r.anchor}}
		}
		s.inks = stack(slices, cellPadY)
		g.rule(s, r, slices, height, true, true)
		g.l.add(s)
		return nil
	}
	return g.longRow(r, slices, limit)
}

// longRow lays a row that is higher than a page: the lines that more than one
// column has in one strip, the others each in its own. Where the row goes on,
// the page says so.
func (g *grid) longRow(r gridRow, slices []slice, limit float64) error {
	var resume []ink
	if r.resume != nil {
		lines, err := g.l.lines(r.resume, g.width(0), g.width(0), false)
		if err != nil {
			return err
		}
		for i := range lines {
			resume = append(resume, lines[i].inks(g.edges[0]+cellPadX, baseline(rowPitch, tableType)+float64(i)*rowPitch)...)
		}
	}
	together, height := 1, 0.0
	for i, s := range slices {
		if height += s.height; height > limit-2*cellPadY || s.across {
			break
		}
		if busy(s) > 1 {
			together = i + 1
		}
	}
	for i := 0; i < len(slices); {
		n := 1
		if i == 0 {
			n = together
		}
		part := slices[i : i+n]
		s := &strip{head: g.head}
		y := 0.0
		if i == 0 {
			y = cellPadY
			if r.anchor != "" {
				s.anchors = []*anchor{{name: r.anchor}}
			}
		} else {
			s.atTop = resume
		}
		s.inks = stack(part, y)
		s.height = y
		for _, one := range part {
			s.height += one.height
		}
		first := i == 0
		i += n
		last := i == len(slices)
		if last {
			s.height += cellPadY
		}
		s.keep = i == len(slices)-1 // the last two lines stay together
		s.atBottom = []ink{barInk{x: g.left(), y: s.height - hairline/2, w: g.right() - g.left(), h: hairline}}
		g.rule(s, r, part, s.height, first, last)
		g.l.add(s)
	}
	return nil
}

// busy counts the columns that have something on a line.
func busy(s slice) int {
	n := 0
	for _, c := range s.columns {
		if len(c) > 0 {
			n++
		}
	}
	return n
}

// slices lays the texts of a row.
func (g *grid) slices(r gridRow) ([]slice, error) {
	var out []slice
	across, cells, under := g.elements(r)
	if r.across != nil {
		lines, err := g.l.lines(r.across, g.right()-g.left()-2*cellPadX, g.right()-g.left()-2*cellPadX, false)
		if err != nil {
			return nil, err
		}
		for i := range lines {
			x := g.left() + cellPadX
			if r.middle {
				x = (g.left() + g.right() - lines[i].width) / 2
			}
			out = append(out, slice{columns: [][]ink{lines[i].inks(x, baseline(rowPitch, tableType))}, of: across, height: rowPitch, across: true})
		}
	}
	for c, runs := range r.cells {
		if len(runs) > 0 && startsDigit(runs[0].text) {
			runs[0].even = true // dates and numbers below each other are of one width
		}
		lines, err := g.l.lines(runs, g.width(c), g.width(c), false)
		if err != nil {
			return nil, err
		}
		for i := range lines {
			x := g.edges[c] + cellPadX
			switch {
			case g.aligns[c] == doc.Decimal, lines[i].right:
				x = g.edges[c+1] - cellPadX - lines[i].width
			case g.aligns[c] == doc.Center:
				x += (g.width(c) - lines[i].width) / 2
			}
			if i == len(out) {
				out = append(out, slice{columns: make([][]ink, len(r.cells)), of: cells, height: rowPitch})
			}
			out[i].columns[c] = lines[i].inks(x, baseline(rowPitch, tableType))
		}
	}
	if len(out) == 0 {
		out = append(out, slice{height: rowPitch})
	}
	if r.under != nil {
		lines, err := g.l.lines(r.under, g.right()-g.left()-2*cellPadX, g.right()-g.left()-2*cellPadX, false)
		if err != nil {
			return nil, err
		}
		const pitch = 4.4 * mm
		for i := range lines {
			s := slice{of: under, height: pitch, across: true}
			y := baseline(pitch, underType)
			if i == 0 { // below the light rule that parts it from the cells
				s.height, y = pitch+cellPadY, y+cellPadY
			}
			s.columns = [][]ink{lines[i].inks(g.left()+cellPadX, y)}
			out = append(out, s)
		}
	}
	return out, nil
}

// elements are those of a row: of the text across it, of its cells, and of the small
// print under it, which is a row of its own.
func (g *grid) elements(r gridRow) (across, cells, under []elementID) {
	leave := g.l.enter(kindRow)
	columns := len(g.edges) - 1
	if r.across != nil {
		k := kindGroup
		if r.middle {
			k = kindCell
		}
		across = []elementID{g.l.cell(k, columns)}
	}
	for range r.cells {
		k := kindCell
		if r.head {
			k = kindHead
		}
		cells = append(cells, g.l.element(k))
	}
	leave()
	if r.under != nil {
		leave := g.l.enter(kindRow)
		under = []elementID{g.l.cell(kindCell, columns)}
		leave()
	}
	return across, cells, under
}

// rule draws the lines around a strip of a row.
func (g *grid) rule(s *strip, r gridRow, slices []slice, height float64, first, last bool) {
	bar := func(x, y, w, h float64) { s.inks = append(s.inks, barInk{x: x, y: y, w: w, h: h}) }
	bar(g.left()-hairline/2, 0, hairline, height)
	bar(g.right()-hairline/2, 0, hairline, height)
	inner := 0.0 // how far down there are columns
	for _, one := range slices {
		if one.across {
			break
		}
		inner += one.height
	}
	switch {
	case inner == 0:
	case !slices[len(slices)-1].across:
		inner = height
	case first:
		inner += cellPadY
		s.inks = append(s.inks, barInk{x: g.left(), y: inner - hairline/2, w: g.right() - g.left(), h: hairline, ink: lightInk})
	}
	for _, x := range g.edges[1 : len(g.edges)-1] {
		if inner > 0 {
			bar(x-hairline/2, 0, hairline, inner)
		}
	}
	if r.marked {
		bar(g.left(), 0, barWidth, height)
	}
	if r.total && first {
		bar(g.left()-hairline/2, -totalRule/2, g.right()-g.left()+hairline, totalRule)
	}
	if last {
		b := barInk{x: g.left() - hairline/2, y: height - hairline/2, w: g.right() - g.left() + hairline, h: hairline}
		if r.across != nil {
			b.ink = lightInk
		}
		s.inks = append(s.inks, b)
	}
}

// moved lets inks stand lower in a strip.
func moved(inks []ink, dy float64) []ink {
	out := make([]ink, len(inks))
	for i, k := range inks {
		switch k := k.(type) {
		case tagInk, linkEnd:
			out[i] = k
		case textInk:
			k.y += dy
			out[i] = k
		case barInk:
			k.y += dy
			out[i] = k
		case frameInk:
			k.y += dy
			out[i] = k
		case linkInk:
			k.y += dy
			out[i] = k
		case pictureInk:
			k.y += dy
			out[i] = k
		}
	}
	return out
}

// begin lays the head row. Its columns share the width of the text.
func (g *grid) begin(heads []string, shares []float64) error {
	total := 0.0
	for _, s := range shares {
		total += s
	}
	x := float64(marginLeft)
	g.edges = []float64{x}
	for _, s := range shares {
		x += textWidth * s / total
		g.edges = append(g.edges, x)
	}
	empty := true
	cells := make([][]run, len(heads))
	for i, h := range heads {
		empty = empty && h == ""
		if h != "" {
			cells[i] = []run{{text: h, style: style{face: sansBold, size: tableType}}}
		}
	}
	first := len(g.l.strips)
	g.leave = g.l.enter(kindTable)
	topRule := barInk{x: marginLeft - hairline/2, y: -hairline / 2, w: textWidth + hairline, h: hairline}
	if empty {
		g.l.add(&strip{before: 2 * mm, inks: []ink{topRule}, keep: true})
		return nil
	}
	if err := g.row(gridRow{cells: cells, head: true}); err != nil {
		return err
	}
	head := g.l.strips[first]
	head.before, head.keep = head.before+2*mm, true
	head.inks = append(head.inks, topRule, barInk{x: marginLeft - hairline/2, y: head.height - totalRule/2, w: textWidth + hairline, h: totalRule})
	again := *head
	again.before, again.keep, again.anchors, again.breakPage = 0, false, nil, false
	again.inks, again.element = untagged(again.inks), artifact
	if len(g.l.strips) == first+1 && again.height < textHeight/2 {
		g.head = &again
	}
	return nil
}

// end leaves room below the table.
// end keeps the last two rows together: a row alone under a repeated head is no
// table.
func (g *grid) end() {
	if n := len(g.l.strips); n >= 2 && g.head != nil && g.l.strips[n-1].head == g.head && g.l.strips[n-2].head == g.head {
		g.l.strips[n-2].keep = true
	}
	g.l.space = 3 * mm
	g.leave()
}
