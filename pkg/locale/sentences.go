package locale

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// sentences is a file of them, read.
type sentences struct {
	codes   []string
	written map[string]string // what stands behind a code and its colon
	plurals plurals
}

// text is the sentence of a code; "" for none.
func (s *sentences) text(code string) string { return wordsOf(s.written[code]) }

// readFile reads a file of the program itself, whose bytes its tests check.
func readFile(name string) (*sentences, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var text strings.Builder
	if info, err := f.Stat(); err == nil {
		text.Grow(int(info.Size()))
	}
	if _, err := io.Copy(&text, f); err != nil {
		return nil, err
	}
	s, err := index(text.String())
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return s, nil
}

// parse reads a file of sentences; its form stands above the package. An error
// begins with the number of the line.
func parse(text string) (*sentences, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New("0: not UTF-8")
	}
	return index(text)
}

// index finds where each sentence stands. A command says some forty of three
// thousand: their words are taken out of the file when they are said.
func index(text string) (*sentences, error) {
	most := strings.Count(text, "\n") - strings.Count(text, "\n\t") + 1
	s := &sentences{codes: make([]string, 0, most), written: make(map[string]string, most)}
	for n := 1; text != ""; n++ {
		line, rest := cutLine(text)
		if line == "" || line[0] == '#' {
			text = rest
			continue
		}
		code, behind, ok := strings.Cut(line, ":")
		if !ok || code == "" || strings.ContainsAny(code, " \t") {
			return nil, fmt.Errorf("%d: neither code and colon nor the line of a sentence: %q", n, line)
		}
		at, none := n, false
		if behind != "" {
			none = wordsOf(behind) == ""
		} else {
			size, lines := blockSize(rest)
			none = strings.Trim(rest[:size], "\t\r\n") == ""
			behind, rest = text[len(line):len(text)-len(rest)+size], rest[size:]
			n += lines
		}
		text = rest
		if none {
			return nil, fmt.Errorf("%d: %s has no words", at, code)
		}
		s.written[code] = behind
		if s.codes = append(s.codes, code); len(s.written) < len(s.codes) {
			return nil, fmt.Errorf("%d: %s stands here twice", at, code)
		}
	}
	var err error
	if s.plurals, err = parsePlurals(s.text("language.plurals")); err != nil {
		return nil, fmt.Errorf("0: language.plurals: %w", err)
	}
	return s, nil
}

// blockSize is how much of text is lines behind tabs, with the empty lines between
// them, and how many lines that are.
func blockSize(text string) (size, lines int) {
	for rest, at := text, 1; rest != ""; at++ {
		var line string
		line, rest = cutLine(rest)
		switch {
		case line == "":
		case line[0] != '\t':
			return size, lines
		default:
			size, lines = len(text)-len(rest), at
		}
	}
	return size, lines
}

// wordsOf is the words of what is written behind a colon: a line, or below the colon a
// block of lines behind tabs.
func wordsOf(written string) string {
	first, block, ok := strings.Cut(written, "\n")
	if !ok {
		return unquote(strings.TrimPrefix(first, " "))
	}
	var b strings.Builder
	b.Grow(len(block))
	for empty := 0; block != ""; {
		var line string
		line, block = cutLine(block)
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			empty++
		}
		b.WriteString(strings.Repeat("\n", empty))
		b.WriteString(line[1:])
		empty = 0
	}
	return b.String()
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
