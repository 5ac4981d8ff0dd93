package photo

import (
	"bufio"
	"context"
	"io"
	"strings"
)

// The blocks of a GIF: an extension, one of a program's own, a picture; and the
// name of XMP's, whose text is no block, but ends in bytes that end one wherever a
// reader stands.
const (
	gifExtension, gifProgram, gifPicture = 0x21, 0xff, 0x2c

	gifXMPName = "XMP DataXMP"
	gifXMPEnd  = "\x01\xff\xfe\xfd"
)

// gifXMP is the XMP of a GIF, "" where there is none.
func gifXMP(ctx context.Context, r io.Reader) string {
	in := bufio.NewReaderSize(r, 64<<10)
	var head [13]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return ""
	}
	in.Discard(colours(head[10]))
	for ctx.Err() == nil {
		kind, err := in.ReadByte()
		switch {
		case err != nil:
			return ""
		case kind == gifPicture:
			var picture [9]byte
			if _, err := io.ReadFull(in, picture[:]); err != nil {
				return ""
			}
			in.Discard(colours(picture[8]) + 1)
		case kind == gifExtension:
			label, _ := in.ReadByte()
			if name, _ := in.Peek(1 + len(gifXMPName)); label == gifProgram && strings.HasSuffix(string(name), gifXMPName) {
				in.Discard(len(name))
				text, _ := io.ReadAll(io.LimitReader(in, maxXMP))
				before, _, _ := strings.Cut(string(text), gifXMPEnd)
				return before
			}
		default:
			return ""
		}
		if !skipBlocks(in) {
			return ""
		}
	}
	return ""
}

// colours is how many bytes the table of colours has that flags announce.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// skipBlocks leaves out blocks of data up to the empty one that ends them.
func skipBlocks(in *bufio.Reader) bool {
	for {
		n, err := in.ReadByte()
		if err != nil {
			return false
		}
		if n == 0 {
			return true
		}
		if _, err := in.Discard(int(n)); err != nil {
			return false
		}
	}
}
