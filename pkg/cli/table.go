package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	lgtable "github.com/charmbracelet/lipgloss/table"

	"complain/pkg/internal/textwidth"
)

// table is a table that fits the terminal: the flexible column gives way, and
// wraps. A long one is printed while it grows: its columns are as wide as the
// rows before need, so that a million rows take no more memory than a thousand.
type table struct {
	a        *app
	heads    []string
	rows     [][]string // that wait to be printed
	flexible int        // the column that wraps
	right    []int      // columns that stand at the right
	strong   map[int]bool
	needs    []int // widths of the cells so far
	begun    bool  // the heads are printed
}

// tableRows is how many rows wait before they are printed.
const tableRows = 1000

func (a *app) table(heads ...string) *table {
	t := &table{a: a, flexible: len(heads) - 1, strong: map[int]bool{}}
	for _, h := range heads {
		t.heads = append(t.heads, a.say(h))
		t.needs = append(t.needs, textwidth.Width(a.say(h)))
	}
	return t
}

// row adds a row of text; text from evidence is made safe here.
func (t *table) row(cells ...string) {
	if len(t.rows) == tableRows {
		t.print()
	}
	for i := range cells {
		cells[i] = clean(cells[i])
		t.needs[i] = max(t.needs[i], textwidth.Width(cells[i]))
	}
	t.rows = append(t.rows, cells)
}

// emphasise makes the row added last stand out.
func (t *table) emphasise() { t.strong[len(t.rows)-1] = true }

const columnGap = 2

// narrowest is the least width of the flexible column; where the terminal has
// less, each row is set as a line with its text below.
const narrowest = 24

// print prints the rows that wait; it ends the table, too.
func (t *table) print() {
	if len(t.rows) == 0 && t.begun {
		return
	}
	if widths := t.widths(); widths[t.flexible] > 0 {
		t.columns(widths)
	} else {
		t.stack()
	}
	t.rows, t.begun = t.rows[:0], true
	clear(t.strong)
}

// columns sets the rows side by side.
func (t *table) columns(widths []int) {
	rows := make([][]string, len(t.rows))
	for i, row := range t.rows {
		rows[i] = append([]string(nil), row...)
		rows[i][t.flexible] = strings.Join(textwidth.Wrap(row[t.flexible], widths[t.flexible]), "\n")
	}
	style := t.a.out.style
	tbl := lgtable.New().Border(lipgloss.HiddenBorder()).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).BorderHeader(false).
		Wrap(true).Rows(rows...).
		StyleFunc(func(row, col int) lipgloss.Style {
			cell := style.plain
			if row == lgtable.HeaderRow || t.strong[row] {
				cell = style.bold
			}
			cell = cell.Width(widths[col])
			if col < len(widths)-1 {
				cell = cell.Width(widths[col] + columnGap).PaddingRight(columnGap)
			}
			for _, r := range t.right {
				if r == col {
					cell = cell.Align(lipgloss.Right)
				}
			}
			return cell
		})
	if !t.begun {
		tbl.Headers(t.heads...)
	}
	for line := range strings.Lines(tbl.Render() + "\n") {
		fmt.Fprintln(t.a.out, strings.TrimRight(line, " \n"))
	}
}

// stack sets each row as its short cells on one line and its text below.
func (t *table) stack() {
	for i, row := range t.rows {
		var short []string
		for j, cell := range row {
			if j != t.flexible && cell != "" {
				short = append(short, cell)
			}
		}
		head := strings.Join(short, "  ")
		if t.strong[i] {
			head = t.a.out.style.bold.Render(head)
		}
		fmt.Fprintln(t.a.out, head)
		for _, line := range textwidth.Wrap(row[t.flexible], max(t.a.width-columnGap, 10)) {
			fmt.Fprintf(t.a.out, "  %s\n", line)
		}
	}
}

// widths gives each column what its widest cell needs, and the flexible column
// what is left; 0 when that is too little.
func (t *table) widths() []int {
	widths := slices.Clone(t.needs)
	taken := columnGap * (len(widths) - 1)
	for i, w := range widths {
		if i != t.flexible {
			taken += w
		}
	}
	if left := t.a.width - taken; left < min(widths[t.flexible], narrowest) {
		widths[t.flexible] = 0
	} else {
		widths[t.flexible] = min(widths[t.flexible], left)
	}
	return widths
}
