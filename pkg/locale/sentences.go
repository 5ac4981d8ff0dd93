package locale

import (
	"errors"
	"fmt"
	"hash/maphash"
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// sentences is a file of them, read: where each stands in its text, and a table to
// find them by. A map of strings takes four times the memory, which every command
// pays for at its start.
type sentences struct {
	file    string
	places  []place
	slots   []uint16 // by the hash of a code: 1 + its index in places, 0 for none
	seed    maphash.Seed
	plurals plurals
}

// place is where a sentence stands in its file: code, colon, what is written behind.
type place struct{ at, colon, end uint32 }

// text is the sentence of a code; "" for none.
func (s *sentences) text(code string) string { return wordsOf(s.written(code)) }

// codes lists the codes in the order of the file.
func (s *sentences) codes() []string {
	codes := make([]string, len(s.places))
	for i, p := range s.places {
		codes[i] = s.file[p.at:p.colon]
	}
	return codes
}

// written is what stands behind a code and its colon; "" for none.
func (s *sentences) written(code string) string {
	index := s.slots[s.slot(code)]
	if index == 0 {
		return ""
	}
	p := s.places[index-1]
	return s.file[p.colon+1 : p.end]
}

// slot is where a code stands in the table, or would.
func (s *sentences) slot(code string) int {
	mask := len(s.slots) - 1
	for i := int(maphash.String(s.seed, code)) & mask; ; i = (i + 1) & mask {
		index := s.slots[i]
		if index == 0 || s.file[s.places[index-1].at:s.places[index-1].colon] == code {
			return i
		}
	}
}

// parse reads a file of sentences; its form stands above the package. An error
// begins with the number of the line.
func parse(text string) (*sentences, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New("0: not UTF-8")
	}
	return index(text)
}

// most is how many sentences a file may have, so that the table holds their numbers.
const most = math.MaxUint16 / 2

// index finds where each sentence stands. A command says some forty of three
// thousand: their words are taken out of the file when they are said.
func index(text string) (*sentences, error) {
	lines := strings.Count(text, "\n") - strings.Count(text, "\n\t") + 1
	if lines > most {
		return nil, fmt.Errorf("0: more than %d sentences", most)
	}
	s := &sentences{
		file:   text,
		places: make([]place, 0, lines),
		slots:  make([]uint16, 1<<bits.Len(uint(2*lines))),
		seed:   maphash.MakeSeed(),
	}
	for n := 1; text != ""; n++ {
		line, rest := cutLine(text)
		if line == "" || line[0] == '#' {
			text = rest
			continue
		}
		code, behind, ok := strings.Cut(line, ":")
		if !ok || code == "" || strings.IndexByte(code, ' ') >= 0 || strings.IndexByte(code, '\t') >= 0 {
			return nil, fmt.Errorf("%d: neither code and colon nor the line of a sentence: %q", n, line)
		}
		p, number, none := place{at: uint32(len(s.file) - len(text))}, n, false
		p.colon = p.at + uint32(len(code))
		if behind != "" {
			p.end = p.at + uint32(len(line))
			none = len(behind) <= len(` ""`) && wordsOf(behind) == ""
		} else {
			size, lines := blockSize(rest)
			none = strings.Trim(rest[:size], "\t\r\n") == ""
			rest = rest[size:]
			p.end = uint32(len(s.file) - len(rest))
			n += lines
		}
		text = rest
		if none {
			return nil, fmt.Errorf("%d: %s has no words", number, code)
		}
		slot := s.slot(code)
		if s.slots[slot] != 0 {
			return nil, fmt.Errorf("%d: %s stands here twice", number, code)
		}
		s.places = append(s.places, p)
		s.slots[slot] = uint16(len(s.places))
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
