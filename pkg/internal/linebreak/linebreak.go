// Package linebreak says where a line of text may end: by UAX #14, and by what
// Chinese composition (clreq, GB/T 15834) keeps off line starts and line ends.
//
// It promises one answer for paper and for terminals, and that no place is inside
// what a reader takes for one character (UAX #29). It forbids measures: how much
// fits a line, and which of the places is best, its callers know.
//
// Places are found by go-text's segmenter: uniseg, version 0.4.7, wants a line to
// end behind an emoji with a colour of skin. Characters are found by uniseg, by
// which lipgloss measures tables, too: the segmenter, version 0.3.5, cuts the
// second of two families.
package linebreak

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
	"github.com/rivo/uniseg"
)

// Break is whether a line ends at a place.
type Break uint8

// The answers.
const (
	No Break = iota
	May
	Must
)

// Segment is one character as readers count, and what UAX #14 says of the place
// after it. After the last of a text that is No, unless the text ends a line.
type Segment struct {
	Text  string
	After Break
}

// Segments cuts a text. Bytes that are no text count as characters.
func Segments(s string) iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		var seg segmenter.Segmenter
		for s != "" {
			n := piece(s)
			if plain(s[:n]) {
				if !parts(s[:n], n < len(s), yield) {
					return
				}
			} else if !segments(&seg, s[:n], n < len(s), yield) {
				return
			}
			s = s[n:]
		}
	}
}

// pieceSize is about how much is looked at in one go.
const pieceSize = 8 << 10

// piece is the length of a start of s that can be looked at by itself: to the end
// of its first line, or, in one without end, to a place where a line may end
// whatever stands around.
func piece(s string) int {
	line := len(s)
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		line = i + 1
	}
	for i := pieceSize; i < line; i++ {
		if between := s[i-2 : i+1]; letter(between[0]) && between[1] == ' ' && letter(between[2]) {
			return i
		}
	}
	return line
}

func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func segments(seg *segmenter.Segmenter, s string, more bool, yield func(Segment) bool) bool {
	runes := make([]rune, 0, len(s))
	at := make([]int, 0, len(s)+1) // where each begins
	for i, r := range s {
		runes, at = append(runes, r), append(at, i)
	}
	at = append(at, len(s))
	seg.Init(runes)
	lines := seg.LineIterator()
	var line segmenter.Line
	end := 0 // of the line that the segment is in
	for from, state := 0, -1; from < len(s); {
		var out Segment
		out.Text, _, _, state = uniseg.FirstGraphemeClusterInString(s[from:], state)
		from += len(out.Text)
		for end < from && lines.Next() {
			line = lines.Line()
			end = at[line.Offset+len(line.Text)]
		}
		switch {
		case end != from:
		case from == len(s) && !EndsLine(out.Text):
			if more {
				out.After = May
			}
		case line.IsMandatoryBreak:
			out.After = Must
		default:
			out.After = May
		}
		if !yield(out) {
			return false
		}
	}
	return true
}

// EndsLine reports whether s ends with a character that ends a line (classes BK,
// CR, LF and NL of UAX #14).
func EndsLine(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}
