package termsafe

import "unicode"

const (
	zwnj         = 0x200c
	zwj          = 0x200d
	hangulFiller = 0x3164
	blackFlag    = 0x1f3f4
	cancelTag    = 0xe007f
)

// hidden is the characters above U+009F that turn the direction of reading,
// break the line or are seen by no reader. Joiners, selectors and tags are
// judged by what stands before them and are not in it.
var hidden = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00ad, Hi: 0x00ad, Stride: 1}, // soft hyphen
		{Lo: 0x061c, Hi: 0x061c, Stride: 1}, // Arabic letter mark
		{Lo: 0x115f, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x180e, Hi: 0x180e, Stride: 1}, // Mongolian vowel separator
		{Lo: 0x200b, Hi: 0x200b, Stride: 1}, // zero-width space
		{Lo: 0x200e, Hi: 0x200f, Stride: 1}, // marks of direction
		{Lo: 0x2028, Hi: 0x202e, Stride: 1}, // separators, embeddings and overrides
		{Lo: 0x2060, Hi: 0x206f, Stride: 1}, // invisible operators, isolates
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xfdd0, Hi: 0xfdef, Stride: 1}, // noncharacters
		{Lo: 0xfeff, Hi: 0xfeff, Stride: 1}, // byte order mark
		{Lo: 0xffa0, Hi: 0xffa0, Stride: 1}, // half-width Hangul filler
		{Lo: 0xfff0, Hi: 0xfffb, Stride: 1}, // unassigned invisible, interlinear annotation
	},
	R32: []unicode.Range32{
		{Lo: 0x1bca0, Hi: 0x1bca3, Stride: 1}, // shorthand format controls
		{Lo: 0x1d173, Hi: 0x1d17a, Stride: 1}, // musical format controls
		{Lo: 0xe0000, Hi: 0xe001f, Stride: 1}, // language tag
		{Lo: 0xe0080, Hi: 0xe00ff, Stride: 1}, // unassigned invisible
		{Lo: 0xe01f0, Hi: 0xe0fff, Stride: 1}, // unassigned invisible
	},
}

// joining is the scripts whose spelling needs zero-width joiners and
// non-joiners.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mandaic, unicode.Mongolian, unicode.Phags_Pa,
	unicode.Adlam, unicode.Hanifi_Rohingya, unicode.Manichaean,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Tibetan, unicode.Myanmar,
	unicode.Khmer, unicode.Balinese, unicode.Javanese, unicode.Newa, unicode.Grantha,
	unicode.Inherited, // their shared vowel signs
}

// isSelector reports the variation selectors.
func isSelector(r rune) bool {
	return 0xfe00 <= r && r <= 0xfe0f || 0xe0100 <= r && r <= 0xe01ef || 0x180b <= r && r <= 0x180d || r == 0x180f
}

// takesSelector reports whether a variant of base can be asked for: of emoji
// and signs, of Chinese characters, of letters of some scripts. ASCII letters
// and spaces have none, so a selector behind them only smuggles.
func takesSelector(base, selector rune) bool {
	switch {
	case selector >= 0xe0100:
		return unicode.Is(unicode.Han, base)
	case 0x180b <= selector && selector <= 0x180f:
		return unicode.Is(unicode.Mongolian, base)
	case '0' <= base && base <= '9', base == '#', base == '*':
		return true
	}
	return base >= 0xa9 && unicode.IsGraphic(base) && !unicode.IsSpace(base) && !unicode.IsMark(base)
}

func isTag(r rune) bool { return 0xe0020 <= r && r <= cancelTag }

// isEmoji reports whether r can be a part of a joined emoji. It takes whole
// blocks: what it takes too much is visible by itself.
func isEmoji(r rune) bool {
	switch {
	case 0x1f000 <= r && r <= 0x1faff:
	case 0x2190 <= r && r <= 0x21ff, 0x2300 <= r && r <= 0x23ff, 0x25a0 <= r && r <= 0x27bf, 0x2b00 <= r && r <= 0x2bff:
	case r == 0xa9, r == 0xae, r == 0x203c, r == 0x2049, r == 0x2122, r == 0x2139, r == 0x24c2, r == 0x2934, r == 0x2935:
	case r == 0x3030, r == 0x303d, r == 0x3297, r == 0x3299:
	default:
		return false
	}
	return true
}
