package cli

import "testing"

func TestAmountsAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct{ text, home, want string }{
		{"128", "CNY", "128.00 CNY"},
		{"128.5 cny", "EUR", "128.50 CNY"},
		{"¥128", "CNY", "128.00 CNY"},
		{"￥1,280.00", "CNY", "1280.00 CNY"},
		{"１２８元", "CNY", "128.00 CNY"},
		{"¥3000", "JPY", "3000 JPY"},
		{"¥128", "EUR", "128.00 CNY"},
		{"£20", "CNY", "20.00 GBP"},
		{"159,95 €", "CNY", "159.95 EUR"},
		{"EUR 1.204,11", "CNY", "1204.11 EUR"},
		{"1,204.11 EUR", "CNY", "1204.11 EUR"},
		{"$20", "USD", "20.00 USD"},
		{"$20", "HKD", "20.00 HKD"},
		{"$20", "CNY", ""},
		{"US$20", "CNY", "20.00 USD"},
		{"20 dollars", "CNY", "20.00 USD"},
		{"20 apples", "CNY", ""},
		{"€20 EUR", "CNY", ""},
		{"-5", "CNY", ""},
		{"1,23,4", "CNY", ""},
		{"12.345", "EUR", ""},
		{"all", "CNY", ""},
		{"", "CNY", ""},
	} {
		got := ""
		if a, err := parseAmount(c.text, c.home); err == nil {
			got = a.String()
		}
		if got != c.want {
			t.Errorf("%q in a case in %s: %q, want %q", c.text, c.home, got, c.want)
		}
	}
}
