package dossier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// A cited part of a picture prints as wide as a page, and at most half as high.
const detailWidth, detailHeight = 1228, 640

// details makes the pictures of the cited parts of pictures, or takes them from the
// case. What cannot be made is left out: its place stands in words.
func (d *Dossier) details(ctx context.Context, wanted []packet.Detail) (map[dispute.EvidenceID][]packet.Detail, error) {
	out := map[dispute.EvidenceID][]packet.Detail{}
	r := renderer{file: d.file, unkept: d.unkept, doubted: d.options.Damaged != nil, goesOn: d.goesOn}
	for _, want := range wanted {
		e, err := d.file.Evidence(ctx, want.Evidence)
		if err != nil {
			return nil, err
		}
		if rows, some := d.rowsOf(e); some && (want.Region.Y < rows.Top || want.Region.Y+want.Region.Height > rows.Bottom) {
			continue // of a part that the user does not want shown
		}
		g := want.Region
		of := renditionOf{e.ID, fmt.Sprintf("detail-%d-%d-%d-%d", g.X, g.Y, g.Width, g.Height)}
		kept, err := r.kept(ctx, of.evidence, of.purpose)
		if err != nil {
			return nil, err
		}
		if len(kept) == 0 {
			if kept, err = d.detail(ctx, e, g); err == nil {
				err = r.keep(ctx, of, kept)
			}
		}
		if _, ok := PictureFailure(err); ok || err != nil && d.goesOn(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		want.Image = doc.Image{Key: fmt.Sprintf("%s/%s/0", e.ID, of.purpose), Name: e.ID.String(), Width: kept[0].Width, Height: kept[0].Height, SHA256: kept[0].SHA256}
		out[e.ID] = append(out[e.ID], want)
	}
	return out, nil
}

func (d *Dossier) detail(ctx context.Context, e dispute.Evidence, g dispute.Region) ([]casefile.Rendition, error) {
	data, err := Picture(ctx, d.file, e)
	if err != nil {
		if !errors.Is(err, picture.ErrTooLarge) && d.goesOn(err) {
			err = picture.ErrDamaged
		}
		return nil, err
	}
	made, err := picture.Detail(bytes.NewReader(data), int64(len(data)), image.Rect(g.X, g.Y, g.X+g.Width, g.Y+g.Height), detailWidth, detailHeight)
	if err != nil {
		return nil, err
	}
	return rendered([]picture.Piece{{Rendition: made, Top: g.Y, Bottom: g.Y + g.Height}}), nil
}
