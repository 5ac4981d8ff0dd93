package channel

import (
	"slices"
	"strings"
)

// PhrasePart is one of the words that follow each other in a phrase of the data.
type PhrasePart struct {
	Words    []string // of which one stands there, or
	List     string   // the name of the list that has them
	Optional bool     // nothing may stand there, too
	Reach    int      // how many letters may stand before it; a Chinese character counts as three
	Across   bool     // that may stand in another clause
}

// Figures are the lists that are none: sums of money and shares, and numbers.
var Figures = []string{"amount", "number"}

// How far from each other the parts of a phrase stand: "…" reaches over a clause, "‥"
// over a word or two, "⋯" into the next clauses, and what follows at once stands there.
const (
	far    = 30
	near   = 9
	across = 60
)

var gaps = [...]struct {
	sign  string
	reach int
}{{"…", far}, {"‥", near}, {"⋯", across}}

// PlainWord reports a phrase of one word.
func PlainWord(phrase string) bool {
	for i := range len(phrase) {
		switch phrase[i] {
		case '<', '(', gaps[0].sign[0]: // no Chinese character has this byte
			return false
		}
	}
	return phrase != ""
}

// PhraseParts cuts a phrase into its parts: "<cannot>…<give>", "<part>‥掉了",
// "少(了|)<number>". A part without words is a mistake.
func PhraseParts(phrase string) []PhrasePart {
	if PlainWord(phrase) {
		return []PhrasePart{{Words: []string{phrase}}}
	}
	c := phraseCutter{rest: phrase}
	for c.rest != "" {
		c.cut()
	}
	if c.reach > 0 || len(c.parts) == 0 {
		c.add(PhrasePart{})
	}
	return c.parts
}

type phraseCutter struct {
	rest  string
	parts []PhrasePart
	reach int
}

func (c *phraseCutter) add(p PhrasePart) {
	p.Reach, p.Across = c.reach, c.reach == across
	c.parts, c.reach = append(c.parts, p), 0
}

// cut takes the next part, or the gap before it.
func (c *phraseCutter) cut() {
	for _, gap := range gaps {
		if rest, ok := strings.CutPrefix(c.rest, gap.sign); ok {
			if len(c.parts) == 0 || c.reach > 0 { // nothing stands before the gap
				c.add(PhrasePart{})
			}
			c.rest, c.reach = rest, gap.reach
			return
		}
	}
	if inner, rest, ok := bracketed(c.rest, '<', '>'); ok {
		c.add(PhrasePart{List: inner})
		c.rest = rest
		return
	}
	if inner, rest, ok := bracketed(c.rest, '(', ')'); ok {
		words := slices.DeleteFunc(strings.Split(inner, "|"), func(w string) bool { return w == "" })
		c.add(PhrasePart{Words: words, Optional: len(words) <= strings.Count(inner, "|")})
		c.rest = rest
		return
	}
	end := len(c.rest)
	if i := strings.IndexAny(c.rest[1:], "<(…‥⋯"); i >= 0 {
		end = 1 + i
	}
	if word := strings.TrimSpace(c.rest[:end]); word != "" {
		c.add(PhrasePart{Words: []string{word}})
	}
	c.rest = c.rest[end:]
}

// bracketed is what stands in brackets at the beginning of a text, and what follows.
func bracketed(s string, opening, closing byte) (inner, rest string, ok bool) {
	if s[0] != opening {
		return "", "", false
	}
	return strings.Cut(s[1:], string(closing))
}
