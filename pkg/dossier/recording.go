package dossier

import (
	"context"
	"errors"
	"fmt"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// RecordingOf is the record of a film or of sound; ok is false when the evidence
// is none.
func RecordingOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (r dispute.Record, ok bool, err error) {
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id}) {
		if err != nil {
			return dispute.Record{}, false, err
		}
		if _, ok := r.Recording(); ok {
			return r, true, nil
		}
	}
	return dispute.Record{}, false, nil
}

// noteAt is a statement that binds the user's words to a place in recording, the
// record of evidence e. Headers of recordings may be of their beginning or of
// their end, so that no more than the day is known of it.
func noteAt(e dispute.Evidence, recording dispute.Record, at dispute.Moment, text string) dispute.Record {
	made := recording.At
	if e.Captured.Known() {
		made = e.Captured
	}
	return dispute.Record{Text: text, At: made.WholeDay(), Fields: dispute.Noted{Evidence: e.ID, At: at}.Fields()}
}

// BeyondError says that a moment lies behind the end of a recording.
type BeyondError struct {
	At, Length dispute.Moment
}

func (e *BeyondError) Error() string { return fmt.Sprintf("%s of %s", e.At, e.Length) }

// ErrNoRecording is of evidence that is no film and no sound.
var ErrNoRecording = errors.New("it is no recording")

// Note binds the user's words to a moment of a recording, and returns the number of
// the record. The error is ErrNoRecording, or a *BeyondError: a length that is an
// estimate, or of a damaged file, refuses nothing within a second of it.
func Note(ctx context.Context, f *casefile.File, e dispute.Evidence, at dispute.Moment, text string) (id int64, err error) {
	r, ok, err := RecordingOf(ctx, f, e.ID)
	if err != nil {
		return 0, err
	}
	if !ok {
		return 0, ErrNoRecording
	}
	if said, _ := r.Recording(); said.Length > 0 && at > said.Length+1000 {
		return 0, &BeyondError{at, said.Length / 1000 * 1000}
	}
	return f.State(ctx, noteAt(e, r, at, text))
}
