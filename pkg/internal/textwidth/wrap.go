package textwidth

import (
	"iter"
	"strings"
	"unicode/utf8"

	"complain/pkg/internal/linebreak"
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
	const spare = 8 // for the spaces at a line's end
	b := breaker{Layout: l, s: s, room: l.Width - l.First, marks: make([]mark, 0, min(len(s), max(l.Width, 0)+spare))}
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

// blank reports whether a cluster is a space, with which no mark combines.
func blank(text string) bool {
	if r, n := utf8.DecodeRuneInString(text); n == len(text) {
		return isSpace(r)
	}
	return trimEnd(text) == ""
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
	at     int32 // offset in s
	width  int32 // of the line up to here
	may    bool  // a line may end here by UAX #14
	inside bool  // of a range never broken
}

func (b *breaker) run() {
	whole, end := 0, 0
	for text, after := range segments(b.s) {
		end += len(text)
		w := clusterWidth(text)
		space := blank(text)
		for !space && b.width+w > b.room && b.breakLine() {
		}
		b.width += w
		if after == linebreak.Must && hasLineEnd(text) {
			b.cut(mark{at: int32(end), width: int32(b.width)})
			continue
		}
		m := mark{at: int32(end), width: int32(b.width), may: after == linebreak.May}
		for whole < len(b.Whole) && b.Whole[whole][1] <= end {
			whole++
		}
		m.inside = whole < len(b.Whole) && b.Whole[whole][0] < end
		b.marks = append(b.marks, m)
	}
	if b.start < len(b.s) || len(b.lines) == 0 || hasLineEnd(tail(b.s)) {
		b.lines = append(b.lines, trimEnd(b.s[b.start:]))
	}
}

// allowed reports whether the line being filled may end at one of its marks. It is
// asked where a line ends, and not of each character. A mark that was not allowed is
// not when the line begins later, either.
func (b *breaker) allowed(m mark) bool {
	if int(m.at) == len(b.s) || m.inside {
		return false
	}
	before := trimEnd(b.s[b.start:int(m.at)])
	next, _ := utf8.DecodeRuneInString(b.s[int(m.at):])
	return before != "" && !isSpace(next) && mayBreak(tail(before), b.s[int(m.at):], len(before) < int(m.at)-b.start, m.may)
}

// tail is the last character of s, enough to judge a break behind it.
// inWord reports whether a place is in what stands between spaces: the names of files,
// commands and flags have hyphens and slashes, and one that is broken there cannot be
// copied.
func (b *breaker) inWord(m mark) bool {
	graphic := func(c byte) bool { return ' ' < c && c < utf8.RuneSelf }
	return int(m.at) < len(b.s) && graphic(b.s[m.at-1]) && graphic(b.s[m.at])
}

func tail(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// breakLine ends the line at the last place allowed, since the next cluster
// does not fit. Without such a place the line is broken between characters,
// best where the rules of composition hold; it sticks out rather than break a
// range that must stay whole.
func (b *breaker) breakLine() bool {
	for _, inWord := range []bool{false, true} {
		for i := len(b.marks) - 1; i >= 0; i-- {
			m := b.marks[i]
			if !inWord && int(m.width) < b.room/2 {
				break // a line half empty is worse
			}
			if (inWord || !b.inWord(m)) && b.allowed(m) {
				return b.cut(m)
			}
		}
	}
	for _, tidy := range []bool{true, false} {
		for i := len(b.marks) - 1; i >= 0; i-- {
			m := b.marks[i]
			if m.inside {
				continue
			}
			if tidy && mayBreak(tail(b.s[:int(m.at)]), b.s[int(m.at):], false, true) || !tidy && (int(m.width) <= b.room || i == 0) {
				return b.cut(m)
			}
		}
	}
	return false
}

// cut ends the line at m and goes on with the rest.
func (b *breaker) cut(m mark) bool {
	b.lines = append(b.lines, trimEnd(b.s[b.start:int(m.at)]))
	b.start, b.room = int(m.at), b.Width
	rest := b.marks[:0]
	for _, later := range b.marks {
		if later.at > m.at {
			later.width -= m.width
			rest = append(rest, later)
		}
	}
	b.marks = rest
	b.width -= int(m.width)
	return true
}

// segments cuts a text into clusters, with what UAX #14 says of the place after
// each. Sequences that colour text are none of it: no line ends beside one.
func segments(s string) iter.Seq2[string, linebreak.Break] {
	return func(yield func(string, linebreak.Break) bool) {
		for s != "" {
			n := colour(s)
			if n > 0 {
				if !yield(s[:n], linebreak.No) {
					return
				}
				s = s[n:]
				continue
			}
			for n++; n < len(s) && colour(s[n:]) == 0; n++ {
			}
			for seg := range linebreak.Segments(s[:n]) {
				if !yield(seg.Text, seg.After) {
					return
				}
			}
			s = s[n:]
		}
	}
}
