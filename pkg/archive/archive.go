// Package archive packs a case into one file that outlives this program, and
// makes a case of it again.
//
// An archive is a BagIt 1.0 bag (RFC 8493) in a zip: the evidence under
// readable names, what was read from it as JSON lines, the case file itself,
// and manifests that sha256sum -c accepts. Encrypted, it is that zip inside an
// age file with a passphrase (https://age-encryption.org/v1).
//
// # What it promises
//
// All of an archive is of one moment of the case. The same case packed on the
// same day gives the same zip, byte for byte. Make has read back, and held
// against the manifests, every byte of an archive it calls done. Restore gives
// a case file its name only when each line of the manifests holds, the case
// file verifies in full, and its evidence is the evidence beside it; else
// nothing is left behind. Memory does not grow with the evidence.
//
// # What it forbids
//
// Writing to any name that stands in an archive; replacing a file; packing a
// case that is damaged; clocks (the time is passed in); passphrases in errors.
package archive

import (
	"context"
	"errors"
	"io"

	"complain/pkg/dispute"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/termsafe"
)

// Extension and SealedExtension end the names of archives.
const (
	Extension       = ".zip"
	SealedExtension = ".zip.age"
)

// The kinds of Fault.
var (
	ErrNotArchive = errors.New("not an archive of a case")
	ErrUnsafe     = errors.New("an archive that no version of complain makes")
	ErrDamaged    = errors.New("damaged archive")
	ErrPassphrase = errors.New("the passphrase does not fit")
)

// Fault is what is wrong with an archive, in words for people. It wraps its
// kind, which is one of the errors above, and the error it came from.
type Fault struct {
	Why  dispute.Note
	kind error
	err  error
}

func (f *Fault) Error() string {
	text := f.kind.Error() + ": " + f.Why.Code
	for _, arg := range f.Why.Args {
		text += " " + arg
	}
	if f.err != nil {
		text += ": " + f.err.Error()
	}
	return text
}

// Unwrap implements the errors package's interface.
func (f *Fault) Unwrap() []error {
	if f.err == nil {
		return []error{f.kind}
	}
	return []error{f.kind, f.err}
}

func fault(kind, err error, why dispute.Note) *Fault { return &Fault{why, kind, err} }

// shown makes a name out of an archive fit to stand in a sentence.
func shown(name string) string {
	const most = 200
	name = termsafe.CleanLine(name)
	if r := []rune(name); len(r) > most {
		name = string(r[:most]) + "…"
	}
	return name
}

// Step is how far work on an archive has come.
type Step struct {
	Name        string // of the file at work
	Done, Total int64  // bytes, all passes over them counted
}

// meter counts the bytes that pass and tells how far the work is.
type meter struct {
	tell        func(Step)
	name        string
	done, total int64
}

func newMeter(tell func(Step), total int64) *meter {
	if tell == nil {
		tell = func(Step) {}
	}
	return &meter{tell: tell, total: total}
}

func (m *meter) begin(name string) {
	m.name = name
	m.tell(Step{m.name, m.done, m.total})
}

// Write implements io.Writer: the bytes are counted and forgotten.
func (m *meter) Write(p []byte) (int, error) {
	m.done += int64(len(p))
	m.tell(Step{m.name, m.done, m.total})
	return len(p), nil
}

// until ends a reader with ctx.
type until struct {
	ctx context.Context
	r   io.Reader
}

func (u until) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// plainFrom is the size from which a file is packed without compression. Large
// files are photos, videos and the case that holds them, which hardly shrink;
// and what is not compressed can never pass for a bomb when it is read.
const plainFrom = 256 << 20

// limits are what restoring allows: more than strangers are allowed, because
// evidence may be large, and less where an archive of ours has no need.
func limits() safezip.Limits {
	return safezip.Limits{Entries: maxFiles, Entry: 1 << 44, Total: 1 << 45, Ratio: 200, RatioFree: plainFrom}
}

// maxFiles bounds the listing of an archive, which has to fit in memory.
const maxFiles = 250_000
