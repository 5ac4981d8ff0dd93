package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"complain/pkg/internal/charset"
)

// htmlBook is a web page that a bank hands out as an .xls file: spreadsheet
// programs open its tables. Every row of a table is a row, in the order in
// which they end; text outside of tables is none.
type htmlBook struct {
	ctx  context.Context
	data []byte // UTF-8
}

// IsHTML reports whether a file is a page with a table near its beginning.
func IsHTML(head []byte) bool {
	begins := bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("<"))
	return begins && bytes.Contains(bytes.ToLower(head), []byte("<table")) && !isSpreadsheetML(head)
}

func openHTML(ctx context.Context, r io.ReaderAt, size int64) (*htmlBook, error) {
	text, err := wholePage(r, size, maxBIFF)
	if err != nil {
		return nil, err
	}
	return &htmlBook{ctx: ctx, data: []byte(text)}, nil
}

// wholePage is the text of a page or of XML of most bytes at most, in the encoding
// that its bytes are certain of, else in that which it states.
func wholePage(r io.ReaderAt, size, most int64) (string, error) {
	if size > most {
		return "", fmt.Errorf("%d bytes: %w", size, ErrLimit)
	}
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return "", err
	}
	e, certain := charset.Judge(data)
	if stated, ok := charset.Parse(charset.OfPage(data)); ok && !certain {
		e = stated
	}
	return e.Decode(data), nil
}

func (b *htmlBook) Count() int     { return 1 }
func (b *htmlBook) From1904() bool { return false }
func (b *htmlBook) At(int) Reader {
	z := html.NewTokenizer(bytes.NewReader(b.data))
	z.SetMaxBuf(maxPart)
	return &htmlSheet{book: b, z: z}
}

// htmlSheet reads the rows of all tables of a page.
type htmlSheet struct {
	book *htmlBook
	z    *html.Tokenizer
	open []*htmlRow // of the tables around one another
	rows int
	err  error
}

type htmlRow struct {
	cells  []Cell
	text   strings.Builder
	inCell bool
	inRow  bool
	span   int
}

func (s *htmlSheet) Title() string { return "HTML" }
func (s *htmlSheet) Close() error  { return nil }
func (s *htmlSheet) Units() int    { return s.rows }
func (s *htmlSheet) Last() int     { return s.rows }

// Next reads a row. It returns io.EOF after the last one; any other error means
// that the rest cannot be read.
func (s *htmlSheet) Next() (Row, error) {
	if s.err != nil {
		return Row{}, s.err
	}
	row, err := s.next()
	s.err = err
	return row, err
}

func (s *htmlSheet) next() (Row, error) {
	for n := 0; ; n++ {
		if n%1024 == 0 && s.book.ctx.Err() != nil {
			return Row{}, s.book.ctx.Err()
		}
		kind := s.z.Next()
		if kind == html.ErrorToken {
			if err := s.z.Err(); !errors.Is(err, io.EOF) {
				return Row{}, fmt.Errorf("after row %d: %w", s.rows, err)
			}
			if len(s.open) > 0 {
				return Row{}, fmt.Errorf("after row %d: %w", s.rows, io.ErrUnexpectedEOF)
			}
			return Row{}, io.EOF
		}
		var top *htmlRow
		if len(s.open) > 0 {
			top = s.open[len(s.open)-1]
		}
		if kind == html.TextToken {
			if top != nil && top.inCell {
				top.text.Write(s.z.Text())
				if top.text.Len() > maxPart {
					return Row{}, fmt.Errorf("cell over %d bytes: %w", maxPart, ErrLimit)
				}
			}
			continue
		}
		raw, more := s.z.TagName()
		name, start := string(raw), kind == html.StartTagToken
		switch {
		case name == "table" && start:
			if len(s.open) >= 16 {
				return Row{}, fmt.Errorf("tables in tables: %w", ErrLimit)
			}
			s.open = append(s.open, &htmlRow{})
		case top == nil:
		case name == "br" && top.inCell:
			top.text.WriteByte('\n')
		case (name == "td" || name == "th") && start:
			top.endCell()
			top.inRow, top.inCell, top.span = true, true, s.span(more)
		case name == "td" || name == "th":
			top.endCell()
		case name == "tr" && start, name == "tr", name == "table":
			if name == "table" {
				s.open = s.open[:len(s.open)-1]
			}
			top.endCell()
			if len(top.cells) > maxColumns {
				return Row{}, fmt.Errorf("more than %d columns: %w", maxColumns, ErrLimit)
			}
			if top.inRow {
				row := s.take(top.cells)
				*top = htmlRow{}
				return row, nil
			}
		}
	}
}

// span is how many columns the cell that has just been opened takes.
func (s *htmlSheet) span(more bool) int {
	n := 1
	for more {
		var key, value []byte
		key, value, more = s.z.TagAttr()
		if string(key) == "colspan" {
			if v, err := strconv.Atoi(strings.TrimSpace(string(value))); err == nil {
				n = max(1, min(v, maxColumns))
			}
		}
	}
	return n
}

func (r *htmlRow) endCell() {
	if !r.inCell || len(r.cells) > maxColumns {
		return
	}
	r.cells = append(r.cells, Cell{Text: Trim(html.UnescapeString(r.text.String()))})
	r.cells = append(r.cells, make([]Cell, r.span-1)...)
	r.inCell = false
	r.text.Reset()
}

func (s *htmlSheet) take(cells []Cell) Row {
	s.rows++
	var raw []string
	for _, c := range cells {
		raw = append(raw, c.Text)
	}
	return Row{At: Place{Sheet: s.Title(), Row: s.rows}, Cells: cells, Raw: strings.TrimRight(strings.Join(raw, "\t"), "\t")}
}
