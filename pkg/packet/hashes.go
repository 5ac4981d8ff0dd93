package packet

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/klauspost/compress/zlib"

	"complain/pkg/internal/pattern"
	"complain/pkg/internal/safezip"
)

// LargestFile is how many bytes of a packet's file, and of what is packed in it,
// are looked through for the hashes it prints.
const LargestFile = 256 << 20

// largestPart is how many bytes of one stream or entry are looked through.
const largestPart = 32 << 20

var (
	hexHash   = pattern.New(`\b[0-9a-fA-F]{64}\b`)
	pdfStream = pattern.New(`stream\r?\n`)
)

// HashesIn finds everything in a file that looks like a SHA-256 in hex, and gives
// it in lower case: in the bytes themselves (text, HTML, the keywords of our PDF
// files), in the streams of a PDF file that another program wrote anew, and in
// the entries of a ZIP file (DOCX).
func HashesIn(ctx context.Context, data []byte) map[string]bool {
	s := hashSearch{found: map[string]bool{}, left: LargestFile}
	s.look(data)
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		s.pdf(data)
	case bytes.HasPrefix(data, []byte("PK")):
		s.zip(ctx, data)
	}
	return s.found
}

// hashSearch is the way through one file. What cannot be unpacked holds nothing:
// the file may be anybody's.
type hashSearch struct {
	found map[string]bool
	left  int64 // unpacked bytes that are still looked at
}

func (s *hashSearch) look(p []byte) {
	for _, m := range hexHash.FindAll(p, -1) {
		s.found[strings.ToLower(string(m))] = true
	}
}

func (s *hashSearch) read(r io.Reader) {
	p, _ := io.ReadAll(io.LimitReader(r, min(s.left, largestPart)))
	s.left -= int64(len(p))
	s.look(p)
}

func (s *hashSearch) pdf(data []byte) {
	for _, at := range pdfStream.FindAllIndex(data, -1) {
		if r, err := zlib.NewReader(bytes.NewReader(data[at[1]:])); err == nil && s.left > 0 {
			s.read(r)
		}
	}
}

func (s *hashSearch) zip(ctx context.Context, data []byte) {
	a, err := safezip.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	for _, e := range a.Entries {
		if r, err := e.Open(ctx); err == nil && s.left > 0 {
			s.read(r)
			r.Close()
		}
	}
}
