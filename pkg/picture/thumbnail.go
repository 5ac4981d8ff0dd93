package picture

import (
	"bytes"
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
	p, err := decode(src, size, maxLong)
	if err != nil {
		return Rendition{}, err
	}
	width, height := p.upright()
	shown := height
	if Long(width, height) {
		shown = min(height, width*3/2)
	}
	r := Rendition{OfWidth: width, OfHeight: height, Turned: p.orientation > 1, MediaType: media.JPEG}
	r.Width, r.Height = fit(width, shown, ThumbnailSide, ThumbnailSide)
	r.Scaled = r.Width != width || r.Height != height
	m := turn(opaque(p.pixels), p.orientation)
	if shown != height {
		m = crop(m, 0, shown/2*2)
	}
	r.Likeness = likeness(m)
	for _, quality := range []int{80, 60, 40, 25, 10} {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, forJPEG(scale(m, r.Width, r.Height)), &jpeg.Options{Quality: quality}); err != nil {
			return Rendition{}, err
		}
		if r.Bytes = out.Bytes(); len(r.Bytes) <= ThumbnailBytes {
			break
		}
	}
	return r, nil
}
