package sheet

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// BIFFSheet reads the rows of a sheet of an .xls workbook.
type BIFFSheet struct {
	Name string

	book  *BIFF
	pos   int
	begun bool
	ended bool
	row   int // number of the last row given
	units int
	cells []Cell
	err   error
}

// Sheet begins to read the sheet with the given index.
func (b *BIFF) Sheet(i int) *BIFFSheet {
	return &BIFFSheet{Name: b.names[i], book: b, pos: b.starts[i]}
}

// Title is the sheet's name.
func (s *BIFFSheet) Title() string { return s.Name }

// Close does nothing: the workbook holds all.
func (s *BIFFSheet) Close() error { return nil }

// Units is the number of rows given so far.
func (s *BIFFSheet) Units() int { return s.units }

// Last is the number of the last row given.
func (s *BIFFSheet) Last() int { return s.row }

// Next reads a row. It returns io.EOF after the last one; any other error means
// that the rest of the sheet cannot be read.
func (s *BIFFSheet) Next() (Row, error) {
	if s.err != nil {
		return Row{}, s.err
	}
	row, err := s.next()
	if err != nil {
		s.err = err
	}
	return row, err
}

func (s *BIFFSheet) broken(err error) error {
	return fmt.Errorf("sheet %q after row %d: %w", s.Name, s.row, err)
}

// next gathers the cells of one row. Their records stand in the order of the
// rows; between them stand others, which hold no cells.
func (s *BIFFSheet) next() (Row, error) {
	if !s.begun {
		next, _, ok := s.book.bof(s.pos)
		if !ok {
			return Row{}, s.broken(io.ErrUnexpectedEOF)
		}
		s.pos, s.begun = next, true
	}
	if s.ended {
		return Row{}, io.EOF
	}
	s.cells = s.cells[:0]
	number := 0
	for n := 0; ; n++ {
		r, ok := s.book.at(s.pos)
		if !ok {
			return Row{}, s.broken(io.ErrUnexpectedEOF)
		}
		if n%1000 == 999 && s.book.ctx.Err() != nil {
			return Row{}, s.book.ctx.Err()
		}
		if r.id == recEOF {
			s.ended = true
			if number > 0 {
				return s.take(number), nil
			}
			return Row{}, io.EOF
		}
		if !holdsCells(r.id) {
			s.pos = r.next
			continue
		}
		if len(r.data) < 6 {
			return Row{}, s.broken(io.ErrUnexpectedEOF)
		}
		at := int(binary.LittleEndian.Uint16(r.data)) + 1
		if number > 0 && at != number {
			return s.take(number), nil
		}
		if at <= s.row {
			return Row{}, s.broken(fmt.Errorf("row %d after %d", at, s.row))
		}
		number = at
		if err := s.read(r); err != nil {
			return Row{}, s.broken(err)
		}
	}
}

func holdsCells(id int) bool {
	switch id {
	case recFormula, recMulRK, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
		return true
	}
	return false
}

// read takes the cells of a record into the row.
func (s *BIFFSheet) read(r record) error {
	col := int(binary.LittleEndian.Uint16(r.data[2:]))
	s.pos = r.next
	body := r.data[6:]
	need := func(n int) bool { return len(body) >= n }
	switch r.id {
	case recLabelSST:
		if !need(4) {
			return io.ErrUnexpectedEOF
		}
		i := int(binary.LittleEndian.Uint32(body))
		if i >= len(s.book.texts) {
			return fmt.Errorf("no shared text %d", i)
		}
		return s.set(col, Cell{Text: s.book.texts[i]})
	case recLabel, recRString:
		t := texts{data: body, more: r.more, decode: s.book.decode}
		text, err := t.text()
		if err != nil {
			return err
		}
		return s.set(col, Cell{Text: text})
	case recNumber:
		if !need(8) {
			return io.ErrUnexpectedEOF
		}
		return s.set(col, s.book.styled(math.Float64frombits(binary.LittleEndian.Uint64(body)), r.data[4:]))
	case recRK:
		if !need(4) {
			return io.ErrUnexpectedEOF
		}
		return s.set(col, s.book.styled(unpackRK(binary.LittleEndian.Uint32(body)), r.data[4:]))
	case recMulRK:
		for cells := r.data[4:]; len(cells) >= 8; cells = cells[6:] { // the last two bytes are the last column
			if err := s.set(col, s.book.styled(unpackRK(binary.LittleEndian.Uint32(cells[2:])), cells)); err != nil {
				return err
			}
			col++
		}
	case recBoolErr:
		if !need(2) {
			return io.ErrUnexpectedEOF
		}
		return s.set(col, truth(body[0], body[1] != 0))
	case recFormula:
		return s.formula(col, r.data[4:6], body)
	}
	return nil
}

// formula takes the result that the file holds of a formula.
func (s *BIFFSheet) formula(col int, style, body []byte) error {
	if len(body) < 8 {
		return io.ErrUnexpectedEOF
	}
	if binary.LittleEndian.Uint16(body[6:]) != 0xffff {
		return s.set(col, s.book.styled(math.Float64frombits(binary.LittleEndian.Uint64(body)), style))
	}
	switch body[0] {
	case 1, 2:
		return s.set(col, truth(body[2], body[0] == 2))
	case 0:
		for pos, i := s.pos, 0; i < 3; i++ { // a shared formula may stand between
			r, ok := s.book.at(pos)
			if !ok || holdsCells(r.id) {
				break
			}
			if r.id == recString {
				t := texts{data: r.data, more: r.more, decode: s.book.decode}
				text, err := t.text()
				if err != nil {
					return err
				}
				s.pos = r.next
				return s.set(col, Cell{Text: text})
			}
			pos = r.next
		}
	}
	return nil
}

func (s *BIFFSheet) set(col int, c Cell) error {
	if col >= maxColumns {
		return fmt.Errorf("more than %d columns: %w", maxColumns, ErrLimit)
	}
	for len(s.cells) <= col {
		s.cells = append(s.cells, Cell{})
	}
	s.cells[col] = c
	return nil
}

func (s *BIFFSheet) take(row int) Row {
	s.row = row
	s.units++
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
	return Row{At: Place{Sheet: s.Name, Row: row}, Cells: s.cells, Raw: raw.String()}
}

func number(f float64) Cell {
	return Cell{Text: strconv.FormatFloat(f, 'f', -1, 64), Number: true}
}

func truth(value byte, wrong bool) Cell {
	switch {
	case wrong:
		return Cell{Text: "#" + strconv.Itoa(int(value))}
	case value != 0:
		return Cell{Text: "TRUE"}
	}
	return Cell{Text: "FALSE"}
}

// unpackRK reads a number that Excel packs into 30 bits.
func unpackRK(rk uint32) float64 {
	var f float64
	if rk&2 != 0 {
		f = float64(int32(rk) >> 2)
	} else {
		f = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		f /= 100
	}
	return f
}
