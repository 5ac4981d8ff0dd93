package screen

import "strings"

// Choice is one of several answers: the word that is stored and that scripts
// write, and what people call it.
type Choice struct{ Value, Label string }

// Chosen is the value of the choice that a text names, by its value, its label
// or a part of a label such as 淘宝/天猫; "" where none is.
func Chosen(text string, choices []Choice) string {
	text = strings.TrimSpace(text)
	for _, c := range choices {
		for _, name := range append(strings.FieldsFunc(c.Label, func(r rune) bool { return r == '/' || r == '、' }), c.Value, c.Label) {
			if text != "" && strings.EqualFold(text, name) {
				return c.Value
			}
		}
	}
	return ""
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
