package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/ingest"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

const (
	printPurpose = "print"
	// A photo prints at most 156 mm wide and 170 mm high; at 200 points an inch
	// that is so many pixels.
	printWidth, printHeight = 1228, 1338
	// largestPicture is how many bytes of an original are read into memory.
	largestPicture = 128 << 20
	workers        = 2
)

// pictureStore gives renderers the pictures that are kept in the case.
type pictureStore struct {
	ctx context.Context
	f   *casefile.File
}

// Image implements doc.Images.
func (s pictureStore) Image(key string) ([]byte, error) {
	var id dispute.EvidenceID
	var piece int
	if _, err := fmt.Sscanf(key, "E%d/%d", &id, &piece); err != nil {
		return nil, fmt.Errorf("picture %q: %w", key, casefile.ErrNotFound)
	}
	return s.f.RenditionBytes(s.ctx, id, printPurpose, piece)
}

// pictures makes the pictures a packet prints, unless the case has them from
// an earlier packet: two at a time, since decoding is slow and takes memory.
func (a *app) pictures(ctx context.Context, f *casefile.File, photos []dispute.Evidence) (map[dispute.EvidenceID]packet.Picture, error) {
	type made struct {
		pieces []picture.Piece
		err    error
	}
	out := map[dispute.EvidenceID]packet.Picture{}
	p := a.progress()
	defer p.clear()
	var waiting []dispute.Evidence
	results := map[dispute.EvidenceID]chan made{}
	finish := func() error {
		e := waiting[0]
		waiting = waiting[1:]
		m := <-results[e.ID]
		if why, ok := pictureFailure(m.err); ok {
			out[e.ID] = packet.Picture{Missing: &why}
			return nil
		}
		if m.err != nil {
			return m.err
		}
		var kept []casefile.Rendition
		for i, p := range m.pieces {
			kept = append(kept, casefile.Rendition{Piece: i, MediaType: p.MediaType, Width: p.Width, Height: p.Height,
				FromWidth: p.OfWidth, FromHeight: p.OfHeight, Turned: p.Turned, Top: p.Top, Bottom: p.Bottom, Bytes: p.Bytes})
		}
		out[e.ID] = shownPicture(e.ID, kept)
		return f.SetRenditions(ctx, e.ID, printPurpose, kept)
	}
	for i, e := range photos {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.step(ingest.Step{Name: e.Name, Done: i, Files: len(photos), Bytes: int64(i), Of: int64(len(photos))})
		kept, err := f.Renditions(ctx, e.ID, printPurpose)
		if err != nil {
			return nil, err
		}
		if len(kept) > 0 {
			out[e.ID] = shownPicture(e.ID, kept)
			continue
		}
		if e.Size > largestPicture {
			why := note("picture.too-large")
			out[e.ID] = packet.Picture{Missing: &why}
			continue
		}
		data, err := original(ctx, f, e)
		if err != nil {
			return nil, err
		}
		c := make(chan made, 1)
		results[e.ID] = c
		go func() {
			pieces, err := picture.Pieces(bytes.NewReader(data), int64(len(data)), printWidth, printHeight)
			c <- made{pieces, err}
		}()
		waiting = append(waiting, e)
		if len(waiting) == workers {
			if err := finish(); err != nil {
				return nil, err
			}
		}
	}
	for len(waiting) > 0 {
		if err := finish(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func original(ctx context.Context, f *casefile.File, e dispute.Evidence) ([]byte, error) {
	b, err := f.Open(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.NewSectionReader(b, 0, b.Size()))
}

func shownPicture(id dispute.EvidenceID, kept []casefile.Rendition) packet.Picture {
	image := func(r casefile.Rendition) doc.Image {
		return doc.Image{Key: fmt.Sprintf("%s/%d", id, r.Piece), Width: r.Width, Height: r.Height}
	}
	first := kept[0]
	p := packet.Picture{Image: image(first), Width: first.FromWidth, Height: first.FromHeight,
		Scaled: first.Width < first.FromWidth, Turned: first.Turned}
	if len(kept) > 1 {
		for _, r := range kept {
			p.Pieces = append(p.Pieces, packet.Piece{Image: image(r), Top: r.Top, Bottom: r.Bottom})
		}
	}
	return p
}

// pictureFailure says why a picture cannot be shown; ok is false for any other
// error, and for none.
func pictureFailure(err error) (why dispute.Note, ok bool) {
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return note("picture.too-large"), true
	case errors.Is(err, picture.ErrFormat):
		return note("picture.format"), true
	case errors.Is(err, picture.ErrDamaged):
		return note("picture.damaged"), true
	}
	return dispute.Note{}, false
}
