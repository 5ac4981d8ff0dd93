package pdf

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
)

// What is embedded as bytes is read where it lies: an embed.FS would copy it.
var (
	//go:embed fonts/NotoSerifSC_400Regular.parts.zst
	serifFile []byte
	//go:embed fonts/NotoSansSC_400Regular.parts.zst
	sansFile []byte
	//go:embed fonts/NotoSansSC_700Bold.parts.zst
	sansBoldFile []byte
	//go:embed fonts/NotoEmoji_400Regular.ttf.zst
	emojiFile []byte
	//go:embed fonts/NotoSerifJP_400Regular-ext.ttf.zst
	rareJPFile []byte
	//go:embed fonts/NotoSerifHK_400Regular-ext.ttf.zst
	rareHKFile []byte
	//go:embed fonts/NotoNaskhArabic_400Regular.ttf.zst
	arabicFile []byte
	//go:embed fonts/NotoNaskhArabic_700Bold.ttf.zst
	arabicBoldFile []byte
	//go:embed fonts/NotoSansHebrew_400Regular.ttf.zst
	hebrewFile []byte
	//go:embed fonts/NotoSansHebrew_700Bold.ttf.zst
	hebrewBoldFile []byte
	//go:embed fonts/NotoSansThai_400Regular.ttf.zst
	thaiFile []byte
	//go:embed fonts/NotoSansThai_700Bold.ttf.zst
	thaiBoldFile []byte
	//go:embed fonts/NotoSansDevanagari_400Regular.ttf.zst
	devanagariFile []byte
	//go:embed fonts/NotoSansDevanagari_700Bold.ttf.zst
	devanagariBoldFile []byte
)

// faceID names an embedded font.
type faceID int

const (
	serif faceID = iota
	sans
	sansBold
	emoji
	rareJP // ideographs above U+FFFF
	rareHK // more of them
	arabic
	arabicBold
	hebrew
	hebrewBold
	thai
	thaiBold
	devanagari
	devanagariBold
	faceCount
)

// typeface is an embedded font, read when the first document needs it and
// never changed afterwards.
type typeface struct {
	name  string // the file's, and the family's in the PDF
	load  func() (*sfnt, error)
	shape func() (*font.Font, error) // the same font for go-text, which few documents need
}

// typefaces is indexed by faceID.
var typefaces = [faceCount]typeface{
	serif:    embedded("NotoSerifSC_400Regular", serifFile, 1),
	sans:     embedded("NotoSansSC_400Regular", sansFile, 1),
	sansBold: embedded("NotoSansSC_700Bold", sansBoldFile, 1),
	emoji:    embedded("NotoEmoji_400Regular", emojiFile, 0.92),
	rareJP:   embedded("NotoSerifJP_400Regular-ext", rareJPFile, 1),
	rareHK:   embedded("NotoSerifHK_400Regular-ext", rareHKFile, 1),

	arabic:         embedded("NotoNaskhArabic_400Regular", arabicFile, 1.1),
	arabicBold:     embedded("NotoNaskhArabic_700Bold", arabicBoldFile, 1.1),
	hebrew:         embedded("NotoSansHebrew_400Regular", hebrewFile, 1),
	hebrewBold:     embedded("NotoSansHebrew_700Bold", hebrewBoldFile, 1),
	thai:           embedded("NotoSansThai_400Regular", thaiFile, 1),
	thaiBold:       embedded("NotoSansThai_700Bold", thaiBoldFile, 1),
	devanagari:     embedded("NotoSansDevanagari_400Regular", devanagariFile, 1),
	devanagariBold: embedded("NotoSansDevanagari_700Bold", devanagariBoldFile, 1),
}

// embedded reads a font file at a scale: the emoji are drawn larger than a
// Chinese character in their font, and stand at its size here.
func embedded(name string, packed []byte, scale float64) typeface {
	load := sync.OnceValues(func() (*sfnt, error) {
		s, err := readFont(packed)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		s.upem = int(float64(s.upem) / scale)
		return s, nil
	})
	return typeface{
		name: name,
		load: load,
		shape: sync.OnceValues(func() (*font.Font, error) {
			s, err := load()
			if err != nil {
				return nil, err
			}
			face, err := font.ParseTTF(bytes.NewReader(s.whole()))
			if err != nil {
				return nil, fmt.Errorf("font %s: %w", name, err)
			}
			return face.Font, nil
		}),
	}
}
