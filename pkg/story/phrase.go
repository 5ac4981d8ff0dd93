package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/fold"
)

// A phrase of the data is words that follow each other within a clause: parts with
// "…" between them, each a word, the name of a list of words in angle brackets, or
// <amount>, a sum of money or a share. "<cannot>…<give>" is "we cannot offer you a
// refund" and all its like, and nothing that a comma or a "but" parts.

// part is one of the words of a phrase, whichever is there.
type part struct {
	words  []word
	first  map[rune][]word // words by their first character, where there are several
	amount bool
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

// partsOf reads a phrase; a plain word is a phrase of one part.
func partsOf(phrase string, lists map[string]part) []part {
	var out []part
	for p := range strings.SplitSeq(phrase, "…") {
		name, isList := strings.CutPrefix(p, "<")
		name, closed := strings.CutSuffix(name, ">")
		switch {
		case isList && closed && name == "amount":
			out = append(out, part{amount: true})
		case isList && closed:
			out = append(out, lists[name])
		default:
			out = append(out, newPart([]string{p}))
		}
	}
	return out
}

func newPart(words []string) part {
	p := part{words: make([]word, 0, len(words))}
	for _, s := range words {
		p.words = append(p.words, newWord(s))
	}
	if len(words) != 1 || p.words[0].text == "" { // an empty word stands nowhere
		p.first = map[rune][]word{}
		for _, w := range p.words {
			first, _ := utf8.DecodeRuneInString(w.text)
			p.first[first] = append(p.first[first], w)
		}
	}
	return p
}

// beginning are the words of a part that may begin with a character.
func (p *part) beginning(r rune) []word {
	if p.first == nil {
		return p.words
	}
	return p.first[r]
}

// part is where the longest word of a part that stands in a text at i ends.
func (w *words) part(p *part, text string, i int, before, r rune) int {
	if p.amount {
		return w.amountAt(text, i, before)
	}
	end := -1
	for _, one := range p.beginning(r) {
		end = max(end, one.at(text, i, before))
	}
	return end
}

// mostApart is how far from each other the words of a phrase stand, in letters; a
// Chinese character counts as three.
const mostApart = 30

// follow is where the parts of a phrase end that begins before i; -1 where they
// do not follow.
func (w *words) follow(text string, i int, rest []part) int {
	if len(rest) == 0 {
		return i
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	for far := 0; i < len(text) && far <= mostApart; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if end := w.part(&rest[0], text, i, before, r); end >= 0 {
			if last := w.follow(text, end, rest[1:]); last >= 0 {
				return last
			}
		}
		if breaks(r, text[i+size:]) || w.turns(text, i, before, r) {
			return -1
		}
		if far++; unicode.Is(unicode.Han, r) {
			far += 2
		}
		before = r
		i += size
	}
	return -1
}

// turns reports a word with which a clause turns to something else.
func (w *words) turns(text string, i int, before, r rune) bool {
	for _, t := range w.turn[r] {
		if t.at(text, i, before) >= 0 {
			return true
		}
	}
	return false
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

// amountAt is where a sum of money or a share that begins at i ends; -1 for none.
func (w *words) amountAt(text string, i int, before rune) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	signed := unicode.Is(unicode.Sc, r)
	if unicode.IsDigit(before) || before == '.' {
		return -1
	}
	end := i
	if signed {
		end += size
	}
	digits := end
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || end > digits && (text[end] == '.' || text[end] == ',') && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9') {
		end++
	}
	switch {
	case end == digits:
		return -1
	case signed:
		return end
	}
	for _, unit := range w.units {
		if strings.HasPrefix(text[end:], unit) {
			return end + len(unit)
		}
	}
	return -1
}

// heard is a sentence as the words look at it: folded, with pauses that are written as
// spaces between Chinese words as commas, and without what it quotes, which somebody
// else said.
func heard(sentence string) string {
	if strings.ContainsRune(sentence, ' ') {
		sentence = pauses(sentence)
	}
	return unquoted(fold.String(sentence))
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
