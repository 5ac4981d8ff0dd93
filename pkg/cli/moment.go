package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

// noteEvidence is the command that binds the user's words to a place in a
// recording.
func noteEvidence(s *session) *cobra.Command {
	var at string
	c := command(s.Lang, "evidence.note", "note E1 --at 00:41 TEXT", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			n, err := parseNote(at, strings.Join(args[1:], " "))
			if err != nil {
				return err
			}
			return noteMoment(cmd.Context(), s.Screen, f, e, n)
		})
	})
	c.Args = arguments(s.Lang, 2, -1, "E1 TEXT")
	c.Flags().StringVar(&at, "at", "", s.Say("flag.moment"))
	return c
}

// momentNote is what the user says of a place in a recording.
type momentNote struct {
	at   dispute.Moment
	text string
}

func parseNote(at, text string) (momentNote, error) {
	moment, err := dispute.ParseMoment(at)
	if err != nil {
		return momentNote{}, usage("error.moment", strconv.Quote(at)).next("hint.moment")
	}
	return momentNote{moment, text}, nil
}

// parseNotes reads what add-evidence --note takes: "00:41 the box is empty".
func parseNotes(texts []string) ([]momentNote, error) {
	var out []momentNote
	for _, t := range texts {
		at, text, _ := strings.Cut(strings.TrimSpace(t), " ")
		if text = strings.TrimSpace(text); text == "" {
			return nil, usage("error.note-empty", strconv.Quote(t)).next("hint.note")
		}
		n, err := parseNote(at, text)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// noteMoments binds notes to the one recording among what was added.
func noteMoments(ctx context.Context, scr *screen.Screen, f *casefile.File, added []dispute.EvidenceID, notes []momentNote) error {
	var recordings []dispute.Evidence
	for _, id := range added {
		_, ok, err := dossier.RecordingOf(ctx, f, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		e, err := f.Evidence(ctx, id)
		if err != nil {
			return err
		}
		recordings = append(recordings, e)
	}
	if len(recordings) != 1 {
		return usage("error.note-recordings", len(recordings)).next("hint.note-recordings")
	}
	for _, n := range notes {
		if err := noteMoment(ctx, scr, f, recordings[0], n); err != nil {
			return err
		}
	}
	return nil
}

func noteMoment(ctx context.Context, scr *screen.Screen, f *casefile.File, e dispute.Evidence, n momentNote) error {
	id, err := dossier.Note(ctx, f, e, n.at, n.text)
	var beyond *dossier.BeyondError
	switch {
	case errors.Is(err, dossier.ErrNoRecording):
		return usage("error.no-recording", e.ID).next("hint.no-recording")
	case errors.As(err, &beyond):
		return usage("error.moment-beyond", n.at, e.ID, beyond.Length).next("hint.moment")
	case err != nil:
		return err
	}
	return scr.Done(answer.Moment{ID: "R" + itoa(id), Evidence: e.ID.String(), Moment: n.at.String(), Text: n.text},
		"evidence.note.done", e.ID, n.at, id)
}
