package dispute

import (
	"maps"
	"slices"
)

// Words is one text in several languages, by the language's code: "en", "zh".
type Words map[string]string

// In is the text in lang: English where it has none in lang, else that of the
// first language that it has one in; "" where it has none at all.
func (w Words) In(lang string) string {
	for _, code := range append([]string{lang, "en"}, slices.Sorted(maps.Keys(w))...) {
		if text := w[code]; text != "" {
			return text
		}
	}
	return ""
}
