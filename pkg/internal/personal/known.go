package personal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Known is data that are known already, by their Key: what was found in one place
// is what it is in every other, with a word before it or without.
type Known map[string]Kind

// Add takes a datum in. One of a single character is no datum.
func (k Known) Add(kind Kind, s string) {
	if key := Key(s); utf8.RuneCountInString(key) > 1 {
		k[key] = kind
	}
}

// Find lists where the data stand in a text, in order; of two that overlap the
// earlier and longer. Marks and spaces within do not matter.
func (k Known) Find(text string) []Found {
	if len(k) == 0 {
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
	for key, kind := range k {
		for at := 0; ; {
			i := strings.Index(stream[at:], key)
			if i < 0 {
				break
			}
			start, last := from[at+i], from[at+i+len(key)-1]
			at += i + len(key)
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
