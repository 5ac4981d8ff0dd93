package charset

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"sync"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding"
)

// Encodings that write all characters in bytes of ASCII.
const (
	ISO2022JP Encoding = "iso-2022-jp"
	HZ        Encoding = "hz-gb-2312"
	UTF7      Encoding = "utf-7"
)

// sevenBits is the encoding that a text in bytes of ASCII is in by the sequences with
// which it changes to other characters, which no other text has; or "".
func sevenBits(head []byte) Encoding {
	if bytes.IndexByte(head, 0x1b) < 0 {
		return ""
	}
	for _, mark := range []string{"\x1b$B", "\x1b$@", "\x1b(J"} {
		if bytes.Contains(head, []byte(mark)) {
			return ISO2022JP
		}
	}
	for _, d := range designated {
		if bytes.Contains(head, []byte(d.mark)) && bytes.IndexByte(head, 0x0e) >= 0 {
			return d.name
		}
	}
	return ""
}

var hzRun = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`~\{(?:[!-}][!-~])+~\}`) })

// escaped is the encoding of a text in ASCII that may mean more than it says, or "".
func escaped(head []byte) Encoding {
	const fewest = 2
	if len(hzRun().FindAll(head, fewest)) == fewest {
		return HZ
	}
	runs, good := 0, 0
	for _, m := range utf7Run().FindAllSubmatch(head, 100) {
		if len(m[1]) < 3 {
			continue
		}
		runs++
		if text, ok := utf7Word(m[1]); ok && ofScript(text) {
			good++
		}
	}
	if good >= fewest && good*2 > runs {
		return UTF7
	}
	return ""
}

// ofScript reports whether all characters are letters beyond ASCII or their punctuation.
func ofScript(text []rune) bool {
	for _, r := range text {
		if r < 0x80 || !unicode.IsLetter(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r) && !unicode.IsMark(r) {
			return false
		}
	}
	return len(text) > 0
}

var utf7Run = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\+([A-Za-z0-9+/]*)-?`) })

// utf7Word is what stands between a plus and a minus in UTF-7.
func utf7Word(p []byte) ([]rune, bool) {
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(p)))
	n, err := base64.RawStdEncoding.Decode(raw, p)
	if err != nil || n%2 == 1 {
		return nil, false
	}
	var units []uint16
	for i := 0; i < n; i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return utf16.Decode(units), true
}

// utf7 is UTF-7, which mails of old programs are in.
type utf7 struct{}

func (utf7) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: whole{decode: utf7Text}}
}
func (utf7) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

func utf7Text(src []byte) []byte {
	return utf7Run().ReplaceAllFunc(src, func(run []byte) []byte {
		p := bytes.TrimSuffix(run[1:], []byte("-"))
		if len(p) == 0 {
			return []byte("+")
		}
		text, ok := utf7Word(p)
		if !ok {
			return append([]byte(string(unicode.ReplacementChar)), p...)
		}
		return []byte(string(text))
	})
}
