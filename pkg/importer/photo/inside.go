package photo

import (
	"context"
	"io"

	"complain/pkg/internal/exif"
	"complain/pkg/internal/media"
)

// inside is what lies in a file around its pixels, beside what the metadata
// parser reads.
type inside struct {
	exif   io.ReaderAt // a TIFF file; nil when there is none
	origin string      // "C2PA", or "JUMBF" of another kind; "" when there is none
}

// The signs of C2PA data, as the C2PA specification puts it into files: a JUMBF
// superbox in JPEG's APP11 segments (ISO 19566-5), in PNG's caBX chunk, in a
// RIFF chunk, and in a box of its own in HEIF.
const (
	jumbf    = "jumb"
	c2paBox  = "\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81"
	c2paRIFF = "C2PA"
	c2paPNG  = "caBX"
	c2pa     = "C2PA"
)

// look walks through the parts of a file by their headers. PNG is walked for its
// text elsewhere.
func look(ctx context.Context, r io.ReaderAt, size int64, mediaType string) inside {
	in := inside{}
	switch mediaType {
	case media.JPEG:
		exif.JPEG(r, func(marker byte, at, length int64) bool {
			if marker == exif.APP11 {
				in.origin = boxIn(r, at)
			}
			return in.origin == "" && ctx.Err() == nil
		})
	case media.WebP:
		exif.RIFF(r, func(name string, _, _ int64) bool {
			if name == c2paRIFF {
				in.origin = c2pa
			}
			return in.origin == "" && ctx.Err() == nil
		})
	case media.HEIC, media.HEIF, media.AVIF:
		return lookHEIF(ctx, r, size)
	case media.PNG:
		return in
	}
	in.exif = exif.Of(r, size, mediaType)
	return in
}

// boxIn says what the JUMBF superbox in a JPEG's segment is of: its type begins
// with C2PA's name. It is "" where there is none.
func boxIn(r io.ReaderAt, at int64) string {
	var body [44]byte
	n, _ := r.ReadAt(body[:], at)
	if n < 16 || string(body[:2]) != "JP" || string(body[12:16]) != jumbf {
		return ""
	}
	if content := string(body[16:n]); len(content) >= 12 && content[4:8] == "jumd" && content[8:12] == "c2pa" {
		return c2pa
	}
	return "JUMBF"
}
