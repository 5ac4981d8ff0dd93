package cli

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// Where a picture or a recording was made often is somebody's home. The case
// keeps it; it is shown and printed only where somebody asks for it. An archive
// of a case is whole, and so has it.

// fieldPlace is the field of records of pictures and recordings that holds it:
// latitude and longitude in degrees.
const fieldPlace = "gps"

// withoutPlace is a record without the place that it states, if it states one.
func withoutPlace(r dispute.Record) (out dispute.Record, had bool) {
	if r.Kind != dispute.Photo && !r.Recording() {
		return r, false
	}
	i := slices.IndexFunc(r.Fields, func(f dispute.Field) bool { return f.Name == fieldPlace })
	if i < 0 {
		return r, false
	}
	r.Fields = slices.Delete(slices.Clone(r.Fields), i, i+1)
	return r, true
}

// places is where the pictures and recordings of a case were made.
func places(records []dispute.Record) map[dispute.EvidenceID]string {
	out := map[dispute.EvidenceID]string{}
	for _, r := range records {
		if _, had := withoutPlace(r); had {
			out[r.Evidence] = r.Field(fieldPlace)
		}
	}
	return out
}

// placeOf is where one evidence was made; "" when its file does not say.
func placeOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (string, error) {
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id, Withdrawn: true}) {
		if err != nil {
			return "", err
		}
		if _, had := withoutPlace(r); had {
			return r.Field(fieldPlace), nil
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
