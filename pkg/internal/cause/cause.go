// Package cause names what an error comes from: a system's and our own ground's
// errors by the code of a sentence, cause.*.
//
// It promises that nobody is shown what a library says in English: a caller puts
// the code among the arguments of a note, and package locale says it in the
// user's language, also years later, of a note that a case kept. It forbids
// words.
package cause

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"syscall"

	"complain/pkg/internal/broken"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/compound"
	"complain/pkg/internal/disk"
	"complain/pkg/internal/htmlstream"
	"complain/pkg/internal/jsonstream"
	"complain/pkg/internal/mimetree"
	"complain/pkg/internal/officecrypt"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfredraw"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/sgml"
	"complain/pkg/internal/sheet"
	"complain/pkg/internal/xmlstream"
)

// Causes that callers tell apart; Other is what has no name.
const (
	Other         = "cause.other"
	Full          = "cause.full"
	Disk          = "cause.disk"
	Folder        = "cause.is-folder"
	OpenElsewhere = "cause.open-elsewhere"
)

// named is an error that has a name.
type named struct {
	err  error
	code string
}

// known are the errors that have a name; then come those of the system. The first
// that an error is decides.
var known = []named{
	{disk.ErrOpen, OpenElsewhere},
	{broken.ErrDepth, "cause.deep"},
	{broken.ErrCut, "cause.cut"},
	{charset.ErrLongLine, "cause.long-line"},
	{compound.ErrDamaged, "cause.broken"},
	{compound.ErrMissing, "cause.part-missing"},
	{htmlstream.ErrLong, "cause.long-part"},
	{jsonstream.ErrSyntax, "cause.syntax"},
	{jsonstream.ErrName, "cause.long-part"},
	{mimetree.ErrHeader, "cause.long-part"},
	{officecrypt.ErrUnknown, "cause.cipher"},
	{officecrypt.ErrDamaged, "cause.broken"},
	{pdffile.ErrNotPDF, "cause.syntax"},
	{pdffile.ErrTooLarge, "cause.too-large"},
	{pdffile.ErrDamaged, "cause.broken"},
	{pdffile.ErrPassword, "cause.password"},
	{pdffile.ErrCipher, "cause.cipher"},
	{pdffile.ErrFilter, "cause.method"},
	{pdffile.ErrTooMuch, "cause.too-large"},
	{pdfredraw.ErrNoProgram, "cause.no-painter"},
	{pdfredraw.ErrFailed, "cause.not-painted"},
	{pdfredraw.ErrPages, "cause.too-large"},
	{safezip.ErrFormat, "cause.syntax"},
	{safezip.ErrDamaged, "cause.broken"},
	{safezip.ErrEncrypted, "cause.password"},
	{safezip.ErrMethod, "cause.method"},
	{sgml.ErrLarge, "cause.long-part"},
	{sheet.ErrPassword, "cause.password"},
	{sheet.ErrLimit, "cause.too-large"},
	{sheet.ErrNotWorkbook, "cause.syntax"},
	{xmlstream.ErrLong, "cause.long-part"},
	{xmlstream.ErrSyntax, "cause.syntax"},
	{zip.ErrFormat, "cause.syntax"},
	{zip.ErrChecksum, "cause.broken"},
	{zip.ErrAlgorithm, "cause.method"},

	{context.Canceled, "error.interrupted"},
	{context.DeadlineExceeded, "cause.too-slow"},
	{fs.ErrNotExist, "cause.missing"},
	{fs.ErrPermission, "cause.permission"},
	{fs.ErrExist, "cause.exists"},
	{syscall.EISDIR, Folder},
	{syscall.ENOTDIR, "cause.no-folder"},
	{syscall.ENAMETOOLONG, "cause.long-name"},
	{syscall.ELOOP, "cause.loop"},
	{syscall.ENOSPC, Full},
	{syscall.EIO, Disk},
	{syscall.EROFS, "cause.permission"},
	{syscall.EMFILE, "cause.many-open"},
	{syscall.EBUSY, "cause.busy-file"},
	{syscall.EXDEV, "cause.other-disk"},
	{syscall.EINVAL, "cause.invalid"},
	{syscall.EPIPE, unread},
	{io.ErrUnexpectedEOF, "cause.cut"},
	{io.EOF, "cause.cut"},
	{io.ErrShortWrite, Full},
	{io.ErrClosedPipe, "cause.closed"},
	{fs.ErrClosed, "cause.closed"},
}

// Of is the code of what err comes from, and Other where it has no name.
func Of(err error) string {
	var limit *safezip.LimitError
	if errors.As(err, &limit) {
		return "cause.too-large"
	}
	for _, list := range [][]named{known, system()} {
		for _, k := range list {
			if errors.Is(err, k.err) {
				return k.code
			}
		}
	}
	return Other
}

// Unread reports whether an error says that nobody reads on at the other end of a
// pipe.
func Unread(err error) bool {
	return errors.Is(err, syscall.EPIPE) || slices.ContainsFunc(system(), func(n named) bool { return n.code == unread && errors.Is(err, n.err) })
}

const unread = "cause.closed"
