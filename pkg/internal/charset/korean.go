package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// Encodings that the web gave up, and that mails and files of old programs are in.
const (
	ISO2022KR Encoding = "iso-2022-kr"
	ISO2022CN Encoding = "iso-2022-cn"
	Johab     Encoding = "johab"
)

// designated are the sequences that say what stands between shift out and shift in.
var designated = []struct {
	mark string
	name Encoding
	in   encoding.Encoding
}{
	{"\x1b$)C", ISO2022KR, korean.EUCKR},
	{"\x1b$)A", ISO2022CN, simplifiedchinese.GB18030},
}

// shifted is an encoding of seven bits whose characters stand between shift out and
// shift in, to the end of the line at most.
type shifted struct {
	mark  string
	inner encoding.Encoding
}

func (s shifted) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: whole{decode: s.text}}
}
func (shifted) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

func (s shifted) text(src []byte) []byte {
	var out []byte
	var run []byte
	flush := func() {
		out = append(out, DecodeAs(s.inner, run)...)
		run = run[:0]
	}
	in := false
	for src = bytes.ReplaceAll(src, []byte(s.mark), nil); len(src) > 0; src = src[1:] {
		switch c := src[0]; {
		case c == 0x0e:
			in = true
		case c == 0x0f, c == '\n':
			in = false
			flush()
			if c == '\n' {
				out = append(out, c)
			}
		case in && c > ' ' && c < 0x7f:
			run = append(run, c|0x80)
		default:
			flush()
			out = append(out, c)
		}
	}
	flush()
	return out
}

// whole is the transformer of encodings whose text comes whole, a line or a part of a
// mail at a time.
type whole struct {
	transform.NopResetter
	decode func([]byte) []byte
}

// Transform implements transform.Transformer.
func (w whole) Transform(dst, src []byte, atEOF bool) (int, int, error) {
	if !atEOF {
		return 0, 0, transform.ErrShortSrc
	}
	out := w.decode(src)
	if len(out) > len(dst) {
		return 0, 0, transform.ErrShortDst
	}
	return copy(dst, out), len(src), nil
}

// johab is the code page 1361: syllables are put together of five bits a letter.
type johab struct{}

func (johab) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: whole{decode: johabText}}
}
func (johab) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

func johabText(src []byte) []byte {
	var out []byte
	for len(src) > 0 {
		switch {
		case src[0] < utf8.RuneSelf:
			out = append(out, src[0])
			src = src[1:]
			continue
		case len(src) == 1:
			return utf8.AppendRune(out, utf8.RuneError)
		}
		out = append(out, johabPair(src[0], src[1])...)
		src = src[2:]
	}
	return out
}

// johabPair is the character of two bytes: a syllable, or one of KS X 1001's rows of
// signs and ideographs, which stand folded behind the syllables.
func johabPair(a, b byte) string {
	if a < 0xd4 {
		code := int(a)<<8 | int(b)
		initial, medial, final := code>>10&31-2, johabMedial(code>>5&31), johabFinal(code&31)
		if initial < 0 || initial > 18 || medial < 0 || final < 0 {
			return string(utf8.RuneError)
		}
		return string(rune(0xac00 + (initial*21+medial)*28 + final))
	}
	var row, cell int
	switch {
	case b >= 0x31 && b <= 0x7e:
		cell = int(b) - 0x31
	case b >= 0x91 && b <= 0xfe:
		cell = int(b) - 0x43
	default:
		return string(utf8.RuneError)
	}
	switch {
	case a >= 0xd9 && a <= 0xde:
		row = 2 * (int(a) - 0xd9)
	case a >= 0xe0 && a <= 0xf9:
		row = 2*int(a) - 0x197
	default:
		return string(utf8.RuneError)
	}
	if cell >= 94 {
		row, cell = row+1, cell-94
	}
	return DecodeAs(korean.EUCKR, []byte{byte(row + 0xa1), byte(cell + 0xa1)})
}

func johabMedial(bits int) int {
	for _, g := range [][3]int{{3, 7, 3}, {10, 15, 5}, {18, 23, 7}, {26, 29, 9}} {
		if bits >= g[0] && bits <= g[1] {
			return bits - g[2]
		}
	}
	return -1
}

func johabFinal(bits int) int {
	switch {
	case bits >= 1 && bits <= 17:
		return bits - 1
	case bits >= 19 && bits <= 29:
		return bits - 2
	}
	return -1
}
