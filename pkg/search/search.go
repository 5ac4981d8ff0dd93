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
	"bytes"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// Query is the words looked for.
type Query struct{ words []word }

// word is one of them, folded.
type word struct {
	bytes  []byte // text
	text   string
	han    [][][]byte // of each of its ideographs: the characters that fold to it
	latin  bool       // it is of small letters from a to z
	rare   int        // where its rarest stands
	number string     // its value in plain form, where it is a number or an amount; else ""
}

// Parse splits a query at its spaces. It is empty where there is nothing to look
// for.
func Parse(text string) Query {
	var q Query
	for _, w := range strings.Fields(text) {
		if folded := strings.TrimSpace(fold.String(w)); folded != "" {
			w := word{bytes: []byte(folded), text: folded, han: han(folded), number: value(folded)}
			w.rare, w.latin = isLatin(folded)
			q.words = append(q.words, w)
		}
	}
	return q
}

// han are the forms of the ideographs of a folded text.
func han(folded string) (out [][][]byte) {
	if value(folded) != "" {
		return nil // it is found by its value, without the sign behind it
	}
	for _, r := range folded {
		if r >= 0x4e00 && r <= 0x9fff {
			var forms [][]byte
			for _, form := range fold.Forms(r) {
				forms = append(forms, []byte(string(form)))
			}
			out = append(out, forms)
		}
	}
	return out
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
func (q Query) In(parts []string) bool { return q.InPieces(nil, parts) }

// InPieces is In with one more part, which is given in pieces.
func (q Query) InPieces(pieces, parts []string) bool { return q.Looker().InPieces(pieces, parts) }

// Looker looks for a query in many things, one after another, in the same memory.
type Looker struct{ look }

// Looker is one for the query; it is for one goroutine.
func (q Query) Looker() *Looker {
	return &Looker{look{words: q.words, found: make([]bool, len(q.words))}}
}

// InPieces is that of the query.
func (k *Looker) InPieces(pieces, parts []string) bool {
	l := &k.look
	l.missing = len(l.words)
	clear(l.found)
	if l.part(pieces) {
		return true
	}
	for i := range parts {
		if l.part(parts[i : i+1]) {
			return true
		}
	}
	return l.missing == 0
}

// look is what was found in the parts of something so far.
type look struct {
	words   []word
	found   []bool
	missing int
	folded  []byte
}

// part looks through a part, and reports whether no word is missing any more.
func (l *look) part(pieces []string) bool {
	if len(pieces) == 0 || len(pieces) == 1 && pieces[0] == "" {
		return false
	}
	open := false
	for i := range l.words {
		if l.found[i] {
			continue
		}
		switch found, sure := l.words[i].quick(pieces); {
		case !sure:
			open = true
		case found:
			l.found[i] = true
			l.missing--
		}
	}
	if !open {
		return l.missing == 0
	}
	var plain bool
	if l.folded, plain = fold.AppendPlain(l.folded[:0], pieces...); !plain {
		l.folded = append(l.folded[:0], fold.String(strings.Join(pieces, ""))...)
	}
	for i := range l.words {
		if !l.found[i] && l.words[i].in(l.folded) {
			l.found[i] = true
			if l.missing--; l.missing == 0 {
				return true
			}
		}
	}
	return false
}

func (w *word) in(folded []byte) bool {
	if bytes.Contains(folded, w.bytes) {
		return true
	}
	if w.number == "" {
		return false
	}
	text := string(folded)
	for from, to := range numbers(text) {
		if plain(text[from:to]) == w.number {
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

// Named says that where name stands, label is read. It serves Holds.
func (q Query) Named(name, label string) {
	folded := fold.String(label)
	for _, w := range q.words {
		for i, forms := range w.han {
			if strings.Contains(folded, string(forms[0])) {
				w.han[i] = append(forms, []byte(name))
			}
		}
	}
}
