package dispute

import "strings"

// signs are the signs that name one currency; $ and ¥ name several, and
// stand for the case's.
var signs = []struct{ sign, code string }{
	{"US$", "USD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"€", "EUR"}, {"£", "GBP"}, {"USD", "USD"}, {"EUR", "EUR"}, {"GBP", "GBP"}, {"HKD", "HKD"},
}

// SeenAmount is a sum that was seen: its digits, and the currency that its sign names,
// or "" for the case's. ok is false for a text that is no sum.
func SeenAmount(text string) (digits, currency string, ok bool) {
	upper := strings.ToUpper(text)
	number := strings.Trim(upper, "¥￥$€£元ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	if _, err := ParseAmount(number, "CNY"); err != nil {
		return "", "", false
	}
	number = strings.ReplaceAll(number, ",", "")
	for _, c := range signs {
		if strings.Contains(upper, c.sign) {
			return number, c.code, true
		}
	}
	return number, "", true
}
