package sheet

import (
	"encoding/binary"
	"io"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/traditionalchinese"

	"complain/pkg/internal/charset"
)

// texts reads the texts of a record. They may run on in the records that
// continue it.
type texts struct {
	data   []byte
	more   [][]byte
	decode func([]byte) string // of bytes; nil for Unicode
}

// ahead makes data hold at least a byte, unless all was read.
func (t *texts) ahead() bool {
	for len(t.data) == 0 && len(t.more) > 0 {
		t.data, t.more = t.more[0], t.more[1:]
	}
	return len(t.data) > 0
}

// take reads n bytes of a head, which is never parted.
func (t *texts) take(n int) ([]byte, error) {
	if !t.ahead() || len(t.data) < n {
		return nil, io.ErrUnexpectedEOF
	}
	out := t.data[:n]
	t.data = t.data[n:]
	return out, nil
}

func (t *texts) skip(n int) error {
	for n > 0 {
		if !t.ahead() {
			return io.ErrUnexpectedEOF
		}
		k := min(n, len(t.data))
		t.data, n = t.data[k:], n-k
	}
	return nil
}

// text reads a text that begins with its length in two bytes. Formatting and
// pronunciation after it are left out.
func (t *texts) text() (string, error) {
	head, err := t.take(2)
	if err != nil {
		return "", err
	}
	return t.characters(int(binary.LittleEndian.Uint16(head)))
}

// characters reads n characters, before which a byte says how they are kept.
// Where they run on in the next record, another such byte stands first.
func (t *texts) characters(n int) (string, error) {
	if t.decode != nil {
		return t.bytes(n)
	}
	head, err := t.take(1)
	if err != nil {
		return "", err
	}
	flags := head[0]
	extra := 0
	if flags&0x08 != 0 { // runs of formatting
		runs, err := t.take(2)
		if err != nil {
			return "", err
		}
		extra += 4 * int(binary.LittleEndian.Uint16(runs))
	}
	if flags&0x04 != 0 { // pronunciation
		size, err := t.take(4)
		if err != nil {
			return "", err
		}
		extra += int(binary.LittleEndian.Uint32(size) & 0x7fffffff)
	}
	units := make([]uint16, 0, min(n, len(t.data)))
	for len(units) < n {
		if len(t.data) == 0 {
			if !t.ahead() {
				return "", io.ErrUnexpectedEOF
			}
			flags, t.data = t.data[0], t.data[1:]
			continue
		}
		if flags&0x01 == 0 {
			units = append(units, uint16(t.data[0]))
			t.data = t.data[1:]
			continue
		}
		if len(t.data) < 2 {
			return "", io.ErrUnexpectedEOF
		}
		units = append(units, binary.LittleEndian.Uint16(t.data))
		t.data = t.data[2:]
	}
	return string(utf16.Decode(units)), t.skip(extra)
}

// bytes reads a text of n bytes in a code page.
func (t *texts) bytes(n int) (string, error) {
	out := make([]byte, 0, min(n, len(t.data)))
	for len(out) < n {
		if !t.ahead() {
			return "", io.ErrUnexpectedEOF
		}
		k := min(n-len(out), len(t.data))
		out, t.data = append(out, t.data[:k]...), t.data[k:]
	}
	return t.decode(out), nil
}

// codePage is the decoder of a Windows code page; one that is not known is
// read as that of Western Europe.
func codePage(number int) func([]byte) string {
	var e encoding.Encoding
	switch number {
	case 936:
		return charset.GB18030.Decode
	case 932:
		e = japanese.ShiftJIS
	case 949:
		e = korean.EUCKR
	case 950:
		e = traditionalchinese.Big5
	case 1250:
		e = charmap.Windows1250
	case 1251:
		e = charmap.Windows1251
	default:
		return charset.Western.Decode
	}
	return func(p []byte) string {
		text, err := e.NewDecoder().Bytes(p)
		if err != nil {
			return charset.UTF8.Decode(p)
		}
		return string(text)
	}
}
