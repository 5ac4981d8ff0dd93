package cli

import (
	"errors"

	"complain/pkg/archive"
	"complain/pkg/casefile"
	"complain/pkg/choices"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/film"
	causeof "complain/pkg/internal/cause"
	"complain/pkg/packet"
	"complain/pkg/picture"
	"complain/pkg/recognise"
	"complain/pkg/stamp"
)

// causes are the errors that the packages below have names for, each with its
// sentence: what they say of themselves is English, and for whoever mends the
// program. The first that an error is decides.
var causes = []struct {
	err  error
	code string
}{
	{casefile.ErrNotACase, "cause.not-a-case"},
	{casefile.ErrNewer, "cause.newer"},
	{casefile.ErrOlder, "cause.older"},
	{casefile.ErrDamaged, "cause.damaged"},
	{casefile.ErrBusy, "cause.busy"},
	{casefile.ErrPurged, "cause.purged"},
	{casefile.ErrFull, "cause.full"},
	{casefile.ErrDisk, "cause.disk"},
	{casefile.ErrSealed, "cause.permission"},
	{casefile.ErrExists, "cause.exists"},
	{casefile.ErrNotFound, "cause.not-in-case"},
	{casefile.ErrClock, "error.clock-year"},
	{casefile.ErrNothingToUndo, "cause.nothing-to-undo"},
	{casefile.ErrUnfit, "cause.unfit"},
	{casefile.ErrOtherBytes, "cause.other-bytes"},
	{archive.ErrPassphrase, "cause.passphrase"},
	{archive.ErrUnsafe, "cause.unsafe-archive"},
	{archive.ErrDamaged, "cause.damaged-archive"},
	{archive.ErrNotArchive, "cause.no-archive"},
	{stamp.ErrNotAStamp, "cause.no-stamp"},
	{stamp.ErrTooLarge, "cause.too-large"},
	{stamp.ErrHash, "cause.hash"},
	{stamp.ErrNoCertificate, "cause.no-certificate"},
	{stamp.ErrNoRoot, "cause.no-root"},
	{dossier.ErrNoRecording, "cause.no-recording"},
	{dossier.ErrStampOfNothing, "cause.stamp-of-nothing"},
	{picture.ErrTooLarge, "picture.too-large"},
	{picture.ErrFormat, "picture.format"},
	{picture.ErrDamaged, "picture.damaged"},
	{picture.ErrNoRows, "picture.no-rows"},
	{picture.ErrNothing, "cause.nothing-covered"},
	{recognise.ErrTime, "cause.too-slow"},
	{film.ErrProgram, "cause.no-taker"},
	{film.ErrFormat, "cause.film-format"},
	{film.ErrTooLarge, "cause.film-large"},
	{film.ErrTime, "cause.too-slow"},
	{film.ErrNone, "cause.no-frame"},
	{packet.ErrNoTemplate, "error.no-packet"},
	{packet.ErrNothingNew, "error.nothing-new"},
	{packet.ErrTooMuch, "cause.too-much"},
	{dispute.ErrWhen, "cause.time"},
	{dispute.ErrMoment, "cause.moment"},
	{dispute.ErrAmount, "cause.amount"},
	{choices.ErrNoChoices, "cause.no-choices"},
	{choices.ErrNewer, "cause.newer"},
	{choices.ErrWrong, "cause.wrong-choice"},
	{screen.ErrNoAnswer, "error.no-answer"},
	{screen.ErrNotConfirmed, "error.confirm"},
	{screen.ErrAborted, "error.interrupted"},
}

// cause is what an error comes from, as a sentence. An error that nobody knows is
// quoted, as what it is: words of a program.
func cause(err error) dispute.Note {
	for _, c := range causes {
		if errors.Is(err, c.err) {
			return note(c.code)
		}
	}
	if code := causeof.Of(err); code != causeof.Other {
		return note(code)
	}
	if errors.Is(err, recognise.ErrProgram) || errors.Is(err, recognise.ErrFailed) {
		return note("cause.program") // of which the system says nothing more
	}
	return note("cause.unknown", screen.Clean(err.Error()))
}
