package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/channel"
)

// words finds the words of triggers in what people say.
type words struct {
	triggers []channel.Trigger
	from     channel.Triggers // whose words are read in prepare
	lexicon
	said     phrases // of triggers, and those that hold for all
	denied   phrases // denials, and what begins as one
	answers  int     // the triggers of places; -1 for none
	answered int
	demands  int      // the trigger of demands; -1 for none
	promises int      // that of promises
	buys     []int    // those of what is bought
	replies  []int    // those with which a complaint is answered
	units    []string // of money, and of shares
	*spellings
	// of the sentence that is looked at
	sight   sight
	found   []found
	matched []match
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
	denial    // of a word that follows at once
	denialOn  // of words that follow soon
	assertion // which begins as a denial, and is none
)

// hit is a trigger found in a sentence.
type hit struct {
	trigger  int
	score    int
	word     string
	sentence int
	reply    bool   // counts in an answer to a complaint only
	why      string // the code of what speaks for it where no word does
}

// newWords knows the triggers; their words are read when a text is looked at, since
// that takes milliseconds and many cases have none.
func newWords(t channel.Triggers) *words {
	w := &words{triggers: t.List, from: t}
	w.answers, w.answered = w.byPlace("answers"), w.byPlace("answered")
	w.demands, w.promises = w.called("demand"), w.called("promise")
	w.buys = []int{w.called("order"), w.called("payment"), w.called("receipt")}
	w.replies = []int{w.called("refusal"), w.called("admission"), w.called("compensation_offer")}
	return w
}

// prepare reads the words, once.
func (w *words) prepare() {
	if w.spellings != nil {
		return
	}
	t := w.from
	w.lexicon, w.spellings = newLexicon(t.Phrases), newSpellings(t.Spellings)
	for _, list := range t.Units {
		w.units = append(w.units, list...)
	}
	for _, list := range t.Turns {
		for _, word := range list {
			w.enter(word, turnPart)
		}
	}
	for _, all := range []struct {
		class class
		words map[string][]string
	}{{condition, t.Conditions}, {question, t.Questions}, {elsewhere, t.Elsewhere}, {denial, t.Denials}, {assertion, t.Assertions}} {
		w.add(all.words, all.class, -1)
	}
	for i, trigger := range t.List {
		w.add(trigger.Strong, strong, i)
		w.add(trigger.Weak, weak, i)
		w.add(trigger.Reply, reply, i)
		w.add(trigger.Not, not, i)
	}
	w.sight.at = make([][]stretch, w.parts)
}

func (w *words) add(all map[string][]string, class class, trigger int) {
	into := &w.said
	if class == denial || class == assertion {
		into = &w.denied
	}
	for lang, list := range all {
		for _, text := range list {
			class := class
			if after, ok := strings.CutPrefix(text, "…"); ok && class == condition {
				text, class = after, conditionBefore
			}
			if before, ok := strings.CutSuffix(text, "…"); ok && class == denial {
				text, class = before, denialOn
			}
			first, rest := w.read(text, lang)
			into.add(first, phrase{rest, class, trigger})
		}
	}
}

// spaced reports a character of a script that writes spaces between words.
func spaced(r rune) bool {
	switch {
	case r < unicode.MaxASCII:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xff0f:
		return false // Chinese, and its signs
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}

// look finds the triggers in a text, sentence by sentence.
func (w *words) look(sentences []string) []hit {
	hits, _ := w.hear(sentences)
	return hits
}

// hear finds the triggers in a text, and what it says of the place where it stands.
func (w *words) hear(sentences []string) (out []hit, at placed) {
	for i, s := range sentences {
		in := w.sentence(w.heard(s))
		w.placedBy(&in, &at)
		if in.elsewhere {
			continue
		}
		for k := range in.by {
			f := &in.by[k]
			if score := w.score(&w.triggers[f.trigger], f, &in); score > 0 {
				out = append(out, hit{f.trigger, score, f.word, i, score < channel.Enough && w.triggers[f.trigger].Weight == 0, ""})
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
func (w *words) score(t *channel.Trigger, f *found, in *saying) int {
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
func sentencesOf(text string) []string { return appendSentences(nil, text) }

// appendSentences adds the sentences of a text to an empty list.
func appendSentences(out []string, text string) []string {
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
