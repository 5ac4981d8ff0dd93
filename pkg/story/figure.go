package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hanDigits are the characters that Chinese numbers consist of; a number begins with
// one of the first of them, so that a "千万" that means "by all means" is none.
const (
	hanDigits = "一二两三四五六七八九几十俩仨半"
	hanUnits  = "十百千万多来几"
)

// digitsAt is where the digits of a number that begins at i end; i for none.
func digitsAt(text string, i int) int {
	end := i
	for end < len(text) && (isDigit(text[end]) || end > i && (text[end] == '.' || text[end] == ',') && end+1 < len(text) && isDigit(text[end+1])) {
		end++
	}
	return end
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// hanNumberAt is where a number in Chinese characters that begins at i ends, and
// whether it says hundreds or more; i for none.
func hanNumberAt(text string, i int) (end int, large bool) {
	end = i
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(hanDigits, r) && (end == i || !strings.ContainsRune(hanUnits, r)) {
			break
		}
		large = large || end > i && strings.ContainsRune("百千万", r)
		end += size
	}
	return end, large
}

// numberAt is where a number that begins at i ends, in digits or in Chinese
// characters; -1 for none.
func numberAt(text string, i int, before rune) int {
	if unicode.IsDigit(before) || before == '.' || strings.ContainsRune(hanDigits+"第", before) {
		return -1
	}
	end := digitsAt(text, i)
	if end == i {
		end, _ = hanNumberAt(text, i)
	}
	if end == i {
		return -1
	}
	return end
}

// amountAt is where a sum of money or a share that begins at i ends; -1 for none.
func (w *words) amountAt(text string, i int, before rune) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	if unicode.IsDigit(before) || before == '.' {
		return -1
	}
	start := i
	signed := unicode.Is(unicode.Sc, r)
	if signed {
		start += size
	}
	end, large := digitsAt(text, start), false
	if end == start && !strings.ContainsRune(hanDigits+"第", before) {
		end, large = hanNumberAt(text, start)
	}
	switch {
	case end == start:
		return -1
	case signed:
		return end
	}
	for _, unit := range w.units {
		if strings.HasPrefix(text[end:], unit) {
			return end + len(unit)
		}
	}
	if large && !counted(text[end:]) {
		return end
	}
	return -1
}

// counted reports that what follows a number says what it counts, and no money.
func counted(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("个件次天年月人条只台张克斤公米里多分倍字家种", r)
}

// mayCount reports a character with which a number or an amount may begin.
func mayCount(r rune) bool {
	return r >= '0' && r <= '9' || r != utf8.RuneError && strings.ContainsRune("$£€¥₹"+hanDigits, r)
}
