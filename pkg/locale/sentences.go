package locale

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// sentences is a file of them, read.
type sentences struct {
	codes   []string
	text    map[string]string
	plurals plurals
}

func readFile(name string) (*sentences, error) {
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
	var err error
	if s.plurals, err = parsePlurals(s.text["language.plurals"]); err != nil {
		return nil, fmt.Errorf("0: language.plurals: %w", err)
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
