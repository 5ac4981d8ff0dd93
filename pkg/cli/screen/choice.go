package screen

import (
	"strings"

	folding "complain/pkg/internal/fold"
)

// Choice is one of several answers: the word that is stored and that scripts
// write, and what people call it.
type Choice struct {
	Value, Label string
	Also         []string // further words for it
}

// names are all words for a choice.
func (c Choice) names() []string {
	out := append([]string{c.Value, c.Label}, c.Also...)
	for _, name := range out {
		if parts := strings.FieldsFunc(name, betweenNames); len(parts) > 1 {
			out = append(out, parts...)
		}
	}
	return out
}

// betweenNames are the characters between the parts of a name that has several.
func betweenNames(r rune) bool {
	return strings.ContainsRune("/()", r) || r == 0x3001 || r == 0xff08 || r == 0xff09
}

// same is a word without what people write one way or the other.
func same(word string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(folding.String(word))
}

// Chosen is the value of the choice that a text names, by its value, its label
// or a part of a label that has several (and one in brackets), or another word for it, in any case, width
// and with any blanks; "" where none is.
func Chosen(text string, choices []Choice) string {
	text = same(text)
	for _, c := range choices {
		for _, name := range c.names() {
			if text != "" && text == same(name) {
				return c.Value
			}
		}
	}
	return ""
}

// Near is the choice that a text was most likely meant for: the one of which a word
// is a part of it, or it of a word, or that differs in a letter or two.
func Near(text string, choices []Choice) (near Choice, ok bool) {
	text = same(text)
	const least, close = 2, 2
	best := 0
	for _, c := range choices {
		for _, name := range c.names() {
			name = same(name)
			short := min(len([]rune(name)), len([]rune(text)))
			if short < least {
				continue
			}
			weight := 0
			switch {
			case strings.Contains(text, name), strings.Contains(name, text):
				weight = 2 + short
			case short > close+1 && slips(name, text) <= close:
				weight = 1
			}
			if weight > best {
				best, near = weight, c
			}
		}
	}
	return near, best > 0
}

// slips is how many characters are to be changed to come from one word to another.
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// Values is the words of choices that scripts write.
func Values(choices []Choice) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.Value)
	}
	return out
}

// Listed shows choices with what they mean: "refund（退款）、return（退货）".
func (s *Screen) Listed(choices []Choice) string {
	var out []string
	for _, c := range choices {
		shown := c.Value
		if c.Label != c.Value {
			shown = s.Say("add.because", c.Value, c.Label)
		}
		out = append(out, shown)
	}
	return strings.Join(out, s.Say("list.comma"))
}
