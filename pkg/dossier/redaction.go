package dossier

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

// Redaction is one picture to be covered.
type Redaction struct {
	Original dispute.Evidence   // the first one, which was received
	From     dispute.Evidence   // whose pixels are taken: the original's, unless they are gone
	Versions []dispute.Evidence // earlier ones, of which what they cover stays covered
	Boxes    []dispute.Box      // asked for
	Covered  picture.Covered    // after Cover
}

// RedactionOf finds what e was made from, and the redacted versions of it that
// stand: e itself is one even where it was withdrawn.
func RedactionOf(ctx context.Context, f *casefile.File, e dispute.Evidence) (*Redaction, error) {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	r := &Redaction{Original: originOf(e, all), From: e}
	if r.Original.Purged == "" {
		r.From = r.Original
	}
	for _, version := range all {
		standing := version.Withdrawn == "" || version.ID == e.ID
		if standing && version.Derived != nil && dispute.Redactions([]dispute.Evidence{r.Original, version}).Hidden[version.ID] {
			r.Versions = append(r.Versions, version)
		}
	}
	return r, nil
}

// originOf is the evidence that e was made from, however many times.
func originOf(e dispute.Evidence, all []dispute.Evidence) dispute.Evidence {
	byID := map[dispute.EvidenceID]dispute.Evidence{}
	for _, e := range all {
		byID[e.ID] = e
	}
	for d := e.Derived; d != nil && d.From < e.ID; d = e.Derived {
		from, ok := byID[d.From]
		if !ok {
			break
		}
		e = from
	}
	return e
}

// Rectangle is a box as package image takes it, with its corner within 2^20
// pixels: no picture is larger.
func Rectangle(b dispute.Box) image.Rectangle {
	const most = 1 << 20
	c := func(n int) int { return min(max(n, -most), most) }
	return image.Rect(c(b.X), c(b.Y), c(b.X)+c(b.Width), c(b.Y)+c(b.Height))
}

func rectangles(boxes []dispute.Box) (out []image.Rectangle) {
	for _, b := range boxes {
		out = append(out, Rectangle(b))
	}
	return out
}

// Cover paints the boxes; what was covered before stays so. Errors are those of
// picture.Cover, and picture.ErrTooLarge for more than largestPicture.
func (r *Redaction) Cover(ctx context.Context, f *casefile.File) error {
	data, err := Picture(ctx, f, r.From)
	if err != nil {
		return err
	}
	r.Covered, err = picture.Cover(bytes.NewReader(data), int64(len(data)), rectangles(r.Boxes), rectangles(r.CoveredBefore()))
	return err
}

// CoveredBefore are the boxes of the earlier versions.
func (r *Redaction) CoveredBefore() []dispute.Box {
	var out []dispute.Box
	for _, v := range r.Versions {
		for _, b := range v.Derived.Covered {
			if !slices.Contains(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}

// AllCovered are the boxes as they were painted, the earlier ones first.
func (r *Redaction) AllCovered() []dispute.Box {
	out := r.CoveredBefore()
	for i, b := range r.Covered.Boxes {
		box := dispute.Box{X: b.Min.X, Y: b.Min.Y, Width: b.Dx(), Height: b.Dy(), Page: r.Boxes[i].Page, What: r.Boxes[i].What}
		if !b.Empty() && !slices.Contains(out, box) {
			out = append(out, box)
		}
	}
	return out
}

// Incoming is the covered picture as evidence, named in lang, which why says the
// reason for beside those of earlier versions.
func (r *Redaction) Incoming(ctx context.Context, f *casefile.File, lang locale.Lang, why string) (in casefile.Incoming, err error) {
	batch, err := f.NextBatch(ctx)
	if err != nil {
		return in, err
	}
	taken, err := takenAt(ctx, f, r.Original)
	if err != nil {
		return in, err
	}
	name := redactedName(lang, r.Original.Name, r.Covered.MediaType)
	return casefile.Incoming{
		Name: name, Path: name, Size: int64(len(r.Covered.Bytes)), MediaType: r.Covered.MediaType, Batch: batch, Captured: taken,
		Derived: &dispute.Derivation{From: r.Original.ID, Why: r.reasons(why), Covered: r.AllCovered()},
		Reader:  bytes.NewReader(r.Covered.Bytes),
	}, nil
}

// reasons is why with the reasons of earlier versions before it, each once.
func (r *Redaction) reasons(why string) string {
	const between = " / "
	n := len(r.Versions)
	if n == 0 {
		return why
	}
	said := r.Versions[n-1].Derived.Why
	if slices.Contains(strings.Split(said, between), why) {
		return said
	}
	return said + between + why
}

// takenAt is when the original was made, for the day on which it is gone: its
// redacted version holds no time of its own.
func takenAt(ctx context.Context, f *casefile.File, e dispute.Evidence) (dispute.When, error) {
	if e.Captured.Known() {
		return e.Captured, nil
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID, Withdrawn: true}) {
		if err != nil || r.Kind == dispute.Photo || r.Kind == dispute.Document {
			return r.At, err
		}
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
