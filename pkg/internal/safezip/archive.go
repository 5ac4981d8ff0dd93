// Package safezip opens ZIP archives from strangers.
//
// It promises that listing and reading an archive stays within Limits, counted
// on the bytes that come out and never on what the archive says about itself,
// and that every item of the listing is accounted for: it is an Entry, a
// Refusal with a reason, or a folder. Entries that ZipCrypto or WinZip's AES
// encrypts open once Unlock was given their password, and their content is
// whole or an error. It forbids the file system: names are cleaned for
// showing, and are no paths to write to.
package safezip

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"complain/pkg/internal/charset"
)

// Limits bound what an archive may make its reader do.
type Limits struct {
	Entries   int   // items in the listing
	Entry     int64 // bytes out of one entry
	Total     int64 // bytes out of all entries
	Ratio     int64 // bytes out for each byte in, once an entry gave RatioFree
	RatioFree int64
	// SumFree is what may come out of all entries before Ratio holds for their sum
	// and the archive's own size; 0 leaves the sum without it.
	SumFree int64
	// Names is the encoding of names that are not UTF-8; "" for GB18030, where they
	// can be that.
	Names charset.Encoding
}

// Standard is the limits of Open.
func Standard() Limits {
	return Limits{Entries: 20_000, Entry: 2 << 30, Total: 8 << 30, Ratio: 200, RatioFree: 1 << 20, SumFree: 16 << 20}
}

// The errors of this package; each is wrapped with what it is about.
var (
	ErrFormat    = errors.New("not a readable zip archive")
	ErrDamaged   = errors.New("the entry is damaged")
	ErrEncrypted = errors.New("the entry is encrypted")
	ErrMethod    = errors.New("unknown compression method")

	errSignature = errors.New("the signature does not fit the content")
)

// LimitError says which limit an archive passed.
type LimitError struct {
	What  string // "entries", "entry", "total", "ratio"
	Limit int64
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("past the limit of %d (%s)", e.Limit, e.What)
}

// Archive is an opened archive. Its entries may be read by several goroutines.
type Archive struct {
	Entries []*Entry  // files that can be read, in the archive's order
	Refused []Refusal // items that cannot, in the archive's order
	Folders int       // items that only name a folder

	limits  Limits
	size    int64
	chinese bool // names that are not UTF-8 are GBK

	mu    sync.Mutex
	total int64 // bytes that came out of all entries; reading one again counts once
}

// Refusal is an item of the listing that is not opened.
type Refusal struct {
	Name   string // as well as it could be decoded, for showing
	Raw    string // the bytes in the archive
	Reason Reason
}

// Entry is a regular file in an archive.
type Entry struct {
	Name       string // slash-separated, relative, NFC, without control characters
	Raw        string // the name's bytes in the archive
	Encoding   string // of the name: "utf-8", or "gb18030" where the bytes are not UTF-8
	Size       int64  // as the archive says; what comes out is counted
	Compressed int64
	// Modified is the archive's time for the file. Archives made without
	// extended timestamps hold a wall clock of an unknown zone to two seconds;
	// Zoned is then false and Modified is that clock set in UTC.
	Modified  time.Time
	Zoned     bool
	Encrypted bool
	Junk      bool // operating systems put it there, not people
	Duplicate bool // an earlier entry has the same name

	archive  *Archive
	file     *zip.File
	password []byte // what Unlock found to fit
	seen     int64  // bytes that came out so far, guarded by archive.mu
}

// Open reads the listing of the archive in the size bytes of r, under the
// Standard limits. The error wraps ErrFormat, or is a *LimitError.
func Open(r io.ReaderAt, size int64) (*Archive, error) {
	return OpenWithin(Standard(), r, size)
}

