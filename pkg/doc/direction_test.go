package doc

import "testing"

func TestFromRight(t *testing.T) {
	for text, want := range map[string][2]bool{ // what the author says, what somebody said
		"":                 {false, false},
		"123!":             {false, false},
		"متجر الهدى!":      {true, true},
		"(שלום) 5":         {true, true},
		"متجر iPhone":      {false, true},
		"iPhone متجر":      {false, false},
		"متجر 拒绝":          {false, true},
		"1. متجر":          {true, true},
		"拒绝 חנות":          {false, false},
		"ร้าน":             {false, false},
		"\u0661\u0662 ر.س": {true, true},
	} {
		if got := [2]bool{FromRight(text, false), FromRight(text, true)}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
		if got := SaidFromRight(Plain(text)); got != want[1] {
			t.Errorf("%q said: %t, want %t", text, got, want[1])
		}
	}
}
