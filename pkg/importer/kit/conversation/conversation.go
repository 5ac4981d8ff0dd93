// Package conversation holds what the readers of chat exports share: telling
// visible from invisible characters, gathering a message from its lines, and
// matching the attachments that messages name with the files that arrived.
//
// It promises that gathering a message never drops or moves a byte: the span
// of a message is exactly its lines. It forbids knowing any chat format.
package conversation

import (
	"strings"
	"unicode/utf8"
)

// IsMark reports whether r is one of the characters that only steer the
// direction of text: chat programs put them around names and before their own
// words.
func IsMark(r rune) bool {
	switch {
	case r == '\u200e', r == '\u200f', r == '\u061c', r == '\ufeff':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

// MarkLen is the length in bytes of the mark at the start of s, or 0.
func MarkLen(s string) int {
	if len(s) < 2 || s[0] < 0xd8 {
		return 0
	}
	if r, n := utf8.DecodeRuneInString(s); IsMark(r) {
		return n
	}
	return 0
}

// TrimMarks is s without the marks at its start, and whether there were any.
func TrimMarks(s string) (rest string, marked bool) {
	for {
		n := MarkLen(s)
		if n == 0 {
			return s, marked
		}
		s, marked = s[n:], true
	}
}

// Visible is s without any mark.
func Visible(s string) string {
	if strings.IndexFunc(s, IsMark) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if IsMark(r) {
			return -1
		}
		return r
	}, s)
}

// IsBlank reports whether s shows nothing: spaces and marks.
func IsBlank(s string) bool {
	for i, r := range s {
		if i == 0 && r > ' ' && r < 0x80 {
			return false
		}
		if !IsSpace(r) && !IsMark(r) {
			return false
		}
	}
	return true
}

// IsSpace reports whether r is a space of any width.
func IsSpace(r rune) bool {
	switch {
	case r == ' ', r == '\t', r == '\r', r == '\u00a0', r == '\u202f', r == '\u205f', r == '\u3000':
		return true
	case r >= '\u2000' && r <= '\u200a':
		return true
	}
	return false
}

// Excerpt is the beginning of s, for quoting in notes.
func Excerpt(s string) string {
	const most = 60
	runes := 0
	for i := range s {
		if runes++; runes > most {
			return s[:i] + "…"
		}
	}
	return s
}
