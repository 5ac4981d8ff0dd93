package dossier

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/media"
	"complain/pkg/packet"
	"complain/pkg/picture"
	"complain/pkg/render/pdf"
)

// originals puts pictures into a packet as they were received, as far as PDF
// holds them so; those it does not hold are left for renditions, each with the
// reason in instead. records are of the case: they say how pictures are stored.
func originals(ctx context.Context, f *casefile.File, photos []dispute.Evidence, records []dispute.Record) (shown map[dispute.EvidenceID]packet.Picture, instead map[dispute.EvidenceID]dispute.Note, err error) {
	shown, instead = map[dispute.EvidenceID]packet.Picture{}, map[dispute.EvidenceID]dispute.Note{}
	turns := map[dispute.EvidenceID]int{}
	for _, r := range records {
		if photo, ok := r.Photo(); ok {
			turns[r.Evidence] = photo.Turn
		}
	}
	for _, e := range photos {
		switch {
		case e.MediaType != media.JPEG && e.MediaType != media.PNG:
			instead[e.ID] = note("picture.instead-format")
			continue
		case e.Size > largestPicture:
			instead[e.ID] = note("picture.instead-large")
			continue
		}
		width, height, ok, err := verbatim(ctx, f, e)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			instead[e.ID] = note("picture.instead-format")
			continue
		}
		turn := turns[e.ID]
		if turn >= 5 {
			width, height = height, width
		}
		if picture.Long(width, height) {
			instead[e.ID] = note("picture.instead-long")
			continue
		}
		p := packet.Picture{Image: doc.Image{Key: e.ID.String(), Width: width, Height: height, Turn: turn, SHA256: e.SHA256},
			Width: width, Height: height, Turned: turn > 1, Untouched: packet.Bytes}
		if e.MediaType == media.PNG {
			p.Untouched = packet.Pixels
		}
		shown[e.ID] = p
	}
	return shown, instead, nil
}

// jpegHeader is how much of a JPEG is read to find its size, which stands before
// its pixels; where it is not enough, all is.
const jpegHeader = 256 << 10

// verbatim reports whether PDF holds a picture as it is, and its size as it is
// stored.
func verbatim(ctx context.Context, f *casefile.File, e dispute.Evidence) (width, height int, ok bool, err error) {
	if e.MediaType == media.JPEG && e.Size > jpegHeader {
		b, err := f.Open(ctx, e.ID)
		if err != nil {
			return 0, 0, false, err
		}
		head := make([]byte, jpegHeader)
		if _, err := b.ReadAt(head, 0); err != nil {
			return 0, 0, false, err
		}
		if width, height, ok := pdf.Verbatim(head); ok {
			return width, height, true, nil
		}
	}
	data, err := Original(ctx, f, e)
	if err != nil {
		return 0, 0, false, err
	}
	width, height, ok = pdf.Verbatim(data)
	return width, height, ok, nil
}

// pictures is the pictures of a packet, as they were received where that
// is wanted and can be.
func (d *Dossier) pictures(ctx context.Context, photos []dispute.Evidence, how Printing) (map[dispute.EvidenceID]packet.Picture, error) {
	if !how.Original {
		return d.renditions(ctx, photos, how)
	}
	whole := slices.DeleteFunc(slices.Clone(photos), func(e dispute.Evidence) bool {
		_, some := d.rowsOf(e)
		return some
	})
	out, instead, err := originals(ctx, d.file, whole, d.Records)
	if err != nil {
		return nil, err
	}
	for _, e := range photos {
		if _, some := d.rowsOf(e); some {
			instead[e.ID] = note("picture.instead-part")
		}
	}
	var rest []dispute.Evidence
	for _, e := range photos {
		if _, ok := instead[e.ID]; ok {
			rest = append(rest, e)
		}
	}
	made, err := d.renditions(ctx, rest, how)
	if err != nil {
		return nil, err
	}
	for id, p := range made {
		why := instead[id]
		if p.Missing == nil {
			p.Instead = &why
		}
		out[id] = p
	}
	return out, nil
}
