package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/ingest"
)

// ownProducts are what the program made itself: packets and archives of this
// case, by the SHA-256 that the log keeps of each, and what bears a mark of its
// own wherever it was made. Taken in again they would be evidence of themselves.
type ownProducts struct{ sums map[string]bool }

// madeHere reads which files the log of a case says were made of it.
func madeHere(ctx context.Context, f *casefile.File) (ownProducts, error) {
	own := ownProducts{map[string]bool{}}
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return own, err
		}
		switch e.Action {
		case "export", "archive", "stamp":
			var said struct{ SHA256, Data string }
			if json.Unmarshal(e.Detail, &said) == nil {
				own.sums[said.SHA256], own.sums[said.Data] = true, true
			}
		}
	}
	delete(own.sums, "")
	return own, nil
}

// leaveOut takes the program's own products out of what folders hold, and says
// so in one line. A file that the user named is taken: it was asked for.
func leaveOut(ctx context.Context, s *session, f *casefile.File, items []ingest.Item, named []string) ([]ingest.Item, error) {
	own, err := madeHere(ctx, f)
	if err != nil {
		return nil, err
	}
	var kept []ingest.Item
	var left []string
	for _, it := range items {
		if it.Refused == nil && !slices.Contains(named, it.Given) && own.holds(it) {
			left = append(left, screen.Clean(it.Given))
			continue
		}
		kept = append(kept, it)
	}
	if n := len(left); n > 0 {
		s.Talk("add.own", n, strings.Join(left[:min(n, 3)], s.Say("list.comma")))
	}
	return kept, nil
}

// ownMarks are what tells the program's own files by their endings; what has
// another ending is a packet or an archive only by its hash.
var ownMarks = map[string]func(ingest.File, int64) bool{
	casefile.Extension: isCase, ".pdf": isPacket, ".zip": isArchive, ".tsq": isStamp, ".tsr": isStamp,
	".txt": nil, ".html": nil, ".docx": nil, ".age": nil,
}

func (own ownProducts) holds(it ingest.Item) bool {
	mark, known := ownMarks[strings.ToLower(path.Ext(it.Name))]
	if !known {
		return false
	}
	r, err := it.Open()
	if err != nil {
		return false // it is said when it is taken in
	}
	defer r.Close()
	if mark != nil && mark(r, it.Size) {
		return true
	}
	if len(own.sums) == 0 {
		return false
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(r, 0, it.Size)); err != nil {
		return false
	}
	return own.sums[hex.EncodeToString(sum.Sum(nil))]
}

// isCase looks at the header of a case file.
func isCase(r ingest.File, _ int64) bool {
	head := make([]byte, 100)
	if _, err := r.ReadAt(head, 0); err != nil {
		return false
	}
	return bytes.HasPrefix(head, []byte("SQLite format 3\x00")) && binary.BigEndian.Uint32(head[68:]) == casefile.ApplicationID
}

// packetMark stands in the keywords of packets; what follows is the hash of the
// last entry of the log.
const packetMark = "complain custody "

// isPacket looks for the keywords of a packet, which stand near the end.
func isPacket(r ingest.File, size int64) bool {
	const reach = 64 << 10
	end := make([]byte, min(size, reach))
	if _, err := r.ReadAt(end, size-int64(len(end))); err != nil && err != io.EOF {
		return false
	}
	for _, form := range [][]byte{[]byte(packetMark), utf16Mark()} {
		if bytes.Contains(end, form) {
			return true
		}
	}
	return false
}

func utf16Mark() []byte {
	var out []byte
	for _, c := range []byte(packetMark) {
		out = append(out, 0, c)
	}
	return out
}

// isArchive looks for the line that an archive of a case has in its bag-info.txt.
func isArchive(r ingest.File, size int64) bool {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return false
	}
	for _, f := range z.File {
		if path.Base(f.Name) != "bag-info.txt" || f.UncompressedSize64 > 1<<16 {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return false
		}
		defer in.Close()
		text, err := io.ReadAll(io.LimitReader(in, 1<<16))
		return err == nil && bytes.Contains(text, []byte("Complain-Custody-Head"))
	}
	return false
}

// isStamp reports a request or a token of RFC 3161: a sequence in DER.
func isStamp(r ingest.File, _ int64) bool {
	head := make([]byte, 1)
	_, err := r.ReadAt(head, 0)
	return err == nil && head[0] == 0x30
}
