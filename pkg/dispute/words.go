package dispute

import (
	"maps"
	"slices"
	"strings"
)

// Words is one text in several languages, by the language's tag: "en", "zh",
// "zh-Hant".
type Words map[string]string

// In is the text in lang. Where there is none it is the text in the language
// that lang is a variant of ("zh" for "zh-Hant"), then that in English, then
// that in the first language by tag; "" where there is no text at all.
func (w Words) In(lang string) string {
	for lang != "" {
		if text := w[lang]; text != "" {
			return text
		}
		lang = lang[:max(0, strings.LastIndexByte(lang, '-'))]
	}
	for _, tag := range append([]string{"en"}, slices.Sorted(maps.Keys(w))...) {
		if text := w[tag]; text != "" {
			return text
		}
	}
	return ""
}

// Empty reports whether there is no text.
func (w Words) Empty() bool { return w.In("") == "" }
