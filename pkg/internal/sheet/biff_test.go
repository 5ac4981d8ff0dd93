package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

// rec writes one record.
func rec(id int, parts ...any) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		if err := binary.Write(&b, binary.LittleEndian, p); err != nil {
			panic(err)
		}
	}
	head := binary.LittleEndian.AppendUint16(nil, uint16(id))
	head = binary.LittleEndian.AppendUint16(head, uint16(b.Len()))
	return append(head, b.Bytes()...)
}

func bofOf(version, kind uint16) []byte { return rec(recBOF, version, kind, [12]byte{}) }

// cell is the head of a record of one cell.
func cell(row, col int) [3]uint16 { return [3]uint16{uint16(row - 1), uint16(col)} }

// xls makes an .xls file of one sheet with the given records.
func xls(globals []byte, sheet ...[]byte) []byte {
	body := append(bofOf(0x600, 0x10), bytes.Join(sheet, nil)...)
	head := append(bofOf(0x600, 5), globals...)
	bound := func(at int) []byte { return rec(recBoundSheet, uint32(at), uint16(0), uint8(1), uint8(0), []byte("S")) }
	at := len(head) + len(bound(0)) + 4
	data := append(head, bound(at)...)
	data = append(data, rec(recEOF)...)
	return compoundOf(append(data, body...))
}

