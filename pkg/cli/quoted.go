package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// quoted are the pages and sections of papers that the user pinned, in the order
// of each file.
func quoted(ctx context.Context, f *casefile.File, records []dispute.Record) (map[dispute.EvidenceID][]dispute.Record, error) {
	pins, err := f.Pins(ctx)
	if err != nil || len(pins) == 0 {
		return nil, err
	}
	out := map[dispute.EvidenceID][]dispute.Record{}
	for _, r := range records {
		if r.Kind == dispute.Page && pins[casefile.PlaceOf(r)] {
			out[r.Evidence] = append(out[r.Evidence], r)
		}
	}
	return out, nil
}
