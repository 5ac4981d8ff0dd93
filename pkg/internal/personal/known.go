package personal

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Known is data that are known already, by their Key: what was found in one place
// is what it is in every other, with a word before it or without. The zero Known has
// none.
type Known struct {
	kinds map[string]Kind
	// sizes are how many bytes the data that begin with a character have: a bill has
	// thousands of data, and each of its rows is looked through for all.
	sizes map[rune][]int
}

// Add takes a datum in. One of a single character is no datum.
func (k *Known) Add(kind Kind, s string) {
	key := Key(s)
	if utf8.RuneCountInString(key) <= 1 {
		return
	}
	if k.kinds == nil {
		k.kinds, k.sizes = map[string]Kind{}, map[rune][]int{}
	}
	k.kinds[key] = kind
	first, _ := utf8.DecodeRuneInString(key)
	if sizes := k.sizes[first]; !slices.Contains(sizes, len(key)) {
		k.sizes[first] = append(sizes, len(key))
	}
}

// Has reports whether a datum is known by its Key.
func (k *Known) Has(key string) bool {
	_, has := k.kinds[key]
	return has
}

// All gives the data by their Key.
func (k *Known) All() iter.Seq2[string, Kind] { return maps.All(k.kinds) }

// Find lists where the data stand in a text, in order; of two that overlap the
// earlier and longer. Marks and spaces within do not matter.
func (k *Known) Find(text string) []Found {
	if len(k.kinds) == 0 {
		return nil
	}
	t := fold(text)
	var b strings.Builder
	var from []int // where each byte of b stands in t.s
	for i, r := range t.s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		n := b.Len()
		b.WriteRune(unicode.ToUpper(r))
		for range b.Len() - n {
			from = append(from, i)
		}
	}
	stream := b.String()
	var found []Found
	var past map[string]int // where each that was met ends: it does not begin before
	for at, first := range stream {
		for _, n := range k.sizes[first] {
			if at+n > len(stream) {
				continue
			}
			key := stream[at : at+n]
			kind, has := k.kinds[key]
			if !has || at < past[key] {
				continue
			}
			if past == nil {
				past = map[string]int{}
			}
			past[key] = at + n
			start, last := from[at], from[at+n-1]
			_, size := utf8.DecodeRuneInString(t.s[last:])
			if end := last + size; t.standsAlone(start, end) {
				found = append(found, Found{kind, t.original(start), t.originalEnd(end)})
			}
		}
	}
	return apart(found)
}

// standsAlone reports that what is in letters or digits of ASCII is not a part
// of a longer word or number.
func (t *folded) standsAlone(start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(t.s[:start])
	first, _ := utf8.DecodeRuneInString(t.s[start:])
	last, _ := utf8.DecodeLastRuneInString(t.s[:end])
	return !(wordRune(before) && wordRune(first)) && !(wordRune(last) && wordRune(t.after(end)))
}

// Together is what is found in two ways, in order, none overlapping another.
func Together(a, b []Found) []Found { return apart(append(append([]Found(nil), a...), b...)) }
