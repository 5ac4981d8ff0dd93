package sheet

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"complain/pkg/internal/compound"
)

// ErrPassword is wrapped by the error for a workbook that needs a password.
var ErrPassword = errors.New("workbook with a password")

// BIFF is an .xls workbook of Excel 97 and later, or of Excel 5 and 95, whose
// texts are bytes of a code page. Only what a table needs is read of it: texts
// and numbers in their cells.
type BIFF struct {
	ctx       context.Context
	decode    func([]byte) string // of Excel 5 and 95; nil for Unicode
	data      []byte              // the stream of records
	names     []string
	starts    []int    // where the sheets' records begin in data
	texts     []string // shared
	since1904 bool
	formats   map[int]shownAs // by their numbers
	styles    []int           // of cells: the number of the format
}

// The records that are read.
const (
	recFormula    = 0x0006
	recEOF        = 0x000a
	recDateMode   = 0x0022
	recFilePass   = 0x002f
	recContinue   = 0x003c
	recCodePage   = 0x0042
	recBoundSheet = 0x0085
	recXF         = 0x00e0
	recMulRK      = 0x00bd
	recRString    = 0x00d6
	recSST        = 0x00fc
	recLabelSST   = 0x00fd
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRK         = 0x027e
	recFormat     = 0x041e
	recBOF        = 0x0809
)

// OpenBIFF reads the list of sheets and the shared texts.
func OpenBIFF(ctx context.Context, r io.ReaderAt, size int64) (*BIFF, error) {
	if size > maxBIFF {
		return nil, fmt.Errorf("%d bytes: %w", size, ErrLimit)
	}
	data, err := stream(ctx, r, size)
	if err != nil {
		return nil, err
	}
	b := &BIFF{ctx: ctx, data: data}
	return b, b.globals()
}

// maxBIFF is how large an .xls file may be: it is read whole. The format ends
// at 65,536 rows a sheet, which is far less.
const maxBIFF = 32 << 20

// bareBIFF is how a workbook begins that stands outside a compound file, as it
// does once its password has opened it.
const bareBIFF = "\x09\x08\x10\x00\x00\x06\x05\x00"

// stream takes the workbook's stream out of its compound file.
func stream(ctx context.Context, r io.ReaderAt, size int64) ([]byte, error) {
	head := make([]byte, len(bareBIFF))
	if n, _ := r.ReadAt(head, 0); string(head[:n]) == bareBIFF {
		return io.ReadAll(io.NewSectionReader(r, 0, size))
	}
	c, err := compound.Open(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrNotWorkbook)
	}
	if c.Has("EncryptedPackage") {
		return nil, ErrPassword
	}
	name := "Workbook"
	if !c.Has(name) && c.Has("Book") { // of Excel 5 and 95
		name = "Book"
	}
	data, err := c.Stream(ctx, name)
	if err != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("%w: %w", err, ErrNotWorkbook)
	}
	return data, err
}

// record is one record of the stream. more are those that continue it.
type record struct {
	id   int
	data []byte
	more [][]byte
	next int // where the one after it begins
}

// at reads the record at pos with all that continue it; ok is false at the
// end of the data.
func (b *BIFF) at(pos int) (r record, ok bool) {
	if pos < 0 || pos+4 > len(b.data) {
		return r, false
	}
	r.id = int(binary.LittleEndian.Uint16(b.data[pos:]))
	r.next = pos + 4 + int(binary.LittleEndian.Uint16(b.data[pos+2:]))
	if r.next > len(b.data) {
		return r, false
	}
	r.data = b.data[pos+4 : r.next]
	switch r.id {
	case recSST, recString, recLabel, recRString:
	default:
		return r, true
	}
	for r.next+4 <= len(b.data) && binary.LittleEndian.Uint16(b.data[r.next:]) == recContinue {
		end := r.next + 4 + int(binary.LittleEndian.Uint16(b.data[r.next+2:]))
		if end > len(b.data) {
			return r, false
		}
		r.more = append(r.more, b.data[r.next+4:end])
		r.next = end
	}
	return r, true
}

// The versions that begin a part as Excel 5 and 95 write it, and Excel 97.
const (
	biff5 = 0x0500
	biff8 = 0x0600
)

