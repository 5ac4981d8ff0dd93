package mt940

import "testing"

func TestDays(t *testing.T) {
	for entry, want := range map[string]struct{ value, booked, rest string }{
		"2603050305D10,50NTRF": {"260305", "0305", "D10,50NTRF"},
		"260305RC10,50NTRF":    {"260305", "", "RC10,50NTRF"},
		"260305 D10,50NTRF":    {"260305", "", "D10,50NTRF"},
		"26-03-05EUR10,50":     {},
		"2603DR10,50NTRF":      {"2603", "", "DR10,50NTRF"},
		"RD10,50NTRF":          {"", "", "RD10,50NTRF"},
		"05OCT26C10,50NTRF":    {"05OCT26", "", "C10,50NTRF"},
		"26030C5D10,50NTRF":    {"26030C5", "", "D10,50NTRF"},
		"CARD10,50":            {},
		"the sum D none":       {},
	} {
		value, booked, rest, ok := days(entry)
		if value != want.value || booked != want.booked || rest != want.rest || ok != (want.rest != "") {
			t.Errorf("%q: %q %q %q %t", entry, value, booked, rest, ok)
		}
	}
}
