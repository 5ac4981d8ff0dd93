package locale

import (
	"strconv"
	"strings"
)

// Numeral is n as headings and laws of the language number: 582, 五百八十二.
// Numbers that have no such form are in digits: in Chinese those below 0 and
// above 9999.
func (lang Lang) Numeral(n int) string {
	signs := []rune(lang.Text("language.numerals"))
	const digits, withUnits = 10, 13
	switch {
	case len(signs) == withUnits && 0 <= n && n <= 9999:
		return worded(n, signs[:digits], signs[digits:])
	case len(signs) == digits:
		return strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return signs[r-'0']
			}
			return r
		}, strconv.Itoa(n))
	}
	return strconv.Itoa(n)
}

// worded is n with the word of its unit behind each digit, and the digit 0 once
// for units it skips.
func worded(n int, digits, units []rune) string {
	if n == 0 {
		return string(digits[0])
	}
	var b strings.Builder
	skipped := false
	for place, value := len(units), 1000; place >= 0; place, value = place-1, value/10 {
		d := n / value
		n %= value
		if d == 0 {
			skipped = b.Len() > 0
			continue
		}
		if skipped {
			b.WriteRune(digits[0])
			skipped = false
		}
		// 十五, not 一十五, where the number begins with it.
		if d != 1 || place != 1 || b.Len() > 0 {
			b.WriteRune(digits[d])
		}
		if place > 0 {
			b.WriteRune(units[place-1])
		}
	}
	return b.String()
}