// bof reports whether the record at pos begins a part, and of which version.
func (b *BIFF) bof(pos int) (next, version int, ok bool) {
	r, ok := b.at(pos)
	if !ok || r.id != recBOF || len(r.data) < 4 {
		return r.next, 0, false
	}
	version = int(binary.LittleEndian.Uint16(r.data))
	return r.next, version, version == biff5 || version == biff8
}

func (b *BIFF) globals() error {
	pos, version, ok := b.bof(0)
	if !ok {
		return fmt.Errorf("not of Excel 5 or later: %w", ErrNotWorkbook)
	}
	if version == biff5 {
		b.decode = codePage(1252)
	}
	for {
		r, ok := b.at(pos)
		if !ok {
			return fmt.Errorf("list of sheets: %w", io.ErrUnexpectedEOF)
		}
		if err := b.ctx.Err(); err != nil {
			return err
		}
		switch r.id {
		case recEOF:
			return nil
		case recFilePass:
			return ErrPassword
		case recDateMode:
			b.since1904 = len(r.data) >= 2 && r.data[0] == 1
		case recCodePage:
			if b.decode != nil && len(r.data) >= 2 {
				b.decode = codePage(int(binary.LittleEndian.Uint16(r.data)))
			}
		case recBoundSheet:
			if err := b.bound(r.data); err != nil {
				return err
			}
		case recFormat:
			b.format(r)
		case recXF:
			if len(r.data) >= 4 && len(b.styles) < maxStyles {
				b.styles = append(b.styles, int(binary.LittleEndian.Uint16(r.data[2:])))
			}
		case recSST:
			if err := b.shared(r); err != nil {
				return fmt.Errorf("shared texts: %w", err)
			}
		}
		pos = r.next
	}
}

// format takes in the code of a format of numbers. One that cannot be read shows numbers.
func (b *BIFF) format(r record) {
	if len(r.data) < 4 {
		return
	}
	t := texts{data: r.data[2:], decode: b.decode}
	var code string
	var err error
	if b.decode != nil { // a byte for the length
		t.data = r.data[3:]
		code, err = t.characters(int(r.data[2]))
	} else {
		code, err = t.text()
	}
	if err != nil {
		return
	}
	if b.formats == nil {
		b.formats = map[int]shownAs{}
	}
	b.formats[int(binary.LittleEndian.Uint16(r.data))] = coded(code)
}

// styled is a number as the style of its cell shows it.
func (b *BIFF) styled(f float64, style []byte) Cell {
	c := number(f)
	i := int(binary.LittleEndian.Uint16(style))
	if i >= len(b.styles) {
		return c
	}
	as, own := b.formats[b.styles[i]]
	if !own {
		as = builtIn(b.styles[i])
	}
	return shown(c, as, b.since1904)
}

// bound takes in the name and place of a sheet. Charts and macros have none
// of its cells.
func (b *BIFF) bound(data []byte) error {
	if len(data) < 8 || data[5] != 0 {
		return nil
	}
	if len(b.names) == maxSheets {
		return fmt.Errorf("more than %d sheets: %w", maxSheets, ErrLimit)
	}
	t := texts{data: data[7:], decode: b.decode}
	name, err := t.characters(int(data[6]))
	if err != nil {
		return fmt.Errorf("name of a sheet: %w", err)
	}
	b.names = append(b.names, name)
	b.starts = append(b.starts, int(binary.LittleEndian.Uint32(data)))
	return nil
}

func (b *BIFF) shared(r record) error {
	t := texts{data: r.data, more: r.more}
	head, err := t.take(8)
	if err != nil {
		return err
	}
	n := int(binary.LittleEndian.Uint32(head[4:]))
	if n > maxTexts {
		return fmt.Errorf("more than %d texts: %w", maxTexts, ErrLimit)
	}
	// The count is what the file says; each text takes at least three bytes.
	b.texts = make([]string, 0, min(n, len(b.data)/3))
	for range n {
		if !t.ahead() {
			return nil // some programs count too many; a cell that needs one of those will say so
		}
		text, err := t.text()
		if err != nil {
			return err
		}
		b.texts = append(b.texts, text)
	}
	return nil
}

// Count is the number of sheets.
func (b *BIFF) Count() int { return len(b.names) }

// At begins to read a sheet.
func (b *BIFF) At(i int) Reader { return b.Sheet(i) }

// From1904 reports whether dates count from 1904.
func (b *BIFF) From1904() bool { return b.since1904 }
