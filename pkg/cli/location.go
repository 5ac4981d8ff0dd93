package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// placeOf is where one evidence was made; "" when its file does not say.
func placeOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (string, error) {
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

// placeLine is where an evidence was made, for people.
func (a *app) placeLine(place string) string {
	if place == "" {
		return a.say("evidence.no-location")
	}
	return a.say("evidence.location-stated", place)
}
