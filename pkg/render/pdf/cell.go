package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/linebreak"
)

// style is how a run of text is set. Sizes are points, ink is 0 for black.
type style struct {
	face faceID
	size float64
	ink  float64
}

// run is a piece of a paragraph in one style.
type run struct {
	text   string
	style  style
	ref    *reference // what it refers to, if it is a link
	digest bool       // never broken if it fits a line at 8 pt
	blank  float64    // a line to write on, this wide; text is empty
	end    bool       // a new line begins here; text is empty
	even   bool       // its figures are all of one width
	said   bool       // it begins what somebody said, which is written as its first letter is
}

// cell is the smallest thing on a line: one cluster of one style.
type cell struct {
	*glyphs // of the case's: shared, and replaced, never changed
	text    string
	style   style
	width   float64
	class   class
	after   breakLevel
	half    bool // a full-width mark that lost its blank to a neighbour
	digest  bool
	level   uint8 // odd in what is written from the right
	right   bool  // of a text that ends at the left margin
	ref     *reference
}

// size is what the letters of a cell are set at.
func (c *cell) size() float64 {
	if c.missing {
		return max(smallest, 0.7*c.style.size)
	}
	return c.style.size
}

// segment is the length of a cluster of a text with what UAX #14 says of the place
// after it.
type segment struct {
	length uint32
	after  breakLevel
}

// object stands for what is not text while a paragraph is segmented.
const object = "\uFFFC"

// segments cuts a text into clusters. The same text always gives the same
// segments, so what a first layout found serves the second.
func (c *compositor) segments(s string) []segment {
	if out, ok := c.breaks[s]; ok {
		return out
	}
	var out []segment
	for seg := range linebreak.Segments(s) {
		after := never
		switch {
		case seg.After == linebreak.May:
			after = willing
		case seg.After == linebreak.Must && strings.HasSuffix(seg.Text, "\n"):
			after = must
		}
		out = append(out, segment{length: uint32(len(seg.Text)), after: after})
	}
	out = slices.Clip(out)
	c.breaks[s] = out
	return out
}

// cells sets runs: it cuts them into clusters, finds their letters, and says
// between which of them a line may end.
func (c *compositor) cells(runs []run) ([]cell, error) {
	var all strings.Builder
	var ends []int // where each run ends in all
	for i := range runs {
		switch {
		case runs[i].blank > 0:
			all.WriteString(object)
		case runs[i].end:
			all.WriteByte('\n')
		default:
			all.WriteString(visible(runs[i].text))
		}
		ends = append(ends, all.Len())
	}
	text := all.String()
	out, err := c.clusters(runs, ends, text)
	if err != nil {
		return nil, err
	}
	if leftward(text) {
		direct(out, text, runs[0].said)
	}
	if err := c.adaptMarks(out); err != nil {
		return nil, err
	}
	c.setBreaks(out)
	return out, nil
}

// clusters are the cells of a text of which each run has the part up to its end.
func (c *compositor) clusters(runs []run, ends []int, text string) ([]cell, error) {
	segments := c.segments(text)
	out := make([]cell, 0, len(segments))
	at, r := 0, 0
	for i := 0; i < len(segments); i++ {
		seg := segments[i]
		for at >= ends[r] {
			r++
		}
		cluster := text[at : at+int(seg.length)]
		run := &runs[r]
		base := cell{glyphs: noGlyphs, style: run.style, ref: run.ref, digest: run.digest, text: cluster, after: seg.after}
		if s := scriptOf(cluster); s != nil {
			word, n := wordOf(s, text[at:ends[r]], segments[i:])
			pieces, err := c.word(s, run.style.face, word, segments[i:i+n])
			if err != nil {
				return nil, err
			}
			if pieces != nil {
				out, at, i = appendWord(out, base, word, segments[i:i+n], pieces), at+len(word), i+n-1
				continue
			}
		}
		at += len(cluster)
		switch {
		case cluster == object:
			base.class, base.width, base.after = rule, run.blank, never
			out = append(out, base)
			continue
		case strings.HasSuffix(cluster, "\n"):
			base.class, base.after = space, must
			out = append(out, base)
			continue
		}
		set, err := c.set(run.style.face, cluster)
		if err != nil {
			return nil, err
		}
		for i, g := range set {
			one := base
			one.glyphs, one.class = g, g.kind
			if len(set) > 1 { // spelt out, or set character by character
				one.class, one.after = western, emergency
				if one.text = ""; i == 0 {
					one.text = cluster
				}
				if i == len(set)-1 {
					one.after = seg.after
				}
			}
			one.width = float64(g.advance) * one.size() / 1000
			if run.even {
				if err := c.tabular(&one); err != nil {
					return nil, err
				}
			}
			out = append(out, one)
		}
	}
	return out, nil
}

