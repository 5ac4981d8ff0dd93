package photo

import (
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"complain/pkg/internal/media"
)

// maxHeader is how far the header that states a picture's size may lie behind
// colour profiles and other segments.
const maxHeader = 8 << 20

// readSize reads the size from the header of the formats that a decoder of
// pixels is linked in for; the metadata parser knows that of the others.
func (m *metadata) readSize(r io.ReaderAt, size int64, mediaType string) {
	var decode func(io.Reader) (image.Config, error)
	switch mediaType {
	case media.JPEG:
		decode = jpeg.DecodeConfig
	case media.PNG:
		decode = png.DecodeConfig
	case media.GIF:
		decode = gif.DecodeConfig
	case media.WebP:
		decode = webp.DecodeConfig
	case media.BMP:
		decode = bmp.DecodeConfig
	default:
		return
	}
	config, err := decode(io.NewSectionReader(r, 0, min(size, maxHeader)))
	if err != nil {
		m.cut = true
		return
	}
	m.width, m.height = config.Width, config.Height
}

// upright is the size of the picture as it is to be held. HEIF and AVIF turn
// the picture by a property of their own, which its size already reflects.
func (m *metadata) upright(mediaType string) (width, height int) {
	switch mediaType {
	case media.HEIC, media.HEIF, media.AVIF:
		return m.width, m.height
	}
	if m.orientation >= 5 {
		return m.height, m.width
	}
	return m.width, m.height
}
