package charset

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Encodings that write each character in four bytes.
const (
	UTF32LE Encoding = "utf-32le"
	UTF32BE Encoding = "utf-32be"
)

// wideEncodings are those whose characters are of several bytes each, ASCII too.
var wideEncodings = map[Encoding]encoding.Encoding{
	UTF16LE: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	UTF16BE: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	UTF32LE: utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM),
	UTF32BE: utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
}

// unit is how many bytes a line feed has.
func (e Encoding) unit() int {
	switch e {
	case UTF16LE, UTF16BE:
		return 2
	case UTF32LE, UTF32BE:
		return 4
	}
	return 1
}

// Wide reports an encoding in which characters of ASCII have zero bytes.
func (e Encoding) Wide() bool { return e.unit() > 1 }

// little reports the encodings whose low byte stands first.
func (e Encoding) little() bool { return e == UTF16LE || e == UTF32LE }

// endsLine reports whether bytes from the beginning of a line end in its line feed.
func (e Encoding) endsLine(line []byte) bool {
	n, unit := len(line), e.unit()
	if n == 0 || n%unit != 0 {
		return false
	}
	last := line[n-unit:]
	if e.little() {
		return last[0] == '\n' && len(bytes.Trim(last[1:], "\x00")) == 0
	}
	return last[unit-1] == '\n' && len(bytes.Trim(last[:unit-1], "\x00")) == 0
}

// utf32Of is the order of bytes of a text in UTF-32 without a mark, "" where head is
// none: every four bytes are a character that texts have.
func utf32Of(head []byte) Encoding {
	const fewest = 8
	head = head[:len(head)&^3]
	if len(head) < 4*fewest {
		return ""
	}
	for _, e := range []Encoding{UTF32LE, UTF32BE} {
		order := binary.ByteOrder(binary.LittleEndian)
		if e == UTF32BE {
			order = binary.BigEndian
		}
		good := true
		for i := 0; good && i < len(head); i += 4 {
			c := order.Uint32(head[i:])
			good = c >= ' ' && c < 0x11_0000 && c>>11 != 0xd800>>11 || c == '\n' || c == '\r' || c == '\t' || i == 0 && c == 0xfeff
		}
		if good {
			return e
		}
	}
	return ""
}
