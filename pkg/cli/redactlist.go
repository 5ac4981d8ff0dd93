package cli

import (
	"context"
	"errors"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

// everyCovering are the coverings of the case, by number.
func everyCovering(ctx context.Context, f *casefile.File) ([]dossier.Covering, error) {
	by, err := dossier.ReadCoverings(ctx, f)
	var out []dossier.Covering
	for _, list := range by {
		out = append(out, list...)
	}
	slices.SortFunc(out, func(a, b dossier.Covering) int { return int(keyNumber(a.Number) - keyNumber(b.Number)) })
	return out, err
}

// listCoverings shows what text is covered, of some evidence or of all.
func listCoverings(ctx context.Context, s *session, words []string) error {
	f, all, err := openWith(ctx, s.openWhole, casefile.ReadOnly, everyCovering)
	if err != nil {
		return err
	}
	defer f.Close()
	if len(words) > 0 {
		chosen, err := chosenEvidence(ctx, f, words, false)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(c dossier.Covering) bool {
			return !slices.ContainsFunc(chosen, func(e dispute.Evidence) bool { return e.ID == c.Evidence })
		})
	}
	if len(all) == 0 && !s.JSON {
		s.Talk("redact.list-none")
		return nil
	}
	for _, c := range all {
		places := 0
		for r, err := range f.Records(ctx, casefile.Filter{Evidence: c.Evidence, Withdrawn: true}) {
			if err != nil {
				return err
			}
			places += c.Places(r)
		}
		if s.JSON {
			if err := s.WriteJSON(coveringJSON(c, places)); err != nil {
				return err
			}
			continue
		}
		s.Print("redact.list-line", c.Number, c.Evidence, coveredPlace(s, c), screen.Clean(coveredText(s, c)), places, screen.Clean(c.Why))
	}
	return nil
}

// removeCoverings takes coverings back, all that are named or none.
func removeCoverings(ctx context.Context, s *session, o redactOptions) error {
	f, all, err := openWith(ctx, s.open, casefile.ReadWrite, everyCovering)
	if err != nil {
		return err
	}
	defer f.Close()
	chosen, wrong := chosenOf(all, func(c dossier.Covering) int64 { return keyNumber(c.Number) }, o.remove)
	if wrong != "" {
		return failure("error.no-covering", wrong).next("hint.no-covering")
	}
	if o.dryRun {
		if err := f.Rehearse(ctx); err != nil {
			return err
		}
	}
	if err := s.saying(ctx, f, func() error {
		return f.Batch(ctx, func() error {
			for _, c := range chosen {
				if err := f.Unsay(ctx, dossier.CoveringSaid, c.Number); err != nil && !errors.Is(err, casefile.ErrNotFound) {
					return err
				}
			}
			return nil
		})
	}); err != nil {
		return err
	}
	for _, c := range chosen {
		v := coveringJSON(c, 0)
		v.Removed = true
		if err := s.Done(v, "redact.removed", c.Number, c.Evidence); err != nil {
			return err
		}
	}
	return nil
}
