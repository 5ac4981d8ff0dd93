package sheet

import (
	"strconv"
	"strings"

	"complain/pkg/internal/jsonstream"
)

// wholeAndParts writes an amount as one number that is parted in two: {"units": "45",
// "nanos": 100000000} has units of 45.1. Either may be missing where it is zero. Source:
// google.type.Money, whose form other programs have too; looked up 2026-12-01.
func wholeAndParts(v jsonstream.Value) jsonstream.Value {
	if !v.Has("nanos") && !(v.Has("units") && v.Has("currencyCode")) {
		return v
	}
	units, ok1 := integer(v.Get("units"))
	nanos, ok2 := integer(v.Get("nanos"))
	apart := units > 0 && nanos < 0 || units < 0 && nanos > 0 // the two have one sign
	if !ok1 || !ok2 || apart || nanos <= -1e9 || nanos >= 1e9 {
		return v
	}
	sign := ""
	if units < 0 || nanos < 0 {
		sign, units, nanos = "-", -units, -nanos
	}
	parts := strings.TrimRight(strconv.FormatInt(nanos+1e9, 10)[1:], "0")
	parts += strings.Repeat("0", max(0, 2-len(parts)))
	whole := jsonstream.Member{Name: "units", Value: jsonstream.Value{Kind: jsonstream.String, Text: sign + strconv.FormatInt(units, 10) + "." + parts}}
	out := jsonstream.Value{Kind: jsonstream.Object, Members: []jsonstream.Member{whole}}
	for _, m := range v.Members {
		if m.Name != "units" && m.Name != "nanos" {
			out.Members = append(out.Members, m)
		}
	}
	return out
}

// integer is a whole number, as a number or a text; nothing is zero.
func integer(v jsonstream.Value) (int64, bool) {
	if v.Kind == jsonstream.None || v.Kind == jsonstream.Null {
		return 0, true
	}
	n, err := strconv.ParseInt(v.Text, 10, 64)
	return n, err == nil && (v.Kind == jsonstream.Number || v.Kind == jsonstream.String)
}
