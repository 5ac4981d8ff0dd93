package picture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"complain/pkg/internal/exif"
	"complain/pkg/internal/media"
)

// decoded is a picture in memory, as it is stored.
type decoded struct {
	pixels      image.Image
	size        image.Point // of the whole; pixels may be fewer, where no more are wanted
	by          int         // what pixels are read at is 1/by of the whole; 0 where it is whole always
	orientation int         // EXIF's, 1 to 8
	lossless    bool        // the format keeps every pixel, so that a PNG may suit it
}

// upright is the size of the picture as it is to be held.
func (p *decoded) upright() (width, height int) {
	if p.orientation >= 5 {
		return p.size.Y, p.size.X
	}
	return p.size.X, p.size.Y
}

type format struct {
	config   func(io.Reader) (image.Config, error)
	decode   func(io.Reader) (image.Image, error)
	lossless bool
}

func formatOf(mediaType string) (format, bool) {
	switch mediaType {
	case media.JPEG:
		return format{jpeg.DecodeConfig, jpeg.Decode, false}, true
	case media.PNG:
		return format{png.DecodeConfig, png.Decode, true}, true
	case media.GIF:
		return format{gif.DecodeConfig, gif.Decode, true}, true
	case media.BMP:
		return format{bmp.DecodeConfig, bmp.Decode, true}, true
	case media.WebP:
		return format{webp.DecodeConfig, webp.Decode, false}, true
	case media.TIFF:
		return format{tiff.DecodeConfig, tiff.Decode, true}, true
	}
	return format{}, false
}

// maxHeader is how far the header that states the size may lie behind colour
// profiles and other segments.
const maxHeader = 8 << 20

// decode reads a picture with all its pixels.
func decode(src io.ReaderAt, size int64, maxSide int) (*decoded, error) {
	return decodeFor(src, size, maxSide, nil)
}

// decodeFor reads a picture of which no more pixels are wanted than wanted says of
// its size held upright: of a photo that has many times as many, fewer are made.
func decodeFor(src io.ReaderAt, size int64, maxSide int, wanted func(width, height int) (w, h int)) (*decoded, error) {
	in := &source{r: src, size: size}
	head := make([]byte, min(size, 4096))
	n, err := src.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	mediaType := media.Type(head[:n])
	if mediaType == media.HEIC || mediaType == media.HEIF {
		return decodeHEIC(in, maxSide)
	}
	f, ok := formatOf(mediaType)
	if !ok {
		return nil, fmt.Errorf("%s: %w", mediaType, ErrFormat)
	}
	if err := in.onePage(mediaType); err != nil {
		return nil, err
	}
	config, err := f.config(in.reader(maxHeader))
	if err != nil {
		return nil, in.wrap(err)
	}
	layout := readLayout(in, mediaType)
	if err := within(config, maxSide, layout.progressive); err != nil {
		return nil, err
	}
	if mediaType == media.TIFF && int64(config.Width)*int64(config.Height) > maxTIFF {
		return nil, fmt.Errorf("%d by %d pixels: %w", config.Width, config.Height, ErrTooLarge)
	}
	if layout.progressive {
		if err := in.fewScans(config.Width * config.Height); err != nil {
			return nil, err
		}
	}
	whole := image.Pt(config.Width, config.Height)
	by := 0
	if mediaType == media.JPEG && !layout.progressive && wanted != nil {
		by = reduction(whole, layout.orientation, wanted)
	}
	if by > 1 {
		pixels, ok, err := in.reduced(by)
		if err != nil {
			return nil, in.wrap(err)
		}
		if ok {
			return &decoded{pixels, whole, by, layout.orientation, f.lossless}, nil
		}
		by = 0
	}
	pixels, err := f.decode(in.reader(size))
	if err != nil {
		return nil, in.wrap(err)
	}
	if canvas := image.Rect(0, 0, config.Width, config.Height); pixels.Bounds() != canvas && mediaType == media.GIF {
		pixels = placed{pixels, canvas} // a first frame that fills only a part
	}
	if pixels.Bounds().Empty() {
		return nil, fmt.Errorf("no pixels: %w", ErrDamaged)
	}
	return &decoded{pixels, pixels.Bounds().Size(), by, layout.orientation, f.lossless}, nil
}

// maxTIFF is the most pixels of a TIFF: beside them, 8 bytes for each may be held of
// one that is packed as a whole.
const maxTIFF = maxMemory / 16

