package text

import (
	"strings"
	"unicode/utf8"

	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
)

const (
	leastCell = 8  // columns below which text in a cell is no use
	fairCell  = 16 // columns in which text reads well
	shortCell = 20 // a date and a time, an amount, a name
	longToken = 12 // a number or date up to here is not broken in a cell
)

// need is what a column asks for, in columns of the terminal.
type need struct {
	natural int // no cell broken
	token   int // no amount, digest, number or date broken
}

func (g *grid) needs() []need {
	out := make([]need, len(g.columns))
	for i, c := range g.columns {
		n := need{natural: textwidth.Width(c.Head)}
		for _, r := range g.rows {
			if i >= len(r.cells) {
				continue
			}
			w := r.cells[i].width()
			n.natural = max(n.natural, w)
			if c.Align != doc.Decimal {
				w = unbroken(r.cells[i])
			}
			n.token = max(n.token, w)
		}
		out[i] = n
	}
	return out
}

// fit shares the width out among the columns: short ones get what they need
// where that leaves the others enough, else each gets what it must have, and
// what is left goes by the shares. It reports false when a column would become
// too narrow to read.
func (g *grid) fit(width int) bool {
	room := width - len(g.gutter) - len(separator)*(len(g.columns)-1)
	needs := g.needs()
	for _, wish := range []struct{ short, other int }{{shortCell, fairCell}, {leastCell, leastCell}} {
		left := room
		g.widths = make([]int, len(needs))
		for i, n := range needs {
			w := max(n.token, wish.other)
			if n.natural <= wish.short {
				w = n.natural
			}
			g.widths[i] = min(w, n.natural)
			left -= g.widths[i]
		}
		if left >= 0 {
			g.share(left, needs)
			return true
		}
	}
	return false
}

// share gives room to the columns that need it, one by one, always to the one
// that has least of its share.
func (g *grid) share(room int, needs []need) {
	for ; room > 0; room-- {
		poorest := -1
		for i, c := range g.columns {
			if g.widths[i] < needs[i].natural && (poorest < 0 ||
				g.widths[i]*max(g.columns[poorest].Width, 1) < g.widths[poorest]*max(c.Width, 1)) {
				poorest = i
			}
		}
		if poorest < 0 {
			return
		}
		g.widths[poorest]++
	}
}

// unbroken is the width of the longest part of a cell that should not be
// broken: a digest or label with the brackets around it, or a number or date
// that is not overlong.
func unbroken(r run) int {
	longest := 0
	for _, w := range r.whole {
		from, to := w[0], w[1]
		if before, n := utf8.DecodeLastRuneInString(r.text[:from]); strings.ContainsRune("〔（(《“", before) {
			from -= n
		}
		for _, after := range r.text[to:] {
			if !strings.ContainsRune("〕）)》”，。；,.;", after) {
				break
			}
			to += utf8.RuneLen(after)
		}
		longest = max(longest, textwidth.Width(r.text[from:to]))
	}
	token := 0
	for i := 0; i <= len(r.text); i++ {
		if i < len(r.text) && ' ' < r.text[i] && r.text[i] < 0x7f {
			token++
			continue
		}
		if token <= longToken {
			longest = max(longest, token)
		}
		token = 0
	}
	return longest
}
