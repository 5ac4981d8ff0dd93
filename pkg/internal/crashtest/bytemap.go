package crashtest

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Part is what a byte of an SQLite file is there for.
type Part string

// The parts.
const (
	Unused    Part = "unused"    // free space
	Header    Part = "header"    // the file's first 100 bytes
	Structure Part = "structure" // of a page: its kind, cell pointers, links to other pages
	Frame     Part = "frame"     // of a row: its length, its number, the types of its columns
	Value     Part = "value"     // a column's value
)

// Owner says what a byte belongs to.
type Owner struct {
	Part   Part
	Table  string // or index
	Row    int64  // its rowid; 0 in an index
	Column int    // from 0, in a Value
}

// ByteMap says of every byte of an SQLite file what it is there for
// (https://www.sqlite.org/fileformat2.html). It reads the file by itself, so
// that it does not believe what it is used to check.
type ByteMap struct {
	data   []byte
	page   int
	usable int
	owners []Owner
	at     []uint32 // index into owners for each byte
}

var errNoMap = errors.New("no map of a whole SQLite file")

// NewByteMap maps a file that is not damaged.
func NewByteMap(data []byte) (m *ByteMap, err error) {
	if len(data) < 512 || string(data[:15]) != "SQLite format 3" {
		return nil, errNoMap
	}
	page := int(binary.BigEndian.Uint16(data[16:]))
	if page == 1 {
		page = 65536
	}
	m = &ByteMap{data: data, page: page, usable: page - int(data[20]), owners: []Owner{{Part: Unused}}, at: make([]uint32, len(data))}
	defer func() { // a link out of the file
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errNoMap, p)
		}
	}()
	var tables []Owner
	var roots []int64
	m.tree(1, "sqlite_schema", func(row int64, payload []byte, columns []span) {
		root := payload[columns[3].from:columns[3].to]
		n := int64(0)
		for _, b := range root {
			n = n<<8 | int64(b)
		}
		if n > 0 {
			tables = append(tables, Owner{Table: string(payload[columns[1].from:columns[1].to])})
			roots = append(roots, n)
		}
	})
	m.mark(0, 100, Owner{Part: Header})
	for i, t := range tables {
		m.tree(roots[i], t.Table, nil)
	}
	for trunk := int64(binary.BigEndian.Uint32(data[32:])); trunk != 0; {
		at := m.offset(trunk)
		leaves := int(binary.BigEndian.Uint32(data[at+4:]))
		m.mark(at, at+8+4*leaves, Owner{Part: Structure, Table: "free pages"})
		trunk = int64(binary.BigEndian.Uint32(data[at:]))
	}
	return m, nil
}

// Owner says what the byte at an offset belongs to.
func (m *ByteMap) Owner(at int) Owner { return m.owners[m.at[at]] }

// Size is the number of bytes mapped.
func (m *ByteMap) Size() int { return len(m.at) }

func (m *ByteMap) offset(page int64) int { return int(page-1) * m.page }

func (m *ByteMap) mark(from, to int, o Owner) {
	m.owners = append(m.owners, o)
	for i := from; i < to; i++ {
		m.at[i] = uint32(len(m.owners) - 1)
	}
}

// span is a part of a payload.
type span struct{ from, to int }

// The kinds of pages.
const (
	interiorIndex = 2
	interiorTable = 5
	leafIndex     = 10
	leafTable     = 13
)

// tree maps a table or index from its root page on, and hands each row to row.
func (m *ByteMap) tree(root int64, name string, row func(id int64, payload []byte, columns []span)) {
	start := m.offset(root)
	head := start
	if root == 1 {
		head += 100
	}
	structure := Owner{Part: Structure, Table: name}
	kind, cells, pointers := m.data[head], int(binary.BigEndian.Uint16(m.data[head+3:])), head+8
	interior := kind == interiorIndex || kind == interiorTable
	if interior {
		pointers += 4
	}
	m.mark(head, pointers+2*cells, structure)
	for i := range cells {
		at := start + int(binary.BigEndian.Uint16(m.data[pointers+2*i:]))
		if interior {
			m.mark(at, at+4, structure)
			m.tree(int64(binary.BigEndian.Uint32(m.data[at:])), name, row)
			at += 4
		}
		if kind == interiorTable {
			_, n := m.varint(at)
			m.mark(at, at+n, structure)
			continue
		}
		m.cell(at, kind, name, row)
	}
	if interior {
		m.tree(int64(binary.BigEndian.Uint32(m.data[head+8:])), name, row)
	}
}

// cell maps one row of a table or index, wherever its bytes lie.
func (m *ByteMap) cell(at int, kind byte, name string, row func(id int64, payload []byte, columns []span)) {
	start := at
	length, n := m.varint(at)
	at += n
	var id int64
	if kind == leafTable {
		id, n = m.varint(at)
		at += n
	}
	m.mark(start, at, Owner{Part: Frame, Table: name, Row: id})
	places := m.payload(at, int(length), kind == leafTable, name)
	payload := make([]byte, len(places))
	for i, p := range places {
		payload[i] = m.data[p]
	}
	size, columns := layout(payload)
	owner := func(from, to int, o Owner) {
		m.owners = append(m.owners, o)
		for _, p := range places[from:to] {
			m.at[p] = uint32(len(m.owners) - 1)
		}
	}
	owner(0, size, Owner{Part: Frame, Table: name, Row: id})
	// The row's number stands in for a first column without bytes (an INTEGER
	// PRIMARY KEY): SQLite does not look at its type.
	if _, n := varint(payload); kind == leafTable && n < size && payload[n] == 0 {
		owner(n, n+1, Owner{Part: Unused, Table: name, Row: id})
	}
	for i, c := range columns {
		owner(c.from, c.to, Owner{Part: Value, Table: name, Row: id, Column: i})
	}
	if row != nil {
		row(id, payload, columns)
	}
}

// payload lists where the bytes of a row lie: on its page, and on pages of
// their own when there are many.
func (m *ByteMap) payload(at, length int, table bool, name string) []int {
	most := (m.usable-12)*64/255 - 23
	if table {
		most = m.usable - 35
	}
	local := length
	if length > most {
		least := (m.usable-12)*32/255 - 23
		local = least + (length-least)%(m.usable-4)
		if local > most {
			local = least
		}
	}
	places := make([]int, 0, length)
	for i := range local {
		places = append(places, at+i)
	}
	link := at + local
	for len(places) < length {
		m.mark(link, link+4, Owner{Part: Structure, Table: name})
		link = m.offset(int64(binary.BigEndian.Uint32(m.data[link:])))
		for i := 4; i < m.usable && len(places) < length; i++ {
			places = append(places, link+i)
		}
	}
	return places
}

// layout finds the columns in a payload, after its own header of some bytes.
func layout(payload []byte) (header int, columns []span) {
	size, n := varint(payload)
	at := int(size)
	for i := n; i < int(size); {
		kind, n := varint(payload[i:])
		i += n
		length := 0
		switch {
		case kind >= 12:
			length = int(kind-12) / 2
		case kind == 5:
			length = 6
		case kind == 6 || kind == 7:
			length = 8
		case kind <= 4:
			length = int(kind)
		}
		columns = append(columns, span{at, at + length})
		at += length
	}
	return int(size), columns
}

func (m *ByteMap) varint(at int) (int64, int) { return varint(m.data[at:min(at+9, len(m.data))]) }

// varint reads SQLite's numbers: seven bits a byte, eight in the ninth.
func varint(b []byte) (n int64, length int) {
	for i := range 8 {
		n = n<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, i + 1
		}
	}
	return n<<8 | int64(b[8]), 9
}
