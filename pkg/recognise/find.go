package recognise

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
	"complain/pkg/internal/hint"
	"complain/pkg/internal/personal"
)

// Match is a place in a page: the words that hold it, as they stand there, and
// the boxes that cover them, one a line.
type Match struct {
	Text  string
	Boxes []dispute.Box
}

// Find lists the places where a page says sought, whatever the case, the width
// and the spaces between Chinese characters; a place may go over several words
// and lines.
func (p Page) Find(sought string) []Match {
	sought = fold.String(sought)
	if sought == "" {
		return nil
	}
	l := p.layOut()
	var out []Match
	for at := 0; ; {
		i := strings.Index(l.text.Folded[at:], sought)
		if i < 0 {
			return out
		}
		out = append(out, l.match(at+i, at+i+len(sought)))
		at += i + len(sought)
	}
}

// Candidate is something on a page that the case may want to know.
type Candidate struct {
	Kind  hint.Kind
	Value string // without spaces; a date as "2026-03-01 20:14"
	Match
}

// mostCandidates is how many of a kind are offered.
const mostCandidates = 8

// Candidates lists what looks like numbers of orders, amounts and dates.
func (p Page) Candidates() []Candidate {
	l := p.layOut()
	text := l.text.Folded
	found := append(hint.Find(text), misreadAmounts(text)...)
	var out []Candidate
	for _, h := range hint.Distinct(found, mostCandidates) {
		m := l.match(h.Start, h.End)
		value := h.Value
		if h.Kind != hint.Date {
			value = strings.Join(strings.Fields(l.original(h.Start, h.End)), "")
		}
		out = append(out, Candidate{h.Kind, value, m})
	}
	return out
}

// Numbers lists the numbers on a page that name a person, by kind; numbers of
// orders are none.
func (p Page) Numbers() map[personal.Kind][]Match {
	l := p.layOut()
	text := l.text.Folded
	out := map[personal.Kind][]Match{}
	orders := hint.Find(text)
	for _, n := range personal.Find(text) {
		if !overlaps(orders, n.Start, n.End) {
			out[n.Kind] = append(out[n.Kind], l.match(n.Start, n.End))
		}
	}
	return out
}

func overlaps(found []hint.Found, start, end int) bool {
	for _, h := range found {
		if (h.Kind == hint.Order || h.Kind == hint.Tracking) && h.Start < end && start < h.End {
			return true
		}
	}
	return false
}

// layout is a page's folded text with the way back to its words.
type layout struct {
	page  Page
	joint string // the words, with a space or an end of line between
	text  fold.Text
	from  []int // where each word begins in joint
	lines []int // the line of each word
}

// layOut finds the words in the text; where they do not stand there, as in a
// file that another program wrote, each is a line of its own.
func (p Page) layOut() *layout {
	l := &layout{page: p, joint: p.Text}
	if !l.place() {
		var b strings.Builder
		l.from, l.lines = nil, nil
		for i, w := range p.Words {
			l.from, l.lines = append(l.from, b.Len()), append(l.lines, i)
			b.WriteString(w.Text + "\n")
		}
		l.joint = b.String()
	}
	l.text = fold.Of(l.joint)
	return l
}

func (l *layout) place() bool {
	at, line := 0, 0
	for _, w := range l.page.Words {
		i := strings.Index(l.joint[at:], w.Text)
		if i < 0 || strings.TrimSpace(l.joint[at:at+i]) != "" {
			return false
		}
		line += strings.Count(l.joint[at:at+i], "\n")
		l.from, l.lines = append(l.from, at+i), append(l.lines, line)
		at += i + len(w.Text)
	}
	return strings.TrimSpace(l.joint[at:]) == ""
}

// original is what the page says at a place of the folded text.
func (l *layout) original(start, end int) string {
	from, to := l.text.Span(start, end)
	return l.joint[from:to]
}

// match is a place of the folded text, in whole words: where in a word a
// character stands, the program does not say.
func (l *layout) match(start, end int) Match {
	from, to := l.text.Span(start, end)
	var m Match
	var said []string
	last := -1
	for i, w := range l.page.Words {
		if l.from[i] >= to || l.from[i]+len(w.Text) <= from {
			continue
		}
		said = append(said, w.Text)
		if n := len(m.Boxes); n > 0 && l.lines[i] == last {
			m.Boxes[n-1] = union(m.Boxes[n-1], w.Box)
		} else {
			m.Boxes = append(m.Boxes, w.Box)
		}
		last = l.lines[i]
	}
	m.Text = strings.Join(said, " ")
	return m
}

func union(a, b dispute.Box) dispute.Box {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return dispute.Box{X: x, Y: y, Width: max(a.X+a.Width, b.X+b.Width) - x, Height: max(a.Y+a.Height, b.Y+b.Height) - y}
}

// NumberBoxes covers the numbers on pages that name a person.
func NumberBoxes(pages []Page) []dispute.Box {
	var out []dispute.Box
	for _, p := range pages {
		found := p.Numbers()
		for _, kind := range []personal.Kind{personal.Phone, personal.Identity, personal.Card} {
			for _, m := range found[kind] {
				out = append(out, m.Cover(string(kind))...)
			}
		}
	}
	return out
}

// WordBoxes covers a word wherever it stands on pages.
func WordBoxes(pages []Page, word string) []dispute.Box {
	var out []dispute.Box
	for _, p := range pages {
		for _, m := range p.Find(word) {
			out = append(out, m.Cover("text")...)
		}
	}
	return out
}

// Cover is the boxes of the match with room around them: the program sees the
// characters of a Chinese word up to half a character beside where they are.
func (m Match) Cover(what string) []dispute.Box {
	out := make([]dispute.Box, 0, len(m.Boxes))
	for _, b := range m.Boxes {
		x, y := max(b.Height/2, 3), max(b.Height/4, 3)
		out = append(out, dispute.Box{X: b.X - x, Y: b.Y - y, Width: b.Width + 2*x, Height: b.Height + 2*y, What: what})
	}
	return out
}
