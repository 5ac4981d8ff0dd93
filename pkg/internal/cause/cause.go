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
	"syscall"

	"complain/pkg/internal/broken"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/compound"
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

// Other is what has no name.
const Other = "cause.other"

// known are the errors that have a name. The first that an error is decides.
var known = []struct {
	err  error
	code string
}{
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
	{syscall.EISDIR, "cause.is-folder"},
	{syscall.ENOTDIR, "cause.no-folder"},
	{syscall.ENAMETOOLONG, "cause.long-name"},
	{syscall.ELOOP, "cause.loop"},
	{syscall.ENOSPC, "cause.full"},
	{syscall.EIO, "cause.disk"},
	{syscall.EROFS, "cause.permission"},
	{syscall.EMFILE, "cause.many-open"},
	{syscall.EBUSY, "cause.busy-file"},
	{syscall.EXDEV, "cause.other-disk"},
	{syscall.EINVAL, "cause.invalid"},
	{syscall.EPIPE, "cause.closed"},
	{io.ErrUnexpectedEOF, "cause.cut"},
	{io.EOF, "cause.cut"},
	{io.ErrShortWrite, "cause.full"},
	{io.ErrClosedPipe, "cause.closed"},
	{fs.ErrClosed, "cause.closed"},
}

// Of is the code of what err comes from, and Other where it has no name.
func Of(err error) string {
	var limit *safezip.LimitError
	if errors.As(err, &limit) {
		return "cause.too-large"
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			return k.code
		}
	}
	return Other
}
