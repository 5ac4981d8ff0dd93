package textwidth

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The marks that Chinese composition keeps off line starts and line ends, in
// addition to what UAX #14 says.
const (
	neverStart = "。．，、：；！？‼⁇”’」』）》】〗〕］｝〉・‧～％‰℃°"
	// These may stand at the start of a line when a space comes before them:
	// " – ", " / ".
	neverStartTight = "·–—/"
	neverEnd        = "“‘「『（《〈【〖〔［｛"
	// These belong to a number that follows at once.
	neverEndTight = "￥¥$€£№#"

	opening = "“‘"
	closing = "”’"

	// A number is not parted from its unit, nor from what it numbers.
	units    = "元角分厘万亿年月日号时点秒周个件条笔页次份张天倍折期克斤米％"
	numbered = "第据件图表"
)

// mayBreak says whether a line may end between before and after, the clusters
// around the place, where uax is what UAX #14 says. spaced tells that spaces
// stand between them.
func mayBreak(before, after string, spaced, uax bool) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if last < utf8.RuneSelf && first < utf8.RuneSelf {
		if last == '_' && !spaced && isWord(first) {
			return true
		}
		return uax && (spaced || last != '$' && last != '#')
	}
	switch {
	case strings.ContainsRune(neverStart, first), strings.ContainsRune(neverEnd, last):
		return false
	case spaced:
		return uax
	case strings.ContainsRune(neverStartTight, first), strings.ContainsRune(neverEndTight, last):
		return false
	case strings.ContainsRune(opening, first):
		return chinese(last)
	case strings.ContainsRune(closing, last):
		return chinese(first)
	case isDigit(last) && strings.ContainsRune(units, first), isDigit(first) && strings.ContainsRune(numbered, last):
		return false
	case last == '_':
		return isWord(first)
	}
	return uax
}

// chinese reports a character of Chinese text, where a quotation mark opens or
// closes with no space around it.
func chinese(r rune) bool {
	return ideograph(r) || 0x3001 <= r && r <= 0x303f || 0xff01 <= r && r <= 0xff5e || unicode.Is(unicode.Han, r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isSpace reports the spaces that vanish where a line is broken.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u3000', '\u1680':
		return true
	}
	return 0x2000 <= r && r <= 0x200a && r != 0x2007
}
