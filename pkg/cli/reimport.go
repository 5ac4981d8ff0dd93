package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
)

// runReimport reads stored evidence again from the case itself: after an
// answer, or with a newer version of the program. Without numbers it reads
// everything.
func (a *app) runReimport(ctx context.Context, flags readFlags, ids []string) error {
	said, err := flags.answers(a)
	if err != nil {
		return err
	}
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	var which []dispute.EvidenceID
	for _, text := range ids {
		id, err := dispute.ParseEvidenceID(text)
		if err != nil {
			return usage("error.evidence-number", text).next("hint.evidence-number")
		}
		which = append(which, id)
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
	p := a.progress()
	in := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Ask: a.asker(ctx, p),
		Report: func(r ingest.Result) {
			r.Known = false // of course it is: that is what was asked for
			a.printResult(r, a.resultSeems(ctx, f, r))
			a.out.Flush()
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
