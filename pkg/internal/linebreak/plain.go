package linebreak

import "unicode/utf8"

// Most texts are words, ideographs and the marks behind them. In these UAX #14 comes
// to a rule for two neighbours, which costs a tenth of a segmenter's tables: LB7 and
// LB18 for spaces, LB13 and LB21 for marks, LB23, LB28 and LB31 for the rest.

// class is what a character is in a plain text.
type class uint8

const (
	other class = iota
	space
	latin     // letters and digits of ASCII
	ideograph // of the block that has most
	westMark  // ends a clause, with a space or the end of the text behind it
	hanMark   // the same of Chinese
)

func classOf(r rune) class {
	switch {
	case 'a' <= r|0x20 && r|0x20 <= 'z', '0' <= r && r <= '9':
		return latin
	case r == ' ':
		return space
	case 0x4e00 <= r && r <= 0x9fff:
		return ideograph
	}
	switch r {
	case ',', '.', ':', ';', '!', '?':
		return westMark
	case '，', '。', '、', '：', '；', '！', '？':
		return hanMark
	}
	return other
}

// plain reports whether a text is such that parts cuts it.
func plain(s string) bool {
	before := space
	for _, r := range s {
		c := classOf(r)
		switch {
		case c == other, before == westMark && c != space, (c == westMark || c == hanMark) && before == space:
			return false
		}
		before = c
	}
	return true
}

// parts is segments of a plain text.
func parts(s string, more bool, yield func(Segment) bool) bool {
	r, n := utf8.DecodeRuneInString(s)
	for c := classOf(r); n < len(s); {
		r, size := utf8.DecodeRuneInString(s[n:])
		next := classOf(r)
		out := Segment{Text: s[:n], After: No}
		if breaks(c, next) {
			out.After = May
		}
		if !yield(out) {
			return false
		}
		s, c, n = s[n:], next, size
	}
	out := Segment{Text: s}
	if more {
		out.After = May
	}
	return yield(out)
}

// breaks reports whether a line may end between two neighbours of a plain text.
func breaks(before, after class) bool {
	switch {
	case after == space, after == westMark, after == hanMark:
		return false
	case before == space, before == hanMark:
		return true
	}
	return before == ideograph || after == ideograph
}
