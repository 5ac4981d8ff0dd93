package xmlstream

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode resolves the references of an attribute. One that is not known stays
// as it is written.
func decode(raw []byte) (text string, broken bool) {
	s := string(raw)
	if !utf8.ValidString(s) {
		s, broken = strings.ToValidUTF8(s, "\uFFFD"), true
	}
	if !strings.Contains(s, "&") {
		return s, broken
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "&")
		b.WriteString(before)
		if !ok {
			return b.String(), broken
		}
		r, width := reference(rest)
		if width == 0 {
			b.WriteByte('&')
			s = rest
			continue
		}
		s = rest[width:]
		if utf16.IsSurrogate(r) {
			var low rune
			if after, half := strings.CutPrefix(s, "&"); half {
				if low, width = reference(after); width > 0 {
					if whole := utf16.DecodeRune(r, low); whole != utf8.RuneError {
						b.WriteRune(whole)
						s = after[width:]
						continue
					}
				}
			}
			r, broken = utf8.RuneError, true
		}
		b.WriteRune(r)
	}
}

// reference reads what follows a &, up to its semicolon.
func reference(s string) (r rune, width int) {
	name, _, ok := strings.Cut(s[:min(len(s), 12)], ";")
	if !ok {
		return 0, 0
	}
	switch name {
	case "amp":
		r = '&'
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "quot":
		r = '"'
	case "apos":
		r = '\''
	default:
		digits, number := strings.CutPrefix(name, "#")
		base := 10
		if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
			digits, base = hex, 16
		}
		n, err := strconv.ParseUint(digits, base, 21)
		if !number || err != nil || n > utf8.MaxRune || n == 0 {
			return 0, 0
		}
		r = rune(n)
	}
	return r, len(name) + 1
}
