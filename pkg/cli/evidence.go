package cli

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/filename"
	"complain/pkg/locale"
)

func newEvidence(s *session) *cobra.Command {
	list := command(s.Lang, "evidence.list", "list", func(cmd *cobra.Command, _ []string) error { return listEvidence(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	restore := command(s.Lang, "evidence.restore", "restore E1...", func(cmd *cobra.Command, args []string) error {
		return runRestoreEvidence(cmd.Context(), s, args)
	})
	restore.Args = arguments(s.Lang, 1, -1, "E1")
	mend := command(s.Lang, "evidence.mend", "mend E1 FILE", func(cmd *cobra.Command, args []string) error {
		return withEvidence(cmd.Context(), s, casefile.ReadWrite, args[0], func(f *casefile.File, e dispute.Evidence) error {
			s.final("evidence.mend.final")
			return mendEvidence(cmd.Context(), s.Screen, f, e, args[1])
		})
	})
	mend.Args = arguments(s.Lang, 2, 2, "E1 FILE")
	c := group(s.Screen, "evidence", "evidence", list, newEvidenceShow(s), newEvidenceGet(s), newEvidenceSet(s), noteEvidence(s), newEvidenceWithdraw(s), restore, mend)
	return c
}

// withEvidence opens the case and finds the evidence that text names.
func withEvidence(ctx context.Context, s *session, mode casefile.Mode, text string, do func(*casefile.File, dispute.Evidence) error) error {
	f, err := s.open(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	e, err := oneEvidence(ctx, f, text)
	if err != nil {
		return err
	}
	return do(f, e)
}

// eachEvidence opens the case and does something with each evidence that words
// name, in the order of their numbers.
func eachEvidence(ctx context.Context, s *session, mode casefile.Mode, words []string, do func(*casefile.File, dispute.Evidence) error) error {
	f, err := s.open(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	chosen, err := chosenEvidence(ctx, f, words, false)
	if err != nil {
		return err
	}
	for _, e := range chosen {
		if err := do(f, e); err != nil {
			return err
		}
	}
	return nil
}

func listEvidence(ctx context.Context, s *session) error {
	f, err := s.open(ctx, casefile.Salvage)
	if err != nil {
		return err
	}
	defer f.Close()
	broken := f.CheckRows(ctx) // said at the end: what is whole is listed all the same
	if broken != nil && !errors.Is(broken, casefile.ErrDamaged) {
		return broken
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	if s.JSON {
		rows := []answer.Evidence{}
		for _, e := range all {
			rows = append(rows, evidenceJSON(s, e))
		}
		if err := s.WriteJSON(rows); err != nil {
			return err
		}
		return broken
	}
	if len(all) == 0 {
		s.Talk("evidence.none")
		return broken
	}
	t := s.Table("evidence.head.number", "evidence.head.name", "evidence.head.what", "evidence.head.records")
	t.Flexible, t.Right = 1, []int{3}
	for _, e := range all {
		name := e.Name
		if e.Title != "" {
			name = s.Say("add.because", e.Title, e.Name)
		}
		if e.Parent != 0 {
			name += " " + s.Say("evidence.in", e.Parent)
		}
		if e.Derived != nil {
			name += " " + s.Say("evidence.redacted-from", e.Derived.From)
		}
		switch {
		case e.Purged != "":
			name += " " + s.Say("evidence.purged", e.Purged)
		case e.Withdrawn != "":
			name += " " + s.Say("evidence.withdrawn", e.Withdrawn)
		}
		t.Row(e.ID.String(), name, whatItIs(s, e), strconv.Itoa(e.Reading.Records))
	}
	t.Print()
	return broken
}

// whatItIs is the short answer to what an evidence was recognised as.
func whatItIs(s *session, e dispute.Evidence) string {
	switch {
	case e.Purged != "":
		return s.Say("evidence.gone")
	case e.Official != nil:
		return answerTitle(s, e.Official.Kind)
	case e.Reading.State == dispute.Held:
		return s.Say("evidence.archive")
	case e.Reading.State == dispute.Asking:
		return s.Say("evidence.asking")
	case !e.Reading.Recognised():
		return s.Say("evidence.unread")
	}
	return importerName(s.Lang, e.Reading)
}

type withdrawOptions struct{ why string }

func newEvidenceWithdraw(s *session) *cobra.Command {
	var o withdrawOptions
	c := command(s.Lang, "evidence.withdraw", "withdraw E1... --why REASON", func(cmd *cobra.Command, args []string) error {
		return runWithdraw(cmd.Context(), s, args, o)
	})
	c.Args = arguments(s.Lang, 1, -1, "E1")
	c.Flags().StringVar(&o.why, "why", "", s.Say("flag.why"))
	return c
}

func runWithdraw(ctx context.Context, s *session, words []string, o withdrawOptions) error {
	if o.why == "" {
		return usage("error.no-reason").next("hint.no-reason", strings.Join(words, " "))
	}
	return withChosen(ctx, s, words, false, func(f *casefile.File, chosen []dispute.Evidence) error {
		if err := withdrawAll(ctx, s, f, chosen, o.why); err != nil {
			return err
		}
		for _, e := range chosen {
			if err := s.Done(answer.EvidenceWithdrawn{Evidence: e.ID.String(), Withdrawn: o.why}, "evidence.withdraw.done", e.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func runRestoreEvidence(ctx context.Context, s *session, words []string) error {
	return withChosen(ctx, s, words, true, func(f *casefile.File, chosen []dispute.Evidence) error {
		if err := withdrawAll(ctx, s, f, chosen, ""); err != nil {
			return err
		}
		for _, e := range chosen {
			if err := s.Done(answer.EvidenceSet{Evidence: e.ID.String()}, "evidence.restore.done", e.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// withdrawAll takes evidence out for a reason, or with none puts it back: all of
// it or nothing.
func withdrawAll(ctx context.Context, s *session, f *casefile.File, chosen []dispute.Evidence, why string) error {
	return s.saying(ctx, f, func() error {
		return f.Batch(ctx, func() error {
			for _, e := range chosen {
				if err := f.Withdraw(ctx, e.ID, why); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// mendEvidence puts the bytes of a damaged evidence back from another copy of
// the file.
func mendEvidence(ctx context.Context, scr *screen.Screen, f *casefile.File, e dispute.Evidence, path string) error {
	r, err := openPlain(path, math.MaxInt64)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := f.Mend(ctx, e.ID, r); errors.Is(err, casefile.ErrOtherBytes) {
		return failure("error.mend-other", path, e.ID).next("hint.mend-other")
	} else if err != nil {
		return err
	}
	return scr.Done(answer.EvidenceCopied{Evidence: e.ID.String(), Path: path, SHA256: e.SHA256}, "evidence.mend.done", e.ID)
}

// longestFileName, in bytes, leaves room for folders in the 260 characters that
// Windows takes.
const longestFileName = 120

// safeName is the received name, made fit for any file system.
func safeName(e dispute.Evidence) string { return numberedName(e.ID.String(), e.Name) }

// numberedName is a name that somebody gave after a number of ours, which makes
// it one of its own and no device's.
func numberedName(number, name string) string {
	if name = filename.Safe(name); name == "" {
		name = "file"
	}
	return filename.Shorten(number+"-"+name, longestFileName)
}

// placeLine is where an evidence was made, for people.
func placeLine(lang locale.Lang, place string) string {
	if place == "" {
		return lang.Say("evidence.no-location")
	}
	return lang.Say("evidence.location-stated", place)
}
