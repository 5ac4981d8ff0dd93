package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"
	lgtable "github.com/charmbracelet/lipgloss/table"

	"complain/pkg/internal/textwidth"
)

// table is a table that fits the terminal: the flexible column gives way, and
// wraps.
type table struct {
	a        *app
	heads    []string
	rows     [][]string
	flexible int   // the column that wraps
	right    []int // columns that stand at the right
	strong   map[int]bool
}

func (a *app) table(heads ...string) *table {
	t := &table{a: a, flexible: len(heads) - 1, strong: map[int]bool{}}
	for _, h := range heads {
		t.heads = append(t.heads, a.say(h))
	}
	return t
}

// row adds a row of text; text from evidence is made safe here.
func (t *table) row(cells ...string) {
	for i := range cells {
		cells[i] = clean(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// emphasise makes the row added last stand out.
func (t *table) emphasise() { t.strong[len(t.rows)-1] = true }

const columnGap = 2

// narrowest is the least width of the flexible column; where the terminal has
// less, each row is set as a line with its text below.
const narrowest = 24

func (t *table) print() {
	widths := t.widths()
	if widths[t.flexible] == 0 {
		t.stack()
		return
	}
	rows := make([][]string, len(t.rows))
	for i, row := range t.rows {
		rows[i] = append([]string(nil), row...)
		rows[i][t.flexible] = strings.Join(textwidth.Wrap(row[t.flexible], widths[t.flexible]), "\n")
	}
	style := t.a.out.style
	tbl := lgtable.New().Border(lipgloss.HiddenBorder()).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).BorderHeader(false).
		Wrap(true).Headers(t.heads...).Rows(rows...).
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
	widths := make([]int, len(t.heads))
	for i, h := range t.heads {
		widths[i] = textwidth.Width(h)
	}
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], textwidth.Width(cell))
		}
	}
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
