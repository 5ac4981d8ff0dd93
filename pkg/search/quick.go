package search

import (
	"bytes"
	"strings"
)

// quick looks for a word in the pieces of a text without folding them, where that is
// sure to find what folding would: ideographs that occur in no form are not there,
// and Latin letters in a text of ASCII and Chinese stand as they are.
func (w *word) quick(pieces []string) (found, sure bool) {
	switch {
	case w.number != "":
		return false, false
	case len(w.han) > 0:
		for _, forms := range w.han {
			if !anyHolds(pieces, forms) {
				return false, true
			}
		}
		return false, false
	case !w.latin:
		return false, false
	}
	for _, piece := range pieces {
		if !legible(piece) {
			return false, false
		}
		found = found || w.stands(piece)
	}
	return found, true
}

func anyHolds(pieces []string, forms [][]byte) bool {
	for _, piece := range pieces {
		for _, form := range forms {
			if strings.Contains(piece, string(form)) {
				return true
			}
		}
	}
	return false
}

// legible reports whether a text is of ASCII and Chinese alone, without control
// characters but white space: nothing in it folds to a letter but letters.
func legible(s string) bool {
	for i := 0; i < len(s); {
		if len(s)-i >= 8 && plainEight(s[i:i+8]) {
			i += 8
			continue
		}
		c := s[i]
		if c < 0x80 {
			if c == 0x7f || c < ' ' && (c < '\t' || c > '\r') {
				return false
			}
			i++
			continue
		}
		if len(s)-i < 3 || s[i+1]&0xc0 != 0x80 || s[i+2]&0xc0 != 0x80 {
			return false
		}
		switch {
		case c >= 0xe4 && c <= 0xe9: // ideographs
		case c == 0xe3 && s[i+1] == 0x80: // their punctuation
		case c == 0xef && s[i+1] == 0xbc && s[i+2] < 0x90: // signs of full width
		default:
			return false
		}
		i += 3
	}
	return true
}

// plainEight reports whether eight bytes are all of ASCII and none is a control
// character: most texts are looked at eight bytes at a time.
func plainEight(s string) bool {
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	// A top bit is set by what is beyond ASCII, by 0x7f plus one, or by less than a space.
	return (w|(w+ones)|(w-ones*' '))&tops == 0
}

// rarest are the letters from the one that is written least in the languages of
// Europe on.
const rarest = "qxzjkwyvbfghpmucdlsrnotaie"

// isLatin reports a word of small letters, and where its rarest letter stands.
func isLatin(folded string) (at int, ok bool) {
	best := len(rarest)
	for i := range len(folded) {
		if folded[i] < 'a' || folded[i] > 'z' {
			return 0, false
		}
		if n := strings.IndexByte(rarest, folded[i]); n < best {
			best, at = n, i
		}
	}
	return at, folded != ""
}

// stands reports whether the word stands in a text in any case.
func (w *word) stands(s string) bool {
	lower := w.text[w.rare]
	upper := lower - 'a' + 'A'
	for _, letter := range [...]byte{lower, upper} {
		for from := w.rare; from < len(s); {
			i := strings.IndexByte(s[from:], letter)
			if i < 0 {
				break
			}
			at := from + i - w.rare
			if at+len(w.text) <= len(s) && equalFold(s[at:at+len(w.text)], w.bytes) {
				return true
			}
			from += i + 1
		}
	}
	return false
}

// equalFold compares a text with small letters of the same number.
func equalFold(s string, lower []byte) bool {
	for i, c := range lower {
		if s[i]|0x20 != c {
			return false
		}
	}
	return true
}

// Holds reports whether something whose texts stand in data, with anything between
// them, can match: false only where it cannot.
func (q Query) Holds(data []byte) bool {
	for i := range q.words {
		for _, forms := range q.words[i].han {
			if !holdsAny(data, forms) {
				return false
			}
		}
	}
	return true
}

func holdsAny(data []byte, forms [][]byte) bool {
	for _, form := range forms {
		if bytes.Contains(data, form) {
			return true
		}
	}
	return false
}
