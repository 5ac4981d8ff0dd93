package statement

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/traditionalchinese"

	"complain/pkg/internal/charset"
)

// Head is the text of a file's first bytes; ok is false where they are none. A
// few zero bytes in a text, which some banks leave in it, do not make it other.
func Head(head []byte) (text string, ok bool) {
	text, e := charset.DecodeHead(head)
	if e == charset.Binary && fewZeros(head) {
		return e.Decode(head), true
	}
	return text, e != charset.Binary
}

func fewZeros(p []byte) bool { return bytes.Count(p, []byte{0})*200 < len(p) }

// decoder turns a statement's bytes into text. Valid UTF-8 is UTF-8, whatever
// the file declares: banks copy their headers. Else the declared encoding
// counts, and where there is none the form of the bytes: Chinese text has them
// in pairs, and Western text an accented letter here and there. So it is where
// the declared one is Western, which is what the copied headers say, and every
// byte beyond ASCII stands in a pair.
func decoder(data []byte, declared string) func([]byte) string {
	if utf8.Valid(data) {
		return charset.UTF8.Decode
	}
	name := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", "windows", "", "cp", "").Replace(declared))
	var e encoding.Encoding
	switch name {
	case "936", "gbk", "gb2312", "gb18030":
		return charset.GB18030.Decode
	case "950", "big5":
		e = traditionalchinese.Big5
	case "932", "shiftjis", "sjis":
		e = japanese.ShiftJIS
	case "1250":
		e = charmap.Windows1250
	case "1251":
		e = charmap.Windows1251
	case "1253":
		e = charmap.Windows1253
	case "1254", "iso88599":
		e = charmap.Windows1254
	case "1252", "iso88591", "88591", "latin1":
		if even, odd := charset.Pairs(data); even > 1 && odd == 0 {
			return charset.GB18030.Decode
		}
		e = charmap.Windows1252
	case "iso885915":
		e = charmap.ISO8859_15
	case "iso88592":
		e = charmap.ISO8859_2
	case "utf8":
		return charset.UTF8.Decode
	default:
		if pairs(data) {
			return charset.GB18030.Decode
		}
		e = charmap.Windows1252
	}
	return func(p []byte) string {
		text, err := e.NewDecoder().Bytes(p)
		if err != nil {
			return charset.UTF8.Decode(p)
		}
		return string(text)
	}
}

// pairs reports whether bytes beyond ASCII come in pairs only, as in GB 2312.
func pairs(data []byte) bool {
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			i++
			continue
		}
		if data[i] < 0x81 || i+1 >= len(data) || data[i+1] < 0xa1 {
			return false
		}
		i += 2
	}
	return true
}

// Line is one line of a statement.
type Line struct {
	Number      int
	Offset, End int    // with the line's end
	Text        string // decoded, without the line's end
}

// Lines calls each with every line, until it fails. Lines end at LF, CRLF or,
// in files without LF, at CR, as programs of old Macs wrote.
func (f *File) Lines(each func(Line) error) error {
	mark := byte('\n')
	if bytes.IndexByte(f.Data, '\n') < 0 && bytes.IndexByte(f.Data, '\r') >= 0 {
		mark = '\r'
	}
	for at, n := 0, 1; at < len(f.Data); n++ {
		end := len(f.Data)
		if i := bytes.IndexByte(f.Data[at:], mark); i >= 0 {
			end = at + i + 1
		}
		raw := f.Data[at:end]
		if n == 1 {
			raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
		}
		if err := each(Line{Number: n, Offset: at, End: end, Text: f.Decode(bytes.TrimRight(raw, "\r\n"))}); err != nil {
			return err
		}
		at = end
	}
	return nil
}
