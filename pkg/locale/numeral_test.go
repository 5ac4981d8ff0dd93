package locale

import "testing"

func TestNumeral(t *testing.T) {
	for n, want := range map[int]string{0: "零", 1: "一", 10: "十", 15: "十五", 20: "二十", 101: "一百零一", 110: "一百一十", 115: "一百一十五",
		582: "五百八十二", 1000: "一千", 1005: "一千零五", 1050: "一千零五十", 1260: "一千二百六十", 9999: "九千九百九十九", 10000: "10000", -1: "-1"} {
		if got := Chinese.Numeral(n); got != want {
			t.Errorf("%d in Chinese is %s, not %s", n, got, want)
		}
	}
	if got := English.Numeral(-1260); got != "-1260" {
		t.Errorf("-1260 in English is %s", got)
	}
	arabic, err := BuiltIn().With("ar", "language.numerals: ٠١٢٣٤٥٦٧٨٩\nlanguage.plurals: other\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := arabic.For("ar").Numeral(582); got != "٥٨٢" {
		t.Errorf("582 in Arabic is %s", got)
	}
}
