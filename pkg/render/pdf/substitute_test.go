package pdf

import (
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// The glyphs that features put in place of marks are those that a shaper finds.
func TestSubstitute(t *testing.T) {
	for _, f := range []faceID{serif, sans, sansBold} {
		face, err := typefaces[f].load()
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := typefaces[f].shape()
		if err != nil {
			t.Fatal(err)
		}
		for mark, feature := range map[rune]string{'—': "fwid", '…': "pwid", '’': "fwid", 'A': "fwid"} {
			var shaper shaping.HarfbuzzShaper
			out := shaper.Shape(shaping.Input{Text: []rune{mark}, RunEnd: 1, Direction: di.DirectionLTR, Face: font.NewFace(loaded),
				Size: fixed.I(int(loaded.Upem())), Script: language.Han, Language: language.NewLanguage("zh"),
				FontFeatures: []shaping.FontFeature{{Tag: ot.MustNewTag(feature), Value: 1}}})
			want := uint16(out.Glyphs[0].GlyphID)
			got, ok := face.substitute(face.glyph(mark), feature)
			if !ok {
				got = face.glyph(mark)
			}
			if got != want {
				t.Errorf("%s, %c as %s: glyph %d, not %d", typefaces[f].name, mark, feature, got, want)
			}
		}
	}
}
