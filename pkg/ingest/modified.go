package ingest

import (
	"context"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/media"
	"complain/pkg/internal/safezip"
)

// clocks is what archives say of their files where they name no zone: wall
// clocks, set in UTC, by archive and name. A case keeps instants only, so these
// are looked up in the archive that it keeps whole.
type clocks struct {
	archive dispute.EvidenceID
	of      map[string]time.Time
}

// modified is when the folder or archive that e came in says it was last
// changed; unknown where nothing says so, or what is said is worth nothing.
func (in *Ingest) modified(ctx context.Context, e dispute.Evidence, o importer.Options) (dispute.When, error) {
	var w dispute.When
	if !e.Modified.IsZero() {
		w = dispute.Instant(e.Modified.In(o.Zone), dispute.Second, dispute.ZoneFormat)
	} else if e.Parent != 0 {
		wall, err := in.clock(ctx, e)
		if err != nil || wall.IsZero() {
			return w, err
		}
		// Zip counts every other second: the minute is what can be relied on.
		c := dispute.Clock{Year: wall.Year(), Month: int(wall.Month()), Day: wall.Day(), Hour: wall.Hour(), Minute: wall.Minute()}
		if w, err = dispute.Local(c, dispute.Minute, o.Zone, o.ZoneFrom); err != nil {
			return dispute.When{}, nil
		}
	}
	if !w.Known() || !plausible(w.Time(), e.Added) {
		return dispute.When{}, nil
	}
	w.From = dispute.TimeModified
	return w, nil
}

// clock is the wall clock that the archive of e has for it; the zero time when
// it has none.
func (in *Ingest) clock(ctx context.Context, e dispute.Evidence) (time.Time, error) {
	if in.clocks.archive != e.Parent {
		in.clocks = clocks{archive: e.Parent, of: map[string]time.Time{}}
		parent, err := in.Store.Evidence(ctx, e.Parent)
		if err != nil || parent.MediaType != media.ZIP {
			return time.Time{}, err
		}
		blob, err := in.Store.Open(ctx, e.Parent)
		if err != nil {
			return time.Time{}, err
		}
		defer blob.Close()
		a, err := safezip.Open(blob, blob.Size())
		if err != nil {
			return time.Time{}, nil // no archive that opens, no clock
		}
		for _, entry := range a.Entries {
			if !entry.Zoned && !entry.Duplicate {
				in.clocks.of[entry.Name] = entry.Modified
			}
		}
	}
	return in.clocks.of[e.Path], nil
}

// justNow is how long before it was added a file counts as made by being saved
// or copied for that.
const justNow = 2 * time.Minute

// plausible reports whether a file that was added can have been changed at at.
// Archives and file systems that know no better write the year in which their
// count of days begins, 1970 or 1980; no phone took pictures then.
func plausible(at, added time.Time) bool {
	return at.UTC().Year() >= 1995 && at.Before(added.Add(-justNow))
}
