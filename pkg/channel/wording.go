package channel

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Harsh is a list of words that harm a complaint.
type Harsh struct {
	ID    string   `yaml:"id"`
	Calm  Words    `yaml:"calm"` // what to write instead
	Words calmings `yaml:"words"`
}

// calmings is words by the tag of their language.
type calmings map[string][]Calming

// inOrder is the words of all languages.
func (c calmings) inOrder() []Calming {
	var out []Calming
	for _, lang := range slices.Sorted(maps.Keys(c)) {
		out = append(out, c[lang]...)
	}
	return out
}

// Sign is what tells what a sentence of the user's own speaks of.
type Sign struct {
	ID    string  `yaml:"id"`
	Words phrases `yaml:"words"`
}

// phrases is parts of words by the tag of their language.
type phrases map[string][]string

// The signs that the program asks for.
const (
	Attempt  = "attempt"  // at settling the matter
	Multiple = "multiple" // of the loss is claimed
)

// Tells reports whether a text speaks of what a sign stands for, in any language.
func (p *Practice) Tells(sign, text string) bool {
	text = strings.ToLower(text)
	for _, s := range p.signs {
		for _, words := range s.Words {
			if s.ID == sign && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
				return true
			}
		}
	}
	return false
}

// Calming is a word that harms and what can stand in its place.
type Calming struct {
	Find string `yaml:"find"`
	Say  string `yaml:"say"` // "" where the sentence has to be written anew
}

// Slip is a word of a list in a text.
type Slip struct {
	List       string
	Start, End int // in bytes
	Word       string
	Say        string // what can stand in its place; "" for nothing ready
	Calm       Words
}

// quotations are where a text quotes somebody: what stands between two marks of
// the data, of which the second is there.
func (p *Practice) quotations(text string) (out [][2]int) {
	open, shut := -1, rune(0)
	for i, r := range text {
		closes, opens := p.quotes[r]
		switch {
		case open >= 0 && r == shut:
			out, open = append(out, [2]int{open, i}), -1
		case open < 0 && opens:
			open, shut = i, closes
		}
	}
	return out
}

// Slips are the words of the lists in a text, in order; of words that overlap
// the longer. Quotations are somebody else's words, and have none.
func (p *Practice) Slips(text string) []Slip {
	folded := foldASCII(text)
	var found []Slip
	for _, h := range p.harsh {
		for _, w := range h.Words.inOrder() {
			for _, at := range places(folded, foldASCII(w.Find), !strings.ContainsFunc(w.Find, ideograph)) {
				found = append(found, Slip{h.ID, at, at + len(w.Find), text[at : at+len(w.Find)], w.Say, h.Calm})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Slip) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	end, quoted := 0, p.quotations(text)
	return slices.DeleteFunc(found, func(s Slip) bool {
		if s.Start < end || slices.ContainsFunc(quoted, func(q [2]int) bool { return q[0] <= s.Start && s.End <= q[1] }) {
			return true
		}
		end = s.End
		return false
	})
}

// Calmed is the text with every slip that has a word ready replaced; whole is
// false where one has none.
func Calmed(text string, slips []Slip) (calm string, whole bool) {
	var b strings.Builder
	last, whole := 0, true
	for _, s := range slips {
		if s.Say == "" {
			whole = false
			continue
		}
		b.WriteString(text[last:s.Start])
		b.WriteString(s.Say)
		last = s.End
	}
	b.WriteString(text[last:])
	return b.String(), whole
}

// places are where word stands in text, as a whole word where asked.
func places(text, word string, whole bool) []int {
	var out []int
	for from := 0; word != ""; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			break
		}
		at := from + i
		if !whole || bounded(text, at, at+len(word)) {
			out = append(out, at)
		}
		from = at + len(word)
	}
	return out
}

// ideograph reports a character that is written without spaces around words.
func ideograph(r rune) bool { return unicode.Is(unicode.Han, r) }

func bounded(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	return !wordRune(before) && !wordRune(behind)
}

func wordRune(r rune) bool {
	return r < unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// foldASCII is text with its ASCII letters in lower case, of the same length.
func foldASCII(text string) string {
	folded := []byte(text)
	for i, b := range folded {
		if 'A' <= b && b <= 'Z' {
			folded[i] = b + 'a' - 'A'
		}
	}
	return string(folded)
}

func (h Harsh) check() error {
	if h.Calm.Empty() {
		return wrong("data.no-calm", "does not say what to write instead")
	}
	for _, w := range h.Words.inOrder() {
		if w.Find == "" {
			return wrong("data.empty-word", "a word to find is empty")
		}
	}
	return nil
}
