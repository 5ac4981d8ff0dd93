package personal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stars stand for what is left out.
const stars = "****"

// Masked is a datum with its telling part left out, by its kind: 张*,
// 138****0000, 1101**********1233. Nothing is found in what it returns.
func Masked(kind Kind, s string) string {
	switch kind {
	case Name:
		return maskedName(s)
	case Phone:
		return maskedPhone(s)
	case Identity, Passport, Card, Plate:
		return middle(s, keeps[kind][0], keeps[kind][1])
	case Mail:
		_, domain, ok := strings.Cut(fold(s).s, "@")
		r, _ := utf8.DecodeRuneInString(fold(s).s)
		if !ok { // jane (at) home.example
			return string(r) + "***"
		}
		return string(r) + "***@" + domain
	case Address:
		return maskedAddress(fold(s).s)
	}
	return "***"
}

// keeps is how many characters at the beginning and at the end stay.
var keeps = map[Kind][2]int{Identity: {4, 4}, Passport: {1, 2}, Card: {4, 4}, Plate: {2, 1}}

// middle is the letters and digits of s with stars for all but the first and the
// last; of a short one more than half is left out.
func middle(s string, first, last int) string {
	all := []rune(Key(s))
	for first+last > len(all)/2 && first+last > 0 {
		if first >= last {
			first--
		} else {
			last--
		}
	}
	return string(all[:first]) + strings.Repeat("*", len(all)-first-last) + string(all[len(all)-last:])
}

func maskedPhone(s string) string {
	t := fold(s).s
	digits := Key(t)
	digits = strings.TrimPrefix(digits, "+")
	switch n := len(digits); {
	case strings.HasPrefix(strings.TrimSpace(t), "+"):
		return "+" + digits[:2] + stars + digits[n-2:]
	case n == 11 && digits[0] == '1':
		return digits[:3] + stars + digits[7:]
	case n >= 9:
		return digits[:3] + stars + digits[n-2:]
	}
	return stars + digits[max(0, len(digits)-2):]
}

// Key is what two writings of one datum have in common: its letters and digits,
// letters in upper case.
func Key(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, fold(s).s)
}
