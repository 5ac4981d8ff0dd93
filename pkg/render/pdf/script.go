package pdf

import (
	"slices"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// script is a way of writing whose letters change with their neighbours, or carry
// marks: it is set a word at a time, in a face of its own.
type script struct {
	tag           language.Script
	direction     di.Direction
	regular, bold faceID
	blocks        [][2]rune // of Unicode, their first and last characters
}

var scripts = [...]script{
	{tag: language.Hebrew, direction: di.DirectionRTL, regular: hebrew, bold: hebrewBold,
		blocks: [][2]rune{{0x0591, 0x05F4}, {0xFB1D, 0xFB4F}}},
	{tag: language.Arabic, direction: di.DirectionRTL, regular: arabic, bold: arabicBold,
		blocks: [][2]rune{{0x0600, 0x06FF}, {0x0750, 0x077F}, {0x0870, 0x08FF}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}}},
	{tag: language.Devanagari, direction: di.DirectionLTR, regular: devanagari, bold: devanagariBold,
		blocks: [][2]rune{{0x0900, 0x097F}, {0xA8E0, 0xA8FF}}},
	{tag: language.Thai, direction: di.DirectionLTR, regular: thai, bold: thaiBold,
		blocks: [][2]rune{{0x0E01, 0x0E5B}}},
}

// scriptOf is the script that a cluster is set in, nil for what is set a cluster
// at a time.
func scriptOf(cluster string) *script {
	r, _ := utf8.DecodeRuneInString(cluster)
	if r < scripts[0].blocks[0][0] {
		return nil
	}
	for i := range scripts {
		for _, b := range scripts[i].blocks {
			if b[0] <= r && r <= b[1] {
				return &scripts[i]
			}
		}
	}
	return nil
}

func (s *script) face(f faceID) faceID {
	if f == sansBold {
		return s.bold
	}
	return s.regular
}

// piece is the glyphs of some clusters of a word that no line parts: one, or those
// that a ligature or a conjunct is of.
type piece struct {
	*glyphs
	clusters int
}

// longestKept is the length of the longest words whose pieces are kept for when
// they are met again.
const longestKept = 128

// word sets a word of a script, given the lengths of its clusters. Its pieces are
// in the order in which they are read. They are nil where the face lacks some of it.
func (c *compositor) word(s *script, f faceID, text string, clusters []segment) ([]piece, error) {
	key := clusterKey{face: s.face(f), text: text}
	if out, ok := c.spelled[key]; ok {
		return out, nil
	}
	out, err := c.shapeWord(s, key.face, text, clusters)
	if err == nil && len(text) <= longestKept {
		c.spelled[key] = out
	}
	return out, err
}

func (c *compositor) shapeWord(s *script, f faceID, text string, clusters []segment) ([]piece, error) {
	tc, err := c.typeCase(f)
	if err != nil {
		return nil, err
	}
	loaded, err := typefaces[f].shape()
	if err != nil {
		return nil, err
	}
	runes := []rune(text)
	shaped := c.shaper.Shape(shaping.Input{Text: runes, RunEnd: len(runes), Direction: s.direction, Face: font.NewFace(loaded),
		Size: fixed.I(int(loaded.Upem())), Script: s.tag, Language: language.NewLanguage(c.tag)})

	begins := make([]bool, len(runes)+1) // where something new is drawn
	for _, g := range shaped.Glyphs {
		if g.GlyphID == 0 {
			return nil, nil
		}
		if tc.drawn(g) {
			begins[g.TextIndex()] = true
		}
	}
	begins[0], begins[len(runes)] = true, true
	var out []piece
	var texts []string
	owner := make([]int, len(runes)) // the piece that each character is in
	at, from, count := 0, 0, 0
	for rest, i := text, 0; i < len(clusters); i++ {
		n := int(clusters[i].length)
		at, count = at+utf8.RuneCountInString(rest[:n]), count+1
		rest = rest[n:]
		if !begins[at] {
			continue
		}
		for k := from; k < at; k++ {
			owner[k] = len(out)
		}
		out = append(out, piece{&glyphs{face: f, kind: western}, count})
		texts = append(texts, string(runes[from:at]))
		from, count = at, 0
	}
	sets := make([][]shaping.Glyph, len(out))
	for _, g := range shaped.Glyphs {
		if k := owner[g.TextIndex()]; tc.drawn(g) {
			sets[k] = append(sets[k], g)
		}
	}
	for k := range out {
		letters := tc.lettersOf(sets[k], texts[k], s.direction)
		if letters == nil {
			return nil, nil
		}
		for _, l := range letters {
			code, ok := tc.code(l)
			if !ok {
				return nil, nil
			}
			out[k].codes, out[k].advance = append(out[k].codes, code), out[k].advance+l.advance
		}
	}
	return out, nil
}

// lettersOf are the letters of a piece: one, or, in what is written from the right,
// one for the letter and one for each of its marks, which stand at its left in the
// file. Programs that read a page turn around what they find, character by character,
// and would read a mark before its letter.
func (c *typeCase) lettersOf(shaped []shaping.Glyph, text string, d di.Direction) []letter {
	runes := []rune(text)
	if d == di.DirectionRTL && len(runes) > 1 {
		if apart := c.marksApart(shaped, runes); apart != nil {
			return apart
		}
	}
	l, ok := c.letterOf(shaped, text)
	if !ok {
		return nil
	}
	return []letter{l}
}

// marksApart are the letters of a piece with each mark as one of its own; nil where
// the font does not draw the marks so.
func (c *typeCase) marksApart(shaped []shaping.Glyph, runes []rune) []letter {
	rest := shaped
	var out []letter
	for i := len(runes) - 1; i > 0; i-- {
		r := runes[i]
		if joiner(r) {
			out = append(out, letter{text: string(r)})
			continue
		}
		k := slices.IndexFunc(rest, func(g shaping.Glyph) bool {
			return g.GlyphID == font.GID(c.face.glyph(r)) && g.Advance == 0
		})
		if k < 0 {
			return nil
		}
		mark := rest[k]
		for _, before := range rest[:k] {
			mark.XOffset += before.Advance
		}
		l, ok := c.letterOf([]shaping.Glyph{mark}, string(r))
		if !ok {
			return nil
		}
		out, rest = append(out, l), slices.Concat(rest[:k], rest[k+1:])
	}
	l, ok := c.letterOf(rest, string(runes[0]))
	if !ok {
		return nil
	}
	return append(out, l)
}

// wordOf is the start of a text that is of one script, and of how many clusters.
func wordOf(s *script, text string, clusters []segment) (string, int) {
	at, n := 0, 0
	for n < len(clusters) && at < len(text) {
		next := at + int(clusters[n].length)
		if next > len(text) || scriptOf(text[at:next]) != s {
			break
		}
		at, n = next, n+1
	}
	return text[:at], n
}

// appendWord adds the cells of a word, each like base.
func appendWord(out []cell, base cell, word string, clusters []segment, pieces []piece) []cell {
	for _, p := range pieces {
		n := 0
		for _, c := range clusters[:p.clusters] {
			n += int(c.length)
		}
		one := base
		one.glyphs, one.class, one.text, one.after = p.glyphs, p.kind, word[:n], clusters[p.clusters-1].after
		one.width = float64(p.advance) * one.size() / 1000
		out = append(out, one)
		word, clusters = word[n:], clusters[p.clusters:]
	}
	return out
}
