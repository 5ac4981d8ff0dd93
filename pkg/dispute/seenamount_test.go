package dispute

import "testing"

func TestSeenAmount(t *testing.T) {
	for text, want := range map[string]string{
		"¥1,299.00": "1299.00 ", "￥12": "12 ", "12.80元": "12.80 ", "US$12.80": "12.80 USD", "€9.90": "9.90 EUR", "HKD 100": "100 HKD",
		"NT$1,200": "1200 TWD", "$5": "5 ", "12.345": "", "": "", "¥": "",
	} {
		digits, currency, ok := SeenAmount(text)
		if got := digits + " " + currency; ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %t, want %q", text, got, ok, want)
		}
	}
}
