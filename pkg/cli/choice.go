package cli

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// choice is one of several answers: the word that is stored and that scripts
// write, and what people call it.
type choice struct{ value, label string }

// chosen is the value of the choice that a text names, by its value, its label
// or a part of a label such as 淘宝/天猫; "" where none is.
func chosen(text string, choices []choice) string {
	text = strings.TrimSpace(text)
	for _, c := range choices {
		for _, name := range append(strings.FieldsFunc(c.label, func(r rune) bool { return r == '/' || r == '、' }), c.value, c.label) {
			if text != "" && strings.EqualFold(text, name) {
				return c.value
			}
		}
	}
	return ""
}

func values(choices []choice) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.value)
	}
	return out
}

// listed shows choices with what they mean: "refund（退款）、return（退货）".
func (a *app) listed(choices []choice) string {
	var out []string
	for _, c := range choices {
		shown := c.value
		if c.label != c.value {
			shown = a.say("add.because", c.value, c.label)
		}
		out = append(out, shown)
	}
	return strings.Join(out, a.say("list.comma"))
}

func (a *app) claimKinds() []choice {
	var out []choice
	for _, k := range dispute.ClaimKinds() {
		out = append(out, choice{string(k), a.say("claim.kind." + string(k))})
	}
	return out
}

func (a *app) roles() []choice {
	var out []choice
	for _, r := range dispute.PartyRoles() {
		out = append(out, choice{string(r), a.say("role." + string(r))})
	}
	return out
}

func (a *app) categories(book *channel.Book) []choice {
	var out []choice
	for _, c := range book.Categories() {
		out = append(out, choice{c.ID, c.Name.In(a.lang.Tag())})
	}
	return out
}

// platforms are those that have a name: the general entries stand for those
// that have none.
func (a *app) platforms(book *channel.Book) []choice {
	var out []choice
	for _, c := range book.Channels() {
		if c.Kind == "platform" && c.Closed == "" && !strings.HasSuffix(c.ID, "platform") {
			out = append(out, choice{c.ID, c.Name.In(a.lang.Tag())})
		}
	}
	return out
}
