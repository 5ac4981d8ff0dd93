package tabular

import "testing"

func TestCurrencyIn(t *testing.T) {
	for name, want := range map[string]string{
		"Amount (GBP)": "GBP", "Amount EUR": "EUR", "Betrag in EUR": "EUR", "金额（美元）": "USD", "金额(元)": "CNY", "Price £": "GBP", "USD amount": "USD",
		"Amount": "", "Amount (VAT)": "", "EUR or USD": "", "Amount in ft": "", "Total inc": "", "FEE": "", "": "",
	} {
		if got := CurrencyIn(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
