package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/bidi"
	ucd "golang.org/x/text/unicode/bidi"

	"complain/pkg/doc"
)

// fromRight are the blocks that Unicode keeps for scripts written from the right.
var fromRight = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0590, Hi: 0x08FF, Stride: 1}, {Lo: 0xFB1D, Hi: 0xFDFF, Stride: 1}, {Lo: 0xFE70, Hi: 0xFEFE, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0x10800, Hi: 0x10FFF, Stride: 1}, {Lo: 0x1E800, Hi: 0x1EFFF, Stride: 1}},
}

// leftward is whether a text has characters that are written from the right.
func leftward(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(fromRight, r) })
}

// levels are the embedding levels of the characters of a text, by UAX #9, and
// whether its first line is written from the right.
func levels(text string, said bool) (out []uint8, right bool) {
	var p bidi.Paragraph
	for line := range strings.SplitAfterSeq(text, "\n") {
		runes := []rune(line)
		from := doc.FromRight(line, said)
		right = right || from && len(out) == 0
		out = append(out, lineLevels(&p, runes, from)...)
	}
	return out, right
}

// lineLevels are the levels of a line that begins at the left or at the right.
func lineLevels(p *bidi.Paragraph, line []rune, right bool) []uint8 {
	of := make([]uint8, len(line))
	direction, body := bidi.LeftToRight, line
	if right {
		direction = bidi.RightToLeft
		raise(of, 1)
	}
	if n := len(line); n > 0 && line[n-1] == '\n' {
		body = line[:n-1]
	}
	runs := p.Segment(body, direction)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		switch part := of[run.Start:run.End]; {
		case !run.IsLeftToRight():
			raise(part, 1)
		case right:
			raise(part, 2)
		default:
			figures(part, body[run.Start:run.End], i > 0, i+1 < runs.NumRuns())
		}
	}
	return of
}

// asSaid marks runs as what somebody said.
func asSaid(runs []run) {
	if len(runs) > 0 {
		runs[0].said = true
	}
}

func raise(levels []uint8, level uint8) {
	for i := range levels {
		levels[i] = level
	}
}

// figures raises the numbers that belong to what is written from the right before
// or after a run of characters that are not: go-text gives runs of one direction,
// not of one level.
func figures(levels []uint8, run []rune, before, after bool) {
	class := func(r rune) ucd.Class {
		p, _ := ucd.LookupRune(r)
		return p.Class()
	}
	if before {
		end, european := 0, false
		for i, r := range run {
			switch c := class(r); {
			case c == ucd.EN, c == ucd.AN, c == ucd.ET && european && end == i, c == ucd.NSM && end == i:
				end, european = i+1, c == ucd.EN || c != ucd.AN && european
				continue
			case c == ucd.ES, c == ucd.CS, c == ucd.ET:
				continue
			}
			break
		}
		raise(levels[:end], 2)
	}
	if !after {
		return
	}
	european := before && !slices.ContainsFunc(run, func(r rune) bool { return class(r) == ucd.L })
	for i := len(run); i > 0; i-- {
		switch c := class(run[i-1]); {
		case c == ucd.AN, c == ucd.EN && european:
			raise(levels[i-1:], 2)
			continue
		case c == ucd.CS, c == ucd.ES && european:
			continue
		}
		break
	}
}

// direct gives cells the levels of their text.
func direct(cells []cell, text string, said bool) {
	of, right := levels(text, said)
	at := 0
	for i := range cells {
		l := &cells[i]
		if at < len(of) {
			l.level = of[at]
		}
		at += utf8.RuneCountInString(l.text)
		if _, _, ok := mirrored(l.text); ok && l.level%2 == 1 {
			l.class = western // its blank, if it has one, is on the other side
		}
	}
	if right && said {
		for i := range cells {
			cells[i].right = true
		}
	}
}

// visual puts the cells of a line into the order in which they stand, with the
// gaps after them, by rule L2 of UAX #9.
func (l *composed) visual() (changed bool) {
	highest := uint8(0)
	for i := range l.cells {
		highest = max(highest, l.cells[i].level)
	}
	if highest == 0 {
		return false
	}
	l.cells = slices.Clone(l.cells)
	for level := highest; level > 0; level-- {
		for i := 0; i < len(l.cells); i++ {
			j := i
			for j < len(l.cells) && l.cells[j].level >= level {
				j++
			}
			slices.Reverse(l.cells[i:j])
			if j-i > 1 {
				slices.Reverse(l.gaps[i : j-1]) // the last is between them and what follows
			}
			i = max(i, j)
		}
	}
	return true
}

// mirror turns the marks of a line, whose cells are where they stand. Behind what is
// written from the right a mark is read as what it is, and elsewhere as what it looks
// like: so do programs that read a page put a line back into the order of its text.
func (c *compositor) mirror(cells []cell) error {
	right := false
	for i := range cells {
		l := &cells[i]
		r, _ := utf8.DecodeRuneInString(l.text)
		switch p, _ := ucd.LookupRune(r); p.Class() {
		case ucd.L:
			right = false
		case ucd.R, ucd.AL:
			right = true
		}
		look, of, ok := mirrored(l.text)
		if !ok || l.level%2 == 0 {
			continue
		}
		g, err := c.setRune(l.face, look)
		if err == nil && right {
			g, err = c.as(g.face, look, of)
		}
		if err != nil {
			return err
		}
		l.glyphs = &g
	}
	return nil
}

// mirrors are the marks that are turned where they stand in what is written from
// the right, each beside the one that it looks like then.
const mirrors = "()[]{}<>«»‹›≤≥（）［］｛｝〈〉《》「」『』【】〔〕〖〗"

// mirrored is the mark that another one looks like in what is written from the
// right.
func mirrored(cluster string) (as, of rune, ok bool) {
	r, n := utf8.DecodeRuneInString(cluster)
	if n != len(cluster) {
		return 0, 0, false
	}
	pairs := []rune(mirrors)
	i := slices.Index(pairs, r)
	if i < 0 {
		return 0, 0, false
	}
	return pairs[i^1], r, true
}
