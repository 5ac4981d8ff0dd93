package dispute

import (
	"errors"
	"math"
	"testing"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text, currency string
		minor          int64
		ok             bool
	}{
		{"128", "CNY", 12800, true},
		{"128.5", "CNY", 12850, true},
		{"-0.05", "CNY", -5, true},
		{"+12.00", "CNY", 1200, true},
		{"1,234,567.89", "CNY", 123456789, true},
		{"1，234.50", "CNY", 123450, true},
		{" 7 ", "CNY", 700, true},
		{".5", "CNY", 50, true},
		{"5.", "CNY", 500, true},
		{"500", "JPY", 500, true},
		{"500.0", "JPY", 500, true},
		{"1.234", "KWD", 1234, true},
		{"1.230", "CNY", 123, true},
		{"92233720368547758.07", "CNY", math.MaxInt64, true},
		{"1.234", "CNY", 0, false},
		{"500.5", "JPY", 0, false},
		{"92233720368547758.08", "CNY", 0, false},
		{"12,34.00", "CNY", 0, false},
		{"1,2345", "CNY", 0, false},
		{",123", "CNY", 0, false},
		{"", "CNY", 0, false},
		{"-", "CNY", 0, false},
		{".", "CNY", 0, false},
		{"1.2.3", "CNY", 0, false},
		{"12a", "CNY", 0, false},
		{"1e3", "CNY", 0, false},
		{"--1", "CNY", 0, false},
	} {
		a, err := ParseAmount(c.text, c.currency)
		switch {
		case c.ok && (err != nil || a.Minor != c.minor || a.Currency != c.currency):
			t.Errorf("%q %s: %v, %v; want %d", c.text, c.currency, a, err, c.minor)
		case !c.ok && !errors.Is(err, ErrAmount):
			t.Errorf("%q %s: %v, %v; want an error", c.text, c.currency, a, err)
		}
	}
}

func TestRoundAmount(t *testing.T) {
	for _, c := range []struct {
		text  string
		minor int64
		exact bool
	}{
		{"548.58000000000004", 54858, true},
		{"7.0000000000000007E-2", 7, true},
		{"-0.30000000000000004", -30, true},
		{"12.345", 1235, false}, // as binary: a little more than 12.345
		{"3", 300, true},
	} {
		a, exact, err := RoundAmount(c.text, "CNY")
		if err != nil || a.Minor != c.minor || exact != c.exact {
			t.Errorf("%q: %v exact=%t, %v; want %d %t", c.text, a, exact, err, c.minor, c.exact)
		}
	}
	for _, text := range []string{"", "x", "NaN", "Inf", "1e300"} {
		if a, _, err := RoundAmount(text, "CNY"); err == nil {
			t.Errorf("%q: %v", text, a)
		}
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		a    Amount
		want string
	}{
		{Amount{12800, "CNY"}, "128.00"},
		{Amount{-5, "CNY"}, "-0.05"},
		{Amount{500, "JPY"}, "500"},
		{Amount{-1234, "KWD"}, "-1.234"},
		{Amount{0, "CNY"}, "0.00"},
		{Amount{math.MinInt64, "CNY"}, "-92233720368547758.08"},
	} {
		if got := c.a.Decimal(); got != c.want {
			t.Errorf("%d %s: %s, want %s", c.a.Minor, c.a.Currency, got, c.want)
		}
	}
}

func TestAdd(t *testing.T) {
	if sum, err := (Amount{1, "CNY"}).Add(Amount{-3, "CNY"}); err != nil || sum.Minor != -2 {
		t.Errorf("%v, %v", sum, err)
	}
	for _, c := range [][2]Amount{
		{{1, "CNY"}, {1, "USD"}},
		{{math.MaxInt64, "CNY"}, {1, "CNY"}},
		{{math.MinInt64, "CNY"}, {-1, "CNY"}},
	} {
		if sum, err := c[0].Add(c[1]); err == nil {
			t.Errorf("%v + %v = %v", c[0], c[1], sum)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	f.Add("1,234.56", "CNY")
	f.Add("-0.001", "KWD")
	f.Fuzz(func(t *testing.T, text, currency string) {
		a, err := ParseAmount(text, currency)
		if err != nil {
			return
		}
		again, err := ParseAmount(a.Decimal(), currency)
		if err != nil || again != a {
			t.Errorf("%q: %v reads back as %v, %v", text, a, again, err)
		}
	})
}
