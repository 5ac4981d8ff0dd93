// Package termsafe makes text from evidence safe to show on a terminal and in
// a packet.
//
// It promises that what it returns moves no cursor, sets no colour or title,
// turns no reading direction and hides nothing: control characters, marks of
// direction and invisible characters appear as <U+202E>, bytes that are no
// UTF-8 as <0xFF>. Ordinary text of any language stays byte for byte as it is,
// with its emoji, flags and joiners. It forbids dropping a character: nothing
// disappears, it only becomes visible.
package termsafe

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Clean shows every character of s that a terminal would act on or hide. Line
// feeds and tabs stay. Text with nothing to show is returned as it is.
func Clean(s string) string {
	var (
		c   context
		b   strings.Builder
		cut int // s[:cut] is in b
	)
	for i := c.ordinary(s); i < len(s); {
		n, verdict := c.next(s[i:], true)
		if verdict == show {
			b.WriteString(s[cut:i])
			b.WriteString(Name(s[i : i+n]))
			cut = i + n
		}
		i += n
	}
	if cut == 0 {
		return s
	}
	b.WriteString(s[cut:])
	return b.String()
}

// CleanText is Clean for what stands in documents: a line end is LF, a tab a
// space.
func CleanText(s string) string {
	if strings.ContainsAny(s, "\r\t") {
		s = textEnds.Replace(s)
	}
	return Clean(s)
}

var textEnds = strings.NewReplacer("\r\n", "\n", "\t", " ")

// CleanLine is Clean for output that must stay on one line: a line end appears
// as ⏎, a tab as a space.
func CleanLine(s string) string {
	if strings.ContainsAny(s, "\n\t") {
		s = lineEnds.Replace(s)
	}
	return Clean(s)
}

var lineEnds = strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\t", " ")

// Name is how one character is shown: <U+202E>, or <0xFF> for a byte that is no
// UTF-8.
func Name(char string) string {
	r, n := utf8.DecodeRuneInString(char)
	if r == utf8.RuneError && n <= 1 {
		if char == "" {
			return ""
		}
		return fmt.Sprintf("<0x%02X>", char[0])
	}
	return fmt.Sprintf("<U+%04X>", r)
}
