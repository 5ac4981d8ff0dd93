package dossier

import (
	"bytes"
	"context"
	"errors"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/picture"
)

// thumbPurpose is what a thumbnail is kept under.
const thumbPurpose = "thumb"

// Thumbnail is a small picture of an evidence, or why there is none.
type Thumbnail struct {
	MediaType     string
	Width, Height int // of the thumbnail
	OfWidth       int // of the upright original
	OfHeight      int
	Bytes         []byte
	Missing       *dispute.Note
}

// Thumbnails are small pictures of evidence that is pictures. The case keeps
// them, where it can be written to.
func (d *Dossier) Thumbnails(ctx context.Context, pictures []dispute.Evidence) (map[dispute.EvidenceID]Thumbnail, error) {
	out := make(map[dispute.EvidenceID]Thumbnail, len(pictures))
	made := map[dispute.EvidenceID]casefile.Rendition{}
	for i, e := range pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if d.options.Progress != nil {
			d.options.Progress(e.Name, i, len(pictures))
		}
		t, isNew, err := d.thumbnail(ctx, e)
		if err != nil {
			return nil, err
		}
		out[e.ID] = t
		if isNew {
			made[e.ID] = casefile.Rendition{MediaType: t.MediaType, Width: t.Width, Height: t.Height, FromWidth: t.OfWidth, FromHeight: t.OfHeight, Bytes: t.Bytes}
		}
	}
	return out, d.keepThumbnails(ctx, pictures, made)
}

// thumbnail takes a picture's thumbnail from the case, or makes it.
func (d *Dossier) thumbnail(ctx context.Context, e dispute.Evidence) (t Thumbnail, isNew bool, err error) {
	kept, err := d.file.Renditions(ctx, e.ID, thumbPurpose)
	if err != nil {
		return t, false, err
	}
	if len(kept) > 0 {
		k := kept[0]
		t = Thumbnail{MediaType: k.MediaType, Width: k.Width, Height: k.Height, OfWidth: k.FromWidth, OfHeight: k.FromHeight}
		t.Bytes, err = d.file.RenditionBytes(ctx, e.ID, thumbPurpose, 0)
		if !errors.Is(err, casefile.ErrDamaged) {
			return t, false, err
		}
		t = Thumbnail{} // made anew
	}
	data, err := Picture(ctx, d.file, e)
	if err == nil {
		var r picture.Rendition
		if r, err = picture.Thumbnail(bytes.NewReader(data), int64(len(data))); err == nil {
			return Thumbnail{r.MediaType, r.Width, r.Height, r.OfWidth, r.OfHeight, r.Bytes, nil}, true, nil
		}
	}
	if why, ok := PictureFailure(err); ok {
		return Thumbnail{Missing: &why}, false, nil
	}
	if d.goesOn(err) {
		why := note("picture.damaged")
		return Thumbnail{Missing: &why}, false, nil
	}
	return t, false, err
}

func (d *Dossier) keepThumbnails(ctx context.Context, pictures []dispute.Evidence, made map[dispute.EvidenceID]casefile.Rendition) error {
	if len(made) == 0 || !d.file.Writable() {
		return nil
	}
	return d.file.Batch(ctx, func() error {
		for _, e := range pictures {
			r, ok := made[e.ID]
			if !ok {
				continue
			}
			if err := d.file.SetRenditions(ctx, e.ID, thumbPurpose, []casefile.Rendition{r}); err != nil {
				return err
			}
		}
		return nil
	})
}