// compoundOf makes a compound file with one stream.
func compoundOf(data []byte) []byte {
	const size = 512
	if len(data) < 4096 {
		data = append(data, make([]byte, 4096-len(data))...)
	}
	sectors := (len(data) + size - 1) / size
	fats := 1
	for sectors+1+fats > fats*size/4 {
		fats++
	}
	entry := func(name string, kind uint8, child, start, length uint32) []byte {
		e := make([]byte, 128)
		for i, c := range name {
			binary.LittleEndian.PutUint16(e[2*i:], uint16(c))
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		binary.LittleEndian.PutUint32(e[68:], math.MaxUint32)
		binary.LittleEndian.PutUint32(e[72:], math.MaxUint32)
		binary.LittleEndian.PutUint32(e[76:], child)
		binary.LittleEndian.PutUint32(e[116:], start)
		binary.LittleEndian.PutUint32(e[120:], length)
		return e
	}
	const end = 0xfffffffe
	out := make([]byte, 76, 512+size*(sectors+1+fats))
	copy(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	put := func(at int, v uint32) { binary.LittleEndian.PutUint32(out[at:], v) }
	put(24, 3<<16|0x3e)
	put(28, 9<<16|0xfffe)
	put(32, 6)
	put(44, uint32(fats))
	put(48, uint32(sectors)) // the directory
	put(56, 4096)
	put(60, end)
	put(68, end)
	for i := range 109 {
		v := uint32(math.MaxUint32)
		if i < fats {
			v = uint32(sectors + 1 + i)
		}
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	out = append(out, data...)
	out = append(out, make([]byte, sectors*size-len(data))...)
	out = append(out, entry("Root Entry", 5, 1, end, 0)...)
	out = append(out, entry("Workbook", 2, math.MaxUint32, 0, uint32(len(data)))...)
	out = append(out, make([]byte, size-256)...)
	for i := range fats * size / 4 {
		next := uint32(i + 1)
		switch {
		case i == sectors-1 || i == sectors:
			next = end
		case i > sectors+fats:
			next = math.MaxUint32
		case i > sectors:
			next = 0xfffffffd
		}
		out = binary.LittleEndian.AppendUint32(out, next)
	}
	return out
}

// readXLS is each row as "number:cell|cell", a number cell with a #, and the
// error that ended the reading.
func readXLS(data []byte) (rows []string, err error) {
	b, err := OpenBIFF(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for i := range b.names {
		s := b.Sheet(i)
		for {
			row, err := s.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return rows, err
			}
			var cells []string
			for _, c := range row.Cells {
				text := c.Text
				if c.Number {
					text = "#" + text
				}
				cells = append(cells, text)
			}
			rows = append(rows, fmt.Sprintf("%d:%s", row.At.Row, strings.Join(cells, "|")))
		}
	}
	return rows, nil
}

func TestBIFFCells(t *testing.T) {
	got, err := readXLS(xls(nil,
		rec(recNumber, cell(1, 0), 548.58),
		rec(recRK, cell(1, 1), uint32(1678<<2|3)),                  // 16.78 as hundredths
		rec(recRK, cell(1, 2), uint32(math.Float64bits(-0.5)>>32)), // the upper half of a float
		rec(recMulRK, uint16(0), uint16(3), uint16(0), uint32(7<<2|2), uint16(0), uint32(0xfffffffe), uint16(4)),
		rec(recBoolErr, cell(1, 6), uint8(1), uint8(0)),
		rec(recBoolErr, cell(1, 7), uint8(42), uint8(1)),
		rec(0x0208, cell(2, 0)), // a row's own record says nothing
		rec(recFormula, cell(3, 0), 2.25, uint16(0), uint32(0)),
		rec(recFormula, cell(3, 1), [8]byte{6: 0xff, 7: 0xff}, uint16(0), uint32(0)),
		rec(recString, uint16(2), uint8(1), [2]uint16{'中', '文'}),
		rec(recFormula, cell(3, 2), [8]byte{1, 0, 1, 6: 0xff, 7: 0xff}, uint16(0), uint32(0)),
		rec(recLabel, cell(4, 1), uint16(3), uint8(0), []byte("abc")),
		rec(recEOF)))
	want := "1:#548.58|#16.78|#-0.5|#7|#-1||TRUE|#42 3:#2.25|中文|TRUE 4:|abc"
	if strings.Join(got, " ") != want || err != nil {
		t.Errorf("%v %v, want %s", got, err, want)
	}
}

// Excel 5 and 95 keep texts as bytes of the code page that the file names.
func TestBIFF5(t *testing.T) {
	shop := []byte("\xd6\xf1\xc0\xef") // 竹里 in GBK
	globals := append(bofOf(biff5, 5), rec(recCodePage, uint16(936))...)
	bound := func(at int) []byte { return rec(recBoundSheet, uint32(at), uint16(0), uint8(len(shop)), shop) }
	at := len(globals) + len(bound(0)) + 4
	data := append(append(globals, bound(at)...), rec(recEOF)...)
	data = append(data, bofOf(biff5, 0x10)...)
	for _, r := range [][]byte{
		rec(recLabel, cell(1, 0), uint16(4), shop),
		rec(recRString, cell(1, 1), uint16(4), shop, uint8(1), uint8(0), uint8(1)),
		rec(recFormula, cell(1, 2), [8]byte{6: 0xff, 7: 0xff}, uint16(0), uint32(0)),
		rec(recString, uint16(4), shop[:2]), rec(recContinue, shop[2:]),
		rec(recNumber, cell(2, 0), 46085.5),
		rec(recEOF),
	} {
		data = append(data, r...)
	}
	for _, name := range []string{"Book", "Workbook"} {
		file := bytes.Replace(compoundOf(data), utf16Name("Workbook"), utf16Name(name), 1)
		binary.LittleEndian.PutUint16(file[bytes.Index(file, utf16Name(name))+64:], uint16(2*len(name)+2))
		rows, err := readXLS(file)
		if want := "1:竹里|竹里|竹里 2:#46085.5"; strings.Join(rows, " ") != want || err != nil {
			t.Errorf("%s: %v %v, want %s", name, rows, err, want)
		}
		b, err := OpenBIFF(context.Background(), bytes.NewReader(file), int64(len(file)))
		if err != nil || b.names[0] != "竹里" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// utf16Name is a name as a compound file's directory holds it.
func utf16Name(name string) []byte {
	out := make([]byte, 2*len("Workbook"))
	for i, c := range name {
		out[2*i] = byte(c)
	}
	return out
}

func TestBIFFRefuses(t *testing.T) {
	wrong := func(at int) []byte { // a count that would take all memory
		data := xls(nil, rec(recEOF))
		binary.LittleEndian.PutUint32(data[at:], 0xfffffff0)
		return data
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"directory sectors": {wrong(40), ErrNotWorkbook},
		"FAT sectors":       {wrong(44), ErrNotWorkbook},
		"mini FAT sectors":  {wrong(64), ErrNotWorkbook},
		"DIFAT sectors":     {wrong(72), ErrNotWorkbook},
		"password":          {xls(rec(recFilePass, uint16(1)), rec(recEOF)), ErrPassword},
		"older":             {compoundOf(append(bofOf(0x400, 5), rec(recEOF)...)), ErrNotWorkbook},
		"columns":           {xls(nil, rec(recNumber, cell(1, 256), 1.0), rec(recEOF)), ErrLimit},
		"no end":            {xls(nil, rec(recNumber, cell(1, 0), 1.0), []byte{0xff, 0xff, 0xff, 0xff}), io.ErrUnexpectedEOF},
		"shared texts":      {xls(rec(recSST, uint32(9), uint32(maxTexts+1)), rec(recEOF)), ErrLimit},
		"a text that ends":  {xls(rec(recSST, uint32(9), uint32(9), uint16(5), uint8(0), []byte("ab")), rec(recEOF)), io.ErrUnexpectedEOF},
		"only a head":       {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ErrNotWorkbook},
	} {
		if _, err := readXLS(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	few := rec(recSST, uint32(9), uint32(9), uint16(2), uint8(0), []byte("ab"))
	rows, err := readXLS(xls(few, rec(recLabelSST, cell(1, 0), uint32(0)), rec(recLabelSST, cell(2, 0), uint32(1)), rec(recEOF)))
	if err == nil || strings.Join(rows, " ") != "1:ab" {
		t.Errorf("a text that is not there: %v %v", rows, err)
	}
	rows, err = readXLS(xls(nil, rec(recNumber, cell(2, 0), 1.0), rec(recNumber, cell(1, 0), 2.0), rec(recEOF)))
	if err == nil || len(rows) != 1 {
		t.Errorf("rows out of order: %v %v", rows, err)
	}
	big := make([]byte, 512)
	copy(big, xls(nil))
	if _, err := OpenBIFF(context.Background(), bytes.NewReader(big), maxBIFF+1); !errors.Is(err, ErrLimit) {
		t.Errorf("too large: %v", err)
	}
}

// A large file is read in time that grows with its size, and no faster.
func TestBIFFLarge(t *testing.T) {
	var sheet [][]byte
	for row := range 60_000 {
		sheet = append(sheet, rec(recNumber, cell(row+1, 0), float64(row)),
			rec(recLabel, cell(row+1, 1), uint16(40), uint8(0), []byte(strings.Repeat("x", 40))))
	}
	data := xls(nil, append(sheet, rec(recEOF))...)
	begun := time.Now()
	rows, err := readXLS(data)
	if err != nil || len(rows) != 60_000 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("%d bytes took %s", len(data), took)
	}
}

func TestBIFFInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := xls(nil, rec(recEOF))
	if _, err := OpenBIFF(ctx, bytes.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