// setBreaks corrects what UAX #14 says by the Chinese rules and keeps
// identifiers, numbers and references together.
func (c *compositor) setBreaks(cells []cell) {
	for i := 0; i+1 < len(cells); i++ {
		a, b := &cells[i], &cells[i+1]
		if a.after == must {
			continue
		}
		if a.after == never && quoted(a, b) {
			a.after = willing
		}
		if a.after == never && (a.class == han || a.class == closing) && b.class == western && !strings.HasPrefix(b.text, " ") {
			a.after = willing // 中·A: what is forbidden is found below
		}
		if b.text != "" && a.text != "" && forbidden(a.text, b.text) {
			a.after = never
		}
		if a.class == middle && b.class == middle && a.text == b.text {
			a.after = never // —— and ……
		}
		if a.class == rule {
			a.after = never // with its label
		}
		if a.ref != nil && a.ref == b.ref && a.after == willing {
			a.after = discouraged
		}
	}
	c.setTokenBreaks(cells)
	for i := range cells {
		if c := &cells[i]; c.after == never && i+1 < len(cells) && c.class != rule {
			if n := &cells[i+1]; c.text != "" && n.text != "" && !forbidden(c.text, n.text) {
				c.after = emergency
			}
		}
	}
}

// setTokenBreaks finds the identifiers and forbids breaks inside them, except,
// at need, after their marks.
func (c *compositor) setTokenBreaks(cells []cell) {
	for i := 0; i < len(cells); {
		if !tokenPart(cells[i].text) {
			i++
			continue
		}
		j, letters := i, true
		for j < len(cells) && tokenPart(cells[j].text) {
			r, _ := utf8.DecodeRuneInString(cells[j].text)
			letters = letters && (unicode.IsLetter(r) || r == '-' || r == '\'' || strings.ContainsRune(".,;:!?()", r))
			j++
		}
		for k := i; k+1 < j; k++ {
			l := &cells[k]
			switch {
			case l.after == must:
			case letters && l.text == "-" && k > i+1 && k+2 < j: // well-known
			case strings.Contains("-_?&=", l.text) && !forbidden(l.text, cells[k+1].text):
				l.after = atMark
			case strings.Contains(".,:+@", l.text) && !forbidden(l.text, cells[k+1].text):
				l.after = atDot
			default:
				l.after = never
			}
		}
		if j+1 < len(cells) && cells[j].class == space && cells[j].after == willing {
			left, right := word(cells[i:j]), word(cells[j+1:])
			switch {
			case digit(left) && startsDigit(right):
				cells[j].after = spaced
			case digit(left) && strings.Contains(unitWords, " "+strings.TrimRight(right, ".,;:)")+" "),
				startsDigit(right) && strings.Contains(c.before, " "+strings.TrimLeft(left, "(")+" "):
				cells[j].after = spaced
			}
		}
		i = j
	}
}

func word(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		if !tokenPart(c.text) || b.Len() > 32 {
			break
		}
		b.WriteString(c.text)
	}
	return b.String()
}
