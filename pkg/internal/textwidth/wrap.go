package textwidth

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Wrap breaks s into lines of at most width columns, where UAX #14 and the
// rules of Chinese composition allow. A token too long for a line is broken
// between characters. Line ends in s stay line ends. Only the spaces at the
// end of a line are lost.
func Wrap(s string, width int) []string { return Layout{Width: width}.Lines(s) }

// Layout says how text is wrapped.
type Layout struct {
	Width int      // columns
	First int      // columns of the first line that are taken already
	Whole [][2]int // byte ranges never broken, in order; they may stick out
}

// Lines breaks s. There is always one line at least.
func (l Layout) Lines(s string) []string {
	if !hasLineEnd(s) && Width(s) <= l.Width-l.First {
		return []string{trimEnd(s)}
	}
	b := breaker{Layout: l, s: s, room: l.Width - l.First}
	b.run()
	return b.lines
}

func hasLineEnd(s string) bool {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b > '\r' && b < 0xc2:
		case '\n' <= b && b <= '\r', b == 0xc2 && strings.HasPrefix(s[i:], "\u0085"):
			return true
		case b == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return true
		}
	}
	return false
}

func trimEnd(s string) string { return strings.TrimRightFunc(s, isSpace) }

// breaker breaks one text, greedily.
type breaker struct {
	Layout
	s     string
	lines []string
	room  int // of the line being filled

	start int    // of the line being filled
	width int    // of s[start:] as far as it was read, with the spaces at its end
	marks []mark // the places in the line being filled, behind each cluster
}

// mark is a place between two clusters.
type mark struct {
	at      int  // offset in s
	width   int  // of the line up to here
	allowed bool // a line may end here
	inside  bool // of a range never broken
}

func (b *breaker) run() {
	state, whole := -1, 0
	for at := 0; at < len(b.s); {
		n, w, uax, next := step(b.s[at:], state)
		state = next
		end := at + n
		text := b.s[at:end]
		space := trimEnd(text) == "" // and no mark combines with it
		for !space && b.width+w > b.room && b.breakLine() {
		}
		b.width += w
		if uax == uniseg.LineMustBreak && hasLineEnd(text) {
			b.cut(mark{at: end, width: b.width})
			at = end
			continue
		}
		m := mark{at: end, width: b.width}
		for whole < len(b.Whole) && b.Whole[whole][1] <= end {
			whole++
		}
		m.inside = whole < len(b.Whole) && b.Whole[whole][0] < end
		if end < len(b.s) && !m.inside {
			before := trimEnd(b.s[b.start:end])
			after, _ := utf8.DecodeRuneInString(b.s[end:])
			m.allowed = before != "" && !isSpace(after) &&
				mayBreak(tail(before), b.s[end:], len(before) < end-b.start, uax == uniseg.LineCanBreak)
		}
		b.marks = append(b.marks, m)
		at = end
	}
	if b.start < len(b.s) || len(b.lines) == 0 || hasLineEnd(tail(b.s)) {
		b.lines = append(b.lines, trimEnd(b.s[b.start:]))
	}
}

// tail is the last character of s, enough to judge a break behind it.
func tail(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// breakLine ends the line at the last place allowed, since the next cluster
// does not fit. Without such a place the line is broken between characters,
// best where the rules of composition hold; it sticks out rather than break a
// range that must stay whole.
func (b *breaker) breakLine() bool {
	for i := len(b.marks) - 1; i >= 0; i-- {
		if b.marks[i].allowed {
			return b.cut(b.marks[i])
		}
	}
	for _, tidy := range []bool{true, false} {
		for i := len(b.marks) - 1; i >= 0; i-- {
			m := b.marks[i]
			if m.inside {
				continue
			}
			if tidy && mayBreak(tail(b.s[:m.at]), b.s[m.at:], false, true) || !tidy && (m.width <= b.room || i == 0) {
				return b.cut(m)
			}
		}
	}
	return false
}

// cut ends the line at m and goes on with the rest.
func (b *breaker) cut(m mark) bool {
	b.lines = append(b.lines, trimEnd(b.s[b.start:m.at]))
	b.start, b.room = m.at, b.Width
	rest := b.marks[:0]
	for _, later := range b.marks {
		if later.at > m.at {
			later.width -= m.width
			rest = append(rest, later)
		}
	}
	b.marks = rest
	b.width -= m.width
	return true
}

// step is uniseg.StepString, without looking up what is most of all text: a
// Chinese character before another, a letter or digit before another.
func step(s string, state int) (size, width, lineBreak, newState int) {
	if len(s) > 1 && isASCIIWord(s[0]) && isASCIIWord(s[1]) {
		return 1, 1, uniseg.LineDontBreak, -1
	}
	if s[0] >= 0xe3 && s[0] <= 0xe9 {
		r, n := utf8.DecodeRuneInString(s)
		if ideograph(r) {
			if next, _ := utf8.DecodeRuneInString(s[n:]); ideograph(next) {
				return n, 2, uniseg.LineCanBreak, -1
			}
		}
	}
	if n := colour(s); n > 0 {
		return n, 0, uniseg.LineDontBreak, -1
	}
	first, rest, boundaries, newState := uniseg.StepString(s, state)
	lineBreak = boundaries & uniseg.MaskLine
	if lineBreak == uniseg.LineMustBreak && rest != "" && !hasLineEnd(first) {
		lineBreak, newState = behindModifier(first, rest), -1
	}
	return len(first), boundaries >> uniseg.ShiftWidth, lineBreak, newState
}

// behindModifier says whether a line may end between an emoji with a colour of
// skin and rest. uniseg 0.4.7 says that it must: it leaves rule LB30b in the
// state of a line end. The emoji without its colour is asked instead.
func behindModifier(emoji, rest string) int {
	_, n := utf8.DecodeRuneInString(emoji)
	_, _, boundaries, _ := uniseg.StepString(emoji[:n]+rest[:clusterEnd(rest)], -1)
	return boundaries & uniseg.MaskLine
}

func clusterEnd(s string) int {
	n, _ := cluster(s)
	return n
}

func isASCIIWord(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}
