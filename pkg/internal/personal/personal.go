// Package personal finds numbers in a text that name a person and have no
// place in a complaint: phone numbers, identity card numbers and bank card
// numbers of mainland China.
//
// It promises that each number it names satisfies the rule of its kind
// (GB 11643 for identity cards, the Luhn check for cards) or stands after a word
// that says what it is, and touches no other digit. It forbids relying on it
// alone: it finds nothing in other formats, and no names or addresses.
package personal

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Kind says what a number is.
type Kind string

// The kinds of numbers.
const (
	Phone    Kind = "phone"
	Identity Kind = "id-number"
	Card     Kind = "card-number"
)

// Found is a number and its place, in bytes of the text.
type Found struct {
	Kind       Kind
	Start, End int
}

// Find lists the numbers in a text, in order. Digits may stand in groups with
// one space or hyphen between.
func Find(text string) []Found {
	var out []Found
	for _, r := range runs(text) {
		if kind, ok := r.kind(text); ok {
			out = append(out, Found{kind, r.start, r.end})
			continue
		}
		// Groups that other groups stand beside: a phone number after a price.
		for _, part := range r.parts(text) {
			if kind, ok := part.kind(text); ok {
				out = append(out, Found{kind, part.start, part.end})
			}
		}
	}
	return out
}

// run is digits in groups, an identity number's last X with them.
type run struct {
	start, end int
	digits     string
	groups     [][2]int // from and to of each group
}

const longestRun = 64

func runs(text string) []run {
	var out []run
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		var r run
		r.start = i
		for {
			from := i
			for i < len(text) && isDigit(text[i]) {
				i++
			}
			if i < len(text) && (text[i] == 'X' || text[i] == 'x') && (i+1 == len(text) || !isWord(text[i+1])) {
				i++
			}
			r.groups = append(r.groups, [2]int{from, i})
			r.digits += text[from:i]
			r.end = i
			if len(r.digits) > longestRun || i+1 >= len(text) || text[i] != ' ' && text[i] != '-' || !isDigit(text[i+1]) {
				break
			}
			i++
		}
		out = append(out, r)
	}
	return out
}

// parts are the groups of a run by themselves, and those that together have the
// length of a phone number or of an identity number.
func (r *run) parts(text string) []run {
	var out []run
	for i := 0; i < len(r.groups); i++ {
		for j := len(r.groups); j > i; j-- {
			p := run{start: r.groups[i][0], end: r.groups[j-1][1]}
			for _, g := range r.groups[i:j] {
				p.digits += text[g[0]:g[1]]
			}
			if _, ok := p.kind(text); ok {
				out = append(out, p)
				i = j - 1
				break
			}
		}
	}
	return out
}

func (r *run) kind(text string) (Kind, bool) {
	if r.start > 0 && isWord(text[r.start-1]) && r.digits[0] != '1' {
		return "", false // a part of a code of letters and digits
	}
	switch {
	case len(r.digits) == 11 && isPhone(r.digits):
		return Phone, true
	case len(r.digits) == 13 && strings.HasPrefix(r.digits, "86") && isPhone(r.digits[2:]):
		return Phone, true
	case len(r.digits) == 18 && isIdentity(r.digits):
		return Identity, true
	case (len(r.digits) == 18 || len(r.digits) == 15) && r.after(text, 30, identityWords):
		return Identity, true // a digit of it may be misread
	case isCard(r.digits) && r.after(text, 60, cardWords):
		return Card, true
	case len(r.digits) >= 15 && len(r.digits) <= 19 && allDigits(r.digits) && r.after(text, 15, cardNumberWords):
		return Card, true
	}
	return "", false
}

func isPhone(d string) bool { return d[0] == '1' && d[1] >= '3' && d[1] <= '9' && allDigits(d) }

// provinces are the first two digits of GB/T 2260.
var provinces = []string{
	"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
	"50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
}

// isIdentity checks province, date of birth and the check character of ISO 7064
// MOD 11-2.
func isIdentity(d string) bool {
	if !allDigits(d[:17]) || !slices.Contains(provinces, d[:2]) {
		return false
	}
	if born, err := time.Parse("20060102", d[6:14]); err != nil || born.Year() < 1900 || born.Year() > 2100 {
		return false
	}
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(d[i]-'0') * w
	}
	last := d[17]
	if last == 'x' {
		last = 'X'
	}
	return "10X98765432"[sum%11] == last
}

// isCard checks length, the first digits of cards issued in China (UnionPay 62,
// Visa 4, Mastercard 5) and Luhn's sum.
func isCard(d string) bool {
	if len(d) < 15 || len(d) > 19 || !allDigits(d) || !strings.HasPrefix(d, "62") && d[0] != '4' && d[0] != '5' {
		return false
	}
	sum := 0
	for i := range len(d) {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// Words that say what the number after them is, whatever its sum.
var (
	identityWords   = []string{"身份证", "身份證", "证件号", "公民身份"}
	cardNumberWords = []string{"卡号", "卡號", "银行账号", "银行帐号"}
)

// cardWords make a number a card's that passes Luhn's check, as one in ten
// numbers of an order does.
var cardWords = []string{"卡号", "卡號", "银行", "銀行", "尾号", "储蓄卡", "信用卡", "借记卡", "card", "Card", "CARD", "bank", "Bank"}

// after reports whether one of words stands within so many bytes before the run.
func (r *run) after(text string, reach int, words []string) bool {
	from := max(0, r.start-reach)
	for from < r.start && !utf8.RuneStart(text[from]) {
		from++
	}
	before := text[from:r.start]
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(before, w) })
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}
