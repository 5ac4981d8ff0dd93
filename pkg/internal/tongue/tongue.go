// Package tongue tells in which language people write, by their letters and by the
// commonest words of the languages that share letters.
//
// It promises to name a language only where several words speak for it and more
// than for any other: a short text, a list of names and a line of numbers have
// none. It forbids to guess from one word, and knows no more languages than its
// table has.
package tongue

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tally counts in which languages the texts that it was given are written.
type Tally struct {
	texts map[string]int // of each language
	words map[string]int // and its words in all of them
}

// Add counts a text.
func (t *Tally) Add(text string) {
	if t.texts == nil {
		t.texts, t.words = map[string]int{}, map[string]int{}
	}
	lang, words := most(text)
	if lang != "" {
		t.texts[lang]++
		t.words[lang] += words
	}
}

// Lacking is the language of most texts among those that none of the known ones
// is, with how many texts are in it; "" where those are few beside the known, or
// where too little speaks for any.
func (t *Tally) Lacking(known func(lang string) bool) (lang string, texts int) {
	ours := 0
	for l, n := range t.texts {
		switch {
		case known(l):
			ours += n
		case t.words[l] < fewest:
		case n > texts || n == texts && l < lang:
			lang, texts = l, n
		}
	}
	if texts*few < ours {
		return "", 0
	}
	return lang, texts
}

const (
	fewest = 3 // words that make a language certain
	few    = 4 // of a known language, beside one text that is not
)

// Of is the language of a text; "" where too little speaks for any.
func Of(text string) string {
	if lang, words := most(text); words >= fewest {
		return lang
	}
	return ""
}

// most is the language for which most words of a text speak; "" where two are even.
func most(text string) (lang string, words int) {
	counts := map[string]int{}
	for _, word := range strings.FieldsFunc(text, between) {
		if l, n := byLetters(word); n > 0 {
			counts[l] += n
			continue
		}
		for _, l := range byWord()[strings.ToLower(word)] {
			counts[l]++
		}
	}
	even := false
	for l, n := range counts {
		switch {
		case n > words:
			lang, words, even = l, n, false
		case n == words:
			even = true
		}
	}
	if even {
		return "", 0
	}
	return lang, words
}

func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }

// byLetters is the language whose letters a word has, and for how many words its
// letters count: not every language writes spaces between words.
func byLetters(word string) (lang string, words int) {
	for _, s := range scripts {
		n := 0
		for _, r := range word {
			if unicode.Is(s.letters, r) {
				n++
			}
		}
		if n > 0 {
			return s.language, (utf8.RuneCountInString(word) + 1) / 2
		}
	}
	return "", 0
}
