package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/fold"
	"complain/pkg/internal/hanscript"
)

// spellings are words as people type them, with what they mean by them: slips,
// words without their apostrophe, sounds written as they are spoken.
type spellings struct {
	han   map[rune][]spelling
	first [64]uint64        // a filter of the first characters of han
	words map[string]string // whole words of scripts with spaces
}

type spelling struct{ typed, meant string }

func newSpellings(all map[string]map[string]string) *spellings {
	s := &spellings{han: map[rune][]spelling{}, words: map[string]string{}}
	for _, list := range all {
		for typed, meant := range list {
			typed, meant := fold.String(typed), fold.String(meant)
			first, _ := utf8.DecodeRuneInString(typed)
			if spaced(first) {
				s.words[typed] = meant
				continue
			}
			s.han[first] = append(s.han[first], spelling{typed, meant})
			s.first[first>>6&63] |= 1 << (first & 63)
		}
	}
	for _, list := range s.han { // of those that begin alike the longest is meant
		slices.SortFunc(list, func(a, b spelling) int {
			return cmp.Or(cmp.Compare(len(b.typed), len(a.typed)), cmp.Compare(a.typed, b.typed))
		})
	}
	return s
}

// mended is a folded text with the words that were meant.
func (s *spellings) mended(text string) string {
	var b strings.Builder
	done := 0
	put := func(from, to int, meant string) {
		b.WriteString(text[done:from])
		b.WriteString(meant)
		done = to
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '’' || r == '‘':
			put(i, i+size, "'")
		case spaced(r):
			end := i + size
			for end < len(text) {
				next, n := utf8.DecodeRuneInString(text[end:])
				if !spaced(next) {
					break
				}
				end += n
			}
			if meant, ok := s.words[text[i:end]]; ok && (i == 0 || text[i-1] != '\'') {
				put(i, end, meant)
			}
			size = end - i
		case s.first[r>>6&63]>>(r&63)&1 != 0:
			for _, one := range s.han[r] {
				if strings.HasPrefix(text[i:], one.typed) {
					put(i, i+len(one.typed), one.meant)
					size = len(one.typed)
					break
				}
			}
		}
		i += size
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// heard is a sentence as the words look at it: folded, with the words that were meant,
// with pauses that are written as spaces between Chinese words as commas, and without
// what it quotes, which somebody else said.
func (w *words) heard(sentence string) string {
	w.prepare()
	if strings.ContainsRune(sentence, ' ') {
		sentence = pauses(sentence)
	}
	return w.spellings.mended(unquoted(hanscript.Simplified(fold.String(sentence))))
}

// pauses writes a comma for each space between Chinese words of two characters and more.
func pauses(s string) string {
	runes := []rune(s)
	han := func(i int) bool { return i >= 0 && i < len(runes) && unicode.Is(unicode.Han, runes[i]) }
	for i, r := range runes {
		if r == ' ' && han(i-2) && han(i-1) && han(i+1) && han(i+2) {
			runes[i] = '，'
		}
	}
	return string(runes)
}

var quotes = map[rune]rune{'“': '”', '「': '」', '『': '』', '"': '"'}

// unquoted is a text with what stands in quotation marks blotted out, but a text that
// is a quotation as a whole.
func unquoted(text string) string {
	if !strings.ContainsAny(text, "“「『\"") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		b.WriteRune(r)
		if end := strings.IndexRune(text[i+size:], quotes[r]); quotes[r] != 0 && end > 0 {
			i += end
			b.WriteString("_")
		}
		i += size
		if quotes[r] != 0 && i < len(text) {
			closing, size := utf8.DecodeRuneInString(text[i:])
			if closing == quotes[r] {
				b.WriteRune(closing)
				i += size
			}
		}
	}
	if out := b.String(); strings.IndexFunc(strings.ReplaceAll(out, "_", ""), unicode.IsLetter) >= 0 {
		return out
	}
	return text
}
