package packet

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Names of files are taken by every system, whatever evidence is called.
func TestFileName(t *testing.T) {
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"\u8bc1\u636e1", "\u4ed8\u6b3e\u8bb0\u5f55", "2026-02-28"}, "\u8bc1\u636e1_\u4ed8\u6b3e\u8bb0\u5f55_2026-02-28"},
		{[]string{"Exhibit 1", `a/b\c:d*e?f"g<h>i|j`}, "Exhibit-1_a-b-c-d-e-f-g-h-i-j"},
		{[]string{"Exhibit 2", "../../etc/passwd"}, "Exhibit-2_etc-passwd"},
		{[]string{"x", "trailing. . ."}, "x_trailing"},
		{[]string{"CON"}, "_CON"},
		{[]string{"nul.txt"}, "_nul.txt"},
		{[]string{"a\u202egpj.exe"}, "a-U+202E-gpj.exe"},
		{[]string{"\x00\x1b[31m"}, "U+0000-U+001B-31m"},
		{[]string{"", "  ", "-"}, ""},
	} {
		if got := FileName(c.words...); got != c.want {
			t.Errorf("%q: %q, want %q", c.words, got, c.want)
		}
	}
	long := FileName("\u8bc1\u636e1", strings.Repeat("\u8fc7", 500), strings.Repeat("w ", 500))
	if n := utf8.RuneCountInString(long); n > 80 || len(long) > 200 {
		t.Errorf("%d characters, %d bytes", n, len(long))
	}
}
