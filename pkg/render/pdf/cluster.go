package pdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"complain/pkg/doc"
)

// glyphs is how a cluster is set: letters of one face, one after the other, as wide
// together as advance says in thousandths of an em.
type glyphs struct {
	face    faceID
	codes   []rune
	advance int
	actual  string // what is read where the letters do not say it; "" when they do
	missing bool   // no font has it: a frame with its code point
	kind    class  // of the cluster that they are of
}

// noGlyphs are those of what is no text.
var noGlyphs = &glyphs{}

// with is a copy of the glyphs with one letter, as wide as it says.
func (g *glyphs) with(code rune, advance int) *glyphs {
	other := *g
	other.codes, other.advance = []rune{code}, advance
	return &other
}

// compositor sets clusters with the letters of the embedded fonts. One serves
// one document: its cases collect what the document uses.
type compositor struct {
	chinese bool   // set by the customs of Chinese print
	tag     string // the document's language
	words   doc.Words
	before  string // words that stay with the number behind them, a space around each
	cases   [faceCount]*typeCase
	shaped  map[clusterKey][]*glyphs
	spelled map[clusterKey][]piece
	shaper  shaping.HarfbuzzShaper
	breaks  map[string][]segment
}

type clusterKey struct {
	face faceID
	text string
}

func newCompositor(d *doc.Document) *compositor {
	return &compositor{
		chinese: d.Chinese(), tag: d.Lang, words: d.Words, before: beforeWords + d.Words.BeforeNumbers + " ",
		shaped: map[clusterKey][]*glyphs{}, spelled: map[clusterKey][]piece{}, breaks: map[string][]segment{},
	}
}

// typeCase opens the case of a face.
func (c *compositor) typeCase(f faceID) (*typeCase, error) {
	if c.cases[f] == nil {
		face, err := typefaces[f].load()
		if err != nil {
			return nil, err
		}
		c.cases[f] = newTypeCase(face)
	}
	return c.cases[f], nil
}

// fallbacks are the faces to try for a face that lacks a character.
var fallbacks = [faceCount][]faceID{
	serif:    {serif, sans, emoji, rareJP, rareHK, arabic, hebrew, thai, devanagari},
	sans:     {sans, serif, emoji, rareJP, rareHK, arabic, hebrew, thai, devanagari},
	sansBold: {sansBold, serif, emoji, rareJP, rareHK, arabicBold, hebrewBold, thaiBold, devanagariBold},
	emoji:    {emoji, serif},
}

// set finds the letters of a cluster.
func (c *compositor) set(f faceID, cluster string) ([]*glyphs, error) {
	key := clusterKey{face: f, text: cluster}
	if g, ok := c.shaped[key]; ok {
		return g, nil
	}
	key.text = strings.Clone(cluster) // the paragraph is not kept for its sake
	out, err := c.find(f, key.text)
	if err != nil {
		return nil, err
	}
	if len(out) == 1 {
		whole := *out[0]
		whole.kind = classOf(key.text)
		if whole.missing {
			whole.kind = han
		}
		out = []*glyphs{&whole}
	}
	c.shaped[key] = out
	return out, nil
}

func (c *compositor) find(f faceID, cluster string) ([]*glyphs, error) {
	r, n := utf8.DecodeRuneInString(cluster)
	if n < len(cluster) {
		g, ok, err := c.shape(f, cluster)
		if err != nil {
			return nil, err
		}
		if ok {
			return []*glyphs{&g}, nil
		}
		return c.setEach(f, cluster)
	}
	g, err := c.setRune(f, r)
	if err != nil {
		return nil, err
	}
	if g.codes == nil && joiner(r) {
		return c.setEach(f, spelt(r))
	}
	return []*glyphs{&g}, nil
}

func (c *compositor) setEach(f faceID, s string) ([]*glyphs, error) {
	var out []*glyphs
	for _, r := range s {
		one, err := c.set(f, string(r))
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

func (c *compositor) setRune(f faceID, r rune) (glyphs, error) {
	if joiner(r) {
		return glyphs{}, nil
	}
	if r == '\u2011' { // the hyphen that does not break looks like the other
		return c.as(f, '-', r)
	}
	for _, face := range fallbacks[f] {
		tc, err := c.typeCase(face)
		if err != nil {
			return glyphs{}, err
		}
		l, ok := tc.nominal(r)
		if !ok {
			continue
		}
		if r == '·' && l.advance == 1000 { // the sans has it an em wide
			l.advance, l.shift = 500, -250
		}
		if code, ok := tc.code(l); ok {
			return glyphs{face: face, codes: []rune{code}, advance: l.advance}, nil
		}
	}
	if r >= 0x2000 && r <= 0x205F { // a space no font has
		return c.as(f, ' ', r)
	}
	return c.frame(r)
}

// as sets a character with the glyph of another.
func (c *compositor) as(f faceID, look, r rune) (glyphs, error) {
	tc, err := c.typeCase(f)
	if err != nil {
		return glyphs{}, err
	}
	l, _ := tc.nominal(look)
	l.text = string(r)
	if code, ok := tc.code(l); ok {
		return glyphs{face: f, codes: []rune{code}, advance: l.advance}, nil
	}
	return c.frame(r)
}

// frame sets a character that no font has: its code point, which drawing puts
// in a frame, and which is read as the character.
func (c *compositor) frame(r rune) (glyphs, error) {
	tc, err := c.typeCase(sans)
	if err != nil {
		return glyphs{}, err
	}
	g := glyphs{face: sans, actual: string(r), missing: true, advance: 440}
	for _, d := range fmt.Sprintf("U+%04X", r) {
		l, _ := tc.nominal(d)
		code, ok := tc.code(l)
		if !ok {
			return glyphs{}, fmt.Errorf("no code for %q", d)
		}
		g.codes = append(g.codes, code)
		g.advance += l.advance
	}
	return g, nil
}

// shape sets a cluster of several characters in the first face that has all
// of it.
func (c *compositor) shape(f faceID, cluster string) (glyphs, bool, error) {
	order := fallbacks[f]
	if strings.ContainsFunc(cluster, func(r rune) bool { return r == 0xFE0F || r == 0x200D || r == 0x20E3 || r >= 0x1F000 && r < 0x20000 }) {
		order = fallbacks[emoji]
	}
	for _, face := range order {
		g, ok, err := c.shapeIn(face, cluster)
		if ok || err != nil {
			return g, ok, err
		}
	}
	return glyphs{}, false, nil
}

func (c *compositor) shapeIn(f faceID, cluster string) (glyphs, bool, error) {
	tc, err := c.typeCase(f)
	if err != nil {
		return glyphs{}, false, err
	}
	loaded, err := typefaces[f].shape()
	if err != nil {
		return glyphs{}, false, err
	}
	text := []rune(cluster)
	in := shaping.Input{Text: text, RunEnd: len(text), Direction: di.DirectionLTR, Face: font.NewFace(loaded),
		Size: fixed.I(int(loaded.Upem())), Script: language.LookupScript(text[0]), Language: language.NewLanguage(c.tag)}
	shaped := c.shaper.Shape(in)
	for _, s := range shaped.Glyphs {
		if s.GlyphID == 0 {
			return glyphs{}, false, nil
		}
	}
	l, ok := tc.letterOf(shaped.Glyphs, cluster)
	if !ok {
		return glyphs{}, false, nil
	}
	code, ok := tc.code(l)
	return glyphs{face: f, codes: []rune{code}, advance: l.advance}, ok, nil
}
