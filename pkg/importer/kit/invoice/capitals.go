package invoice

import (
	"strings"

	"complain/pkg/dispute"
)

// negative are the ways in which red-letter invoices write minus before words.
var negative = strings.NewReplacer("（负数）", "负", "(负数)", "负", "（负）", "负", "(负)", "负", "负数", "负")

// digitOf and unitOf are the numerals that amounts are written with so that
// nobody changes them (大写).
var (
	digitOf = map[rune]int64{'零': 0, '壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9}
	unitOf  = map[rune]int64{'拾': 10, '佰': 100, '仟': 1000}
)

// capitals reads an amount in words: 壹仟贰佰玖拾玖圆整, 伍元陆角壹分. ok is false for
// what is not one from its first character to its last.
func capitals(text string) (a dispute.Amount, ok bool) {
	var total, section, digit int64 // of the whole, of the four places before 万 or 亿, of the place
	var minor int64
	sign := int64(1)
	if rest, red := strings.CutPrefix(negative.Replace(text), "负"); red {
		sign, text = -1, strings.TrimSpace(rest)
	}
	pending, yuan, any := false, false, false
	for i, r := range []rune(text) {
		d, isDigit := digitOf[r]
		unit, isUnit := unitOf[r]
		switch {
		case r == ' ' || i <= 4 && (r == '人' || r == '民' || r == '币' || r == 'ⓧ' || r == '⊗'):
		case isDigit:
			if pending && digit != 0 && d != 0 {
				return a, false
			}
			digit, pending, any = d, true, true
		case isUnit && !yuan:
			if !pending || digit == 0 {
				digit = 1 // 拾 for 壹拾
			}
			section, digit, pending, any = section+digit*unit, 0, false, true
		case (r == '万' || r == '亿') && !yuan:
			section, digit, pending = section+digit, 0, false
			if r == '万' {
				total += section * 1e4
			} else {
				total = (total + section) * 1e8
			}
			section = 0
		case (r == '元' || r == '圆' || r == '圓') && !yuan:
			total, section, digit, pending, yuan = total+section+digit, 0, 0, false, true
		case r == '角':
			minor, digit, pending, yuan = minor+digit*10, 0, false, true
		case r == '分':
			minor, digit, pending, yuan = minor+digit, 0, false, true
		case r == '整' || r == '正':
		default:
			return a, false
		}
		if total > 1e14 || section > 1e9 {
			return a, false
		}
	}
	if !any || !yuan || digit != 0 {
		return a, false
	}
	return dispute.Amount{Minor: sign * (total*100 + minor), Currency: Currency}, true
}
