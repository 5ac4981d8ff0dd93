package dossier

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// PlaceOf is where one evidence was made; ok is false when its file does not say.
func PlaceOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (p dispute.Place, ok bool, err error) {
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id, Withdrawn: true}) {
		if err != nil {
			return p, false, err
		}
		if p, ok = r.Place(); ok {
			return p, true, nil
		}
	}
	return p, false, nil
}
