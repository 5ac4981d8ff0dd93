package cli

import (
	"context"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/media"
)

// sayRows keeps that packets show some rows of pixels of a picture alone.
func sayRows(ctx context.Context, s *session, words []string, typed string) error {
	first, last, ok := parseRows(typed)
	if !ok {
		return usage("error.rows", strconv.Quote(typed)).next("hint.rows")
	}
	return withChosen(ctx, s, words, false, func(f *casefile.File, chosen []dispute.Evidence) error {
		if len(chosen) != 1 || !media.Picture(chosen[0].MediaType) {
			return usage("error.rows-picture").next("hint.rows")
		}
		e := chosen[0]
		height, err := heightOf(ctx, f, e)
		if err != nil {
			return err
		}
		if height > 0 && first > height {
			return usage("error.rows-beyond", e.ID, height).next("hint.rows")
		}
		if err := mayShow(e); err != nil {
			return err
		}
		said := dossier.Exhibit{In: true, Top: first - 1, Bottom: last}
		if err := dossier.Say(ctx, f, dossier.ExhibitSaid, dossier.ExhibitKey(e.ID), said); err != nil {
			return err
		}
		return s.doneExhibits(ctx, f, "packet.rows.done", e.ID, first, last)
	})
}

// parseRows reads "3100-5200": the first row is 1.
func parseRows(typed string) (first, last int, ok bool) {
	from, to, found := strings.Cut(strings.TrimSpace(typed), "-")
	first, err := strconv.Atoi(strings.TrimSpace(from))
	last, err2 := strconv.Atoi(strings.TrimSpace(to))
	const most = 1 << 20
	return first, last, found && err == nil && err2 == nil && first > 0 && first <= last && last <= most
}

// heightOf is how many rows of pixels a picture has upright, as its record says; 0
// where it does not.
func heightOf(ctx context.Context, f *casefile.File, e dispute.Evidence) (int, error) {
	from := e.ID
	if e.Derived != nil {
		from = e.Derived.From
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: from, Kind: dispute.Photo}) {
		if err != nil {
			return 0, err
		}
		if photo, ok := r.Photo(); ok {
			return photo.Height, nil
		}
	}
	return 0, nil
}
