// Package fold makes texts comparable that people would call the same: in any
// case, full or half width, and with or without the spaces that programs put
// between Chinese characters.
//
// It promises that folding is the same for the text searched and the text
// sought, and that every place in a folded text leads back to its place in the
// original. It forbids changing what is stored: folded text is for comparing
// only.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is a folded text with the way back to the original.
type Text struct {
	Folded string
	at     []int32 // for each byte of Folded, and its end, where the original has it; nil where they are the same
	end    []int32 // for each byte of Folded, the end of its character in the original
}

// String folds s: compatibility forms become plain (NFKC), letters lower case,
// invisible characters go. A run of white space is one space, or none beside a
// Han character.
func String(s string) string { return fold(s, false).Folded }

// Of is String with the way back.
func Of(s string) Text { return fold(s, true) }

// Span is the part of the original that the bytes from to to of the folded text
// stand for.
func (t *Text) Span(from, to int) (start, end int) {
	if from >= to {
		return int(t.at[from]), int(t.at[from])
	}
	return int(t.at[from]), int(t.end[to-1])
}

type builder struct {
	out     strings.Builder
	at, end []int32
	places  bool
	space   int32 // where white space is waiting that began, -1 for none
	ended   int32 // where it ends
	last    rune  // the last character written, 0 at the beginning
}

func fold(s string, places bool) Text {
	b := builder{places: places, space: -1}
	b.out.Grow(len(s))
	if places {
		b.at, b.end = make([]int32, 0, len(s)+1), make([]int32, 0, len(s))
	}
	for i := 0; i < len(s); {
		i = b.addSimple(s, i)
		n := plain(s[i:])
		for j := i; j < i+n; {
			r, size := utf8.DecodeRuneInString(s[j:])
			b.add(r, int32(j), int32(j+size))
			j += size
		}
		if i += n; i == len(s) {
			break
		}
		next := norm.NFKC.NextBoundaryInString(s[i:], true)
		if next <= 0 {
			next = len(s) - i
		}
		for _, r := range norm.NFKC.String(s[i : i+next]) {
			b.add(r, int32(i), int32(i+next))
		}
		i += next
	}
	if places {
		b.at = append(b.at, int32(len(s)))
	}
	return Text{Folded: b.out.String(), at: b.at, end: b.end}
}

// addSimple adds the characters from i on whose form is known without looking,
// and returns where they end: almost all of almost all texts. The last before
// any other is left, since marks may join it.
func (b *builder) addSimple(s string, i int) int {
	from, size := i, 0
	var waiting rune
	for j := i; ; {
		r, n := utf8.DecodeRuneInString(s[j:])
		simple := r < 0x7f && n > 0 || r >= 0x4e00 && r <= 0x9fff || r >= 0xff01 && r <= 0xff5e || r == '。' || r == '、'
		if !simple && n > 0 {
			return from
		}
		if size > 0 {
			b.add(waiting, int32(from), int32(from+size))
			from += size
		}
		if n == 0 {
			return from
		}
		waiting, size = r, n
		if r >= 0xff01 && r <= 0xff5e {
			waiting = r - 0xff01 + '!' // full width
		}
		j += n
	}
}

// plain is how much of s is its own normal form.
func plain(s string) int {
	n, _ := norm.NFKC.SpanString(s, true)
	return n
}

func (b *builder) add(r rune, from, to int32) {
	switch {
	case unicode.IsSpace(r):
		if b.space < 0 {
			b.space = from
		}
		b.ended = to
		return
	case r == utf8.RuneError, unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r):
		return
	}
	if b.space >= 0 && b.last != 0 && !unicode.Is(unicode.Han, b.last) && !unicode.Is(unicode.Han, r) {
		b.write(' ', b.space, b.ended)
	}
	b.space = -1
	b.write(unicode.ToLower(r), from, to)
}

func (b *builder) write(r rune, from, to int32) {
	n, _ := b.out.WriteRune(r)
	b.last = r
	if !b.places {
		return
	}
	for range n {
		b.at, b.end = append(b.at, from), append(b.end, to)
	}
}

// Tight is s without the spaces beside Han characters, and else as it is: text
// that a program recognised, for people to read.
func Tight(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	spaces := 0
	for _, r := range s {
		if r == ' ' {
			spaces++
			continue
		}
		if !beside(last) && !beside(r) {
			b.WriteString(strings.Repeat(" ", spaces))
		}
		spaces = 0
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// beside reports the characters that no space belongs beside.
func beside(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}
