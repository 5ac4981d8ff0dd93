package textwidth

import (
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/linebreak"
)

// mayBreak says whether a line may end between before and after, the clusters
// around the place, where uax is what UAX #14 says. spaced tells that spaces
// stand between them. ASCII is left to UAX #14: on a terminal it is commands,
// paths and code.
func mayBreak(before, after string, spaced, uax bool) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case last == '_' && !spaced && isWord(first):
		return true
	case spaced && len(after) > 1 && first == '/' && isWord(rune(after[1])): // a path, which UAX #14 takes for a division
		return true
	case last < utf8.RuneSelf && first < utf8.RuneSelf:
		return uax && (spaced || last != '$' && last != '#')
	case linebreak.Forbidden(before, after, spaced):
		return false
	}
	return uax || !spaced && linebreak.Quoted(before, after)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isSpace reports the spaces that vanish where a line is broken.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u3000', '\u1680':
		return true
	}
	return 0x2000 <= r && r <= 0x200a && r != 0x2007
}
