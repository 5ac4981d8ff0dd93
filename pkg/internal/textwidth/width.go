// Package textwidth measures text in terminal columns, and cuts, pads and
// wraps it by that measure.
//
// It promises one answer for all of the program and on every machine: a
// Chinese character is two columns wide, an emoji of many characters two, a
// combining mark none, and a character that East Asian fonts draw either way
// one, whatever the locale. Nothing is ever cut inside what a reader takes for
// one character, and wrapping loses nothing but the spaces at line ends. It
// forbids measuring with anything else: two functions that disagree make
// crooked columns.
package textwidth

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Width is how many columns s takes on one line. Sequences that colour text
// take none.
func Width(s string) int {
	total := 0
	for len(s) > 0 {
		n, w := plain(s)
		total += w
		s = s[n:]
		if len(s) == 0 {
			break
		}
		n, w = cluster(s)
		total += w
		s = s[n:]
	}
	return total
}

// plain measures the longest start of s in which every character stands for
// itself, so that none has to be looked up. The last one is left out when
// something follows that may belong to it.
func plain(s string) (size, width int) {
	before, last := 0, 0
	for size < len(s) {
		if b := s[size]; ' ' <= b && b < 0x7f {
			before, last = size, 1
			size++
			width++
			continue
		}
		n, w := simple(s[size:])
		if n == 0 {
			if s[size] < utf8.RuneSelf {
				return size, width // a control character belongs to nothing before it
			}
			return before, width - last
		}
		before, last = size, w
		size += n
		width += w
	}
	return size, width
}

// simple gives the size and width of the first character of s when it is one
// of the common ones that neither join nor combine, and 0 else.
func simple(s string) (size, width int) {
	if b := s[0]; b < utf8.RuneSelf {
		if ' ' <= b && b < 0x7f {
			return 1, 1
		}
		return 0, 0
	}
	if len(s) < 3 || s[0] < 0xe3 || s[0] > 0xef {
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if ideograph(r) || 0x3001 <= r && r <= 0x3029 || 0xff01 <= r && r <= 0xff5e {
		return n, 2
	}
	return 0, 0
}

func ideograph(r rune) bool { return 0x4e00 <= r && r <= 0x9fff || 0x3400 <= r && r <= 0x4dbf }

// cluster measures the first grapheme cluster or colour sequence of s, which
// is not empty.
func cluster(s string) (size, width int) {
	if n := colour(s); n > 0 {
		return n, 0
	}
	first, _, w, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return len(first), w
}

// clusterWidth is the width of one cluster or colour sequence.
func clusterWidth(s string) int {
	if n, w := simple(s); n == len(s) {
		return w
	}
	if colour(s) > 0 {
		return 0
	}
	return uniseg.StringWidth(s)
}

// colour is the length of the colour sequence at the start of s: ESC [ digits
// and semicolons m.
func colour(s string) int {
	if !strings.HasPrefix(s, "\x1b[") {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch b := s[i]; {
		case b == 'm':
			return i + 1
		case b != ';' && (b < '0' || b > '9'):
			return 0
		}
	}
	return 0
}
