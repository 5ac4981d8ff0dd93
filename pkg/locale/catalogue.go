package locale

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// The files that the program carries, each a text of its own: a file of embed.FS is
// copied to be read, which every command would pay for at its start.
var (
	//go:embed sentences/en.txt
	english string
	//go:embed sentences/zh.txt
	chinese string
)

// carried lists them, English first.
func carried() []file { return []file{{"en", english}, {"zh", chinese}} }

// file is the sentences of the language with a tag.
type file struct{ tag, text string }

// Catalogue is a set of languages. The zero Catalogue is the one built in.
type Catalogue struct{ set *[]Lang }

// language is a language of a catalogue. Its file is read when a sentence of
// it is first asked for.
type language struct {
	tag       string
	catalogue *[]Lang
	read      func() *sentences
}

// BuiltIn is the languages whose files the program carries, English first.
func BuiltIn() Catalogue { return Catalogue{builtIn()} }

var builtIn = sync.OnceValue(func() *[]Lang {
	var set []Lang
	for _, file := range carried() {
		set = append(set, Lang{&language{
			tag:       file.tag,
			catalogue: &set,
			read: sync.OnceValue(func() *sentences {
				s, err := index(file.text)
				if err != nil {
					panic(fmt.Errorf("%s:%w", file.tag, err)) // a file of the program itself; its tests read it
				}
				return s
			}),
		}})
	}
	return &set
})

// With is the catalogue with one more language, whose sentences are text.
func (c Catalogue) With(tag, text string) (Catalogue, error) {
	s, err := parse(text)
	if err != nil {
		return Catalogue{}, fmt.Errorf("%s:%w", tag, err)
	}
	var set []Lang
	for _, lang := range c.Langs() {
		set = append(set, Lang{&language{lang.own.tag, &set, lang.own.read}})
	}
	set = append(set, Lang{&language{tag, &set, func() *sentences { return s }}})
	return Catalogue{&set}, nil
}

// Langs lists the languages, English first.
func (c Catalogue) Langs() []Lang {
	if c.set == nil {
		return BuiltIn().Langs()
	}
	return slices.Clone(*c.set)
}

// Find is the language that a tag, or a locale of the environment, names: "zh",
// "zh_CN.UTF-8", "en-GB". A variant the catalogue has not is what it is a
// variant of.
func (c Catalogue) Find(tag string) (Lang, bool) {
	tag, _, _ = strings.Cut(strings.ToLower(tag), ".")
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "@")
	for tag != "" {
		for _, lang := range c.Langs() {
			if strings.ToLower(lang.own.tag) == tag {
				return lang, true
			}
		}
		tag = tag[:max(0, strings.LastIndexByte(tag, '-'))]
	}
	return Lang{}, false
}

// For is the language of tag, English where the catalogue has it not.
func (c Catalogue) For(tag string) Lang {
	if lang, ok := c.Find(tag); ok {
		return lang
	}
	return c.Langs()[0]
}

// Names lists the tags of the languages with their names: "en (English), zh
// (中文)".
func (c Catalogue) Names() string {
	var names []string
	for _, lang := range c.Langs() {
		names = append(names, lang.Tag()+" ("+lang.Say("language.name")+")")
	}
	return strings.Join(names, ", ")
}
