package pdfpicture

import (
	"context"
	"errors"
	"fmt"

	"complain/pkg/internal/pdffile"
)

// fax decodes CCITT's Group 3, of one and two dimensions, and Group 4 (ITU-T T.4
// and T.6, ISO 32000-2, 7.4.6) into rows of bits as wide as the picture. Of
// damaged data it keeps what comes before; damaged rows of Group 3 end early,
// since the next is found by its mark.
//
// It is our own since golang.org/x/image/ccitt, which the tests hold it
// against, knows neither two dimensions of Group 3 nor the bits that fill rows.
func fax(ctx context.Context, f *pdffile.File, data []byte, params pdffile.Dict, d drawn) ([]byte, error) {
	k, _ := f.Number(params["K"])
	columns := 1728 // the standard's
	if params["Columns"] != nil {
		columns = f.Int(params["Columns"])
	}
	if columns < 1 || columns > maxSide || columns*d.height > maxPixels {
		return nil, fmt.Errorf("%d by %d pixels: %w", columns, d.height, pdffile.ErrTooMuch)
	}
	r := faxReader{data: data, codes: runCodes(), columns: columns, k: k, align: f.Resolve(params["EncodedByteAlign"]) == true}
	wide := (d.width + 7) / 8
	out := make([]byte, 0, wide*d.height)
	black := f.Resolve(params["BlackIs1"]) == true
	for y := range d.height {
		if y%16 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !r.row() {
			break
		}
		out = append(out, paintRow(r.above, wide, black)...)
	}
	if len(out) == 0 {
		return nil, damaged("no row of a fax")
	}
	return out, nil
}

// paintRow is a row of so many bytes from the places where its colour changes.
func paintRow(changes []int, wide int, blackIs1 bool) []byte {
	row := make([]byte, wide)
	for i := 0; i < len(changes); i += 2 {
		end := wide * 8
		if i+1 < len(changes) {
			end = min(changes[i+1], end)
		}
		for x := changes[i]; x < end; x++ {
			row[x/8] |= 0x80 >> (x % 8)
		}
	}
	if !blackIs1 {
		for i := range row {
			row[i] = ^row[i]
		}
	}
	return row
}

// faxReader reads rows.
type faxReader struct {
	data    []byte
	at      int // bit
	codes   [2]codes
	columns int
	k       float64
	align   bool
	marked  bool  // rows begin with a mark
	above   []int // where the row read last changes its colour, from white on
}

var errFax = errors.New("no code of a fax")

// bit is the next bit; behind the end there is none.
func (r *faxReader) bit() (int, error) {
	if r.at >= 8*len(r.data) {
		return 0, errFax
	}
	b := r.data[r.at/8] >> (7 - r.at%8) & 1
	r.at++
	return int(b), nil
}

// mark goes behind the end-of-line code if that is next: 11 zeros, any that fill,
// and a one.
func (r *faxReader) mark() bool {
	from, zeros := r.at, 0
	for {
		b, err := r.bit()
		if err != nil {
			break
		}
		if b == 1 {
			if zeros >= 11 {
				return true
			}
			break
		}
		zeros++
	}
	r.at = from
	return false
}

// row reads the next row into above. It is false at the end.
func (r *faxReader) row() bool {
	flat := r.k >= 0
	marks := 0
	if r.align && !r.marked { // else the zeros that fill are part of the mark
		r.at = (r.at + 7) / 8 * 8
	}
	for r.mark() {
		r.marked = true
		if marks++; marks > 1 || r.k < 0 {
			return false // the end is made of marks
		}
		if r.k > 0 { // and a bit behind each says how the row is coded
			b, err := r.bit()
			if err != nil {
				return false
			}
			flat = b == 1
		}
	}
	if marks == 0 && r.align && r.marked {
		r.at = (r.at + 7) / 8 * 8
	}
	if marks == 0 && r.k > 0 {
		b, err := r.bit()
		if err != nil {
			return false
		}
		flat = b == 1
	}
	if r.at >= 8*len(r.data) {
		return false
	}
	var row []int
	var err error
	if flat {
		row, err = r.one()
	} else {
		row, err = r.two()
	}
	if err != nil && (r.k < 0 || !r.skip() && len(row) == 0) {
		return false
	}
	r.above = tidy(row, r.columns)
	return true
}

