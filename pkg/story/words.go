package story

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/channel"
)

// words finds the words of triggers in what people say.
type words struct {
	triggers []channel.Trigger
	byStart  map[[2]rune][]pattern // by the first two characters of a word; 0 for none
	answers  int                   // the triggers of places; -1 for none
	answered int
	units    []string        // of money, and of shares
	turn     map[rune][]word // across which no phrase reaches
}

// class says what a word does to its sentence.
type class uint8

const (
	strong class = iota
	weak
	reply
	not
	condition
	conditionBefore // of what stands before it
	question
	elsewhere
)

type pattern struct {
	word
	rest    []part // what has to follow in the clause
	class   class
	trigger int // -1 for what holds for all
}

// hit is a trigger found in a sentence.
type hit struct {
	trigger  int
	score    int
	word     string
	sentence int
	reply    bool // counts in an answer to a complaint only
}

func newWords(t channel.Triggers) *words {
	w := &words{triggers: t.List, byStart: map[[2]rune][]pattern{}, turn: map[rune][]word{}}
	w.answers, w.answered = w.byPlace("answers"), w.byPlace("answered")
	for _, list := range t.Units {
		w.units = append(w.units, list...)
	}
	for _, list := range t.Turns {
		for _, turn := range list {
			word := newWord(turn)
			first, _ := utf8.DecodeRuneInString(word.text)
			w.turn[first] = append(w.turn[first], word)
		}
	}
	lists := map[string]map[string]part{}
	for name, words := range t.Phrases {
		for lang, list := range words {
			if lists[lang] == nil {
				lists[lang] = map[string]part{}
			}
			lists[lang][name] = newPart(list)
		}
	}
	for _, all := range []struct {
		class class
		words map[string][]string
	}{{condition, t.Conditions}, {question, t.Questions}, {elsewhere, t.Elsewhere}} {
		w.add(lists, all.words, all.class, -1)
	}
	for i, trigger := range t.List {
		w.add(lists, trigger.Strong, strong, i)
		w.add(lists, trigger.Weak, weak, i)
		w.add(lists, trigger.Reply, reply, i)
		w.add(lists, trigger.Not, not, i)
	}
	return w
}

func (w *words) add(lists map[string]map[string]part, all map[string][]string, class class, trigger int) {
	for lang, list := range all {
		for _, phrase := range list {
			class := class
			if after, ok := strings.CutPrefix(phrase, "…"); ok && class == condition {
				phrase, class = after, conditionBefore
			}
			parts := partsOf(phrase, lists[lang])
			if parts[0].amount {
				for _, r := range "0123456789$£€¥" {
					w.byStart[[2]rune{r}] = append(w.byStart[[2]rune{r}], pattern{rest: parts, class: class, trigger: trigger})
				}
				continue
			}
			for _, head := range parts[0].words {
				if start := startOf(head.text); start[0] != 0 {
					w.byStart[start] = append(w.byStart[start], pattern{head, parts[1:], class, trigger})
				}
			}
		}
	}
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

// starting are the patterns that may begin a text.
func (w *words) starting(text string) iter.Seq[*pattern] {
	return func(yield func(*pattern) bool) {
		start := startOf(text)
		for _, list := range [][]pattern{w.byStart[start], w.byStart[[2]rune{start[0]}]} {
			for i := range list {
				if !yield(&list[i]) {
					return
				}
			}
			if start[1] == 0 {
				return
			}
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
	reply        int
	not          bool
	at           int // of the first strong word
	word         string
}

// look finds the triggers in a text, sentence by sentence.
func (w *words) look(sentences []string) []hit {
	hits, _ := w.read(sentences)
	return hits
}

// read finds the triggers in a text, and what it says of the place where it stands.
func (w *words) read(sentences []string) (out []hit, at placed) {
	for i, s := range sentences {
		in := w.sentence(heard(s))
		w.placedBy(&in, &at)
		if in.elsewhere {
			continue
		}
		for trigger, f := range in.by {
			if score := w.score(w.triggers[trigger], f, &in); score > 0 {
				out = append(out, hit{trigger, score, f.word, i, score < channel.Enough && w.triggers[trigger].Weight == 0})
			}
		}
	}
	slices.SortFunc(out, func(a, b hit) int {
		if a.sentence != b.sentence {
			return a.sentence - b.sentence
		}
		return a.trigger - b.trigger
	})
	return out, at
}

// score is what the words of a trigger count in a sentence; 0 for nothing. What is
// conditional, and what only an answer can mean so, needs a complaint that it answers.
func (w *words) score(t channel.Trigger, f *found, in *saying) int {
	switch {
	case t.Place != "" || f.strong+f.reply == 0 || f.not || in.asks && !t.Questions:
		return 0
	case in.conditionAt >= 0 && in.conditionAt <= f.at && !t.Conditions:
		if len(t.Reply) == 0 {
			return 0
		}
		return channel.Enough - 1
	case f.strong == 0:
		return channel.Enough - 1
	}
	return cmp.Or(t.Weight, channel.Enough) + min(f.strong-1, 2) + min(f.weak, 1)
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
		if wordRune(r) && wordRune(before) {
			continue // no word begins within another
		}
		for p := range w.starting(text[i:]) {
			end := p.at(text, i, before)
			if end >= 0 {
				end = w.follow(text, end, p.rest)
			}
			if end < 0 {
				continue
			}
			switch p.class {
			case condition:
				if out.conditionAt < 0 {
					out.conditionAt = i
				}
				continue
			case conditionBefore:
				out.conditionAt = 0
				continue
			case question:
				if (utf8.RuneCountInString(p.text) > 1 || last(text[end:])) && !denies(p.text, before) {
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
				if f.strong == 0 || end-i > len(f.word) {
					f.word = text[i:end]
				}
				f.strong++
			case reply:
				if f.strong+f.reply == 0 {
					f.at, f.word = i, text[i:end]
				}
				f.reply++
			case weak:
				f.weak++
			case not:
				f.not = true
			}
		}
	}
	return out
}

// denies reports that a word that asks by a yes and a no, said twice, says no: what
// stands before it is its own second character.
func denies(word string, before rune) bool { return before != 0 && startOf(word)[1] == before }

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
	return withWords(out)
}

// withWords puts sentences without any, as blank lines are, behind those before them.
func withWords(sentences []string) []string {
	out := sentences[:0]
	for _, s := range sentences {
		switch {
		case strings.TrimSpace(s) != "":
			out = append(out, s)
		case len(out) > 0:
			out[len(out)-1] += s
		}
	}
	return out
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
