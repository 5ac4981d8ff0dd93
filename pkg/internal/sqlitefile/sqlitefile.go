// Package sqlitefile gives the rows of an SQLite file that may be damaged: page
// by page, without the links between pages, so that what stands behind a broken
// page is found all the same.
//
// It promises that each row whose page and bytes are whole is given, that no
// input makes it read more than a few times the file's length or hold more than
// its longest row, and that nothing is written. It forbids believing it: which
// table a row is of is not said in its page, and rows that were deleted may come
// too. Whoever asks must be able to prove what a row says.
package sqlitefile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Kind is the kind of a value.
type Kind byte

// The kinds, as letters.
const (
	Null    Kind = 'N'
	Integer Kind = 'I'
	Real    Kind = 'R'
	Text    Kind = 'T'
	Blob    Kind = 'B'
)

// Value is one column of a row.
type Value struct {
	Kind    Kind
	Integer int64
	Bytes   []byte // of a text or blob; good until the next row is given
}

// Row is a row of a table, or of an index where it has no number.
type Row struct {
	Page    int64 // that it begins on, from 1
	Indexed bool  // it is of an index, or of a table without numbers
	ID      int64
	Values  []Value
}

// The limits of what a row can be.
const (
	mostColumns = 64
	mostPayload = 256 << 20
)

// File is a file whose rows are read.
type File struct {
	r        io.ReaderAt
	size     int64
	page     int
	pages    int64
	before   map[int64]int64 // pages as they stood before an interrupted write: where they are in its journal
	journal  io.ReaderAt
	left     int64 // how much more rows may hold
	unread   int64
	buffer   []byte
	overflow []byte
}

// New reads a file of a length with pages of a size, a power of two.
func New(r io.ReaderAt, size int64, page int) *File {
	return &File{r: r, size: size, page: page, pages: (size + int64(page) - 1) / int64(page), left: 2*size + int64(page),
		overflow: make([]byte, page)}
}

// Unreadable is how many pages the disk did not give.
func (f *File) Unreadable() int64 { return f.unread }

// Overlap reports whether rows shared their bytes, as in no file that a program
// wrote: then not all were given.
func (f *File) Overlap() bool { return f.left < 0 }

// Rows gives the rows of all pages but the first, which holds the schema.
func (f *File) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		page := make([]byte, f.page)
		for n := int64(2); n <= f.pages; n++ {
			switch err := f.read(n, page); {
			case err != nil:
				f.unread++
			case page[0] == 0: // the bytes of a long row, or nothing
			case !f.rows(n, page, yield):
				return
			case f.Overlap():
				return
			}
		}
	}
}

// The kinds of pages that hold rows.
const (
	innerIndex = 2
	leafIndex  = 10
)

// rows gives the rows of a page; it returns false where nobody wants more.
func (f *File) rows(n int64, page []byte, yield func(Row) bool) bool {
	head, child := 8, 0
	indexed := page[0] == innerIndex || page[0] == leafIndex
	if page[0] == innerIndex {
		head, child = 12, 4
	}
	// All other kinds are read as leaves of a table: the kind may be what is
	// damaged.
	for _, at := range cells(page, head) {
		row := Row{Page: n, Indexed: indexed}
		if f.left < 0 {
			return true
		}
		if f.cell(page, at+child, &row) && !yield(row) {
			return false
		}
	}
	return true
}

// cells lists where the rows of a page begin. A number of rows that cannot be is
// not believed: then each place that can be one is tried.
func cells(page []byte, head int) []int {
	count := int(binary.BigEndian.Uint16(page[3:]))
	believed := count > 0 && head+2*count <= len(page)
	var out []int
	for i := 0; head+2*i+2 <= len(page) && (i < count || !believed); i++ {
		at := int(binary.BigEndian.Uint16(page[head+2*i:]))
		fits := at >= head+2*i+2 && at < len(page)-3
		if fits {
			out = append(out, at)
		} else if !believed {
			break
		}
	}
	return out
}

