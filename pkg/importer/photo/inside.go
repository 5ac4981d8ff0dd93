package photo

import (
	"context"
	"encoding/binary"
	"io"
	"strings"

	"complain/pkg/internal/media"
)

// inside is what lies in a file around its pixels, beside what the metadata
// parser reads.
type inside struct {
	exif   io.ReaderAt // a TIFF file; nil when there is none
	origin string      // "C2PA", or "JUMBF" of another kind; "" when there is none
}

const maxParts = 1000 // segments, chunks or boxes

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
	switch mediaType {
	case media.JPEG:
		return lookJPEG(ctx, r)
	case media.WebP:
		return lookRIFF(ctx, r)
	case media.TIFF:
		return inside{exif: io.NewSectionReader(r, 0, size)}
	case media.HEIC, media.HEIF, media.AVIF:
		return lookHEIF(ctx, r, size)
	}
	return inside{}
}

// lookJPEG walks through the segments up to the first scan.
func lookJPEG(ctx context.Context, r io.ReaderAt) (in inside) {
	const app1, app11, scan, fill = 0xe1, 0xeb, 0xda, 0xff
	at := int64(2)
	for range maxParts {
		var head [48]byte
		n, _ := r.ReadAt(head[:], at)
		if n < 4 || head[0] != 0xff || ctx.Err() != nil {
			return in
		}
		if head[1] == fill {
			at++
			continue
		}
		length := int64(binary.BigEndian.Uint16(head[2:]))
		body := string(head[4:n])
		switch {
		case head[1] == scan || length < 2:
			return in
		case head[1] == app1 && in.exif == nil && strings.HasPrefix(body, "Exif\x00\x00") && length > 8:
			in.exif = io.NewSectionReader(r, at+10, length-8)
		case head[1] == app11 && in.origin == "" && strings.HasPrefix(body, "JP") && len(body) > 16 && body[12:16] == jumbf:
			in.origin = superbox(body[16:])
		}
		at += 2 + length
	}
	return in
}

// superbox says what a JUMBF superbox is of, by what its description begins with:
// the type of C2PA's begins with its name.
func superbox(content string) string {
	if len(content) >= 12 && content[4:8] == "jumd" && content[8:12] == "c2pa" {
		return c2pa
	}
	return "JUMBF"
}

func lookRIFF(ctx context.Context, r io.ReaderAt) (in inside) {
	at := int64(12)
	for range maxParts {
		var head [8]byte
		if n, _ := r.ReadAt(head[:], at); n < len(head) || ctx.Err() != nil {
			return in
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		switch string(head[:4]) {
		case "EXIF":
			in.exif = withoutName(r, at+8, length)
		case c2paRIFF:
			in.origin = c2pa
		}
		at += 8 + length + length%2
	}
	return in
}

// withoutName is the TIFF file in length bytes from at on. Some writers put
// JPEG's header before it.
func withoutName(r io.ReaderAt, at, length int64) io.ReaderAt {
	var head [6]byte
	if n, _ := r.ReadAt(head[:], at); n == len(head) && string(head[:]) == "Exif\x00\x00" {
		at, length = at+6, length-6
	}
	return io.NewSectionReader(r, at, max(length, 0))
}
