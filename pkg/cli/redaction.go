package cli

import (
	"bytes"
	"context"
	"image"
	"path"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
	"complain/pkg/picture"
)

// redaction is one picture to be covered.
type redaction struct {
	original dispute.Evidence   // the first one, which was received
	from     dispute.Evidence   // whose pixels are taken: the original's, unless they are gone
	versions []dispute.Evidence // earlier ones, of which what they cover stays covered
	boxes    []dispute.Box      // asked for
	covered  picture.Covered
}

// originOf finds what e was made from, and the redacted versions of it that
// stand: e itself is one even where it was withdrawn.
func originOf(ctx context.Context, f *casefile.File, e dispute.Evidence) (*redaction, error) {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[dispute.EvidenceID]dispute.Evidence{}
	for _, e := range all {
		byID[e.ID] = e
	}
	r := &redaction{original: e, from: e}
	for d := e.Derived; d != nil && d.From < r.original.ID; d = r.original.Derived {
		from, ok := byID[d.From]
		if !ok {
			break
		}
		r.original = from
	}
	if r.original.Purged == "" {
		r.from = r.original
	}
	there := slices.DeleteFunc(all, func(x dispute.Evidence) bool {
		return x.Withdrawn != "" && x.ID != e.ID && x.ID != r.original.ID
	})
	for _, version := range there {
		if version.Derived != nil && dispute.Redactions([]dispute.Evidence{r.original, version}).Hidden[version.ID] {
			r.versions = append(r.versions, version)
		}
	}
	return r, nil
}

func rectangle(b dispute.Box) image.Rectangle {
	const most = 1 << 20 // no picture is larger
	c := func(n int) int { return min(max(n, -most), most) }
	return image.Rect(c(b.X), c(b.Y), c(b.X)+c(b.Width), c(b.Y)+c(b.Height))
}

// coveredBefore are the boxes of the earlier versions.
func (r *redaction) coveredBefore() []dispute.Box {
	var out []dispute.Box
	for _, v := range r.versions {
		for _, b := range v.Derived.Covered {
			if !slices.Contains(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}

// allCovered are the boxes as they were painted, the earlier ones first.
func (r *redaction) allCovered() []dispute.Box {
	out := r.coveredBefore()
	for i, b := range r.covered.Boxes {
		box := dispute.Box{X: b.Min.X, Y: b.Min.Y, Width: b.Dx(), Height: b.Dy(), What: r.boxes[i].What}
		if !b.Empty() && !slices.Contains(out, box) {
			out = append(out, box)
		}
	}
	return out
}

func (a *app) incomingRedaction(ctx context.Context, f *casefile.File, r *redaction, why string) (in casefile.Incoming, err error) {
	c, err := f.Case(ctx)
	if err != nil {
		return in, err
	}
	batch, err := f.NextBatch(ctx)
	if err != nil {
		return in, err
	}
	taken, err := takenAt(ctx, f, r.original)
	if err != nil {
		return in, err
	}
	if n := len(r.versions); n > 0 {
		reasons := strings.Split(r.versions[n-1].Derived.Why, " / ")
		if !slices.Contains(reasons, why) {
			reasons = append(reasons, why)
		}
		why = strings.Join(reasons, " / ")
	}
	name := redactedName(a.lang.For(c.Language), r.original.Name, r.covered.MediaType)
	return casefile.Incoming{
		Name: name, Path: name, Size: int64(len(r.covered.Bytes)), MediaType: r.covered.MediaType, Batch: batch, Captured: taken,
		Derived: &dispute.Derivation{From: r.original.ID, Why: why, Covered: r.allCovered()},
		Reader:  bytes.NewReader(r.covered.Bytes),
	}, nil
}

// takenAt is when the original was made, for the day on which it is gone: its
// redacted version holds no time of its own.
func takenAt(ctx context.Context, f *casefile.File, e dispute.Evidence) (dispute.When, error) {
	if e.Captured.Known() {
		return e.Captured, nil
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID, Kind: dispute.Photo, Withdrawn: true}) {
		return r.At, err
	}
	return dispute.When{}, nil
}

// redactedName is the original's name with a mark, and the ending of what it is
// now.
func redactedName(lang locale.Lang, name, mediaType string) string {
	ending := path.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	switch lower := strings.ToLower(ending); {
	case mediaType == media.PNG && lower != ".png":
		ending = ".png"
	case mediaType == media.JPEG && lower != ".jpg" && lower != ".jpeg":
		ending = ".jpg"
	}
	return lang.Say("redact.name", stem, ending)
}
