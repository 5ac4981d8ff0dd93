package dossier

import (
	"context"

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

// NoteAt is a statement that binds the user's words to a place in recording, the
// record of evidence e. Headers of recordings may be of their beginning or of
// their end, so that no more than the day is known of it.
func NoteAt(e dispute.Evidence, recording dispute.Record, at dispute.Moment, text string) dispute.Record {
	made := recording.At
	if e.Captured.Known() {
		made = e.Captured
	}
	return dispute.Record{Text: text, At: made.WholeDay(), Fields: dispute.Noted{Evidence: e.ID, At: at}.Fields()}
}
