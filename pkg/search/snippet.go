package search

import (
	"slices"
	"strings"

	"complain/pkg/internal/fold"
	"complain/pkg/internal/textwidth"
)

// Snippet is what is shown of something that matches: one line.
type Snippet struct {
	Text  string
	Marks [][2]int // the bytes of Text at which words stand, in order, apart
}

// headWidth is how much of the first part is shown before a word of another.
const headWidth = 36

// Snippet is the part in which most words occur, around the first of them, cut
// to about width columns. The first part says what the thing is: where another
// has the words, it comes before it in short.
func (q Query) Snippet(parts []string, width int) Snippet {
	best, most := 0, 0
	for i, part := range parts {
		folded := []byte(fold.String(part))
		n := 0
		for _, w := range q.words {
			if w.in(folded) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if len(parts) == 0 {
		return Snippet{}
	}
	if best == 0 {
		return q.around(parts[0], width)
	}
	head := textwidth.Truncate(oneLine(parts[0]), min(headWidth, width/2), "…")
	if head != "" {
		head += " · "
	}
	s := q.around(parts[best], width-textwidth.Width(head))
	for i := range s.Marks {
		s.Marks[i][0] += len(head)
		s.Marks[i][1] += len(head)
	}
	s.Text = head + s.Text
	return s
}

// around cuts a text to width columns with its first word in view.
func (q Query) around(text string, width int) Snippet {
	text = oneLine(text)
	marks := q.marks(text)
	from := 0
	if len(marks) > 0 && textwidth.Width(text) > width {
		from = stepBack(text, marks[0][0], width/3)
	}
	shown := text[from:]
	prefix := ""
	if from > 0 {
		prefix = "…"
	}
	cut := textwidth.Truncate(shown, max(width-textwidth.Width(prefix), 8), "…")
	end := from + len(cut)
	if cut != shown {
		end -= len("…")
	}
	s := Snippet{Text: prefix + cut}
	for _, m := range marks {
		if m[0] >= from && m[0] < end {
			s.Marks = append(s.Marks, [2]int{m[0] - from + len(prefix), min(m[1], end) - from + len(prefix)})
		}
	}
	return s
}

// marks are the places of all words in a text, joined where they touch.
func (q Query) marks(text string) [][2]int {
	folded := fold.Of(text)
	var out [][2]int
	for _, w := range q.words {
		for _, p := range w.places(folded.Folded) {
			from, to := folded.Span(p[0], p[1])
			out = append(out, [2]int{from, to})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	joined := out[:0]
	for _, m := range out {
		if n := len(joined); n > 0 && m[0] <= joined[n-1][1] {
			joined[n-1][1] = max(joined[n-1][1], m[1])
			continue
		}
		joined = append(joined, m)
	}
	return joined
}

// stepBack is a place about so many columns before at, at the beginning of a
// character.
func stepBack(text string, at, columns int) int {
	runes := []rune(text[max(0, at-4*columns):at])
	start := at
	for i := len(runes) - 1; i >= 0 && columns > 0; i-- {
		start -= len(string(runes[i]))
		columns -= textwidth.Width(string(runes[i]))
	}
	return max(start, 0)
}

// oneLine is a text without ends of lines, of valid UTF-8.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
}