// cell reads one row.
func (f *File) cell(page []byte, at int, row *Row) bool {
	length, n := varint(page[min(at, len(page)):])
	at += n
	if n == 0 || length < 1 || length > min(mostPayload, f.size) {
		return false
	}
	if !row.Indexed {
		if row.ID, n = varint(page[min(at, len(page)):]); n == 0 {
			return false
		}
		at += n
	}
	payload, ok := f.payload(page, at, int(length), !row.Indexed)
	return ok && row.parse(payload)
}

// local is how much of a payload stands on its own page
// (https://www.sqlite.org/fileformat2.html#b_tree_pages).
func (f *File) local(length int, table bool) int {
	most := (f.page-12)*64/255 - 23
	if table {
		most = f.page - 35
	}
	if length <= most {
		return length
	}
	least := (f.page-12)*32/255 - 23
	if n := least + (length-least)%(f.page-4); n <= most {
		return n
	}
	return least
}

// payload collects the bytes of a row.
func (f *File) payload(page []byte, at, length int, table bool) ([]byte, bool) {
	local := f.local(length, table)
	if at+local > len(page) {
		return nil, false
	}
	if local == length {
		f.left -= int64(length)
		return page[at : at+length], f.left >= 0
	}
	if at+local+4 > len(page) {
		return nil, false
	}
	next := int64(binary.BigEndian.Uint32(page[at+local:]))
	out := append(f.buffer[:0], page[at:at+local]...)
	for len(out) < length {
		if f.left -= int64(f.page); f.left < 0 || next < 2 || next > f.pages || f.read(next, f.overflow) != nil {
			return nil, false
		}
		out = append(out, f.overflow[4:4+min(length-len(out), f.page-4)]...)
		next = int64(binary.BigEndian.Uint32(f.overflow))
	}
	f.buffer = out
	return out, true
}

// parse takes a payload apart
// (https://www.sqlite.org/fileformat2.html#record_format).
func (r *Row) parse(payload []byte) bool {
	size, at := varint(payload)
	if at == 0 || size < int64(at) || size > int64(len(payload)) {
		return false
	}
	body := payload[size:]
	for at < int(size) {
		kind, n := varint(payload[at:size])
		if n == 0 || len(r.Values) == mostColumns {
			return false
		}
		at += n
		v, length := valueOf(kind, body)
		if length < 0 || length > int64(len(body)) {
			return false
		}
		r.Values, body = append(r.Values, v), body[length:]
	}
	return len(body) == 0
}

// valueOf reads one value, and says how many bytes it has; -1 for none.
func valueOf(kind int64, body []byte) (Value, int64) {
	switch {
	case kind == 0:
		return Value{Kind: Null}, 0
	case kind == 8 || kind == 9:
		return Value{Kind: Integer, Integer: kind - 8}, 0
	case kind == 7:
		return Value{Kind: Real}, 8
	case kind >= 12:
		length := (kind - 12) / 2
		if length > int64(len(body)) {
			return Value{}, -1
		}
		return Value{Kind: [2]Kind{Blob, Text}[kind%2], Bytes: body[:length]}, length
	case kind < 0 || kind > 6:
		return Value{}, -1
	}
	length := [...]int64{0, 1, 2, 3, 4, 6, 8}[kind]
	if length > int64(len(body)) {
		return Value{}, -1
	}
	n := int64(int8(body[0]))
	for _, b := range body[1:length] {
		n = n<<8 | int64(b)
	}
	return Value{Kind: Integer, Integer: n}, length
}

// varint reads a number of up to nine bytes, and says how many it has; 0 for
// none.
func varint(b []byte) (n int64, length int) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return n<<8 | int64(b[i]), 9
		}
		n = n<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

// read reads a page. What is missing of the last reads as zeros.
func (f *File) read(n int64, into []byte) error {
	clear(into)
	if at, ok := f.before[n]; ok {
		_, err := f.journal.ReadAt(into, at)
		return err
	}
	at := (n - 1) * int64(f.page)
	want := min(int64(f.page), f.size-at)
	if want <= 0 {
		return fmt.Errorf("page %d: %w", n, io.ErrUnexpectedEOF)
	}
	_, err := f.r.ReadAt(into[:want], at)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return err
}
