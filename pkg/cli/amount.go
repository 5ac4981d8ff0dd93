package cli

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// parseAmount reads an amount as people type it: "128", "128.00 CNY", "£20",
// "159,95 €". currency is that of the case, for an amount that states none.
func parseAmount(text, currency string) (*dispute.Amount, error) {
	number, mark, ok := cutAmount(width.Fold.String(text))
	if !ok {
		return nil, usage("error.amount", text).next("hint.amount")
	}
	if mark != "" {
		code, ok, err := channel.CurrencySigned(mark, currency)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return nil, usage("error.amount-currency", text, mark).next("hint.amount-currency", number)
		}
		currency = code
	}
	amount, err := dispute.ParseAmount(number, currency)
	if turned, ok := decimalComma(number); err != nil && ok {
		amount, err = dispute.ParseAmount(turned, currency)
	}
	if err != nil || amount.Minor < 0 {
		return nil, usage("error.amount", text).next("hint.amount")
	}
	return &amount, nil
}

// cutAmount parts an amount into its number and the currency before or after it; ok
// is false where both have one.
func cutAmount(text string) (number, mark string, ok bool) {
	text = strings.TrimSpace(text)
	digit := func(r rune) bool { return unicode.IsDigit(r) }
	first, last := strings.IndexFunc(text, digit), strings.LastIndexFunc(text, digit)
	if first < 0 {
		return "", "", false
	}
	if first > 0 && (text[first-1] == '-' || text[first-1] == '+') {
		first--
	}
	before, after := strings.TrimSpace(text[:first]), strings.TrimSpace(text[last+1:])
	return text[first : last+1], before + after, before == "" || after == ""
}

// decimalComma turns a number that is written with a decimal comma, which no groups of
// three can be: "1.204,11".
func decimalComma(number string) (string, bool) {
	whole, cents, ok := strings.Cut(number, ",")
	if !ok || len(cents) != 2 || strings.Contains(cents, ".") {
		return "", false
	}
	return strings.ReplaceAll(whole, ".", ",") + "." + cents, true
}
