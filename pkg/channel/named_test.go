package channel

import "testing"

func TestCountry(t *testing.T) {
	for said, want := range map[string]string{
		"cn": "cn", "CN": "cn", "中国": "cn", "uk": "gb", "GB": "gb", "英国": "gb", "United  Kingdom": "gb", "de": "de", "eu": "eu", "br": "br", "pl": "pl",
		"xx": "", "": "", "中": "", "chinaa": "", "zz": "", "419": "", "123": "",
	} {
		got, ok, err := Country(said)
		if err != nil || got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, %v; want %q", said, got, ok, err, want)
		}
	}
}

func TestCurrency(t *testing.T) {
	for said, want := range map[string]string{
		"cny": "CNY", "RMB": "CNY", "人民币": "CNY", "￥": "CNY", "£": "GBP", "eur": "EUR", "美元": "USD", "pln": "PLN", "hk$": "HKD",
		"XYZ": "", "": "", "dollarz": "", "CN": "",
	} {
		got, ok, err := Currency(said)
		if err != nil || got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, %v; want %q", said, got, ok, err, want)
		}
	}
}

// No word is of two things.
func TestNamesAreOfOneThing(t *testing.T) {
	n, err := names()
	if err != nil {
		t.Fatal(err)
	}
	if len(n.Countries) == 0 || len(n.Currencies) == 0 {
		t.Fatal("no names")
	}
	for _, all := range [][]named{n.Countries, n.Currencies} {
		of := map[string]string{}
		for _, e := range all {
			for _, w := range append(e.Words, e.ID) {
				if other, ok := of[plainWord(w)]; ok {
					t.Errorf("%s is %s and %s", w, other, e.ID)
				}
				of[plainWord(w)] = e.ID
			}
		}
	}
}
