package statement

import (
	"testing"

	"complain/pkg/dispute"
)

func TestAmount(t *testing.T) {
	tests := []struct {
		text     string
		mark     Mark
		currency string
		want     string // "" where it is none
		exact    bool
	}{
		{"-80", EitherMark, "USD", "-80.00", true},
		{"12.5", EitherMark, "USD", "12.50", true},
		{"12,5", EitherMark, "USD", "12.50", true},
		{"1,234.56", EitherMark, "USD", "1234.56", true},
		{"1.234,56", EitherMark, "USD", "1234.56", true},
		{"1,234,567", EitherMark, "USD", "1234567.00", true},
		{"1,000", EitherMark, "USD", "", false},
		{"1,000", EitherMark, "KWD", "1.000", true},
		{"-1,000", EitherMark, "JPY", "-1000", true},
		{"1.000", EitherMark, "JPY", "", false},
		{"1234.00", EitherMark, "JPY", "1234", true},
		{"0,125", EitherMark, "KWD", "0.125", true},
		{"1,000", Comma, "USD", "1.00", true},
		{"1,000", Point, "USD", "1000.00", true},
		{"1.234,5", Comma, "EUR", "1234.50", true},
		{"9,", Comma, "EUR", "9.00", true},
		{"1,2345", Comma, "EUR", "1.23", false},
		{"-995.4190396554627", EitherMark, "USD", "-995.42", false},
		{"1.2.3", Point, "USD", "", false},
		{"1e5", Point, "USD", "", false},
		{"0x1p4", Point, "USD", "", false},
		{"NaN", EitherMark, "USD", "", false},
		{"", EitherMark, "USD", "", false},
		{"2500", Comma, "JPY", "2500", true},
	}
	for _, tt := range tests {
		a, exact, ok := Amount(tt.text, tt.mark, tt.currency)
		if ok != (tt.want != "") || ok && (a.Decimal() != tt.want || exact != tt.exact) {
			t.Errorf("%q %q: %v %t %t, want %q", tt.text, tt.mark, a, exact, ok, tt.want)
		}
	}
}

func TestClosing(t *testing.T) {
	eur := func(minor int64) *dispute.Amount { return &dispute.Amount{Minor: minor, Currency: "EUR"} }
	var s Sum
	s.Add(*eur(500), dispute.In)
	s.Add(*eur(-200), dispute.Out)
	what := dispute.Say("statement.total.balance", "1")
	if x, ok := s.Closing(what, eur(1000), eur(1300), nil); !ok || !x.OK {
		t.Errorf("%+v %t", x, ok)
	}
	if x, ok := s.Closing(what, eur(1000), eur(1301), map[string]bool{"EUR": true}); !ok || x.OK {
		t.Errorf("%+v %t", x, ok)
	}
	for _, not := range []struct {
		opening, closing *dispute.Amount
		currencies       map[string]bool
	}{
		{nil, eur(1), nil}, {eur(1), nil, nil}, {eur(1), &dispute.Amount{Minor: 1, Currency: "SEK"}, nil},
		{eur(1), eur(1), map[string]bool{"SEK": true}}, {eur(1), eur(1), map[string]bool{"SEK": true, "EUR": true}},
	} {
		if _, ok := s.Closing(what, not.opening, not.closing, not.currencies); ok {
			t.Errorf("%+v compared", not)
		}
	}
	s.Add(dispute.Amount{Minor: 1<<63 - 1}, dispute.In)
	if _, ok := s.Closing(what, eur(0), eur(0), nil); ok {
		t.Error("an overflow compared")
	}
}

func TestDecoder(t *testing.T) {
	for _, tt := range []struct{ bytes, declared, want string }{
		{"Caf\u00e9", "1252", "Café"}, // valid UTF-8, whatever is declared
		{"Caf\xe9", "1252", "Café"},
		{"Caf\xe9", "ISO-8859-1", "Café"},
		{"Caf\xe9", "", "Café"},
		{"\xb3\xbf\xb9\xe2", "936", "晨光"},
		{"\xb3\xbf\xb9\xe2", "", "晨光"},
		{"\xb3\xbf\xb9\xe2", "GB2312", "晨光"},
		{"\xa4\xa4", "Big5", "中"},
	} {
		if got := decoder([]byte(tt.bytes), tt.declared)([]byte(tt.bytes)); got != tt.want {
			t.Errorf("%q as %q: %q, want %q", tt.bytes, tt.declared, got, tt.want)
		}
	}
}
