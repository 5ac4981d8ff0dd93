package dossier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfredraw"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// pagesPurpose is what pages of papers that were drawn as pictures are kept under.
const pagesPurpose = "pages"

// DrawPages has Material draw the pages of papers as pictures, for who takes no
// other files.
func (d *Dossier) DrawPages(by *pdfredraw.Painter) { d.painter = by }

// drawPages draws the pages that a packet shows of a paper, as large as they are,
// unless the case has them from an earlier packet. A paper of which one cannot be
// drawn stays as it is.
func (d *Dossier) drawPages(ctx context.Context, e dispute.Evidence, data []byte, p *packet.Paper) error {
	kept, err := d.keptPages(ctx, e.ID)
	if err != nil {
		return err
	}
	var file *pdfredraw.File
	var all []casefile.Rendition
	isNew := false
	for _, page := range p.Shown {
		r, ok := kept[page.Number]
		if !ok && file == nil {
			file, err = pdfredraw.Open(ctx, data)
		}
		if !ok && err == nil {
			r, err = d.drawPage(ctx, file, page.Number)
			isNew = true
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, pdfredraw.ErrNoProgram):
			p.Undrawn = true
			return nil
		case ofPaper(err):
			return nil
		case err != nil:
			return err
		}
		r.Page = page.Number
		all = append(all, r)
	}
	if isNew {
		if err := d.keepPages(ctx, e.ID, all); err != nil {
			return err
		}
	}
	for i, r := range all {
		p.Shown[i].Drawn = &packet.DrawnPage{MediaType: r.MediaType,
			Image: doc.Image{Key: fmt.Sprintf("%s/%s/%d", e.ID, pagesPurpose, r.Piece), Name: e.ID.String(), Width: r.Width, Height: r.Height, SHA256: r.SHA256}}
	}
	return nil
}

// keptPages are the pages that the case has as pictures, by number.
func (d *Dossier) keptPages(ctx context.Context, id dispute.EvidenceID) (map[int]casefile.Rendition, error) {
	kept := d.unkept[renditionOf{id, pagesPurpose}]
	if kept == nil {
		var err error
		if kept, err = d.file.Renditions(ctx, id, pagesPurpose); err != nil && !d.goesOn(err) {
			return nil, err
		}
	}
	out := map[int]casefile.Rendition{}
	for i, r := range kept {
		if r.Bytes == nil {
			var err error
			if r.Bytes, err = d.file.RenditionBytes(ctx, id, pagesPurpose, i); err != nil && d.goesOn(err) {
				continue // drawn anew
			} else if err != nil {
				return nil, err
			}
		}
		out[r.Page] = r
	}
	return out, nil
}

func (d *Dossier) drawPage(ctx context.Context, file *pdfredraw.File, number int) (r casefile.Rendition, err error) {
	if number > len(file.Pages) {
		return r, pdffile.ErrDamaged
	}
	drawn, err := d.painter.Draw(ctx, file, number)
	if err != nil {
		return r, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, drawn.Picture); err != nil {
		return r, err
	}
	size := drawn.Picture.Bounds()
	p, err := picture.Print(bytes.NewReader(out.Bytes()), int64(out.Len()), size.Dx(), size.Dy())
	if err != nil {
		return r, err
	}
	return casefile.Rendition{MediaType: p.MediaType, Width: p.Width, Height: p.Height, FromWidth: p.OfWidth, FromHeight: p.OfHeight, Bytes: p.Bytes, SHA256: sum(p.Bytes)}, nil
}

// keepPages keeps the pages of a paper in the case, in their order.
func (d *Dossier) keepPages(ctx context.Context, id dispute.EvidenceID, all []casefile.Rendition) error {
	for i := range all {
		all[i].Piece = i
	}
	if d.file.Writable() {
		if err := d.file.SetRenditions(ctx, id, pagesPurpose, all); !errors.Is(err, casefile.ErrSealed) {
			return err
		}
	}
	d.unkept[renditionOf{id, pagesPurpose}] = all
	return nil
}

// ofPaper reports whether an error is of the paper, or of the program at it: then
// its pages stay as they are.
func ofPaper(err error) bool {
	for _, known := range []error{
		pdfredraw.ErrFailed, pdfredraw.ErrPages, pdffile.ErrDamaged, pdffile.ErrPassword, pdffile.ErrCipher, pdffile.ErrTooMuch,
		picture.ErrTooLarge, picture.ErrFormat, picture.ErrDamaged,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
