package office

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"complain/pkg/internal/compound"
)

// The errors of a document of Word 97 to 2003.
var (
	errOldWord   = errors.New("a document of a Word before 97")
	errEncrypted = errors.New("encrypted")
	errWord      = fmt.Errorf("the table of the text: %w", compound.ErrDamaged)
)

// Places in the block that a document begins with (MS-DOC, 2.5), in bytes.
const (
	fibMagic, fibFlags       = 0x00, 0x0a
	fibLetters, fibSpans     = 0xfa, 0x102
	fibPieces                = 0x1a2
	fibSize                  = 0x1aa
	word97                   = 0xa5ec
	flagEncrypted, flagTable = 0x0100, 0x0200
	compressed               = 1 << 30 // a piece of one byte a character
)

// wordFile is the text of a document of Word 97 to 2003, with what is said of its
// characters by their places in the stream.
type wordFile struct {
	stream []byte
	pieces []piece
	chars  []marked // where text is deleted, inserted or hidden
	rows   []marked // paragraphs that end a row of a table
}

// piece is characters that stand together in the stream.
type piece struct {
	count, at int
	wide      bool
}

// marked is bytes of the stream with what is said of them.
type marked struct {
	from, to               int
	deleted, added, hidden bool
}

// openWord reads the tables of a document.
func openWord(ctx context.Context, c *compound.File) (*wordFile, error) {
	stream, err := c.Stream(ctx, "WordDocument")
	if err != nil {
		return nil, err
	}
	if len(stream) < fibSize || binary.LittleEndian.Uint16(stream[fibMagic:]) != word97 {
		return nil, errOldWord
	}
	flags := binary.LittleEndian.Uint16(stream[fibFlags:])
	if flags&flagEncrypted != 0 {
		return nil, errEncrypted
	}
	name := "0Table"
	if flags&flagTable != 0 {
		name = "1Table"
	}
	table, err := c.Stream(ctx, name)
	if err != nil {
		return nil, err
	}
	w := &wordFile{stream: stream}
	if !w.readPieces(part(stream, table, fibPieces)) {
		return nil, errWord
	}
	w.chars = w.spans(part(stream, table, fibLetters), letterMarks)
	w.rows = w.spans(part(stream, table, fibSpans), rowMarks)
	return w, nil
}

// part is the part of the table stream that a pair in the head points at.
func part(stream, table []byte, pair int) []byte {
	at, n := uint64(binary.LittleEndian.Uint32(stream[pair:])), uint64(binary.LittleEndian.Uint32(stream[pair+4:]))
	if at+n > uint64(len(table)) {
		return nil
	}
	return table[at : at+n]
}

