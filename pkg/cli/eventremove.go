package cli

import (
	"context"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/pattern"
)

// notOwn is what words name that are no events of the user: a conversation, an
// evidence.
var notOwn = pattern.New(`^\*?([CcEe])[0-9]+`)

// removeEvents takes back what the user stated, all that is named or none.
func removeEvents(ctx context.Context, s *session, words []string) error {
	if err := notOwnEvents(words); err != nil {
		return err
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	chosen, err := chosenRecords(ctx, f, words)
	if err != nil {
		return err
	}
	for _, r := range chosen {
		if r.Kind != dispute.Statement {
			return failure("error.event-read", "R"+itoa(r.ID), r.Evidence).next("hint.event-read", "R"+itoa(r.ID))
		}
	}
	if err := f.Batch(ctx, func() error {
		for _, r := range chosen {
			if err := dossier.Unsay(ctx, f, dossier.EventSaid, dossier.EventKey(0, r.ID, r.Locator)); err != nil {
				return err
			}
			if err := f.Retract(ctx, r.ID); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, r := range chosen {
		if err := s.Done(answer.EventRemoved{ID: "R" + itoa(r.ID)}, "event.remove.done", r.ID); err != nil {
			return err
		}
	}
	return nil
}

// notOwnEvents is the error of the first word that names a conversation or an
// evidence; nil where none does.
func notOwnEvents(words []string) error {
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			m := notOwn.FindStringSubmatch(word)
			switch {
			case m == nil:
			case strings.EqualFold(m[1], "c"):
				return usage("error.event-conversation", word).next("hint.event-conversation", word)
			default:
				return usage("error.event-evidence", word).next("hint.event-evidence", word)
			}
		}
	}
	return nil
}
