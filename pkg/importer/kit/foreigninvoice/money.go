package foreigninvoice

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/pattern"
)

// signs are the marks that mean one currency. $, ¥ and kr mean several.
var signs = [...]struct{ sign, currency string }{
	{"US$", "USD"}, {"AU$", "AUD"}, {"A$", "AUD"}, {"CA$", "CAD"}, {"C$", "CAD"}, {"S$", "SGD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"NZ$", "NZD"}, {"R$", "BRL"},
	{"€", "EUR"}, {"£", "GBP"}, {"zł", "PLN"}, {"Kč", "CZK"}, {"₹", "INR"}, {"₩", "KRW"}, {"円", "JPY"}, {"₺", "TRY"}, {"₽", "RUB"}, {"₴", "UAH"},
}

const mark = `(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₹₩₺₽₴]|zł|Kč|円|kr\.?)`

// sum is an amount with its minus and currency on either side, as papers print them.
var (
	sum     = pattern.New(`([(-]?\s?` + mark + `?\s?[(-]?\s?)([0-9]{1,3}(?:[., '][0-9]{3})+(?:[.,][0-9]{2})?|[0-9]+(?:[.,][0-9]{2})?)(\s?-?\s?` + mark + `?\)?)(?:[^0-9A-Za-z%.,]|[.,]?$|[.,]\s)`)
	percent = pattern.New(`[0-9]+(?:[.,][0-9]+)?\s?%`)
	code    = pattern.New(`\b[A-Z]{3}\b`)
)

// written is an amount as it stands in the text.
type written struct {
	text, digits string
	minus        bool
	currency     string // that it is marked with, "" for none and for marks of several
}

// lastSum is the last amount of a text; rates of tax are none.
func lastSum(text string) (w written, ok bool) {
	found := sum.FindAllStringSubmatch(percent.ReplaceAllString(text, " "), -1)
	if len(found) == 0 {
		return w, false
	}
	m := found[len(found)-1]
	beside := m[1] + " " + m[3]
	return written{text: strings.TrimSpace(m[1] + m[2] + m[3]), digits: m[2], minus: strings.ContainsAny(beside, "-("), currency: marked(beside)}, true
}

// marked is the one currency that stands beside an amount.
func marked(text string) string {
	for _, s := range signs {
		if strings.Contains(text, s.sign) {
			return s.currency
		}
	}
	for _, c := range code.FindAllString(text, -1) {
		if statement.Currency(c) {
			return c
		}
	}
	return ""
}

// amount reads the digits in a currency: a mark before two digits at the end parts
// the cents, every other one parts thousands.
func (w written) amount(currency string) (dispute.Amount, bool) {
	digits, cents := w.digits, ""
	switch exponent := dispute.Exponent(currency); {
	case exponent == 2 && len(digits) > 3 && strings.ContainsRune(".,", rune(digits[len(digits)-3])):
		digits, cents = digits[:len(digits)-3], "."+digits[len(digits)-2:]
	case exponent > 2:
		return dispute.Amount{}, false
	}
	groups := strings.FieldsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	if slices.ContainsFunc(groups[1:], func(g string) bool { return len(g) != 3 }) {
		return dispute.Amount{}, false
	}
	a, err := dispute.ParseAmount(strings.Join(groups, "")+cents, currency)
	if w.minus {
		a.Minor = -a.Minor
	}
	return a, err == nil
}

// currencyOf is the one currency that a paper names.
func currencyOf(text string, japanese bool) string {
	var found []string
	for _, s := range signs {
		if strings.Contains(text, s.sign) {
			found, text = append(found, s.currency), strings.ReplaceAll(text, s.sign, " ")
		}
	}
	if japanese && strings.Contains(text, "¥") {
		found = append(found, "JPY")
	}
	for _, c := range code.FindAllString(text, -1) {
		if common[c] {
			found = append(found, c)
		}
	}
	slices.Sort(found)
	if found = slices.Compact(found); len(found) == 1 {
		return found[0]
	}
	return ""
}

// common are the codes that are looked for away from amounts, where other words of
// three capitals stand too.
var common = map[string]bool{"EUR": true, "GBP": true, "USD": true, "CHF": true, "JPY": true, "CNY": true, "AUD": true, "CAD": true, "SGD": true, "HKD": true, "NZD": true, "TWD": true,
	"SEK": true, "NOK": true, "DKK": true, "PLN": true, "CZK": true, "HUF": true, "BRL": true, "MXN": true, "INR": true, "KRW": true, "TRY": true}
