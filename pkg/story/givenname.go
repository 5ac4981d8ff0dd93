package story

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/internal/fold"
)

// givenName is what a person called a file: its name without the extension, where
// some of its words are words. A camera, a scanner and a browser number theirs.
func givenName(name string, unnamed []string) string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	isBreak := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }
	given := func(word string) bool {
		word = strings.TrimFunc(fold.String(word), unicode.IsDigit)
		return !strings.ContainsFunc(word, unicode.IsDigit) && !slices.Contains(unnamed, word) && tells(word)
	}
	if !slices.ContainsFunc(strings.FieldsFunc(stem, isBreak), given) {
		return ""
	}
	return excerpt(strings.ReplaceAll(stem, "_", " "))
}

// tells reports whether letters can be a word: two signs of a script that writes
// whole words with one, or three letters of another.
func tells(word string) bool {
	signs, letters := 0, 0
	for _, r := range word {
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
			signs++
		} else if unicode.IsLetter(r) {
			letters++
		}
	}
	return signs >= 2 || letters >= 3
}
