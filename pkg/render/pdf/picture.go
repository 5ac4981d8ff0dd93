package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"complain/pkg/doc"
	"github.com/jung-kurt/gofpdf"
)

// pictures reads the pictures of a document, each once.
type pictures struct {
	images doc.Images
	read   map[string]*picture
	set    map[string]bool // registered with gofpdf, by content
}

// picture is one that gofpdf can take.
type picture struct {
	data          []byte
	kind          string // "jpg", "png"
	width, height int
}

func newPictures(images doc.Images) *pictures {
	return &pictures{images: images, read: map[string]*picture{}, set: map[string]bool{}}
}

func (p *pictures) size(key string) (width, height int, err error) {
	one, err := p.get(key)
	if err != nil {
		return 0, 0, err
	}
	return one.width, one.height, nil
}

func (p *pictures) get(key string) (*picture, error) {
	if one := p.read[key]; one != nil {
		return one, nil
	}
	if p.images == nil {
		return nil, fmt.Errorf("picture %q: no pictures were given", key)
	}
	data, err := p.images.Image(key)
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	one, err := readPicture(data)
	if err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, err)
	}
	p.read[key] = one
	return one, nil
}

// readPicture checks a picture and makes it one that gofpdf takes: gofpdf
// stops at interlaced and 16-bit PNGs, and writes transparency as a mask.
func readPicture(data []byte) (*picture, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return sized(&picture{data: data, kind: "jpg", width: config.Width, height: config.Height})
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		img, err := png.Decode(bytes.NewReader(data)) // also finds what is cut short
		if err != nil {
			return nil, err
		}
		one := &picture{data: data, kind: "png", width: img.Bounds().Dx(), height: img.Bounds().Dy()}
		if !simplePNG(data) {
			if one.data, err = flatten(img); err != nil {
				return nil, err
			}
		}
		return sized(one)
	}
	return nil, fmt.Errorf("neither JPEG nor PNG")
}

func sized(p *picture) (*picture, error) {
	if p.width <= 0 || p.height <= 0 {
		return nil, fmt.Errorf("%d × %d pixels", p.width, p.height)
	}
	return p, nil
}

// simplePNG says whether gofpdf can embed a PNG as it is: 8 bits, grey or RGB,
// not interlaced, nothing transparent, one header and pixel chunks only.
func simplePNG(data []byte) bool {
	const header = 8 + 8 + 13 // signature, chunk head, IHDR
	if len(data) < header+4 {
		return false
	}
	depth, colour, interlace := data[24], data[25], data[28]
	if depth != 8 || colour != 0 && colour != 2 || interlace != 0 {
		return false
	}
	return !bytes.Contains(data, []byte("tRNS")) && !bytes.Contains(data, []byte("gAMA")) && bytes.Contains(data, []byte("IEND"))
}

// flatten writes a picture as a plain RGB PNG on white.
func flatten(img image.Image) ([]byte, error) {
	size := img.Bounds().Size()
	flat := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, flat); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// register gives a picture to gofpdf and returns its name there.
func (p *pictures) register(pdf *gofpdf.Fpdf, key string) (string, error) {
	one, err := p.get(key)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(one.data)
	name := hex.EncodeToString(sum[:]) // the same bytes under two keys are embedded once
	if !p.set[name] {
		p.set[name] = true
		pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: one.kind}, bytes.NewReader(one.data))
		if err := pdf.Error(); err != nil {
			return "", fmt.Errorf("picture %q: %w", key, err)
		}
	}
	return name, nil
}
