// Package hanscript writes Chinese in the characters of the mainland, so that one word
// is found in both scripts.
//
// It promises that a text keeps its length, so that every place in it stays, and that
// what is written in the characters of the mainland stays as it is. It forbids to
// change what is stored, and knows characters only, no words.
package hanscript

import (
	"strings"
	"sync"
)

// The block in which all characters of the table stand.
const first, last = '\u4e00', '\u9fff'

// table is what each character of the block is written as; 0 for itself.
var table = sync.OnceValue(func() *[last - first + 1]uint16 {
	var out [last - first + 1]uint16
	to := []rune(simplified)
	for i, r := range []rune(traditional) {
		out[r-first] = uint16(to[i])
	}
	return &out
})

// Simplified is a text in the characters of the mainland.
func Simplified(s string) string {
	at := strings.IndexFunc(s, turns)
	if at < 0 {
		return s
	}
	return s[:at] + strings.Map(func(r rune) rune {
		if turns(r) {
			return rune(table()[r-first])
		}
		return r
	}, s[at:])
}

func turns(r rune) bool { return r >= first && r <= last && table()[r-first] != 0 }
