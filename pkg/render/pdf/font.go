package pdf

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/klauspost/compress/zstd"
)

//go:embed fonts/*.ttf.zst
var fontFiles embed.FS

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
	serif:    embedded("NotoSerifSC_400Regular", 1),
	sans:     embedded("NotoSansSC_400Regular", 1),
	sansBold: embedded("NotoSansSC_700Bold", 1),
	emoji:    embedded("NotoEmoji_400Regular", 0.92),
	rareJP:   embedded("NotoSerifJP_400Regular-ext", 1),
	rareHK:   embedded("NotoSerifHK_400Regular-ext", 1),

	arabic:         embedded("NotoNaskhArabic_400Regular", 1.1),
	arabicBold:     embedded("NotoNaskhArabic_700Bold", 1.1),
	hebrew:         embedded("NotoSansHebrew_400Regular", 1),
	hebrewBold:     embedded("NotoSansHebrew_700Bold", 1),
	thai:           embedded("NotoSansThai_400Regular", 1),
	thaiBold:       embedded("NotoSansThai_700Bold", 1),
	devanagari:     embedded("NotoSansDevanagari_400Regular", 1),
	devanagariBold: embedded("NotoSansDevanagari_700Bold", 1),
}

// embedded reads a font file at a scale: the emoji are drawn larger than a
// Chinese character in their font, and stand at its size here.
func embedded(name string, scale float64) typeface {
	unpack := sync.OnceValues(func() ([]byte, error) {
		packed, err := fontFiles.ReadFile("fonts/" + name + ".ttf.zst")
		if err != nil {
			return nil, err
		}
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		defer d.Close()
		b, err := d.DecodeAll(packed, nil)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		return b, nil
	})
	parsed := sync.OnceValues(func() (*sfnt, error) {
		b, err := unpack()
		if err != nil {
			return nil, err
		}
		s, err := parseSFNT(b)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		s.upem = int(float64(s.upem) / scale)
		return s, nil
	})
	return typeface{
		name: name,
		load: parsed,
		shape: sync.OnceValues(func() (*font.Font, error) {
			b, err := unpack()
			if err != nil {
				return nil, err
			}
			face, err := font.ParseTTF(bytes.NewReader(b))
			if err != nil {
				return nil, fmt.Errorf("font %s: %w", name, err)
			}
			return face.Font, nil
		}),
	}
}
