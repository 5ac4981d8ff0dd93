package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"io"

	"complain/pkg/internal/media"
)

// A thumbnail has at most ThumbnailSide pixels a side and ThumbnailBytes bytes.
const (
	ThumbnailSide  = 480
	ThumbnailBytes = 40_000
)

// Thumbnail is a picture made small enough that hundreds stand on one page. Of a
// long screenshot it is the top, where one can still read it.
func Thumbnail(src io.ReaderAt, size int64) (Rendition, error) {
	p, err := decodeFor(src, size, maxLong, func(width, height int) (w, h int) {
		if Long(width, height) {
			return width, height
		}
		return fit(width, height, ThumbnailSide, ThumbnailSide)
	})
	if err != nil {
		return Rendition{}, err
	}
	width, height := p.upright()
	r := Rendition{OfWidth: width, OfHeight: height, Turned: p.orientation > 1, MediaType: media.JPEG}
	var m image.Image
	if Long(width, height) {
		shown := min(height, width*3/2) / 2 * 2
		r.Width, r.Height = fit(width, shown, ThumbnailSide, ThumbnailSide)
		top := crop(turn(opaque(p.pixels), p.orientation), 0, shown)
		r.Likeness, m = likeness(top), scale(top, r.Width, r.Height)
	} else {
		r.Width, r.Height = fit(width, height, ThumbnailSide, ThumbnailSide)
		m = p.render(r.Width, r.Height)
		r.Likeness = likeness(m)
	}
	r.Scaled = r.Width != width || r.Height != height
	m = forJPEG(m)
	for _, quality := range []int{80, 60, 40, 25, 10} {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
			return Rendition{}, err
		}
		if r.Bytes = out.Bytes(); len(r.Bytes) <= ThumbnailBytes {
			break
		}
	}
	return r, nil
}
