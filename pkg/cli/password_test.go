package cli

import (
	"slices"
	"testing"
)

// A file of passwords may be as editors save it, and as people type.
func TestPasswordsIn(t *testing.T) {
	for text, want := range map[string][]string{
		"482913\n":                  {"482913"},
		"\ufeff482913\r\n\r\n 7 \n": {"482913", " 7 ", "7"},
		"\xff\xfe4\x008\x002\x009\x00\r\x00\n\x001\x00": {"4829", "1"},
		"\xfe\xff\x004\x008\x00\n\x001":                 {"48", "1"},
		"4\x008\x002\x009\x001\x003\x00":                {"482913"},
		"４８２９１３":                                        {"４８２９１３", "482913"},
		"\xc3\xdc\xc2\xeb1":                             {"密码1"},
		"密码 482913":                                     {"密码 482913", "482913"},
		"解压密码：４８２９１３\n":                                 {"解压密码：４８２９１３", "解压密码:482913", "482913"},
		"Password: a b":                                 {"Password: a b", "a b"},
		"":                                              nil,
	} {
		if got := passwordsIn([]byte(text)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
