package story

import (
	"slices"
	"unicode/utf8"
)

// What is denied is not said: "no scratches" is none of a scratch. A word denies what
// follows it at once, or soon within its clause, and what stands between two words of
// a phrase denies the second. What a phrase itself denies, as "does not work" does, it
// says.

// span is a denial: where its word begins, and from where to where words are denied
// that begin there.
type span struct{ at, from, to int }

func (s span) holds(i int) bool { return s.from <= i && i <= s.to }

// denialReach is how far a denial reaches, as letters count it.
const denialReach = 12

// undenied is where a phrase ends where nobody denies it; -1 where somebody does.
func (w *words) undenied(out *saying, in *sight, m match) int {
	if !out.looked {
		out.denials, out.looked = in.denials(w.denied), true
	}
	if slices.ContainsFunc(out.denials, func(s span) bool { return s.at < m.from && s.holds(m.from) }) {
		return -1
	}
	return in.follows(m.head.to, m.rest, out.denials)
}

// denied reports that a denial after an earlier word of a phrase, which ends at start,
// denies the next, which begins at i.
func denied(denials []span, start, i int) bool {
	return slices.ContainsFunc(denials, func(s span) bool { return s.at >= start && s.at < i && s.holds(i) })
}

// denials are the denials of a sentence.
func (s *sight) denials(all phrases) []span {
	var out []span
	asserted := -1 // where the last word begins that begins as a denial and is none
	for _, m := range s.matches(nil, all) {
		if m.class == assertion {
			asserted = m.from
			out = slices.DeleteFunc(out, func(d span) bool { return d.at == m.from })
			continue
		}
		if m.from == asserted {
			continue
		}
		d := span{m.from, m.to, m.to}
		if m.class == denialOn {
			_, size := utf8.DecodeLastRuneInString(s.text[:m.to])
			d = span{m.from, max(m.to-size, m.from+1), s.reaches(m.to)}
		}
		out = append(out, d)
	}
	return out
}
