// Package charset finds out how a text file is encoded and reads it line by
// line, each line with its place in the original bytes.
//
// It promises that no byte is lost: the lines' byte ranges follow one another
// without a gap from the first byte to the last, and bytes that are no text in
// the file's encoding become U+FFFD, visibly. It forbids answering by statistics:
// byte order mark, zero bytes, UTF-8, and what is plainly Chinese are certain
// (Judge), and for all else there are Candidates, which are for a question.
package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Encoding is how a file's text is encoded.
type Encoding string

// The encodings told apart. Parse knows others.
const (
	UTF8    Encoding = "utf-8"
	GB18030 Encoding = "gb18030" // also GBK and GB 2312, its subsets
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	Western Encoding = "windows-1252" // never detected, but see Judge
	Binary  Encoding = "binary"       // zero bytes that no text encoding explains
)

var (
	bomUTF8    = []byte{0xef, 0xbb, 0xbf}
	bomUTF32LE = []byte{0xff, 0xfe, 0, 0}
	bomUTF32BE = []byte{0, 0, 0xfe, 0xff}
	bomUTF16LE = []byte{0xff, 0xfe}
	bomUTF16BE = []byte{0xfe, 0xff}
)

// Detect tells the encoding of a file from its first bytes, and the length of
// the byte order mark to leave out. ascii is true when nothing in head speaks
// for one encoding over another.
func Detect(head []byte) (e Encoding, bom int, ascii bool) {
	switch {
	case bytes.HasPrefix(head, bomUTF8):
		return UTF8, 3, false
	case bytes.HasPrefix(head, bomUTF32LE):
		return UTF32LE, 4, false
	case bytes.HasPrefix(head, bomUTF32BE):
		return UTF32BE, 4, false
	case bytes.HasPrefix(head, bomUTF16LE):
		return UTF16LE, 2, false
	case bytes.HasPrefix(head, bomUTF16BE):
		return UTF16BE, 2, false
	}
	if zeros := bytes.Count(head, []byte{0}); zeros > 0 {
		if e := utf32Of(head); e != "" {
			return e, 0, false
		}
		return utf16OrBinary(head, zeros), 0, false
	}
	ascii = true
	for i := 0; i < len(head); {
		if head[i] < utf8.RuneSelf {
			i++
			continue
		}
		ascii = false
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n == 1 {
			if !utf8.FullRune(head[i:]) {
				break // the head ends inside a character
			}
			if mostlyUTF8(head, 8) {
				return UTF8, 0, false
			}
			return GB18030, 0, false
		}
		i += n
	}
	if ascii {
		if e := sevenBits(head); e != "" {
			return e, 0, false
		}
	}
	return UTF8, 0, ascii
}

// UTF-16 without a mark: in Latin text every second byte is zero, in Chinese
// text at least those of the line feeds are, all on the same side.
func utf16OrBinary(head []byte, zeros int) Encoding {
	even := 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
	}
	lineFeeds := bytes.Count(head, []byte("\n\x00")) + bytes.Count(head, []byte("\x00\n"))
	switch {
	case lineFeeds == 0 && zeros < len(head)/4:
		return Binary
	case even == 0:
		return UTF16LE
	case even == zeros:
		return UTF16BE
	}
	return Binary
}

// Decode turns bytes of encoding e, without a byte order mark, into text. What
// is no text in e becomes U+FFFD.
func (e Encoding) Decode(p []byte) string {
	var enc encoding.Encoding
	switch e {
	case UTF8, Binary:
		return string(bytes.ToValidUTF8(p, []byte("\uFFFD")))
	case GB18030:
		enc = simplifiedchinese.GB18030
	case Western:
		enc = charmap.Windows1252
	case UTF16LE, UTF16BE, UTF32LE, UTF32BE:
		enc = wideEncodings[e]
	default:
		return DecodeAs(Labelled(string(e)), p)
	}
	text, err := enc.NewDecoder().Bytes(p)
	if err != nil {
		return string(bytes.ToValidUTF8(p, []byte("\uFFFD")))
	}
	return string(text)
}

// Pairs counts the runs of bytes beyond ASCII by their length. Chinese text has
// nearly all of them in pairs; of Western text, an accented letter mostly
// stands alone. It is for callers whose format tells the two apart no better.
func Pairs(p []byte) (even, odd int) {
	for i := 0; i < len(p); {
		n := 0
		for i+n < len(p) && p[i+n] >= utf8.RuneSelf {
			n++
		}
		switch {
		case n == 0:
			i++
			continue
		case i+n == len(p): // cut, and says nothing
		case n%2 == 0:
			even++
		default:
			odd++
		}
		i += n
	}
	return even, odd
}

// DecodeHead is the text of a file's first bytes, without the byte order mark.
// A last character that the head cuts is left out. Binary bytes have no text.
func DecodeHead(head []byte) (string, Encoding) {
	e, bom, _ := Detect(head)
	if e == Binary {
		return "", e
	}
	p := head[bom:]
	if e == UTF8 {
		for cut := 1; cut < utf8.UTFMax && cut <= len(p); cut++ {
			if tail := p[len(p)-cut:]; utf8.RuneStart(tail[0]) && !utf8.FullRune(tail) {
				p = p[:len(p)-cut]
				break
			}
		}
	}
	return e.Decode(p), e
}

// Unmarked is p without a byte order mark of the encoding.
func Unmarked(p []byte, e Encoding) []byte {
	if found, bom, _ := Detect(p); found == e {
		return p[bom:]
	}
	return p
}
