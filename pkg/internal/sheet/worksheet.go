package sheet

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// SheetReader reads the rows of a worksheet. Rows that the sheet leaves out are no
// rows: the next one has the number the file gives it.
type SheetReader struct {
	Name string

	book  *Workbook
	part  io.ReadCloser
	d     *xml.Decoder
	row   int // number of the last row
	units int
	cells []Cell
	bytes int  // of cells
	ended bool // the table's end tag was seen
	err   error
}

// Sheet begins to read the sheet with the given index in Sheets.
func (w *Workbook) Sheet(i int) *SheetReader {
	s := &SheetReader{Name: w.Sheets[i], book: w}
	if s.part, s.err = w.open(w.targets[i]); s.err == nil {
		s.d = newDecoder(s.part)
	}
	return s
}

// Close ends the reading.
func (s *SheetReader) Close() error {
	if s.part == nil {
		return nil
	}
	return s.part.Close()
}

// Units is the number of rows given so far.
func (s *SheetReader) Units() int { return s.units }

// Last is the number of the last row given.
func (s *SheetReader) Last() int { return s.row }

// Next reads a row. It returns io.EOF after the last one; any other error means
// that the rest of the sheet cannot be read.
func (s *SheetReader) Next() (Row, error) {
	if s.err != nil {
		return Row{}, s.err
	}
	row, err := s.next()
	if err != nil {
		s.err = err
	}
	return row, err
}

func (s *SheetReader) next() (Row, error) {
	for {
		token, err := s.d.RawToken()
		if err == io.EOF && s.ended {
			return Row{}, io.EOF
		}
		if err != nil {
			return Row{}, s.broken(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "row" && !s.ended {
				return s.readRow(e)
			}
			// A sheet without a row may be written as one empty tag, of which
			// the decoder makes a start and an end.
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				s.ended = true
			}
		}
	}
}

func (s *SheetReader) broken(err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("sheet %q after row %d: %w", s.Name, s.row, err)
}

func (s *SheetReader) readRow(e xml.StartElement) (Row, error) {
	number := s.row + 1
	if r := attr(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n <= s.row {
			return Row{}, s.broken(fmt.Errorf("row number %q after %d", r, s.row))
		}
		number = n
	}
	if s.units == maxRows {
		return Row{}, s.broken(fmt.Errorf("more than %d rows: %w", maxRows, ErrLimit))
	}
	s.cells, s.bytes = s.cells[:0], 0
	for {
		token, err := s.d.RawToken()
		if err != nil {
			return Row{}, s.broken(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			if err := s.readCell(e); err != nil {
				return Row{}, s.broken(err)
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				s.row = number
				s.units++
				return s.take(), nil
			}
		}
	}
}

func (s *SheetReader) readCell(e xml.StartElement) error {
	if col := column(attr(e, "r")); col >= 0 {
		if col < len(s.cells) {
			return fmt.Errorf("cell %q stands before the one it follows", attr(e, "r"))
		}
		if col >= maxColumns {
			return fmt.Errorf("cell %q: more than %d columns: %w", attr(e, "r"), maxColumns, ErrLimit)
		}
		for len(s.cells) < col {
			s.cells = append(s.cells, Cell{})
		}
	}
	if len(s.cells) >= maxColumns {
		return fmt.Errorf("more than %d columns: %w", maxColumns, ErrLimit)
	}
	kind, style := attr(e, "t"), attr(e, "s")
	var value string
	for {
		token, err := s.d.RawToken()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "v":
				value, err = readText(s.d, "v")
			case "is":
				value, err = readText(s.d, "is")
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if e.Name.Local != "c" {
				continue
			}
			if kind == "s" && value != "" {
				i, err := strconv.Atoi(Trim(value))
				if err != nil || i < 0 || i >= len(s.book.texts) {
					return fmt.Errorf("no shared text %q", value)
				}
				value = s.book.texts[i]
			}
			if s.bytes += len(value); s.bytes > maxPart {
				return fmt.Errorf("row over %d bytes: %w", maxPart, ErrLimit)
			}
			s.cells = append(s.cells, s.cell(value, kind, style))
			return nil
		}
	}
}

// cell is a value of a kind as its style shows it.
func (s *SheetReader) cell(value, kind, style string) Cell {
	c := Cell{Text: value, Number: value != "" && (kind == "" || kind == "n")}
	switch {
	case kind == "d":
		c.Text = dateTime(value)
	case kind == "b" && value != "":
		c.Text = map[bool]string{true: "TRUE", false: "FALSE"}[value == "1" || value == "true"]
	case c.Number:
		if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(s.book.styles) {
			return shown(c, s.book.styles[i], s.book.Since1904)
		}
	}
	return c
}

func (s *SheetReader) take() Row {
	last := len(s.cells)
	for last > 0 && s.cells[last-1].Text == "" {
		last--
	}
	var raw strings.Builder
	for i, c := range s.cells[:last] {
		if i > 0 {
			raw.WriteByte('\t')
		}
		raw.WriteString(c.Text)
	}
	return Row{At: Place{Sheet: s.Name, Row: s.row}, Cells: s.cells, Raw: raw.String()}
}
