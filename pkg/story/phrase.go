package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/channel"
	"complain/pkg/internal/fold"
)

// A phrase of the data is words that follow each other within a clause, as
// channel.PhraseParts cuts it: each a word, one of a list of words, <amount>, a sum of
// money or a share, or <number>. "<cannot>…<give>" is "we cannot offer you a refund"
// and all its like, and nothing that a comma or a "but" parts.
//
// Many phrases share their parts, so that a sentence is searched for all parts at once,
// and then only phrases are looked at whose first part stands in it.

// phrase is what follows a first part, and what it does to its sentence.
type phrase struct {
	rest    []step
	class   class
	trigger int // -1 for what holds for all
}

// phrases are phrases by their first parts.
type phrases [][]phrase

func (p *phrases) add(first int, one phrase) {
	for len(*p) <= first {
		*p = append(*p, nil)
	}
	(*p)[first] = append((*p)[first], one)
}

// of are the phrases that begin with a part.
func (p phrases) of(first int) []phrase {
	if first < len(p) {
		return p[first]
	}
	return nil
}

// step is a part of a phrase behind the first, by its number in the lexicon.
type step struct {
	part, reach int // reach is how many letters may stand before it
	// across says that it may stand in another clause; optional, that nothing may
	// stand there, too
	across, optional bool
}

// word is a folded word; whole where its script writes spaces, open where only its
// beginning is given.
type word struct {
	text        string
	whole, open bool
}

func newWord(s string) word {
	text, open := strings.CutSuffix(fold.String(s), "*")
	first, _ := utf8.DecodeRuneInString(text)
	return word{text, spaced(first), open}
}

// at is where the word ends if it stands in a text at i; -1 where it does not.
func (w word) at(text string, i int, before rune) int {
	switch {
	case !strings.HasPrefix(text[i:], w.text):
		return -1
	case w.whole && (wordRune(before) || !w.open && !ends(text[i+len(w.text):], w.text)):
		return -1
	}
	return i + len(w.text)
}

// The parts that are no lists of words.
const (
	amountPart = iota
	numberPart
	turnPart // across which no phrase reaches
	firstPart
)

// lexicon is the words of all parts of phrases. A part has a number.
type lexicon struct {
	byStart map[[2]rune][]entry // by the first two characters of a word; 0 for none
	byText  map[string]place    // where a word stands in byStart
	byName  map[string]int      // parts
	parts   int
}

// entry is a word, and the parts whose word it is.
type entry struct {
	word
	part int
	more []int
}

// someWords is about how many words there are.
const someWords = 4000

type place struct {
	start [2]rune
	i     int
}

func newLexicon(lists map[string]map[string][]string) lexicon {
	l := lexicon{make(map[[2]rune][]entry, someWords), make(map[string]place, someWords), make(map[string]int, someWords), firstPart}
	l.byName["<amount>"], l.byName["<number>"] = amountPart, numberPart
	for name, langs := range lists {
		for lang, words := range langs {
			l.part("<"+name+">"+lang, words)
		}
	}
	return l
}

// part is the number of a part that is any of some words.
func (l *lexicon) part(name string, words []string) int {
	if n, ok := l.byName[name]; ok {
		return n
	}
	n := l.parts
	l.parts++
	l.byName[name] = n
	for _, w := range words {
		l.enter(w, n)
	}
	return n
}

// plain is the number of the part that is one word.
func (l *lexicon) plain(text string) int {
	if n, ok := l.byName[text]; ok {
		return n
	}
	n := l.parts
	l.parts++
	l.byName[text] = n
	l.enter(text, n)
	return n
}

// enter makes a text a word of a part.
func (l *lexicon) enter(text string, part int) {
	at, ok := l.byText[text]
	if !ok {
		w := newWord(text)
		if w.text == "" { // an empty word stands nowhere
			return
		}
		start := startOf(w.text)
		list := l.byStart[start]
		l.byText[text] = place{start, len(list)}
		l.byStart[start] = append(list, entry{word: w, part: part})
		return
	}
	e := &l.byStart[at.start][at.i]
	e.more = append(e.more, part)
}

// read reads a phrase; a plain word is a phrase of one part.
func (l *lexicon) read(text, lang string) (first int, rest []step) {
	if channel.PlainWord(text) {
		return l.plain(text), nil
	}
	for i, p := range channel.PhraseParts(text) {
		name := "<" + p.List + ">"
		if n, ok := l.byName[name]; p.List != "" && (!ok || n >= firstPart) {
			name += lang
		} else if p.List == "" {
			name = strings.Join(p.Words, "|")
		}
		n := l.part(name, p.Words)
		if i == 0 {
			first = n
			continue
		}
		rest = append(rest, step{n, p.Reach, p.Across, p.Optional})
	}
	return first, rest
}

// startOf are the first two characters of a text.
func startOf(text string) [2]rune {
	var out [2]rune
	if text != "" {
		first, size := utf8.DecodeRuneInString(text)
		out[0] = first
		if len(text) > size {
			out[1], _ = utf8.DecodeRuneInString(text[size:])
		}
	}
	return out
}

// letters is what a character counts of the way between two words: three where it is
// Chinese, and nothing where it is a space.
func letters(r rune) int {
	switch {
	case r == ' ':
		return 0
	case r < unicode.MaxLatin1:
		return 1
	case unicode.Is(unicode.Han, r):
		return 3
	}
	return 1
}

// breaks reports the end of a clause.
func breaks(r rune, rest string) bool {
	switch r {
	case '.':
		next, _ := utf8.DecodeRuneInString(rest)
		return !unicode.IsDigit(next)
	case '\'', '’', '-', '%', '/', '#', '&', '@', '*', '"', '“', '”':
		return false
	}
	return unicode.IsPunct(r) || r == '~' || unicode.Is(unicode.So, r)
}
