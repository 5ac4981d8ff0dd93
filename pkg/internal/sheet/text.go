package sheet

import (
	"strings"

	"complain/pkg/internal/charset"
)

// How far a quoted cell may run on: a cell of more lines, or a row of more
// bytes, is a quotation mark that was never closed.
const (
	maxJoin     = 100
	maxRowBytes = charset.MaxLine
)

// TextReader reads the rows of a text file. Until SetShape says what the table looks
// like, every line is a row of its own.
type TextReader struct {
	lines charset.Ahead
	shape Shape
	rows  int
	units int
	cells []Cell
}

// Shape is what the rows of a table have in common.
type Shape struct {
	Comma byte // the separator
	Width int  // cells of a row; 0 before the table
	Raw   int  // cells of the header row with the nameless ones at its end
	Least int  // cells of a row whose last ones are left out, being empty
}

// Fits reports whether cells are a row of the table: all columns, and nothing
// beyond them.
func (s Shape) Fits(cells []Cell) bool {
	if len(cells) < s.Width {
		return false
	}
	for _, c := range cells[s.Width:] {
		if Trim(c.Text) != "" {
			return false
		}
	}
	return true
}

// NewTextReader reads the rows that stand in lines.
func NewTextReader(lines *charset.Lines) *TextReader {
	return &TextReader{lines: charset.LookAhead(lines), shape: Shape{Comma: ','}}
}

// SetShape says what the following rows look like.
func (t *TextReader) SetShape(s Shape) { t.shape = s }

// Units is the number of lines given so far.
func (t *TextReader) Units() int { return t.units }

// Next reads a row. It returns io.EOF after the last one, and an error wrapping
// charset.ErrLongLine for a line that is too long to be read.
func (t *TextReader) Next() (Row, error) {
	first, err := t.lines.Peek(0)
	if err != nil {
		return Row{}, err
	}
	t.rows++
	if t.shape.Width == 0 || !strings.Contains(first.Text, `"`) {
		t.cells, _ = split(t.cells[:0], first.Text, t.shape.Comma, strict)
		return t.take(first.Text, 1, false), nil
	}
	var open bool
	t.cells, open = split(t.cells[:0], first.Text, t.shape.Comma, strict)
	if !open && t.shape.Fits(t.cells) {
		return t.take(first.Text, 1, false), nil
	}
	if open {
		if text, n := t.join(first.Text); n > 1 {
			return t.take(text, n, false), nil
		}
	}
	short := !open && len(t.cells) < t.shape.Width && len(t.cells) >= t.shape.Least && !strings.Contains(t.cells[len(t.cells)-1].Text, `"`)
	for _, how := range []manner{lax, plain} {
		t.cells, _ = split(t.cells[:0], first.Text, t.shape.Comma, how)
		if t.shape.Fits(t.cells) && !(short && how == plain) {
			return t.take(first.Text, 1, open), nil
		}
	}
	if !open {
		t.cells, _ = split(t.cells[:0], first.Text, t.shape.Comma, strict)
	}
	return t.take(first.Text, 1, open), nil
}

// join finds the lines over which a cell of the first one runs on. It gives up,
// with n = 1, where a line is a row by itself: then the mark was never closed,
// and joining would swallow rows.
func (t *TextReader) join(first string) (text string, n int) {
	var b strings.Builder
	b.WriteString(first)
	for n = 1; n < maxJoin; n++ {
		next, err := t.lines.Peek(n)
		if err != nil || b.Len()+len(next.Text) > maxRowBytes {
			return "", 1
		}
		if t.cells, _ = split(t.cells[:0], next.Text, t.shape.Comma, lax); t.shape.Fits(t.cells) {
			return "", 1
		}
		b.WriteByte('\n')
		b.WriteString(next.Text)
		if !closes(next.Text, t.shape.Comma) {
			continue
		}
		var open bool
		t.cells, open = split(t.cells[:0], b.String(), t.shape.Comma, strict)
		if !open && t.shape.Fits(t.cells) {
			return b.String(), n + 1
		}
		if !open || len(t.cells) > t.shape.Raw {
			return "", 1
		}
	}
	return "", 1
}

// take makes the row of the next n lines, whose cells are in t.cells.
func (t *TextReader) take(text string, n int, open bool) Row {
	lines := t.lines.Next(n)
	first, last := lines[0], lines[n-1]
	row := Row{
		At:    Place{Row: t.rows, Line: first.Number, Offset: first.Offset, Length: last.Offset + last.Length - first.Offset},
		Cells: t.cells, Raw: text,
		// Marks in pairs are text that the file does not quote.
		Open: open && strings.Count(text, `"`)%2 == 1,
		Cut:  !last.Ended,
	}
	if n > 1 {
		row.At.LineEnd = last.Number
	}
	for _, l := range lines {
		row.Broken = row.Broken || l.Broken
	}
	t.units += n
	t.lines.Drop(n)
	return row
}
