package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
)

// runReimport reads stored evidence again from the case itself: after an
// answer, or with a newer version of the program. Without numbers it reads
// everything.
func runReimport(ctx context.Context, s *session, flags readFlags, ids []string) error {
	defer s.lean()()
	proposed := flags.mapFile == proposedMapping && !isThere(flags.mapFile)
	if proposed {
		flags.mapFile = ""
	}
	said, err := flags.answers(s.Lang)
	if err != nil {
		return err
	}
	return reread(ctx, s, said, proposed, ids)
}

// reread reads evidence again as was said; proposed is that the mapping of one table is
// the one that is proposed for it.
func reread(ctx context.Context, s *session, said importer.Answers, proposed bool, ids []string) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	s.final("reimport.final")
	var which []dispute.EvidenceID
	if len(ids) > 0 {
		chosen, err := chosenEvidence(ctx, f, ids, false)
		if err != nil {
			return err
		}
		for _, e := range chosen {
			which = append(which, e.ID)
		}
		if proposed && len(chosen) == 1 {
			if said.Map, err = takeMapping(ctx, s, f, chosen[0], said); err != nil {
				return err
			}
		}
	}
	if proposed && len(which) != 1 {
		return usage("error.map-one").next("hint.map-proposed", "E1")
	}
	if len(ids) == 0 {
		everything, err := f.AllEvidence(ctx)
		if err != nil {
			return err
		}
		for _, e := range everything {
			if e.Purged == "" {
				which = append(which, e.ID)
			}
		}
	}
	p := s.Progress()
	in := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Ask: asker(ctx, s.Screen, p),
		Report: func(r ingest.Result) {
			r.Known = false // of course it is: that is what was asked for
			printResult(s, r, resultSeems(ctx, s, f, r))
			s.Out.Flush()
		}}
	look := false
	for _, id := range which {
		sum, err := in.Reread(ctx, id, ingest.Settings{Answers: said})
		if err != nil {
			return err
		}
		look = look || sum.NeedLook > 0
	}
	if look {
		return errLook
	}
	return nil
}
