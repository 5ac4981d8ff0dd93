package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// noteEvidence is the command that binds the user's words to a place in a
// recording.
func noteEvidence(a *app) *cobra.Command {
	var at string
	c := a.command("evidence.note", "note E1 --at 00:41 TEXT", func(cmd *cobra.Command, args []string) error {
		return a.withEvidence(cmd.Context(), casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			return a.noteMoment(cmd.Context(), f, e, at, strings.Join(args[1:], " "))
		})
	})
	c.Args = a.arguments(2, -1, "E1 TEXT")
	c.Flags().StringVar(&at, "at", "", a.say("flag.moment"))
	return c
}

func (a *app) noteMoment(ctx context.Context, f *casefile.File, e dispute.Evidence, at, text string) error {
	moment, err := dispute.ParseMoment(at)
	if err != nil {
		return usage("error.moment", strconv.Quote(at)).next("hint.moment")
	}
	r, err := recordingOf(ctx, f, e.ID)
	if err != nil {
		return err
	}
	if r.Kind == "" {
		return usage("error.no-recording", e.ID).next("hint.no-recording")
	}
	// A length that is an estimate, or of a damaged file, refuses nothing within
	// a second of it.
	if ms, err := strconv.ParseInt(r.Field(dispute.FieldLength), 10, 64); err == nil && int64(moment) > ms+1000 {
		return usage("error.moment-beyond", moment, e.ID, dispute.Moment(ms/1000*1000)).next("hint.moment")
	}
	made := r.At
	if e.Captured.Known() {
		made = e.Captured
	}
	s := dispute.Record{Text: text, At: wholeDay(made), Fields: []dispute.Field{
		{Name: dispute.FieldEvidence, Value: e.ID.String()}, {Name: dispute.FieldMoment, Value: moment.String()},
	}}
	id, err := f.State(ctx, s)
	if err != nil {
		return err
	}
	return a.done(map[string]any{"id": "R" + itoa(id), "evidence": e.ID.String(), "moment": moment.String(), "text": text},
		"evidence.note.done", e.ID, moment, id)
}

// wholeDay is the day of a time: headers of recordings may be of their
// beginning or of their end, so that no more is known of a moment.
func wholeDay(w dispute.When) dispute.When {
	if w.Precision <= dispute.Day {
		return w
	}
	s := w.Stored()
	const day = 24 * 3600 * 1000
	s.Wall -= (s.Wall%day + day) % day
	s.Precision = dispute.Day
	return s.When()
}

// recordingOf is the record of a film or of sound; its Kind is "" when the
// evidence is none.
func recordingOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (dispute.Record, error) {
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id}) {
		if err != nil {
			return dispute.Record{}, err
		}
		if r.Recording() {
			return r, nil
		}
	}
	return dispute.Record{}, nil
}

// noted are the user's statements bound to places in recordings.
func noted(records []dispute.Record) map[dispute.EvidenceID][]dispute.Record {
	out := map[dispute.EvidenceID][]dispute.Record{}
	for _, r := range records {
		if r.Kind != dispute.Statement || r.Field(dispute.FieldMoment) == "" {
			continue
		}
		if id, err := dispute.ParseEvidenceID(r.Field(dispute.FieldEvidence)); err == nil {
			out[id] = append(out[id], r)
		}
	}
	return out
}
