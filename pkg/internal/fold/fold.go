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
	"sync"
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
func String(s string) string {
	if b, ok := AppendPlain(make([]byte, 0, len(s)), s); ok {
		return string(b)
	}
	return fold(s, false).Folded
}

// AppendPlain adds to b the folded form of the pieces of a text, where they hold
// only characters whose form is known without looking, which is most of most
// texts; otherwise ok is false.
func AppendPlain(b []byte, pieces ...string) (out []byte, ok bool) {
	p := plainText{out: b}
	for _, s := range pieces {
		if !p.add(s) {
			return p.out, false
		}
	}
	return p.out, true
}

// plainText is a folded text while it is made.
type plainText struct {
	out    []byte
	letter bool // the last character written is none of Chinese
	space  bool // white space waits
}

func (p *plainText) add(s string) bool {
	b, letter, space := p.out, p.letter, p.space
	for i := 0; i < len(s); {
		c, n, sign := s[i], 1, byte(0)
		if c < utf8.RuneSelf {
			if sign = plainASCII[c]; sign == ' ' {
				space = true
				i++
				continue
			}
		} else {
			n = 3
			if c>>4 != 0xe || len(s)-i < 3 || s[i+1]&0xc0 != 0x80 || s[i+2]&0xc0 != 0x80 {
				return false
			}
			r := rune(c&0x0f)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f)
			switch {
			case r >= 0x4e00 && r <= 0x9fff:
				b, letter, space = append(b, s[i:i+3]...), false, false
				i += 3
				continue
			case r >= 0xff01 && r <= 0xff5e:
				sign = plainASCII[r-0xff01+'!']
			case r == '。' || r == '、':
				sign = 1
			}
		}
		if sign == 0 {
			return false
		}
		if space && letter {
			b = append(b, ' ')
		}
		if sign == 1 {
			b = append(b, s[i:i+n]...)
		} else {
			b = append(b, sign)
		}
		letter, space = true, false
		i += n
	}
	p.out, p.letter, p.space = b, letter, space
	return true
}

// plainASCII is what becomes of the ASCII characters: 0 for those that need a
// look, a space for white space.
var plainASCII = func() (t [utf8.RuneSelf]byte) {
	for c := byte('!'); c < 0x7f; c++ {
		t[c] = c
	}
	for c := byte('A'); c <= 'Z'; c++ {
		t[c] = c + 'a' - 'A'
	}
	for _, c := range " \t\n\v\f\r" {
		t[c] = ' '
	}
	return t
}()

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

// Forms are the characters in whose folded form an ideograph of the main block
// occurs: itself first.
func Forms(ideograph rune) []rune { return append([]rune{ideograph}, compatible()[ideograph]...) }

// compatible are the characters that Unicode calls forms of ideographs.
var compatible = sync.OnceValue(func() map[rune][]rune {
	forms := map[rune][]rune{}
	for _, block := range [][2]rune{{0x2e80, 0x33ff}, {0xf900, 0xfaff}, {0x1f200, 0x1f2ff}, {0x2f800, 0x2fa1f}} {
		for form := block[0]; form <= block[1]; form++ {
			for _, r := range norm.NFKC.String(string(form)) {
				if r >= 0x4e00 && r <= 0x9fff && r != form {
					forms[r] = append(forms[r], form)
				}
			}
		}
	}
	return forms
})
