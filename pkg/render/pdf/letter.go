package pdf

import (
	"fmt"
	"unicode/utf16"
)

// letter is one piece of type: a glyph of a face at an advance, standing for a
// text. The same glyph with another advance (a full-width comma set half wide)
// or another text is another letter.
type letter struct {
	gid     uint16
	advance int // thousandths of an em
	shift   int // how far the ink moves right, thousandths of an em
	text    string
	parts   string // the glyphs of a composite, whose gid is 0; "" for a glyph of the font
}

// Characters that cannot be given to gofpdf as themselves get a code of the
// private use area. What a reader copies comes from the ToUnicode map, which
// finish writes, so the codes are never seen.
const (
	firstPrivate = 0xE000
	lastPrivate  = 0xF8FF
)

// typeCase holds the letters of one face that a document uses, by their codes.
type typeCase struct {
	face    *sfnt
	letters map[rune]letter
	codes   map[letter]rune
	next    rune
}

func newTypeCase(face *sfnt) *typeCase {
	return &typeCase{face: face, letters: map[rune]letter{}, codes: map[letter]rune{}, next: firstPrivate}
}

// nominal is the letter of a character as the font has it.
func (c *typeCase) nominal(r rune) (letter, bool) {
	gid := c.face.glyph(r)
	if gid == 0 {
		return letter{}, false
	}
	return letter{gid: gid, advance: c.face.advance(gid), text: string(r)}, true
}

// code is the code a letter is set with; ok is false when the private codes
// have run out.
func (c *typeCase) code(l letter) (code rune, ok bool) {
	if code, ok := c.codes[l]; ok {
		return code, true
	}
	if r, ok := c.itself(l); ok {
		c.letters[r], c.codes[l] = l, r
		return r, true
	}
	if c.next > lastPrivate {
		return 0, false
	}
	code = c.next
	c.next++
	c.letters[code], c.codes[l] = l, code
	return code, true
}

// itself is the character a letter can be set as without a private code.
func (c *typeCase) itself(l letter) (rune, bool) {
	if l.shift != 0 || l.parts != "" {
		return 0, false
	}
	rs := []rune(l.text)
	if len(rs) != 1 || rs[0] > 0xFFFF || rs[0] < 0x20 || rs[0] >= 0xD800 && rs[0] <= lastPrivate {
		return 0, false
	}
	return rs[0], c.face.glyph(rs[0]) == l.gid && c.face.advance(l.gid) == l.advance
}

// utf16Hex writes a text as hexadecimal UTF-16, big endian.
func utf16Hex(s string) string {
	out := make([]byte, 0, 4*len(s))
	for _, u := range utf16.Encode([]rune(s)) {
		out = fmt.Appendf(out, "%04X", u)
	}
	return string(out)
}

// utf16Text is a text string of a PDF dictionary, with its byte order mark.
func utf16Text(s string) string {
	out := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return string(out)
}