// skip goes before the next mark.
func (r *faxReader) skip() bool {
	for zeros := 0; ; {
		b, err := r.bit()
		if err != nil {
			return false
		}
		if b == 1 && zeros >= 11 {
			r.at -= zeros + 1
			return true
		}
		if zeros++; b == 1 {
			zeros = 0
		}
	}
}

// tidy leaves out runs of nothing, and what ends with the row.
func tidy(row []int, columns int) []int {
	out := row[:0]
	for _, x := range row {
		if n := len(out); n > 0 && out[n-1] == x {
			out = out[:n-1]
		} else {
			out = append(out, x)
		}
	}
	for len(out) > 0 && out[len(out)-1] >= columns {
		out = out[:len(out)-1]
	}
	return out
}

// run is the length of a run of a colour: 0 for white, 1 for black.
func (r *faxReader) run(colour int) (int, error) {
	for total := 0; total <= r.columns; {
		key, from := 1, r.at
		length := int16(-1)
		for length < 0 {
			b, err := r.bit()
			if err != nil {
				return 0, err
			}
			if key = key<<1 | b; key >= len(r.codes[colour]) {
				r.at = from // the next mark may have begun
				return 0, errFax
			}
			length = r.codes[colour][key]
		}
		if total += int(length); length < 64 {
			return total, nil
		}
	}
	return 0, errFax
}

// one reads a row of one dimension: runs of white and black in turn.
func (r *faxReader) one() ([]int, error) {
	var row []int
	at, colour := 0, 0
	for at < r.columns {
		n, err := r.run(colour)
		if err != nil {
			return row, err
		}
		if at += n; at > r.columns {
			return row, errFax
		}
		row = append(row, at)
		colour = 1 - colour
	}
	return row, nil
}

// two reads a row that is told by the one above it.
func (r *faxReader) two() ([]int, error) {
	var row []int
	at, colour, i := -1, 0, 0
	for at < r.columns {
		// b1 is the next change above to the other colour, b2 the one behind.
		for i > 0 && r.change(i-1) > at {
			i--
		}
		for i < len(r.above) && (r.change(i) <= at || i%2 != colour) {
			i++
		}
		b1, b2 := r.change(i), r.change(i+1)
		m, err := r.mode()
		switch {
		case err != nil:
			return row, err
		case m == modePass:
			at = b2
		case m == modeRuns:
			first, err := r.run(colour)
			if err != nil {
				return row, err
			}
			second, err := r.run(1 - colour)
			if err != nil {
				return row, err
			}
			at = max(at, 0)
			if at+first+second > r.columns {
				return row, errFax
			}
			row = append(row, at+first, at+first+second)
			at += first + second
		default:
			to := b1 + m
			if to < max(at, 0) || to > r.columns {
				return row, errFax
			}
			row = append(row, to)
			at, colour = to, 1-colour
		}
	}
	return row, nil
}

// change is the i-th change of the row above; behind the last is its end.
func (r *faxReader) change(i int) int {
	if i < len(r.above) {
		return r.above[i]
	}
	return r.columns
}

// The modes that are not as far from the change above, -3 to 3.
const (
	modePass = 100
	modeRuns = 101
)

// modes is the codes of T.6, table 1, by the code behind a 1.
var modes = map[int]int{
	0b1_0001: modePass, 0b1_001: modeRuns, 0b1_1: 0,
	0b1_011: 1, 0b1_000011: 2, 0b1_0000011: 3,
	0b1_010: -1, 0b1_000010: -2, 0b1_0000010: -3,
}

func (r *faxReader) mode() (int, error) {
	const longest = 7
	key := 1
	for range longest {
		b, err := r.bit()
		if err != nil {
			return 0, err
		}
		key = key<<1 | b
		if m, ok := modes[key]; ok {
			return m, nil
		}
	}
	return 0, errFax
}
