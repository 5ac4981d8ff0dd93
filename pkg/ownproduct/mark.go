package ownproduct

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"

	"complain/pkg/casefile"
	"complain/pkg/ingest"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/pdfredraw"
)

// marks are what tells the program's own files by their endings; what has another
// ending is a packet or an archive only by its hash.
var marks = map[string]func(ingest.File, int64) bool{
	casefile.Extension: isCase, ".pdf": isPacket, ".zip": isArchive, ".tsq": isStamp, ".tsr": isStamp,
	".txt": isTextPacket, ".html": IsPage, ".htm": IsPage, ".docx": isOwnOffice, ".xlsx": isOwnOffice,
	".json": isOwnAnswer, ".ics": isOwnCalendar, ".age": nil, ".csv": nil, ".sqlite": nil, ".db": nil,
}

// isCase looks at the header of a case file.
func isCase(r ingest.File, _ int64) bool {
	head := make([]byte, 100)
	if _, err := r.ReadAt(head, 0); err != nil {
		return false
	}
	return bytes.HasPrefix(head, []byte("SQLite format 3\x00")) && binary.BigEndian.Uint32(head[68:]) == casefile.ApplicationID
}

// packetMark stands in the keywords of packets and is the last line of those that
// are text; what follows is the hash of the last entry of the log.
const packetMark = "complain custody "

// near is the first or the last bytes of a file.
func near(r ingest.File, size, reach int64, end bool) []byte {
	part := make([]byte, min(size, reach))
	from := int64(0)
	if end {
		from = size - int64(len(part))
	}
	if _, err := r.ReadAt(part, from); err != nil && err != io.EOF {
		return nil
	}
	return part
}

// isPacket looks for the keywords of a packet or a redacted copy, which stand near
// the end, and of old ones at the beginning.
func isPacket(r ingest.File, size int64) bool {
	const reach = 64 << 10
	for _, part := range [][]byte{near(r, size, reach, true), near(r, size, reach, false)} {
		for _, form := range [][]byte{[]byte(packetMark), utf16Mark(), []byte("/Keywords (" + pdfredraw.Mark)} {
			if bytes.Contains(part, form) {
				return true
			}
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

// isTextPacket looks for the last line of a packet.
func isTextPacket(r ingest.File, size int64) bool {
	end := bytes.TrimSpace(near(r, size, 1<<10, true))
	return bytes.HasPrefix(end[bytes.LastIndexByte(end, '\n')+1:], []byte(packetMark))
}

// IsPage reports whether a page is one that this program wrote.
func IsPage(r ingest.File, size int64) bool {
	const reach = 16 << 10
	head := near(r, size, reach, false)
	return bytes.Contains(head, []byte(`content="`+packetMark)) || generatorMark.Match(head)
}

// generatorMark is how a page says that this program wrote it.
var generatorMark = pattern.New(`(?i)<meta\s+name="generator"\s+content="complain\b`)

// isOwnOffice looks at what a document or a workbook says of itself.
func isOwnOffice(r ingest.File, size int64) bool {
	core := memberOf(r, size, "docProps/core.xml")
	return bytes.Contains(core, []byte(">"+packetMark)) || creatorMark.Match(core)
}

var creatorMark = pattern.New(`<dc:creator>complain( [^<]*)?</dc:creator>`)

// isOwnAnswer looks for the key of a file of choices.
func isOwnAnswer(r ingest.File, size int64) bool {
	const reach = 4 << 10
	return bytes.Contains(near(r, size, reach, false), []byte(`"complain-choices"`))
}

// isOwnCalendar looks for the program that wrote a calendar.
func isOwnCalendar(r ingest.File, size int64) bool {
	const reach = 1 << 10
	return bytes.Contains(near(r, size, reach, false), []byte("PRODID:-//complain "))
}

// memberOf is a member of a ZIP file, as far as it is small.
func memberOf(r ingest.File, size int64, name string) []byte {
	const most = 1 << 16
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil
	}
	for _, f := range z.File {
		if f.Name != name && path.Base(f.Name) != name || f.UncompressedSize64 > most {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil
		}
		defer in.Close()
		text, err := io.ReadAll(io.LimitReader(in, most))
		if err != nil {
			return nil
		}
		return text
	}
	return nil
}

// isArchive looks for the line that an archive of a case has in its bag-info.txt.
func isArchive(r ingest.File, size int64) bool {
	return bytes.Contains(memberOf(r, size, "bag-info.txt"), []byte("Complain-Custody-Head"))
}

// isStamp reports a request or a token of RFC 3161: a sequence in DER.
func isStamp(r ingest.File, _ int64) bool {
	head := make([]byte, 1)
	_, err := r.ReadAt(head, 0)
	return err == nil && head[0] == 0x30
}
