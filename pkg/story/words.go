package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/channel"
	"complain/pkg/internal/fold"
)

// words finds the words of triggers in what people say.
type words struct {
	triggers []channel.Trigger
	byRune   map[rune][]pattern // by the first character of a word
}

// class says what a word does to its sentence.
type class uint8

const (
	strong class = iota
	weak
	not
	condition
	question
	elsewhere
)

type pattern struct {
	text    string
	class   class
	trigger int // -1 for what holds for all
	whole   bool
	open    bool // the beginning of a word
}

// hit is a trigger found in a sentence.
type hit struct {
	trigger  int
	score    int
	word     string
	sentence int
}

func newWords(t channel.Triggers) *words {
	w := &words{triggers: t.List, byRune: map[rune][]pattern{}}
	for _, all := range []struct {
		class class
		words map[string][]string
	}{{condition, t.Conditions}, {question, t.Questions}, {elsewhere, t.Elsewhere}} {
		w.add(all.words, all.class, -1)
	}
	for i, trigger := range t.List {
		w.add(trigger.Strong, strong, i)
		w.add(trigger.Weak, weak, i)
		w.add(trigger.Not, not, i)
	}
	return w
}

func (w *words) add(all map[string][]string, class class, trigger int) {
	for _, list := range all {
		for _, word := range list {
			text, open := strings.CutSuffix(fold.String(word), "*")
			first, _ := utf8.DecodeRuneInString(text)
			if text == "" {
				continue
			}
			w.byRune[first] = append(w.byRune[first], pattern{text, class, trigger, spaced(first), open})
		}
	}
}

// spaced reports a character of a script that writes spaces between words.
func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

// found is what a sentence holds of one trigger.
type found struct {
	strong, weak int
	not          bool
	at           int // of the first strong word
	word         string
}

// look finds the triggers in a text, sentence by sentence.
func (w *words) look(sentences []string) []hit {
	var out []hit
	for i, s := range sentences {
		text := fold.String(s)
		said := w.sentence(text)
		if said.elsewhere {
			continue
		}
		for trigger, f := range said.by {
			t := w.triggers[trigger]
			switch {
			case f.strong == 0 || f.not:
				continue
			case said.asks && !t.Questions:
				continue
			case said.conditionAt >= 0 && said.conditionAt < f.at && !t.Conditions:
				continue
			}
			weight := t.Weight
			if weight == 0 {
				weight = channel.Enough
			}
			out = append(out, hit{trigger, weight + min(f.strong-1, 2) + min(f.weak, 1), f.word, i})
		}
	}
	slices.SortFunc(out, func(a, b hit) int {
		if a.sentence != b.sentence {
			return a.sentence - b.sentence
		}
		return a.trigger - b.trigger
	})
	return out
}

// saying is what one sentence holds.
type saying struct {
	by          map[int]*found
	conditionAt int  // of the first word that begins a condition; -1 for none
	asks        bool // a question
	elsewhere   bool // of other goods, other people, or of nobody
}

// sentence finds all words in one folded sentence.
func (w *words) sentence(text string) saying {
	out := saying{conditionAt: -1}
	out.asks = strings.HasSuffix(strings.TrimRightFunc(text, func(r rune) bool { return r != '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "?")
	previous := rune(' ')
	for i, r := range text {
		before := previous
		previous = r
		for _, p := range w.byRune[r] {
			if !strings.HasPrefix(text[i:], p.text) || p.whole && (wordRune(before) || !p.open && !ends(text[i+len(p.text):], p.text)) {
				continue
			}
			switch p.class {
			case condition:
				if out.conditionAt < 0 {
					out.conditionAt = i
				}
				continue
			case question:
				if utf8.RuneCountInString(p.text) > 1 || last(text[i+len(p.text):]) {
					out.asks = true
				}
				continue
			case elsewhere:
				out.elsewhere = true
				continue
			}
			if out.by == nil {
				out.by = map[int]*found{}
			}
			f := out.by[p.trigger]
			if f == nil {
				f = &found{at: i}
				out.by[p.trigger] = f
			}
			switch p.class {
			case strong:
				if f.strong == 0 {
					f.at = i
				}
				if f.strong == 0 || len(p.text) > len(f.word) {
					f.word = p.text
				}
				f.strong++
			case weak:
				f.weak++
			case not:
				f.not = true
			}
		}
	}
	return out
}

func wordRune(r rune) bool { return spaced(r) }

// ends reports whether a word of letters ends before rest.
func ends(rest, word string) bool {
	end, _ := utf8.DecodeLastRuneInString(word)
	next, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !spaced(end) || !wordRune(next)
}

// last reports whether nothing but punctuation follows.
func last(rest string) bool {
	return strings.IndexFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

// sentencesOf cuts a text after each of its sentences.
func sentencesOf(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		if r == utf8.RuneError || !endsSentence(r, text[next:]) {
			continue
		}
		out = append(out, text[start:next])
		start = next
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}

func endsSentence(r rune, rest string) bool {
	switch {
	case r == '\n' || r == ';':
		return true
	case r > unicode.MaxASCII:
		return unicode.Is(unicode.STerm, r)
	}
	return unicode.Is(unicode.STerm, r) && (rest == "" || rest[0] == ' ' || rest[0] == '\n')
}
