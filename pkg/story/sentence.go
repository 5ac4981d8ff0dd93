package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// saying is what one sentence holds.
type saying struct {
	by          []found // in the order in which they were found
	conditionAt int     // of the first word that begins a condition; -1 for none
	asks        bool    // a question
	elsewhere   bool    // of other goods, other people, or of nobody
	denials     []span
	looked      bool // for denials
}

// found is what a sentence holds of one trigger.
type found struct {
	trigger      int
	strong, weak int
	reply        int
	not          bool
	at           int // of the first strong word
	word         string
}

// match is a phrase that stands in a sentence.
type match struct {
	*phrase
	head     stretch
	from, to int
}

// sentence finds all words in one sentence as it is heard.
func (w *words) sentence(text string) saying {
	out := saying{conditionAt: -1, by: w.found[:0]}
	out.asks = strings.HasSuffix(strings.TrimRightFunc(text, func(r rune) bool { return r != '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "?")
	in := w.lookAt(text)
	w.matched = in.matches(w.matched[:0], w.said)
	for _, m := range w.matched {
		w.mark(&out, in, m)
	}
	w.found = out.by
	return out
}

// matches adds the phrases that stand in the sentence, in the order in which they
// begin, to an empty list.
func (s *sight) matches(out []match, all phrases) []match {
	for _, first := range s.seen {
		list := all.of(first)
		for i := range list {
			p := &list[i]
			if !s.has(p.rest) {
				continue
			}
			for _, head := range s.at[first] {
				if end := s.follows(head.to, p.rest, nil); end >= 0 {
					out = append(out, match{p, head, head.from, end})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b match) int { return a.from - b.from })
	return out
}

// mark notes a phrase that stands in a sentence.
func (w *words) mark(out *saying, in *sight, m match) {
	switch m.class {
	case condition:
		if out.conditionAt < 0 {
			out.conditionAt = m.from
		}
		return
	case conditionBefore:
		out.conditionAt = 0
		return
	case question:
		head := in.text[m.head.from:m.head.to]
		before, _ := utf8.DecodeLastRuneInString(in.text[:m.from])
		if (utf8.RuneCountInString(head) > 1 || last(in.text[m.to:])) && !denies(head, before) {
			out.asks = true
		}
		return
	case elsewhere:
		out.elsewhere = true
		return
	}
	if m.class != not && w.triggers[m.trigger].Denied {
		if m.to = w.undenied(out, in, m); m.to < 0 {
			return
		}
	}
	out.of(m.trigger, m.from).add(m.class, in.text, m.from, m.to)
}

// has is what the sentence holds of a trigger; nil for nothing.
func (s *saying) has(trigger int) *found {
	for i := range s.by {
		if s.by[i].trigger == trigger {
			return &s.by[i]
		}
	}
	return nil
}

// of is has, or what begins at a place.
func (s *saying) of(trigger, at int) *found {
	if f := s.has(trigger); f != nil {
		return f
	}
	s.by = append(s.by, found{trigger: trigger, at: at})
	return &s.by[len(s.by)-1]
}

// add counts a word that stands in a text from i to end.
func (f *found) add(c class, text string, i, end int) {
	switch c {
	case strong:
		if f.strong == 0 {
			f.at = i
		}
		if f.strong == 0 || end-i > len(f.word) {
			f.word = text[i:end]
		}
		f.strong++
	case reply:
		if f.strong+f.reply == 0 {
			f.at, f.word = i, text[i:end]
		}
		f.reply++
	case weak:
		f.weak++
	case not:
		f.not = true
	}
}

// denies reports that a word that asks by a yes and a no, said twice, says no: what
// stands before it is its own second character.
func denies(word string, before rune) bool { return before != 0 && startOf(word)[1] == before }
