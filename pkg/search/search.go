// Package search finds words in what a case holds, as people write them: in any
// case and width, across the spaces that programs put between Chinese
// characters, and numbers by their value.
//
// It promises that all words of a query occur in what matches, and that the
// marks of a snippet stand on them. It forbids ranking and guessing at
// spelling: what is searched is evidence, and a search that finds nothing says
// that nothing is there.
package search

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// Query is the words looked for.
type Query struct{ words []word }

// word is one of them, folded.
type word struct {
	text   string
	number string // its value in plain form, where it is a number or an amount; else ""
}

// Parse splits a query at its spaces. It is empty where there is nothing to look
// for.
func Parse(text string) Query {
	var q Query
	for _, w := range strings.Fields(text) {
		if folded := strings.TrimSpace(fold.String(w)); folded != "" {
			q.words = append(q.words, word{folded, value(folded)})
		}
	}
	return q
}

// Empty reports whether there is nothing to look for.
func (q Query) Empty() bool { return len(q.words) == 0 }

// value is the plain form of a number that stands alone or with the sign of a
// currency: "¥1,299.00" is "1299".
func value(folded string) string {
	number := strings.TrimSuffix(strings.TrimSuffix(strings.TrimLeft(folded, "¥$€£"), "元"), "cny")
	if !strings.ContainsAny(number, "0123456789") || strings.Trim(number, "0123456789,.") != "" {
		return ""
	}
	if _, err := dispute.ParseAmount(number, "CNY"); err != nil {
		return ""
	}
	return plain(number)
}

// plain leaves out the commas and zeros of a number that say nothing.
func plain(number string) string {
	number = strings.ReplaceAll(number, ",", "")
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	if number = strings.TrimLeft(number, "0"); number == "" || number[0] == '.' {
		number = "0" + number
	}
	return number
}

// In reports whether every word occurs in one of the parts of something. The
// parts stay apart: no word is found across two of them.
func (q Query) In(parts []string) bool {
	missing := len(q.words)
	var few [8]bool
	found := few[:]
	if len(q.words) > len(few) {
		found = make([]bool, len(q.words))
	}
	for _, part := range parts {
		if part == "" {
			continue
		}
		folded := fold.String(part)
		for i, w := range q.words {
			if !found[i] && w.in(folded) {
				found[i] = true
				if missing--; missing == 0 {
					return true
				}
			}
		}
	}
	return missing == 0
}

func (w word) in(folded string) bool {
	if strings.Contains(folded, w.text) {
		return true
	}
	if w.number == "" {
		return false
	}
	for from, to := range numbers(folded) {
		if plain(folded[from:to]) == w.number {
			return true
		}
	}
	return false
}

// places lists where a word stands in a folded text.
func (w word) places(folded string) [][2]int {
	var out [][2]int
	for at := 0; ; {
		i := strings.Index(folded[at:], w.text)
		if i < 0 {
			break
		}
		out = append(out, [2]int{at + i, at + i + len(w.text)})
		at += i + len(w.text)
	}
	if w.number == "" {
		return out
	}
	for from, to := range numbers(folded) {
		if plain(folded[from:to]) == w.number {
			out = append(out, [2]int{from, to})
		}
	}
	return out
}

// numbers yields where the numbers of a text begin and end: digits with commas
// and one point among them.
func numbers(text string) func(yield func(from, to int) bool) {
	return func(yield func(from, to int) bool) {
		for i := 0; i < len(text); i++ {
			if !digit(text[i]) {
				continue
			}
			from, point := i, false
			for i++; i < len(text); i++ {
				c := text[i]
				inside := (c == ',' || c == '.' && !point) && i+1 < len(text) && digit(text[i+1])
				if !digit(c) && !inside {
					break
				}
				point = point || c == '.'
			}
			if !yield(from, i) {
				return
			}
		}
	}
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
