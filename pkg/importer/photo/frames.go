package photo

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"

	"complain/pkg/internal/media"
)

// frames is how many pictures a moving picture has, of which one is printed; 0 for a
// file of a kind that holds a single one.
func frames(ctx context.Context, r io.ReaderAt, size int64, mediaType string) int {
	switch mediaType {
	case media.GIF:
		return gifFrames(ctx, bufio.NewReaderSize(io.NewSectionReader(r, 0, size), 64<<10))
	case media.PNG:
		return pngFrames(r, size)
	case media.WebP:
		return webpFrames(ctx, r, size)
	}
	return 0
}

// gifFrames counts the pictures of a GIF up to its end, or to where it is cut.
func gifFrames(ctx context.Context, in *bufio.Reader) (n int) {
	var head [13]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return 0
	}
	in.Discard(colours(head[10]))
	for ctx.Err() == nil {
		switch kind, _ := in.ReadByte(); kind {
		case gifPicture:
			var picture [9]byte
			if _, err := io.ReadFull(in, picture[:]); err != nil {
				return n
			}
			in.Discard(colours(picture[8]) + 1)
			n++
		case gifExtension:
			in.Discard(1)
		default:
			return n
		}
		if !skipBlocks(in) {
			return n
		}
	}
	return n
}

// pngFrames is what the chunk acTL says, which stands before the pixels of an animated
// PNG (https://www.w3.org/TR/png-3/#acTL-chunk, 2026-12-01).
func pngFrames(r io.ReaderAt, size int64) int {
	const signature, mostBefore = 8, 64
	var head [12]byte // length, name, and of acTL the count
	for at, seen := int64(signature), 0; at+12 <= size && seen < mostBefore; seen++ {
		if _, err := r.ReadAt(head[:], at); err != nil {
			return 0
		}
		switch string(head[4:8]) {
		case "acTL":
			return int(min(binary.BigEndian.Uint32(head[8:]), 1<<20))
		case "IDAT":
			return 0
		}
		at += 12 + int64(binary.BigEndian.Uint32(head[:]))
	}
	return 0
}

// webpFrames counts the chunks ANMF of an animated WebP (RFC 9649, section 2.7.1.1).
func webpFrames(ctx context.Context, r io.ReaderAt, size int64) (n int) {
	const header = 12 // RIFF, size, WEBP
	var head [8]byte
	for at := int64(header); at+8 <= size && ctx.Err() == nil; {
		if _, err := r.ReadAt(head[:], at); err != nil {
			return n
		}
		if string(head[:4]) == "ANMF" {
			n++
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		at += 8 + length + length&1
	}
	return n
}