// readPieces reads the table of pieces (Clx): properties of pieces, which say
// nothing here, and the pieces.
func (w *wordFile) readPieces(clx []byte) bool {
	for len(clx) >= 3 && clx[0] == 1 {
		n := 3 + int(binary.LittleEndian.Uint16(clx[1:]))
		if n > len(clx) {
			return false
		}
		clx = clx[n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return false
	}
	size := uint64(binary.LittleEndian.Uint32(clx[1:]))
	if clx = clx[5:]; size > uint64(len(clx)) || size < 4 {
		return false
	}
	n := (int(size) - 4) / 12
	for i := range n {
		from, to := binary.LittleEndian.Uint32(clx[4*i:]), binary.LittleEndian.Uint32(clx[4*i+4:])
		at := binary.LittleEndian.Uint32(clx[4*(n+1)+8*i+2:])
		p := piece{count: int(to) - int(from), at: int(at &^ (3 << 30)), wide: at&compressed == 0}
		size := 2
		if !p.wide {
			p.at, size = p.at/2, 1
		}
		if p.count < 0 || p.at < 0 || p.at > len(w.stream) {
			return false
		}
		p.count = min(p.count, (len(w.stream)-p.at)/size)
		w.pieces = append(w.pieces, p)
	}
	return len(w.pieces) > 0
}

// spans reads pages of properties (FKP), whose numbers stand in a table behind the
// places at which they begin; read says what the properties of one span mean.
func (w *wordFile) spans(table []byte, read func(page []byte, i, count int) (marked, bool)) (out []marked) {
	const size = 512
	n := (len(table) - 4) / 8
	for i := range max(n, 0) {
		at := int(binary.LittleEndian.Uint32(table[4*(n+1)+4*i:])&0x3fffff) * size
		if at+size > len(w.stream) {
			continue
		}
		page := w.stream[at : at+size]
		count := int(page[size-1])
		if 4*(count+1)+count > size {
			continue
		}
		for j := range count {
			m, ok := read(page, j, count)
			if !ok {
				continue
			}
			m.from, m.to = int(binary.LittleEndian.Uint32(page[4*j:])), int(binary.LittleEndian.Uint32(page[4*j+4:]))
			if m.from < m.to {
				out = append(out, m)
			}
		}
	}
	slices.SortFunc(out, func(a, b marked) int { return cmp.Compare(a.from, b.from) })
	return out
}

// The properties of characters and paragraphs that are looked for.
const (
	sprmDeleted, sprmAdded, sprmHidden = 0x0800, 0x0801, 0x083c
	sprmRowEnd                         = 0x2417
)

// letterMarks reads the properties of characters.
func letterMarks(page []byte, i, count int) (m marked, ok bool) {
	at := int(page[4*(count+1)+i]) * 2
	if at == 0 || at+1+int(page[at]) > len(page) {
		return m, false
	}
	properties(page[at+1:at+1+int(page[at])], func(sprm uint16, value byte) {
		switch sprm {
		case sprmDeleted:
			m.deleted = value&1 == 1
		case sprmAdded:
			m.added = value&1 == 1
		case sprmHidden:
			m.hidden = value&1 == 1
		}
	})
	return m, m.deleted || m.added || m.hidden
}

// rowMarks reads the properties of paragraphs, behind a style of two bytes.
func rowMarks(page []byte, i, count int) (m marked, ok bool) {
	const entry = 13
	where := 4*(count+1) + entry*i
	if where >= len(page) {
		return m, false
	}
	at := int(page[where]) * 2
	if at == 0 || at+2 > len(page) {
		return m, false
	}
	n := int(page[at])*2 - 1
	if at++; n < 0 { // the length is in the next byte
		n = int(page[at]) * 2
		at++
	}
	if n < 2 || at+n > len(page) {
		return m, false
	}
	properties(page[at+2:at+n], func(sprm uint16, value byte) { ok = ok || sprm == sprmRowEnd && value == 1 })
	return m, ok
}

// properties gives the properties of a list with the first byte of their values.
func properties(list []byte, take func(sprm uint16, value byte)) {
	for len(list) >= 3 {
		sprm := binary.LittleEndian.Uint16(list)
		n := [...]int{1, 1, 2, 4, 2, 2, 0, 3}[sprm>>13]
		if n == 0 {
			if n = 1 + int(list[2]); sprm == 0xd608 && len(list) >= 4 { // a table's, of two bytes of length
				n = 1 + int(binary.LittleEndian.Uint16(list[2:]))
			}
		}
		if take(sprm, list[2]); 2+n > len(list) {
			return
		}
		list = list[2+n:]
	}
}

// each gives the characters with their places in the stream.
func (w *wordFile) each(take func(r rune, at int) error) error {
	for _, p := range w.pieces {
		for i := 0; i < p.count; i++ {
			at := p.at + i
			r := rune(0)
			if p.wide {
				at = p.at + 2*i
				r = rune(binary.LittleEndian.Uint16(w.stream[at:]))
				if utf16.IsSurrogate(r) && i+1 < p.count {
					if both := utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(w.stream[at+2:]))); both != '\uFFFD' {
						r = both
						i++
					}
				}
			} else {
				r = charmap.Windows1252.DecodeByte(w.stream[at])
			}
			if err := take(r, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// markedAt is what is said of a place; list is by place.
func markedAt(list []marked, at int) marked {
	i, found := slices.BinarySearchFunc(list, at, func(m marked, at int) int { return cmp.Compare(m.from, at) })
	if !found {
		i--
	}
	if i < 0 || at >= list[i].to {
		return marked{}
	}
	return list[i]
}

// written makes paragraphs of a document's characters, in its order, without those
// that are hidden, which stand apart.
func (w *wordFile) written(f *flow, hidden *strings.Builder) error {
	out := wordText{flow: f, file: w, hidden: hidden}
	if err := w.each(out.take); err != nil {
		return err
	}
	return out.end()
}

// wordText is the paragraphs as far as they are written.
type wordText struct {
	*flow
	file   *wordFile
	row    bool
	fields []bool // open, true in the instruction of one, which no reader sees
	change string // the mark of the change that is open
	hidden *strings.Builder
	veiled bool // the character above is hidden
}

// The characters that are no letters (MS-DOC, 2.8.1).
const (
	wordCell, wordLine, wordPage, wordColumn, wordParagraph = '\x07', '\x0b', '\x0c', '\x0e', '\r'
	wordField, wordResult, wordFieldEnd                     = '\x13', '\x14', '\x15'
	wordHyphen, wordSoftHyphen                              = '\x1e', '\x1f'
)

func (t *wordText) take(r rune, at int) error {
	switch r {
	case wordField:
		t.fields = append(t.fields, true)
		return nil
	case wordResult:
		if n := len(t.fields); n > 0 {
			t.fields[n-1] = false
		}
		return nil
	case wordFieldEnd:
		if n := len(t.fields); n > 0 {
			t.fields = t.fields[:n-1]
		}
		return nil
	case wordParagraph, wordPage:
		return t.paragraph()
	case wordCell:
		return t.cell(at)
	}
	if slices.Contains(t.fields, true) {
		return nil
	}
	if len(t.open) == 0 {
		t.begin("")
	}
	m := markedAt(t.file.chars, at)
	if m.hidden {
		if r == '\t' || r >= ' ' {
			t.hidden.WriteRune(r)
		}
		t.veiled = true
		return nil
	}
	if t.veiled { // what is hidden elsewhere is another piece
		t.hidden.WriteByte('\n')
		t.veiled = false
	}
	t.changed(m)
	switch {
	case r == wordLine || r == wordColumn:
		t.write("\n")
	case r == wordHyphen:
		t.write("-")
	case r == '\t' || r >= ' ':
		t.write(string(r))
	}
	return nil
}

// changed opens and closes the marks of tracked changes.
func (t *wordText) changed(m marked) {
	mark := ""
	switch {
	case m.deleted:
		mark = "-"
	case m.added:
		mark = "+"
	}
	if mark == t.change {
		return
	}
	if t.change != "" {
		t.endChange(t.change)
	}
	if t.change = mark; mark != "" {
		t.beginChange(mark)
	}
}

func (t *wordText) paragraph() error {
	if len(t.open) == 0 {
		t.begin("")
	}
	t.changed(marked{})
	return t.flow.end()
}

// cell ends a cell of a table, or its row.
func (t *wordText) cell(at int) error {
	m := markedAt(t.file.rows, at)
	if m.to > 0 { // the paragraph of the mark is one that ends a row
		t.row = false
		return t.endRow()
	}
	if !t.row {
		t.row = true
		text := t.cut()
		t.beginRow()
		t.begin("")
		t.write(text)
	}
	if len(t.open) > 0 {
		if err := t.paragraph(); err != nil {
			return err
		}
	}
	t.endCell()
	return nil
}

// cut takes the paragraph back that the first cell of a row turned out to be.
func (t *wordText) cut() string {
	n := len(t.open)
	if n == 0 {
		return ""
	}
	t.changed(marked{})
	text := t.open[n-1].text.String()
	t.open = t.open[:n-1]
	return strings.TrimSpace(text)
}

func (t *wordText) end() error {
	t.changed(marked{})
	return t.close()
}
