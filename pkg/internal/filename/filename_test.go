package filename

import (
	"strings"
	"testing"
)

// hostile are words that are no names of files somewhere.
var hostile = []string{"a.txt", "../x", `C:\x\y.txt`, "a:b", "what?", "end. .", " . ", "CON", "con.txt.zip", "nul", "com1", "LPT9.x", "com¹", "CONIN$",
	"a\nb\x00c", "a\u202etxt.exe", "bad\xff.bin", strings.Repeat("长", 300) + ".jpeg", strings.Repeat("x", 300), "a." + strings.Repeat("y", 300), "|<>*", ""}

func TestNoNameIsRefused(t *testing.T) {
	refused := 0
	for _, words := range hostile {
		if Refused(words) {
			refused++
		}
		if name := Shorten("E1-"+Safe(words), 100); Refused(name+"x") || len(name) > 100 || strings.ContainsAny(name, "\n/") {
			t.Errorf("%q is named %q", words, name)
		}
	}
	if refused < 14 {
		t.Errorf("only %d of %d words are refused", refused, len(hostile))
	}
	for _, name := range []string{"a.txt", "comet", "联系.pdf", ".x"} {
		if Refused(name) {
			t.Errorf("%q is refused", name)
		}
	}
}
