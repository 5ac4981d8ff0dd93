package filename

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// hostile are words that are no names of files somewhere.
var hostile = []string{"a.txt", "../x", `C:\x\y.txt`, "a:b", "what?", "end. .", " . ", "CON", "con.txt.zip", "nul", "com1", "LPT9.x", "com¹", "CONIN$",
	"a\nb\x00c", "a\u202etxt.exe", "bad\xff.bin", strings.Repeat("长", 300) + ".jpeg", strings.Repeat("x", 300), "a." + strings.Repeat("y", 300), "|<>*", ""}

func TestNoNameIsRefused(t *testing.T) {
	refused := 0
	for _, words := range hostile {
		if windowsRefuses(words) {
			refused++
		}
		if name := Shorten("E1-"+Safe(words), 100); windowsRefuses(name+"x") || len(name) > 100 || strings.ContainsAny(name, "\n/") {
			t.Errorf("%q is named %q", words, name)
		}
	}
	if refused < 14 {
		t.Errorf("only %d of %d words are refused", refused, len(hostile))
	}
	for _, name := range []string{"a.txt", "comet", "联系.pdf", ".x"} {
		if windowsRefuses(name) {
			t.Errorf("%q is refused", name)
		}
	}
}

// refused reports whether Windows refuses a name, or makes another one of it.
func windowsRefuses(name string) bool {
	switch {
	case name == "", Device(name), utf8.RuneCountInString(name) > 255, strings.TrimRight(name, ". ") != name:
		return true
	}
	return strings.ContainsAny(name, `<>:"/\|?*`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' })
}
