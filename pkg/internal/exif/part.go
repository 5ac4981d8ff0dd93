// Package exif finds what stands beside a picture's pixels: the segments of a
// JPEG, the chunks of a PNG and of a WebP, and in them EXIF, which is a TIFF file
// (TIFF 6.0; EXIF 2.32).
//
// It promises to read headers only, never pixels, and to end within limits
// whatever a file says of itself: what cannot be read is not there. It forbids
// judging what the values mean.
//
// Why not a library: the parser of metadata that package photo uses makes numbers
// of the fractions of a second, knows neither PNG's text nor C2PA's marks, and
// cannot be asked for one tag alone.
package exif

import (
	"encoding/binary"
	"io"

	"complain/pkg/internal/media"
)

// The limits of a file.
const (
	maxSegments = 1000
	maxChunks   = 20_000
)

// The markers of a JPEG that callers look for.
const (
	APP1  = 0xe1
	APP11 = 0xeb
)

const header = "Exif\x00\x00" // above the TIFF file in a JPEG

// JPEG gives each the segments of a JPEG up to its first scan, with the place of
// their content, until each reports false.
func JPEG(r io.ReaderAt, each func(marker byte, at, length int64) bool) {
	const scan, fill = 0xda, 0xff
	at := int64(2)
	for range maxSegments {
		var head [4]byte
		if n, _ := r.ReadAt(head[:], at); n < len(head) || head[0] != 0xff {
			return
		}
		marker, length := head[1], int64(binary.BigEndian.Uint16(head[2:]))
		switch {
		case marker == fill:
			at++
			continue
		case marker == scan, length < 2, !each(marker, at+4, length-2):
			return
		}
		at += 2 + length
	}
}

// PNG gives each the chunks of a PNG up to its end, with the place of their
// content, until each reports false. whole is false where the file ends before.
func PNG(r io.ReaderAt, each func(name string, at, length int64) bool) (whole bool) {
	at := int64(8)
	for range maxChunks {
		var head [8]byte
		if n, _ := r.ReadAt(head[:], at); n < len(head) {
			return false
		}
		length, name := int64(binary.BigEndian.Uint32(head[:])), string(head[4:])
		if name == "IEND" || !each(name, at+8, length) {
			return true
		}
		at += 12 + length // a checksum follows
	}
	return false
}

// RIFF gives each the chunks of a RIFF file, which WebP is, with the place of
// their content, until each reports false.
func RIFF(r io.ReaderAt, each func(name string, at, length int64) bool) {
	at := int64(12)
	for range maxChunks {
		var head [8]byte
		if n, _ := r.ReadAt(head[:], at); n < len(head) {
			return
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		if !each(string(head[:4]), at+8, length) {
			return
		}
		at += 8 + length + length%2
	}
}

// Of is the TIFF file of the first EXIF in a JPEG, PNG or WebP, a TIFF itself, or
// nil.
func Of(r io.ReaderAt, size int64, mediaType string) (found io.ReaderAt) {
	switch mediaType {
	case media.JPEG:
		JPEG(r, func(marker byte, at, length int64) bool {
			if marker == APP1 && isHeader(r, at) {
				found = Bare(r, at, length)
			}
			return found == nil
		})
	case media.PNG:
		PNG(r, func(name string, at, length int64) bool {
			if name == "eXIf" {
				found = Bare(r, at, length)
			}
			return found == nil
		})
	case media.WebP:
		RIFF(r, func(name string, at, length int64) bool {
			if name == "EXIF" {
				found = Bare(r, at, length)
			}
			return found == nil
		})
	case media.TIFF:
		return io.NewSectionReader(r, 0, size)
	}
	return found
}

// Bare is the TIFF file in length bytes from at on. Writers of PNG and WebP put
// JPEG's header before it too.
func Bare(r io.ReaderAt, at, length int64) io.ReaderAt {
	if isHeader(r, at) {
		at, length = at+int64(len(header)), length-int64(len(header))
	}
	return io.NewSectionReader(r, at, max(length, 0))
}

func isHeader(r io.ReaderAt, at int64) bool {
	var head [len(header)]byte
	n, _ := r.ReadAt(head[:], at)
	return n == len(head) && string(head[:]) == header
}
