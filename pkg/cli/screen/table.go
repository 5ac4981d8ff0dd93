package screen

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/internal/textwidth"
)

// Table is a table that fits the terminal: the flexible column gives way, and
// wraps. A long one is printed while it grows: its columns are as wide as the
// rows before need, so that a million rows take no more memory than a thousand.
type Table struct {
	Flexible int   // the column that wraps, the last one unless said
	Right    []int // columns that stand at the right

	s      *Screen
	heads  []string
	rows   []tableRow // that wait to be printed
	strong map[int]bool
	needs  []int        // widths of the cells so far
	begun  bool         // the heads are printed
	set    bytes.Buffer // the rows that are being set
}

// tableRow is cells and how wide each is.
type tableRow struct {
	cells []string
	width []int
}

// tableRows is how many rows wait before they are printed.
const tableRows = 1000

// Table begins a table; its heads are codes of sentences.
func (s *Screen) Table(heads ...string) *Table {
	t := &Table{s: s, Flexible: len(heads) - 1, strong: map[int]bool{}}
	for _, h := range heads {
		t.heads = append(t.heads, s.Say(h))
		t.needs = append(t.needs, textwidth.Width(s.Say(h)))
	}
	return t
}

// Row adds a row of text; text from evidence is made safe here.
func (t *Table) Row(cells ...string) {
	if len(t.rows) == tableRows {
		t.Print()
	}
	width := make([]int, len(cells))
	for i := range cells {
		cells[i] = Clean(cells[i])
		width[i] = textwidth.Width(cells[i])
		t.needs[i] = max(t.needs[i], width[i])
	}
	t.rows = append(t.rows, tableRow{cells, width})
}

// Emphasise makes the row added last stand out.
func (t *Table) Emphasise() { t.strong[len(t.rows)-1] = true }

const columnGap = 2

// narrowest is the least width of the flexible column; where the terminal has
// less, each row is set as a line with its text below.
const narrowest = 24

// Print prints the rows that wait; it ends the table, too.
func (t *Table) Print() {
	if len(t.rows) == 0 && t.begun {
		return
	}
	if widths := t.widths(); widths[t.Flexible] > 0 {
		t.columns(widths)
	} else {
		t.stack()
	}
	t.rows, t.begun = t.rows[:0], true
	clear(t.strong)
}

// columns sets the rows side by side.
func (t *Table) columns(widths []int) {
	b := &t.set
	b.Reset()
	if !t.begun {
		heads := tableRow{cells: t.heads}
		for _, head := range t.heads {
			heads.width = append(heads.width, textwidth.Width(head))
		}
		t.line(b, widths, heads, heads.cells[t.Flexible], true)
	}
	for i, row := range t.rows {
		text := row.cells[t.Flexible]
		if row.width[t.Flexible] <= widths[t.Flexible] { // most are: to wrap costs more
			t.line(b, widths, row, text, t.strong[i])
			continue
		}
		for _, text := range textwidth.Wrap(text, widths[t.Flexible]) {
			t.line(b, widths, row, text, t.strong[i])
			row.cells = nil
		}
	}
	_, _ = t.s.Out.Write(b.Bytes())
}

// line writes one line of a row: its cells with text in the flexible column, or
// where it has no cells only that.
func (t *Table) line(b *bytes.Buffer, widths []int, row tableRow, text string, strong bool) {
	blank := 0 // columns that are due before the next text
	for i, width := range widths {
		cell, taken := "", 0
		switch {
		case i == t.Flexible:
			cell = strings.TrimRight(text, " ")
			taken = textwidth.Width(cell)
		case row.cells != nil:
			cell, taken = row.cells[i], row.width[i]
		}
		room := max(width-taken, 0)
		if slices.Contains(t.Right, i) {
			blank, room = blank+room, 0
		}
		if cell != "" {
			spaces(b, blank)
			if strong {
				cell = t.s.Out.Style.Bold.Render(cell)
			}
			b.WriteString(cell)
			blank = 0
		}
		blank += room + columnGap
	}
	b.WriteByte('\n')
}

// blanks is what spaces are cut from.
const blanks = "                                                                "

func spaces(b *bytes.Buffer, n int) {
	for ; n > len(blanks); n -= len(blanks) {
		b.WriteString(blanks)
	}
	b.WriteString(blanks[:n])
}

// stack sets each row as its short cells on one line and its text below.
func (t *Table) stack() {
	for i, row := range t.rows {
		var short []string
		for j, cell := range row.cells {
			if j != t.Flexible && cell != "" {
				short = append(short, cell)
			}
		}
		head := strings.Join(short, "  ")
		if t.strong[i] {
			head = t.s.Out.Style.Bold.Render(head)
		}
		fmt.Fprintln(t.s.Out, head)
		for _, line := range textwidth.Wrap(row.cells[t.Flexible], max(t.s.Width-columnGap, 10)) {
			fmt.Fprintf(t.s.Out, "  %s\n", line)
		}
	}
}

// widths gives each column what its widest cell needs, and the flexible column
// what is left; 0 when that is too little.
func (t *Table) widths() []int {
	widths := slices.Clone(t.needs)
	taken := columnGap * (len(widths) - 1)
	for i, w := range widths {
		if i != t.Flexible {
			taken += w
		}
	}
	if left := t.s.Width - taken; left < min(widths[t.Flexible], narrowest) {
		widths[t.Flexible] = 0
	} else {
		widths[t.Flexible] = min(widths[t.Flexible], left)
	}
	return widths
}
