package statement

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/sgml"
)

// maxFields is how many fields one record takes out of an element.
const maxFields = 2000

// Leaves adds what an element holds to fields: the texts of its elements,
// named by their path. Of several of one name, the later ones are numbered.
func Leaves(n *sgml.Node, fields []dispute.Field) []dispute.Field { return leaves(n, "", fields) }

func leaves(n *sgml.Node, prefix string, fields []dispute.Field) []dispute.Field {
	seen := map[string]int{}
	for _, c := range n.Children {
		if len(fields) >= maxFields {
			return fields
		}
		name := prefix + c.Name
		if seen[c.Name]++; seen[c.Name] > 1 {
			name += "[" + strconv.Itoa(seen[c.Name]) + "]"
		}
		if ccy := c.Attribute("Ccy"); ccy != "" && c.Text != "" {
			fields = append(fields, dispute.Field{Name: name, Value: c.Text + " " + ccy})
		} else if c.Text != "" || len(c.Children) == 0 {
			fields = append(fields, dispute.Field{Name: name, Value: c.Text})
		}
		fields = leaves(c, name+"/", fields)
	}
	return fields
}

// Quote is a text as a problem shows it: never so long that it hides what is
// wrong.
func Quote(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return `""`
	}
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}

// Currency reports whether a text has the form of a currency's code.
func Currency(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
