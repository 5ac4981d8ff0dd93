package sqlitefile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"
)

const page = 512

// leaf is a page with rows of a number and a text each.
func leaf(texts ...string) []byte {
	b := make([]byte, page)
	b[0] = 13
	binary.BigEndian.PutUint16(b[3:], uint16(len(texts)))
	end := page
	for i, text := range texts {
		cell := append([]byte{byte(4 + len(text)), byte(i + 1), 3, 1, byte(13 + 2*len(text)), byte(i)}, text...)
		end -= len(cell)
		copy(b[end:], cell)
		binary.BigEndian.PutUint16(b[8+2*i:], uint16(end))
	}
	return b
}

func rows(data []byte) (out []string, overlap bool) {
	f := New(bytes.NewReader(data), int64(len(data)), page)
	for row := range f.Rows() {
		text := fmt.Sprintf("%d %s", row.ID, shape(row))
		if len(row.Values) == 2 {
			text += fmt.Sprintf(" %d %s", row.Values[0].Integer, row.Values[1].Bytes)
		}
		out = append(out, text)
	}
	return out, f.Overlap()
}

func TestRowsStandByThemselves(t *testing.T) {
	broken := leaf("gone", "lost")
	broken[page-3], broken[8] = 0xff, 0xff
	data := bytes.Join([][]byte{make([]byte, page), leaf("one", "two"), broken[:page], leaf("three")}, nil)
	got, overlap := rows(data)
	want := []string{"1 IT 0 one", "2 IT 1 two", "2 IT 1 lost", "1 IT 0 three"}
	if fmt.Sprint(got) != fmt.Sprint(want) || overlap {
		t.Errorf("%q, %t", got, overlap)
	}
}

// Rows that share their bytes end the reading before it has cost much.
func TestRowsThatOverlap(t *testing.T) {
	b := leaf(string(bytes.Repeat([]byte("x"), 50)))
	at := binary.BigEndian.Uint16(b[8:])
	binary.BigEndian.PutUint16(b[3:], 200)
	for i := range 200 {
		binary.BigEndian.PutUint16(b[8+2*i:], at)
	}
	got, overlap := rows(append(make([]byte, page), b...))
	if !overlap || len(got) > 60 {
		t.Errorf("%d rows, %t", len(got), overlap)
	}
}

func FuzzRows(f *testing.F) {
	f.Add(append(make([]byte, page), leaf("one", "two")...))
	f.Add(append(make([]byte, page), leaf(string(bytes.Repeat([]byte("y"), 100)))...))
	inner := leaf("index")
	inner[0] = innerIndex
	f.Add(append(make([]byte, page), inner...))
	f.Add(bytes.Repeat([]byte{13, 0, 0, 0, 9, 0xff}, 400))
	f.Fuzz(func(t *testing.T, data []byte) {
		total := 0
		file := New(bytes.NewReader(data), int64(len(data)), page)
		file.UndoWrite(bytes.NewReader(data), int64(len(data)))
		for row := range file.Rows() {
			for _, v := range row.Values {
				total += len(v.Bytes)
			}
		}
		if total > 3*len(data)+2*page {
			t.Errorf("%d bytes of rows in %d", total, len(data))
		}
	})
}

// shape is the kinds of a row's values, a letter each.
func shape(r Row) string {
	b := make([]byte, len(r.Values))
	for i, v := range r.Values {
		b[i] = byte(v.Kind)
	}
	return string(b)
}
