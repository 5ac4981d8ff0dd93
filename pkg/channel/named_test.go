package channel

import (
	"testing"

	"complain/pkg/dispute"
)

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
	for _, all := range [][]named{n.Countries, n.Currencies, n.Addressees} {
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

// Whom people write to is known by what they call it, and each word leads to what
// there is.
func TestResolveInTheUsersWords(t *testing.T) {
	b, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := dispute.Case{Jurisdiction: "cn", Platform: "cn.jd"}
	for said, want := range map[string]string{
		"商家": "cn.seller", "消协": "cn.cca", "平台": "cn.jd", "12315": "cn.samr.complaint", "淘宝": "cn.taobao", "Seller": "cn.seller", "REGULATOR": "cn.samr.complaint",
		"黑猫投诉": "cn.heimao", "ECC": "eu.ecc", "ftc": "us.ftc", "Attorney General": "us.ag", "trading standards": "uk.ca_ts", "1372": "kr.1372", "Hong Kong Consumer Council": "hk.cc", "cn.12345": "cn.12345",
	} {
		if got, err := b.Resolve(said, c); err != nil || got.ID != want {
			t.Errorf("%s: %s, %v; want %s", said, got.ID, err, want)
		}
	}
	for _, said := range []string{"", "nobody", "商"} {
		if got, err := b.Resolve(said, c); err == nil {
			t.Errorf("%q is %s", said, got.ID)
		}
	}
	// A word means the body of the case's own country, where it has one.
	for _, one := range [][3]string{
		{"银行", "cn", "cn.bank"}, {"issuing bank", "us", "intl.card"}, {"bank", "uk", "intl.card"}, {"small claims", "uk", "uk.court"}, {"法院", "cn", "cn.court.small"},
		{"courier", "cn", "cn.courier"}, {"courier", "us", ""}, {"court", "fr", ""}, {"credit card", "us", "intl.card"},
	} {
		if got, err := b.Resolve(one[0], dispute.Case{Jurisdiction: one[1]}); got.ID != one[2] || (err == nil) != (one[2] != "") {
			t.Errorf("%s in %s: %q, %v; want %q", one[0], one[1], got.ID, err, one[2])
		}
	}
	n, err := names()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range n.Addressees {
		if _, err := b.Channel(a.ID); err != nil && !b.isRole(a.ID) {
			t.Errorf("%s is no channel and no role", a.ID)
		}
	}
}