// OpenWithin is Open under other limits.
func OpenWithin(limits Limits, r io.ReaderAt, size int64) (*Archive, error) {
	guard := &listingGuard{r: r, limit: limits.Entries}
	z, err := zip.NewReader(guard, size)
	switch {
	case guard.err != nil:
		return nil, guard.err
	case errors.Is(err, zip.ErrInsecurePath):
		// Names are judged one by one below, after decoding: the second byte
		// of many Chinese characters in GBK is a backslash.
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if len(z.File) > limits.Entries {
		return nil, &LimitError{"entries", int64(limits.Entries)}
	}
	guard.done = true
	a := &Archive{limits: limits, size: size}
	names := make(map[string]bool, len(z.File))
	shared := overlapping(z.File, size)
	a.chinese = chineseNames(z.File)
	for _, f := range z.File {
		if text, _ := decodeName(f, limits.Names, a.chinese); shared[f] {
			a.Refused = append(a.Refused, Refusal{text, f.Name, Overlap})
			continue
		}
		a.list(f, names)
	}
	return a, nil
}

// overlapping are the files whose packed bytes are, in part, those of another file
// too, or run past the archive: what is stored once would come out many times
// (https://www.usenix.org/conference/woot19/presentation/fifield). No program
// packs so.
func overlapping(files []*zip.File, size int64) map[*zip.File]bool {
	type span struct {
		file     *zip.File
		from, to int64
	}
	out := map[*zip.File]bool{}
	var spans []span
	for _, f := range files {
		from, err := f.DataOffset()
		switch packed := clamp(f.CompressedSize64); {
		case err != nil, packed == 0: // damaged, which is said when it is read; or empty
		case packed > size-from:
			out[f] = true
		default:
			spans = append(spans, span{f, from, from + packed})
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var furthest span
	for _, s := range spans {
		if s.from < furthest.to {
			out[s.file], out[furthest.file] = true, true
		}
		if s.to > furthest.to {
			furthest = s
		}
	}
	return out
}

func (a *Archive) list(f *zip.File, names map[string]bool) {
	raw := f.Name
	text, encoding := decodeName(f, a.limits.Names, a.chinese)
	name, reason := cleanName(text)
	mode, folder := f.Mode(), strings.HasSuffix(text, "/")
	switch {
	case reason == NoName && folder, reason == "" && (folder || mode.IsDir()):
		if f.UncompressedSize64 == 0 {
			a.Folders++
			return
		}
		reason = NotRegular // a folder with content would hide it
	case reason == "" && !mode.IsRegular():
		reason = NotRegular
	}
	if reason != "" {
		a.Refused = append(a.Refused, Refusal{text, raw, reason})
		return
	}
	a.Entries = append(a.Entries, &Entry{
		Name: name, Raw: raw, Encoding: encoding,
		Size: clamp(f.UncompressedSize64), Compressed: clamp(f.CompressedSize64),
		Modified: f.Modified, Zoned: hasExtendedTime(f.Extra),
		Encrypted: f.Flags&1 != 0,
		Junk:      Junk(name),
		Duplicate: names[name],
		archive:   a, file: f,
	})
	names[name] = true
}

// Sizes are unsigned in the format; one beyond int64 is a lie in any case.
func clamp(n uint64) int64 { return int64(min(n, 1<<63-1)) }

// listingGuard stops the reading of a listing that has too many items before
// they are all in memory: the count an archive states is only its low 16 bits,
// or a lie. Every item begins with a signature, so those passing by are
// counted. The few that the search for the listing's end may read twice, or
// that stand in a comment, are allowed for.
type listingGuard struct {
	r     io.ReaderAt
	limit int
	seen  int
	end   int64   // where the last read ended
	tail  [3]byte // its last bytes, for a signature that two reads share
	done  bool
	err   error
}

const slack = 2000 // 64 KiB of listing may be read twice

var itemSignature = []byte("PK\x01\x02")

// ReadAt implements io.ReaderAt. It is called by one goroutine until done.
func (g *listingGuard) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 { // a damaged item lies before the archive; not every reader says so in the same way
		return 0, io.EOF
	}
	n, err := g.r.ReadAt(p, off)
	if g.done {
		return n, err
	}
	if off == g.end {
		var joint [6]byte
		copy(joint[:], g.tail[:])
		k := copy(joint[3:], p[:n])
		g.seen += bytes.Count(joint[:3+k], itemSignature)
	} else {
		g.tail = [3]byte{}
	}
	g.seen += bytes.Count(p[:n], itemSignature)
	if n >= len(g.tail) {
		copy(g.tail[:], p[n-len(g.tail):n])
	} else {
		g.tail = [3]byte{}
	}
	g.end = off + int64(n)
	if g.seen > g.limit+slack {
		g.err = &LimitError{"entries", int64(g.limit)}
		return 0, g.err
	}
	return n, err
}
