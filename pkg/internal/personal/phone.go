package personal

import "complain/pkg/internal/pattern"

// The forms of numbers that are telephone numbers wherever they stand: with a
// country's number, as the United Kingdom writes mobiles, as North America
// groups them.
var foreign = []*pattern.Pattern{
	pattern.New(`\+[1-9][0-9]{0,2}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9]{1,5}(?:[ .-]?[0-9]{2,5}){1,4}\b`),
	pattern.New(`\b07[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}\b`),
	pattern.New(`\b1[3-9][0-9]\.[0-9]{4}\.[0-9]{4}\b`),
	pattern.New(`\b0(?:1[0-9]{3}|2[0-9]) [0-9]{3,4} [0-9]{3,4}\b`),
	pattern.New(`(?:\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[.-])[2-9][0-9]{2}[.-][0-9]{4}\b`),
	pattern.New(`\(0[1-9][0-9]{1,2}\) ?[0-9]{3,4}[ -]?[0-9]{4}\b`),
}

// fewestDigits and mostDigits are how many digits a telephone number has.
const fewestDigits, mostDigits = 8, 15

func foreignPhones(t *folded) []Found {
	var out []Found
	for _, form := range foreign {
		for _, m := range form.FindAllStringIndex(t.s, -1) {
			n := digitsIn(t.s[m[0]:m[1]])
			beside := m[1] < len(t.s) && isWord(t.s[m[1]]) || m[0] > 0 && (isWord(t.s[m[0]-1]) || t.s[m[0]-1] == '-' || t.s[m[0]-1] == '.')
			if n < fewestDigits || n > mostDigits || beside || isService(Key(t.s[m[0]:m[1]])) || t.said(m[0]) == ofTrade {
				continue
			}
			out = append(out, Found{Phone, m[0], m[1]})
		}
	}
	return out
}

func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}
