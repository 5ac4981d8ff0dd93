package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/demo"
	"complain/pkg/ingest"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/pdfredraw"
)

// ownProducts are what the program made itself: packets and archives of this
// case, by the SHA-256 that the log keeps of each, what bears a mark of its own
// wherever it was made, and the sample evidence. Taken in again they would be
// evidence of themselves.
type ownProducts struct {
	sums   map[string]bool
	sample map[string]bool // of the demo; nil until it is asked for
	held   map[string]bool // evidence of the case, which is told of as known
}

// madeHere reads which files the log of a case says were made of it.
func madeHere(ctx context.Context, f *casefile.File) (ownProducts, error) {
	own := ownProducts{sums: map[string]bool{}, held: map[string]bool{}}
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
	all, err := f.AllEvidence(ctx)
	for _, e := range all {
		own.held[e.SHA256] = true
	}
	return own, err
}

// leaveOut takes the program's own products out of what folders hold, and says
// which: in a line of each kind, or with --json in a line of each file. A file that the user named is taken: it was asked for. The sample
// evidence is left out where something else is there, since then nobody asked for it.
func leaveOut(ctx context.Context, s *session, f *casefile.File, items []ingest.Item, named []string) ([]ingest.Item, error) {
	own, err := madeHere(ctx, f)
	if err != nil {
		return nil, err
	}
	var kept, made, samples []ingest.Item
	for _, it := range items {
		what := evidenceFile
		if it.Refused == nil && !slices.Contains(named, it.Given) {
			what = own.is(it)
		}
		switch what {
		case ownFile:
			made = append(made, it)
		case sampleFile:
			samples = append(samples, it)
		default:
			kept = append(kept, it)
		}
	}
	if len(kept) == 0 {
		kept, samples = samples, nil
	}
	return kept, errors.Join(sayLeftOut(s, "add.own", made), sayLeftOut(s, "add.sample", samples))
}

// sayLeftOut says which files of a folder were not taken, and why.
func sayLeftOut(s *session, code string, items []ingest.Item) error {
	var names []string
	for _, it := range items {
		names = append(names, screen.Clean(it.Given))
	}
	switch n := len(names); {
	case n == 0:
	case s.JSON:
		for i, it := range items {
			if err := s.WriteJSON(answer.Refused{Name: it.Name, Path: it.Given, Refused: s.Say(code, 1, names[i])}); err != nil {
				return err
			}
		}
	default:
		const named = 3
		listed := strings.Join(names[:min(n, named)], s.Say("list.comma"))
		if n > named {
			listed = s.Say("list.many", listed, n)
		}
		s.Talk(code, n, listed)
	}
	return nil
}

// what a file is to the case that it would be taken into.
type ownership int

const (
	evidenceFile ownership = iota
	ownFile
	sampleFile
)

// ownMarks are what tells the program's own files by their endings; what has
// another ending is a packet or an archive only by its hash.
var ownMarks = map[string]func(ingest.File, int64) bool{
	casefile.Extension: isCase, ".pdf": isPacket, ".zip": isArchive, ".tsq": isStamp, ".tsr": isStamp,
	".txt": isTextPacket, ".html": isOwnPage, ".htm": isOwnPage, ".docx": isOwnOffice, ".xlsx": isOwnOffice,
	".json": isOwnAnswer, ".ics": isOwnCalendar, ".age": nil, ".csv": nil, ".sqlite": nil, ".db": nil,
}

func (own *ownProducts) is(it ingest.Item) ownership {
	mark, known := ownMarks[strings.ToLower(path.Ext(it.Name))]
	sample := own.maySample(it)
	if !known && !sample {
		return evidenceFile
	}
	r, err := it.Open()
	if err != nil {
		return evidenceFile // it is said when it is taken in
	}
	defer r.Close()
	if mark != nil && mark(r, it.Size) {
		return ownFile
	}
	if len(own.sums) == 0 && !sample {
		return evidenceFile
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(r, 0, it.Size)); err != nil {
		return evidenceFile
	}
	switch sum := hex.EncodeToString(hash.Sum(nil)); {
	case own.held[sum]:
		return evidenceFile
	case own.sums[sum]:
		return ownFile
	case sample && own.sample[sum]:
		return sampleFile
	}
	return evidenceFile
}

// maySample reports whether a file has a name of the sample evidence.
func (own *ownProducts) maySample(it ingest.Item) bool {
	if own.sample == nil {
		own.sample = map[string]bool{}
		for _, name := range demo.Names() {
			own.takeSample(demo.Files(name))
		}
	}
	return own.sample[path.Base(it.Name)]
}

// isCase looks at the header of a case file.
func isCase(r ingest.File, _ int64) bool {
	head := make([]byte, 100)
	if _, err := r.ReadAt(head, 0); err != nil {
		return false
	}
	return bytes.HasPrefix(head, []byte("SQLite format 3\x00")) && binary.BigEndian.Uint32(head[68:]) == casefile.ApplicationID
}

// takeSample takes in the names and the hashes of sample evidence.
func (own *ownProducts) takeSample(files fs.FS) {
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error { // they are in the program
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		data, err := fs.ReadFile(files, name)
		if err == nil {
			sum := sha256.Sum256(data)
			own.sample[path.Base(name)], own.sample[hex.EncodeToString(sum[:])] = true, true
		}
		return nil
	})
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

// isOwnPage looks for what wrote a page.
func isOwnPage(r ingest.File, size int64) bool {
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
