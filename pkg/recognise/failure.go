package recognise

import (
	"context"
	"errors"

	"complain/pkg/dispute"
	"complain/pkg/internal/cause"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfpicture"
	"complain/pkg/internal/termsafe"
)

// Failure says why no text could be recognised on a page; ok is false for what
// ends all the work, and for what package picture says of a picture.
func Failure(err error) (why dispute.Note, ok bool) {
	switch {
	case errors.Is(err, ErrTime):
		return dispute.Say("read-text.time", TimeLimit), true
	case errors.Is(err, ErrFailed):
		var said *SaidError
		if errors.As(err, &said) {
			return dispute.Say("read-text.failed", termsafe.CleanLine(said.Text)), true
		}
		return dispute.Say("read-text.failed", cause.Of(err)), true
	}
	return scanFailure(err)
}

// scanFailure says why pages of a paper could not be read; ok is false for what
// is no fault of the paper.
func scanFailure(err error) (why dispute.Note, ok bool) {
	if format := (*pdfpicture.FormatError)(nil); errors.As(err, &format) {
		return dispute.Say("read-text.page-format", termsafe.CleanLine(format.Name)), true
	}
	for _, known := range []struct {
		err  error
		code string
	}{
		{pdffile.ErrPassword, "read-text.password"},
		{pdffile.ErrCipher, "read-text.cipher"},
		{pdffile.ErrTooMuch, "read-text.page-large"},
		{pdffile.ErrDamaged, "read-text.page-damaged"},
		{pdffile.ErrFilter, "read-text.page-damaged"},
		{pdffile.ErrNotPDF, "read-text.damaged"},
		{context.DeadlineExceeded, "read-text.slow"},
	} {
		if errors.Is(err, known.err) {
			return dispute.Say(known.code), true
		}
	}
	return dispute.Note{}, false
}
