package personal

import (
	"strings"
	"unicode/utf8"
)

// folded is a text as it is searched: full-width letters, digits and marks as
// the plain ones, every kind of hyphen and space as one, and without what nobody
// sees, so that a number is found however it was typed.
type folded struct {
	s     string
	lower string  // s with ASCII letters in lower case
	from  []int32 // where each byte of s stands in the text; nil where it is the text
	cues  []cue

	numerals                       int  // how many digits it has
	digits, capitals, wide, spaced bool // it has a digit, a capital letter, a Chinese character, a space
}

func fold(text string) *folded {
	t := &folded{s: text}
	if strings.ContainsFunc(text, func(r rune) bool { return plainOf(r) != r }) {
		var b strings.Builder
		b.Grow(len(text))
		t.from = make([]int32, 0, len(text)+1)
		for i, r := range text {
			p := plainOf(r)
			if p < 0 {
				continue
			}
			n := b.Len()
			if r == utf8.RuneError {
				b.WriteByte('?') // one byte of what is no text
			} else {
				b.WriteRune(p)
			}
			for range b.Len() - n {
				t.from = append(t.from, int32(i))
			}
		}
		t.from = append(t.from, int32(len(text)))
		t.s = b.String()
	}
	t.lower = asciiLower(t.s)
	t.cues = cues(t.lower)
	for i := range len(t.s) {
		c := t.s[i]
		if isDigit(c) {
			t.numerals++
		}
		t.capitals = t.capitals || c >= 'A' && c <= 'Z'
		t.wide = t.wide || c >= 0xe4
		t.spaced = t.spaced || c == ' '
	}
	t.digits = t.numerals > 0
	return t
}

// plainOf is the plain form of a character; -1 for one that nobody sees.
func plainOf(r rune) rune {
	switch {
	case r < 0x80, r > 0x3000 && r < 0xfeff:
		return r // nearly all that is written
	case r == utf8.RuneError:
		return '?'
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	case r == 0x3000, r == 0xa0, r >= 0x2000 && r <= 0x200a, r == 0x202f:
		return ' '
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return '-'
	case r == 0xad, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069, r == 0xfeff:
		return -1
	}
	return r
}

func (t *folded) original(at int) int {
	if t.from == nil {
		return at
	}
	return int(t.from[at])
}

// originalEnd is where the character that ends before at ends in the text.
func (t *folded) originalEnd(at int) int {
	if t.from == nil || at == 0 {
		return at
	}
	for at < len(t.from)-1 && t.from[at] == t.from[at-1] {
		at++ // never within a character
	}
	return int(t.from[at])
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// after is the character behind a place; 0 at the end.
func (t *folded) after(at int) rune {
	if at >= len(t.s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(t.s[at:])
	return r
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// wordRune reports a letter, digit or low line of ASCII.
func wordRune(r rune) bool { return r < utf8.RuneSelf && isWord(byte(r)) }
