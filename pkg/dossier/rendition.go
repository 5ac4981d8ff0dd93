package dossier

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// workers is how many pictures are decoded at a time.
const workers = 2

// renditions makes the pictures a packet prints, unless the case has them from
// an earlier packet: two at a time, since decoding is slow and takes memory.
func (d *Dossier) renditions(ctx context.Context, photos []dispute.Evidence, how Printing) (map[dispute.EvidenceID]packet.Picture, error) {
	r := renderer{file: d.file, unkept: d.unkept, doubted: d.options.Damaged != nil, goesOn: d.goesOn, sizes: d.sizesAt(how.Fineness),
		burden: burden{Printing: how, counted: map[string]bool{}},
		shown:  map[dispute.EvidenceID]packet.Picture{}, looks: map[dispute.EvidenceID]picture.Likeness{}}
	if next, ok := how.ahead(); ok {
		ahead := d.sizesAt(next)
		r.ahead = &ahead
	}
	for i, e := range photos {
		if r.burden.heavy() {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if d.options.Progress != nil {
			d.options.Progress(e.Name, i, len(photos))
		}
		if err := r.start(ctx, e); err != nil {
			return nil, err
		}
	}
	for len(r.waiting) > 0 {
		if err := r.finish(ctx); err != nil {
			return nil, err
		}
	}
	if r.burden.heavy() {
		return nil, ErrHeavy
	}
	markAlike(r.shown, r.looks)
	return r.shown, nil
}

// renderer makes pictures fit for paper.
type renderer struct {
	file    *casefile.File
	unkept  unkept
	doubted bool // the case may be damaged: what it has is looked at before it is counted on
	goesOn  func(error) bool
	sizes   sizes
	ahead   *sizes // in which pictures are made too once they are decoded
	burden  burden
	shown   map[dispute.EvidenceID]packet.Picture
	looks   map[dispute.EvidenceID]picture.Likeness
	waiting []decoding // oldest first
}

// decoding is a picture that is being made.
type decoding struct {
	evidence dispute.Evidence
	sizes    []size // the first is the one that is shown
	made     chan made
}

// made is what became of one picture, in each size.
type made struct {
	pieces [][]picture.Piece
	err    error
}

// start takes a picture from the case, or begins to make it.
func (r *renderer) start(ctx context.Context, e dispute.Evidence) error {
	want := r.sizes.of(e.ID)
	kept, err := r.kept(ctx, e.ID, want.purpose)
	if err != nil {
		return err
	}
	if len(kept) > 0 {
		r.show(e, want, kept)
		return nil
	}
	data, err := Picture(ctx, r.file, e)
	switch {
	case err == nil:
	case errors.Is(err, picture.ErrTooLarge):
		r.missing(e.ID, err)
		return nil
	case r.goesOn(err):
		r.missing(e.ID, picture.ErrDamaged)
		return nil
	default:
		return err
	}
	w := decoding{e, []size{want}, make(chan made, 1)}
	if r.ahead != nil && r.ahead.of(e.ID).purpose != want.purpose {
		w.sizes = append(w.sizes, r.ahead.of(e.ID))
	}
	go w.make(data)
	r.waiting = append(r.waiting, w)
	if len(r.waiting) < workers {
		return nil
	}
	return r.finish(ctx)
}

func (w decoding) make(data []byte) {
	var boxes []picture.Box
	for _, s := range w.sizes {
		boxes = append(boxes, picture.Box{Rows: s.rows, Width: s.width, Height: s.height})
	}
	pieces, err := picture.Parts(bytes.NewReader(data), int64(len(data)), boxes...)
	w.made <- made{pieces, err}
}

// show takes a picture into the packet.
func (r *renderer) show(e dispute.Evidence, s size, kept []casefile.Rendition) {
	r.shown[e.ID], r.looks[e.ID] = shownPicture(e, s, kept), picture.Likeness(kept[0].Likeness)
	r.burden.add(e.ID, kept)
}

// kept are the pictures that the case has, or the dossier. What is damaged of them counts for
// nothing where the case may be: they are made anew from the original.
func (r *renderer) kept(ctx context.Context, id dispute.EvidenceID, purpose string) ([]casefile.Rendition, error) {
	if kept := r.unkept[renditionOf{id, purpose}]; len(kept) > 0 {
		return kept, nil
	}
	kept, err := r.file.Renditions(ctx, id, purpose)
	for i := 0; r.doubted && err == nil && i < len(kept); i++ {
		_, err = r.file.RenditionBytes(ctx, id, purpose, i)
	}
	if r.doubted && errors.Is(err, casefile.ErrDamaged) {
		return nil, nil
	}
	return kept, err
}

// finish waits for the picture that was begun first, and keeps it in the case.
func (r *renderer) finish(ctx context.Context) error {
	w := r.waiting[0]
	r.waiting = r.waiting[1:]
	m := <-w.made
	if m.err != nil {
		if r.missing(w.evidence.ID, m.err) {
			return nil
		}
		return m.err
	}
	for i, s := range w.sizes {
		pieces := rendered(m.pieces[i])
		if i == 0 {
			r.show(w.evidence, s, pieces)
		}
		if err := r.keep(ctx, renditionOf{w.evidence.ID, s.purpose}, pieces); err != nil {
			return err
		}
	}
	return nil
}

// rendered is the pieces of a picture as a case keeps them.
func rendered(pieces []picture.Piece) (out []casefile.Rendition) {
	for i, p := range pieces {
		out = append(out, casefile.Rendition{Piece: i, MediaType: p.MediaType, Width: p.Width, Height: p.Height,
			FromWidth: p.OfWidth, FromHeight: p.OfHeight, Turned: p.Turned, Top: p.Top, Bottom: p.Bottom, Likeness: string(p.Likeness),
			Bytes: p.Bytes, SHA256: sum(p.Bytes), Size: int64(len(p.Bytes))})
	}
	return out
}

// keep keeps a picture in the case, or else in the dossier.
func (r *renderer) keep(ctx context.Context, of renditionOf, pieces []casefile.Rendition) error {
	if r.file.Writable() {
		err := r.file.SetRenditions(ctx, of.evidence, of.purpose, pieces)
		if !errors.Is(err, casefile.ErrSealed) {
			return err
		}
	}
	r.unkept[of] = pieces
	return nil
}

// unkept are renditions that the case could not take: they live as long as the
// dossier.
type unkept map[renditionOf][]casefile.Rendition

type renditionOf struct {
	evidence dispute.EvidenceID
	purpose  string
}

// missing says why a picture is not shown; it is false for errors that are not of
// the picture.
func (r *renderer) missing(id dispute.EvidenceID, err error) bool {
	why, ok := PictureFailure(err)
	if ok {
		r.shown[id] = packet.Picture{Missing: &why}
	}
	return ok
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
