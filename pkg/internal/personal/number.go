package personal

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/internal/pattern"
)

// numbers finds identity numbers, cards and telephone numbers that are digits in
// groups with one space or hyphen between.
func numbers(t *folded) []Found {
	var out []Found
	for _, r := range runs(t.s) {
		if kind, ok := r.kind(t); ok {
			out = append(out, Found{kind, r.start, r.end})
			continue
		}
		if isService(r.digits) {
			continue
		}
		// Groups that other groups stand beside: a phone number after a price.
		for _, part := range r.parts(t) {
			if kind, ok := part.kind(t); ok {
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
func (r *run) parts(t *folded) []run {
	var out []run
	for i := 0; i < len(r.groups); i++ {
		for j := len(r.groups); j > i; j-- {
			p := run{start: r.groups[i][0], end: r.groups[j-1][1], groups: r.groups[i:j]}
			for _, g := range r.groups[i:j] {
				p.digits += t.s[g[0]:g[1]]
			}
			if _, ok := p.kind(t); ok {
				out = append(out, p)
				i = j - 1
				break
			}
		}
	}
	return out
}

// kind is what a run is. What stands behind the word for an order is no person's.
func (r *run) kind(t *folded) (Kind, bool) {
	if r.start > 0 && isWord(t.s[r.start-1]) && r.digits[0] != '1' || r.end < len(t.s) && isWord(t.s[r.end]) {
		return "", false // a part of a code of letters and digits
	}
	said := t.said(r.start)
	if said == ofTrade {
		return "", false
	}
	n := len(r.digits)
	for _, rule := range []struct {
		kind Kind
		is   bool
	}{
		{Phone, n == 11 && isMobile(r.digits)},
		{Phone, n == 13 && strings.HasPrefix(r.digits, "86") && isMobile(r.digits[2:])},
		{Phone, isLandline(r, t)},
		{Identity, n == 18 && isIdentity(r.digits)},
		{Identity, (n == 18 || n == 15) && said == ofIdentity}, // a digit of it may be misread
		{Identity, n == 9 && said == ofIdentity && len(r.groups) == 3},
		{Card, isCard(r.digits) && (said == ofCard || said == ofNumber || fours(r))},
		{Card, n >= 15 && n <= 19 && allDigits(r.digits) && said == ofNumber},
		{Card, n >= 8 && n <= 12 && said == ofNumber && t.within(r.start, 12) == ofNumber},
		{Phone, n >= 7 && n <= 13 && allDigits(r.digits) && said == ofPhone && t.within(r.start, 24) == ofPhone && !isDay(r.digits) && !isService(r.digits)},
	} {
		if rule.is {
			return rule.kind, true
		}
	}
	return "", false
}

func isMobile(d string) bool { return d[0] == '1' && d[1] >= '3' && d[1] <= '9' && allDigits(d) }

// isLandline reports an area code of China and a number: 0755-12345678, (010)
// 12345678. Without a mark between, or a word before, it could be anything.
func isLandline(r *run, t *folded) bool {
	d, groups := r.digits, len(r.groups)
	if d[0] != '0' || len(d) < 10 || len(d) > 12 || !allDigits(d) || isService(d) {
		return false
	}
	area := r.groups[0][1] - r.groups[0][0]
	short := d[1] == '1' || d[1] == '2' // 010, 02x
	return groups >= 2 && (area == 3 && short || area == 4 && !short) || t.said(r.start) == ofPhone
}

// services are the beginnings of numbers that companies have people call, by
// their length: of China and North America, and of the United Kingdom.
var services = map[int][]string{
	10: {"400", "800", "888", "877", "866", "855"},
	11: {"0800", "0808", "0300", "0330", "0333", "0343", "0344", "0345", "0843", "0844", "0845", "0870", "0871"},
}

func isService(d string) bool {
	return slices.ContainsFunc(services[len(d)], func(begin string) bool { return strings.HasPrefix(d, begin) })
}

// isDay reports eight digits that are a day.
func isDay(d string) bool {
	_, err := time.Parse("20060102", d)
	return len(d) == 8 && err == nil
}

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

// isCard checks length, the first digit of cards for payment (2 to 6) and Luhn's
// sum.
func isCard(d string) bool {
	if len(d) < 13 || len(d) > 19 || !allDigits(d) || d[0] < '2' || d[0] > '6' {
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

// fours reports groups as cards have them: four digits each, the last may be
// shorter; or 4-6-5.
func fours(r *run) bool {
	if len(r.groups) < 3 {
		return false
	}
	var widths []int
	for _, g := range r.groups {
		widths = append(widths, g[1]-g[0])
	}
	if slices.Equal(widths, []int{4, 6, 5}) {
		return true
	}
	for _, w := range widths[:len(widths)-1] {
		if w != 4 {
			return false
		}
	}
	return widths[len(widths)-1] <= 4 && len(widths) >= 4
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

var account = pattern.New(`\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b`)

// accounts finds account numbers of ISO 13616 (IBAN): their rest by 97 is 1.
func accounts(t *folded) []Found {
	var out []Found
	for _, m := range account.FindAllStringIndex(t.s, -1) {
		for end := m[1]; end-m[0] >= 15; end = m[0] + max(0, strings.LastIndexByte(t.s[m[0]:end], ' ')) {
			if isAccount(strings.ReplaceAll(t.s[m[0]:end], " ", "")) {
				out = append(out, Found{Card, m[0], end})
				break
			}
		}
	}
	return out
}

func isAccount(s string) bool {
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	rest := 0
	for _, c := range s[4:] + s[:4] {
		v := int(c - '0')
		if c >= 'A' {
			v = int(c-'A') + 10
			rest = rest * 10
		}
		rest = (rest*10 + v) % 97
	}
	return rest == 1
}
