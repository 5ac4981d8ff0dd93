package locale

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed sentences/*.txt
var files embed.FS

// sentences is a file of them, read.
type sentences struct {
	codes []string
	text  map[string]string
}

// sentences reads the language's file when it is first asked for.
func (lang Lang) sentences() *sentences {
	if read := languages()[lang]; read != nil {
		return read()
	}
	return &sentences{}
}

var languages = sync.OnceValue(func() map[Lang]func() *sentences {
	m := map[Lang]func() *sentences{}
	for _, lang := range Langs() {
		m[lang] = sync.OnceValue(func() *sentences {
			s, err := readFile(lang)
			if err != nil {
				panic(err) // a file of the program itself; its tests read it
			}
			return s
		})
	}
	return m
})

func readFile(lang Lang) (*sentences, error) {
	name := "sentences/" + string(lang) + ".txt"
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	s, err := parse(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return s, nil
}

// parse reads a file of sentences; its form stands above the package. An error
// begins with the number of the line.
func parse(text string) (*sentences, error) {
	lines := strings.Count(text, "\n")
	s := &sentences{codes: make([]string, 0, lines), text: make(map[string]string, lines)}
	if !utf8.ValidString(text) {
		return nil, errors.New("0: not UTF-8")
	}
	for n := 1; text != ""; n++ {
		var line string
		line, text = cutLine(text)
		if line == "" || line[0] == '#' {
			continue
		}
		code, said, ok := strings.Cut(line, ":")
		if !ok || code == "" || strings.ContainsAny(code, " \t") {
			return nil, fmt.Errorf("%d: neither code and colon nor the line of a sentence: %q", n, line)
		}
		at := n
		if said == "" {
			var lines int
			said, text, lines = block(text)
			n += lines
		} else {
			said = unquote(strings.TrimPrefix(said, " "))
		}
		if said == "" {
			return nil, fmt.Errorf("%d: %s has no words", at, code)
		}
		s.text[code] = said
		if s.codes = append(s.codes, code); len(s.text) < len(s.codes) {
			return nil, fmt.Errorf("%d: %s stands here twice", at, code)
		}
	}
	return s, nil
}

// block takes the lines behind tabs off the front of text, with the empty
// lines between them.
func block(text string) (said, rest string, lines int) {
	var b strings.Builder
	empty := 0
	rest = text
	for at := 1; text != ""; at++ {
		var line string
		line, text = cutLine(text)
		switch {
		case line == "":
			empty++
			continue
		case line[0] != '\t':
			return b.String(), rest, lines
		case b.Len() > 0:
			empty++
		}
		b.WriteString(strings.Repeat("\n", empty))
		b.WriteString(line[1:])
		empty, rest, lines = 0, text, at
	}
	return b.String(), rest, lines
}

func cutLine(text string) (line, rest string) {
	line, rest, _ = strings.Cut(text, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}

func unquote(s string) string {
	if len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"' {
		return s[1 : len(s)-1]
	}
	return s
}
