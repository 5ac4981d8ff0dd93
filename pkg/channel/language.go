package channel

import (
	"errors"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// checkLanguages refuses texts of the user's own in a language that is none of
// languages: nobody would ever see them, and "ne" for "en" would pass for a
// text that is missing.
func checkLanguages(own fs.FS, languages []string) error {
	var d practiceData
	for _, f := range []struct {
		name string
		into any
	}{
		{channelsFile, channelsData{}}, {rulesFile, rulesData{}}, {categoriesFile, categoriesData{}}, {answersFile, answersData{}}, {lettersFile, lettersData{}},
		{vocabularyFile, d.vocabulary}, {groundsFile, d.grounds}, {wordingFile, d.wording}, {claimsFile, d.claims},
		{storyFile, d.story}, {triggersFile, d.triggers}, {clocksFile, d.clocks}, {holidaysFile, d.holidays}, {routesFile, d.routes},
		{howtoFile, howtoData{}},
	} {
		text, err := fs.ReadFile(own, f.name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var top yaml.Node
		if err != nil || yaml.Unmarshal(text, &top) != nil || len(top.Content) == 0 {
			continue // reading it says what is wrong
		}
		if at := strayLanguage(top.Content[0], reflect.TypeOf(f.into), languages); at != nil {
			return inFile{f.name, onLine(at.Line, under("language", notAmong(at.Value, languages)))}
		}
	}
	return nil
}

// byLanguage is the types whose keys are tags of languages.
var byLanguage = []reflect.Type{reflect.TypeFor[Words](), reflect.TypeFor[calmings](), reflect.TypeFor[phrases](), reflect.TypeFor[Lines]()}

// strayLanguage is the first key below n, which is read as a t, that stands for
// a language and is none of languages; nil where there is none.
func strayLanguage(n *yaml.Node, t reflect.Type, languages []string) *yaml.Node {
	if t.Kind() == reflect.Pointer {
		return strayLanguage(n, t.Elem(), languages)
	}
	for i, child := range n.Content {
		key := n.Kind == yaml.MappingNode && i%2 == 0
		switch {
		case key && slices.Contains(byLanguage, t) && !slices.Contains(languages, child.Value):
			return child
		case key:
			continue
		}
		below := reflect.TypeFor[string]()
		switch {
		case t.Kind() == reflect.Slice && n.Kind == yaml.SequenceNode, t.Kind() == reflect.Map && n.Kind == yaml.MappingNode:
			below = t.Elem()
		case t.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
			below = typeOfField(t, n.Content[i-1].Value)
		}
		if at := strayLanguage(child, below, languages); at != nil {
			return at
		}
	}
	return nil
}

// typeOfField is the type of the field that is written as name; string, which
// has no language, where there is none.
func typeOfField(t reflect.Type, name string) reflect.Type {
	for i := range t.NumField() {
		f := t.Field(i)
		if tag, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); tag == name {
			return f.Type
		}
	}
	return reflect.TypeFor[string]()
}