// onePage refuses the TIFF files of which a rendition would leave something out:
// of scanners and fax machines they hold a page in each of their directories.
func (s *source) onePage(mediaType string) error {
	if mediaType != media.TIFF {
		return nil
	}
	t, ok := exif.Open(s)
	if !ok {
		return fmt.Errorf("BigTIFF: %w", ErrFormat)
	}
	if n := t.Pages(); n > 1 {
		return fmt.Errorf("a TIFF of %d pages: %w", n, ErrFormat)
	}
	return nil
}

// within checks the limits before anything is allocated by the size that the
// file states.
func within(config image.Config, maxSide int, progressive bool) error {
	w, h := int64(config.Width), int64(config.Height)
	if w < 1 || h < 1 {
		return fmt.Errorf("%d by %d pixels: %w", w, h, ErrDamaged)
	}
	if max(w, h) > int64(maxSide) || w*h > MaxPixels || w*h*bytesPerPixel(config.ColorModel, progressive)/2 > maxMemory {
		return fmt.Errorf("%d by %d pixels: %w", w, h, ErrTooLarge)
	}
	return nil
}

// bytesPerPixel is twice what the decoder keeps for a pixel: chroma is often
// stored for every fourth only.
func bytesPerPixel(model color.Model, progressive bool) int64 {
	switch model {
	case color.YCbCrModel:
		if progressive {
			return 2*3 + 2*12 // a coefficient of 4 bytes for each sample, chroma not reduced
		}
		return 2 * 3
	case color.GrayModel:
		if progressive {
			return 2 * 5
		}
		return 2
	case color.CMYKModel:
		if progressive {
			return 2 * 20
		}
		return 2 * 4
	case color.Gray16Model:
		return 2 * 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 2 * 8
	}
	if _, ok := model.(color.Palette); ok {
		return 2
	}
	return 2 * 4
}

// source reads from src and keeps the error of reading apart from those of
// decoding: a disk that fails is no damaged picture.
type source struct {
	r    io.ReaderAt
	size int64
	err  error
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.r.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

func (s *source) reader(most int64) io.Reader {
	return struct {
		io.Reader
		io.ReaderAt // which TIFF's decoder asks for
	}{bufio.NewReaderSize(io.NewSectionReader(s, 0, min(s.size, most)), 64<<10), io.NewSectionReader(s, 0, s.size)}
}

// maxScanned bounds the work of a progressive JPEG, which goes over all pixels
// in each of its scans: a camera's has about ten, a hostile one a thousand in
// ten kilobytes.
const maxScanned = 4_000_000_000

// fewScans counts the scans of a progressive JPEG before it is decoded. Inside a
// scan the bytes of their marker cannot stand.
func (s *source) fewScans(pixels int) error {
	in := s.reader(s.size)
	buf := make([]byte, 64<<10)
	scans, last := 0, false // last: the bytes so far end in 0xff
	for {
		n, err := in.Read(buf)
		if n > 0 && last && buf[0] == 0xda {
			scans++
		}
		scans += bytes.Count(buf[:n], []byte{0xff, 0xda})
		if n > 0 {
			last = buf[n-1] == 0xff
		}
		if scans*pixels > maxScanned {
			return fmt.Errorf("%d scans: %w", scans, ErrTooLarge)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *source) wrap(err error) error {
	var unsupported jpeg.UnsupportedError
	var unsupportedPNG png.UnsupportedError
	var unsupportedTIFF tiff.UnsupportedError
	switch {
	case s.err != nil:
		return s.err
	case errors.As(err, &unsupportedPNG) && strings.Contains(err.Error(), "dimension"):
		return fmt.Errorf("%w: %w", ErrTooLarge, err)
	case errors.As(err, &unsupported), errors.As(err, &unsupportedPNG), errors.As(err, &unsupportedTIFF), errors.Is(err, bmp.ErrUnsupported):
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// placed is a picture on a larger transparent canvas.
type placed struct {
	image.Image
	canvas image.Rectangle
}

func (p placed) Bounds() image.Rectangle { return p.canvas }

func (p placed) At(x, y int) color.Color {
	if !(image.Point{X: x, Y: y}).In(p.Image.Bounds()) {
		return color.Transparent
	}
	return p.Image.At(x, y)
}
