package channel

import (
	"go.yaml.in/yaml/v3"
)

// Title is what a source is called: as its own language calls it, by the tag "", or,
// of what is no text of others, one a language.
type Title map[string]string

// Titled is a title in its own language.
func Titled(text string) Title { return Title{"": text} }

// In is the title for readers of a language.
func (t Title) In(lang string) string { return Words(t).In(lang) }

// UnmarshalYAML reads a text, or one a language.
func (t *Title) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return n.Decode((*map[string]string)(t))
	}
	var text string
	if err := n.Decode(&text); err != nil {
		return err
	}
	*t = Titled(text)
	return nil
}
