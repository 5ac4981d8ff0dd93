package transcript

import (
	"context"
	"errors"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/charset"
)

// Row is a row of a table of comma-separated values.
type Row struct {
	At     dispute.Locator
	Cells  []string
	Open   bool // a quotation mark in it is never closed
	Broken bool // it holds bytes that are no text
}

// How far a quoted cell may run on. A chat message has no more lines; what runs
// further is a quotation mark that was never closed.
const (
	maxCellLines = 2000
	maxRowBytes  = charset.MaxLine
)

// table reads rows as the exporters write them: RFC 4180, with the lines that a
// quoted cell runs over.
type table struct {
	lines charset.Ahead
	rows  int
}

// ReadTable gives each row of the source to row, and ends like ReadText.
func ReadTable(ctx context.Context, l *Log, row func(Row) error) error {
	t := table{lines: charset.LookAhead(l.Src.Lines(ctx))}
	for {
		r, err := t.next()
		if err == io.EOF {
			l.End()
			return nil
		}
		if err == nil {
			err = row(r)
		}
		if err != nil {
			return l.Stop(err)
		}
	}
}

func (t *table) next() (Row, error) {
	first, err := t.lines.Peek(0)
	if err != nil {
		return Row{}, err
	}
	t.rows++
	// Quotation marks come in pairs in a row that is whole.
	marks, size := strings.Count(first.Text, `"`), len(first.Text)
	n := 1
	for ; marks%2 == 1 && n < maxCellLines && size < maxRowBytes; n++ {
		line, err := t.lines.Peek(n)
		if errors.Is(err, charset.ErrLongLine) || err == io.EOF {
			break
		}
		if err != nil {
			return Row{}, err
		}
		marks += strings.Count(line.Text, `"`)
		size += len(line.Text)
	}
	open := marks%2 == 1
	if open {
		n = 1
	}
	return t.take(n, open), nil
}

func (t *table) take(n int, open bool) Row {
	lines := t.lines.Next(n)
	first, last := lines[0], lines[n-1]
	r := Row{Open: open, At: dispute.Locator{
		Row: t.rows, Line: first.Number, Offset: first.Offset, Length: last.Offset + last.Length - first.Offset,
	}}
	if n > 1 {
		r.At.LineEnd = last.Number
	}
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line.Text)
		r.Broken = r.Broken || line.Broken
	}
	r.Cells = Cells(b.String())
	t.lines.Drop(n)
	return r
}

// Cells takes a row apart. A mark that does not stand where a cell may be
// quoted is text.
func Cells(row string) []string {
	var out []string
	for {
		if !strings.HasPrefix(row, `"`) {
			cell, rest, more := strings.Cut(row, ",")
			out = append(out, cell)
			if !more {
				return out
			}
			row = rest
			continue
		}
		var b strings.Builder
		row = row[1:]
		for {
			text, rest, closed := strings.Cut(row, `"`)
			b.WriteString(text)
			row = rest
			if !closed {
				break
			}
			if !strings.HasPrefix(row, `"`) {
				break
			}
			b.WriteByte('"')
			row = row[1:]
		}
		cell, rest, more := strings.Cut(row, ",")
		out = append(out, b.String()+cell)
		if !more {
			return out
		}
		row = rest
	}
}
