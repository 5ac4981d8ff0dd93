package sheet

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxHeld is how many cells a workbook that is held whole may have.
const maxHeld = 4 << 20

// heldBook is a workbook of XML that is held whole: OpenDocument, and XML
// Spreadsheet 2003.
type heldBook struct {
	ctx    context.Context
	sheets []*heldTable
	cells  int
}

type heldTable struct {
	name string
	rows []heldRow
	at   int // number of the row that comes next
}

type heldRow struct {
	number int
	cells  []Cell
}

func (b *heldBook) Count() int     { return len(b.sheets) }
func (b *heldBook) From1904() bool { return false } // dates are written as such
func (b *heldBook) At(i int) Reader {
	return &heldReader{book: b, table: b.sheets[i]}
}

func (b *heldBook) begin(name string) error {
	if len(b.sheets) == maxSheets {
		return fmt.Errorf("more than %d sheets: %w", maxSheets, ErrLimit)
	}
	if name == "" {
		name = fmt.Sprint(len(b.sheets) + 1)
	}
	b.sheets = append(b.sheets, &heldTable{name: name, at: 1})
	return nil
}

// add adds a row n times. Empty rows only count.
func (b *heldBook) add(cells []Cell, n int) error {
	t := b.sheets[len(b.sheets)-1]
	for len(cells) > 0 && cells[len(cells)-1].Text == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		t.at += n
		return nil
	}
	if b.cells += len(cells) * n; b.cells > maxHeld || t.at+n > maxRows || len(cells) > maxColumns {
		return fmt.Errorf("%d cells: %w", b.cells, ErrLimit)
	}
	for range n {
		t.rows = append(t.rows, heldRow{t.at, cells})
		t.at++
	}
	return nil
}

// heldReader reads the rows of one sheet.
type heldReader struct {
	book  *heldBook
	table *heldTable
	units int
	last  int
}

func (r *heldReader) Title() string { return r.table.name }
func (r *heldReader) Close() error  { return nil }
func (r *heldReader) Units() int    { return r.units }
func (r *heldReader) Last() int     { return r.last }

func (r *heldReader) Next() (Row, error) {
	if r.units%1024 == 0 && r.book.ctx.Err() != nil {
		return Row{}, r.book.ctx.Err()
	}
	if r.units >= len(r.table.rows) {
		return Row{}, io.EOF
	}
	row := r.table.rows[r.units]
	r.units++
	r.last = row.number
	raw := make([]string, len(row.cells))
	for i, c := range row.cells {
		raw[i] = c.Text
	}
	return Row{At: Place{Sheet: r.table.name, Row: row.number}, Cells: row.cells, Raw: strings.Join(raw, "\t")}, nil
}

// decodedXML reads XML that is UTF-8 by now, whatever it declares.
func decodedXML(r io.Reader) *xml.Decoder {
	d := newDecoder(r)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// tokens calls f for each tag and text of XML, and fails where it breaks or ends
// before its root does.
func tokens(ctx context.Context, d *xml.Decoder, f func(xml.Token) error) error {
	root, ended := "", false
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		token, err := d.RawToken() // keeps no stack, so that nesting costs no memory
		switch {
		case errors.Is(err, io.EOF) && ended:
			return nil
		case errors.Is(err, io.EOF):
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if root == "" {
				root = e.Name.Local
			}
		case xml.EndElement:
			ended = ended || e.Name.Local == root
		}
		if err := f(token); err != nil {
			return err
		}
	}
}

// part hands a token to what takes its kind; what is neither a beginning, an end
// nor text is passed over.
func part(token xml.Token, start func(xml.StartElement) error, end func(name string) error, text func([]byte) error) error {
	switch e := token.(type) {
	case xml.StartElement:
		return start(e)
	case xml.EndElement:
		return end(e.Name.Local)
	case xml.CharData:
		return text(e)
	}
	return nil
}

// keep adds to the text of a cell, which has a limit.
func keep(cell *strings.Builder, data []byte) error {
	if cell.Len()+len(data) > maxPart {
		return fmt.Errorf("cell over %d bytes: %w", maxPart, ErrLimit)
	}
	cell.Write(data)
	return nil
}
