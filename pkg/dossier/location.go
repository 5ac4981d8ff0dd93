package dossier

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// PlaceOf is where one evidence was made; "" when its file does not say.
func PlaceOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (string, error) {
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id, Withdrawn: true}) {
		if err != nil {
			return "", err
		}
		if place := r.Place(); place != "" {
			return place, nil
		}
	}
	return "", nil
}
