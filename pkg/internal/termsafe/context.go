package termsafe

import (
	"unicode"
	"unicode/utf8"
)

// verdict is what becomes of a piece of text.
type verdict int

const (
	keep verdict = iota // as it is
	show                // one character or byte, by its name
	wait                // more text must come before it can be judged
)

// context is what has to be remembered of the text before a character to judge
// the character: joiners and selectors are harmless only behind what they
// belong to.
type context struct {
	base     rune // the last visible character kept; 0 after anything else
	selected bool // a variation selector already follows base
	joined   bool // a joiner already follows base
}

// next judges the first piece of s, which is not empty, and says how many
// bytes it has. It returns wait only when final is false, that is when s may
// go on.
func (c *context) next(s string, final bool) (int, verdict) {
	if b := s[0]; b < utf8.RuneSelf {
		if b < ' ' && b != '\n' && b != '\t' || b == 0x7f {
			return c.reject(1)
		}
		return c.accept(rune(b), 1)
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n == 1:
		if !final && !utf8.FullRuneInString(s) {
			return 0, wait
		}
		return c.reject(1)
	case 0x3001 <= r && r < 0xa000: // most of what is not ASCII, and nothing invisible but one
		if r == hangulFiller {
			return c.reject(n)
		}
		return c.accept(r, n)
	case r == zwj || r == zwnj:
		return c.joiner(s, r, n, final)
	case isSelector(r):
		if c.selected || c.joined || !takesSelector(c.base, r) {
			return c.reject(n)
		}
		c.selected = true
		return n, keep
	case isTag(r):
		return c.tags(s, n, final)
	case r < 0xa0 || unicode.Is(hidden, r) || r&0xfffe == 0xfffe:
		return c.reject(n)
	}
	return c.accept(r, n)
}

// ordinary accepts the characters at the start of s that next takes whatever stands
// before them: those of ASCII that print, line feeds, tabs, and Chinese. It gives
// their bytes.
func (c *context) ordinary(s string) int {
	n := 0
	for n < len(s) {
		if b := s[n]; ' ' <= b && b < 0x7f || b == '\n' || b == '\t' {
			n++
			continue
		}
		if s[n] < 0xe3 || s[n] > 0xe9 {
			break
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if r < 0x3001 || r >= 0xa000 || r == hangulFiller || size == 1 {
			break
		}
		n += size
	}
	if n > 0 {
		r, _ := utf8.DecodeLastRuneInString(s[:n])
		c.accept(r, n)
	}
	return n
}

func (c *context) accept(r rune, n int) (int, verdict) {
	*c = context{base: r}
	return n, keep
}

func (c *context) reject(n int) (int, verdict) {
	*c = context{}
	return n, show
}

// joiner judges a zero-width joiner or non-joiner: it stays between two emoji
// and behind a letter of a script that is written with it.
func (c *context) joiner(s string, r rune, n int, final bool) (int, verdict) {
	if c.joined {
		return c.reject(n)
	}
	if unicode.In(c.base, joining...) && (unicode.IsLetter(c.base) || unicode.IsMark(c.base)) {
		c.joined = true
		return n, keep
	}
	if r != zwj || !isEmoji(c.base) {
		return c.reject(n)
	}
	rest := s[n:]
	if !final && !utf8.FullRuneInString(rest) {
		return 0, wait
	}
	if after, _ := utf8.DecodeRuneInString(rest); !isEmoji(after) {
		return c.reject(n)
	}
	c.joined = true
	return n, keep
}

// tags judges tag characters. They are invisible, and there is one good use of
// them: behind a black flag they spell the region whose flag it is, two letters
// and up to three more signs, closed by a cancel tag.
func (c *context) tags(s string, n int, final bool) (int, verdict) {
	if c.base != blackFlag || c.selected || c.joined {
		return c.reject(n)
	}
	size := 0
	for i := 0; ; i++ {
		if !final && !utf8.FullRuneInString(s[size:]) {
			return 0, wait
		}
		r, m := utf8.DecodeRuneInString(s[size:])
		size += m
		letter := 0xe0061 <= r && r <= 0xe007a
		digit := 0xe0030 <= r && r <= 0xe0039
		switch {
		case i < 2 && letter, 2 <= i && i < 5 && (letter || digit):
		case i > 2 && r == cancelTag:
			*c = context{}
			return size, keep
		default:
			return c.reject(n)
		}
	}
}
