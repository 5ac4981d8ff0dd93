package channel

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Harsh is a list of words that harm a complaint.
type Harsh struct {
	ID   string    `yaml:"id"`
	Calm Words     `yaml:"calm"` // what to write instead
	ZH   []Calming `yaml:"zh"`
	EN   []Calming `yaml:"en"`
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

// Slips are the words of the lists in a text, in order; of words that overlap
// the longer.
func (p *Practice) Slips(text string) []Slip {
	folded := foldASCII(text)
	var found []Slip
	for _, h := range p.harsh {
		for i, words := range [][]Calming{h.ZH, h.EN} {
			for _, w := range words {
				for _, at := range places(folded, foldASCII(w.Find), i == 1) {
					found = append(found, Slip{h.ID, at, at + len(w.Find), text[at : at+len(w.Find)], w.Say, h.Calm})
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Slip) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	end := 0
	return slices.DeleteFunc(found, func(s Slip) bool {
		if s.Start < end {
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
		return errors.New("does not say what to write instead")
	}
	for _, w := range slices.Concat(h.ZH, h.EN) {
		if w.Find == "" {
			return errors.New("a word to find is empty")
		}
	}
	return nil
}
