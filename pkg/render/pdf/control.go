package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text safe to set: what would act on a reader's screen
// instead of being seen (control and direction characters, bytes that are not
// UTF-8) is spelt out as <U+202E> or <0xFF>. Line ends become \n. Joiners and
// variation selectors stay, because emoji need them; the ones that join
// nothing are spelt out where clusters are set.
func visible(s string) string {
	if !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			fmt.Fprintf(&b, "<0x%02X>", s[i])
			n = 1
		case r == '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == '\n' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString("    ")
		case hidden(r):
			b.WriteString(spelt(r))
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// hidden says whether a character must not be set as itself.
func hidden(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0, r == '\u2028', r == '\u2029':
		return true
	case r == 0xFFFC, r == 0xFFFD, r >= 0xFFFE && r <= 0xFFFF:
		return true
	case joiner(r):
		return false
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cs, r)
}

// joiners only have a meaning inside a cluster: zero width joiners, variation
// selectors and the tags of flags.
var joiners = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x200C, Hi: 0x200D, Stride: 1}, {Lo: 0xFE00, Hi: 0xFE0F, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0xE0020, Hi: 0xE007F, Stride: 1}, {Lo: 0xE0100, Hi: 0xE01EF, Stride: 1}},
}

func joiner(r rune) bool { return unicode.Is(joiners, r) }

func spelt(r rune) string { return fmt.Sprintf("<U+%04X>", r) }
