package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The limits of what is looked at for text that was encoded twice.
const (
	twiceWords = 2000 // runs of letters beyond ASCII
	twiceLeast = 4    // runes that must come out
)

// Twice finds text that was encoded twice: UTF-8 that a program took for
// windows-1252 or GBK and wrote as UTF-8 again, as "ä½ å¥½" and "浣犲ソ" for 你好. It
// returns an example as it stands and as it was meant.
func Twice(text string) (stands, meant string, ok bool) {
	for _, undo := range []func(string) (string, bool){fromWestern, fromChinese} {
		wrong, n := 0, 0
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < 0x80 || r == utf8.RuneError }) {
			if n++; n > twiceWords {
				break
			}
			back, good := again(undo, word)
			if !good {
				continue
			}
			if wrong++; utf8.RuneCountInString(back) > utf8.RuneCountInString(meant) {
				stands, meant = word, back
			}
		}
		if wrong*2 > n && utf8.RuneCountInString(meant) >= twiceLeast || wrong >= twiceLeast && wrong*4 > n*3 {
			return stands, meant, true
		}
		stands, meant = "", ""
	}
	return taken(text)
}

// taken finds text of another encoding that a program took for windows-1252 and wrote
// as UTF-8: "Ð¡Âú" for 小满 in GBK. Nobody writes so many accented letters in a row.
func taken(text string) (stands, meant string, ok bool) {
	const run, least = 4, 12 // letters
	var all []byte
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < 0x80 || r == utf8.RuneError }) {
		if utf8.RuneCountInString(word) < run {
			continue
		}
		raw, western := fromWestern(word)
		if !western {
			return "", "", false
		}
		if len(all) > maxSample {
			break
		}
		if all = append(append(all, raw...), '\n'); len(word) > len(stands) {
			stands = word
		}
	}
	if len(all) < least || utf8.Valid(all) {
		return "", "", false
	}
	for _, e := range []Encoding{GB18030, "big5", "shift_jis", "euc-kr", "windows-1251", "koi8-r", "windows-1256", "windows-1253"} {
		if out := e.Decode(all); !broken(out) && likely(e, out) >= surely {
			raw, _ := fromWestern(stands)
			return stands, e.Decode([]byte(raw)), true
		}
	}
	return "", "", false
}

// surely is what likely says of a text in its own encoding.
const surely = 0.75

// again undoes the second encoding of a word, if there was one: what comes out is
// UTF-8, has fewer characters, and letters of a script. Its ends may have lost
// bytes.
func again(undo func(string) (string, bool), word string) (string, bool) {
	raw, ok := undo(word)
	if !ok {
		return "", false
	}
	for n := 0; n < 2 && raw != "" && !utf8.RuneStart(raw[0]); n++ {
		raw = raw[1:]
	}
	for n := 0; n < 2 && raw != ""; n++ {
		if r, size := utf8.DecodeLastRuneInString(raw); r != utf8.RuneError || size != 1 {
			break
		}
		raw = raw[:len(raw)-1]
	}
	if raw == "" || !utf8.ValidString(raw) || utf8.RuneCountInString(raw) >= utf8.RuneCountInString(word) {
		return "", false
	}
	for _, r := range raw {
		if r < 0x80 || !unicode.IsLetter(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r) {
			return "", false
		}
	}
	return raw, true
}

// fromWestern is the bytes of a word that was taken for windows-1252, whose five gaps
// programs fill with control characters.
func fromWestern(word string) (string, bool) {
	var out []byte
	for _, r := range word {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r < 0x100 {
			b, ok = byte(r), true
		}
		if !ok {
			return "", false
		}
		out = append(out, b)
	}
	return string(out), true
}

func fromChinese(word string) (string, bool) {
	raw, err := simplifiedchinese.GB18030.NewEncoder().String(word)
	return raw, err == nil
}
