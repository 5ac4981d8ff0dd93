package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Word is what stands together on a line: letters without a gap that parts
// columns. Only lines in the page's own direction have words.
type Word struct {
	Text   string
	X0, X1 float64
	Y      float64 // of its line, from the bottom up
	Size   float64
}

// apart is the gap between columns, in sizes of the letters beside it: a blank is
// less.
const apart = 0.75

// words are the words of the page, line by line from the top down.
func (w *page) words() (out []Word) {
	var level []span
	for _, s := range w.spans {
		if s.angle == 0 {
			level = append(level, s)
		}
	}
	slices.SortStableFunc(level, func(a, b span) int { return cmp.Compare(b.across, a.across) })
	for len(level) > 0 {
		n := 1
		for n < len(level) && math.Abs(level[n].across-level[0].across) <= 0.4*max(level[0].size, level[n].size) {
			n++
		}
		out = append(out, wordsOf(level[:n])...)
		level = level[n:]
	}
	return out
}

// wordsOf takes a line apart at its wide gaps.
func wordsOf(line []span) (out []Word) {
	slices.SortStableFunc(line, func(a, b span) int { return cmp.Compare(a.along, b.along) })
	for i := 0; i < len(line); {
		for i < len(line) && strings.TrimSpace(line[i].text) == "" {
			i++
		}
		from, end := i, 0.0
		for ; i < len(line); i++ {
			s := line[i]
			blank := strings.TrimSpace(s.text) == ""
			if !blank && i > from && s.along-end > apart*max(s.size, 1) {
				break
			}
			if !blank {
				end = max(end, s.along+s.width)
			}
		}
		if text := joined(slices.Clone(line[from:i])); text != "" {
			out = append(out, Word{Text: text, X0: line[from].along, X1: end, Y: line[from].across, Size: line[from].size})
		}
	}
	return out
}
