package dossier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/film"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// evenFrames is how many frames a film is shown by of which no moment is noted:
// as many as stand on a page, side by side.
const evenFrames = 6

// frameSizes are those of a frame by itself, and of one beside another.
func (f Fineness) frameSizes() (wide, half size) {
	if f == Fine {
		return size{purpose: "frame", width: 1228, height: 1338}, size{purpose: "frame-half", width: 598, height: 1003}
	}
	return size{purpose: "frame-150", width: 921, height: 1004}, size{purpose: "frame-half-150", width: 449, height: 753}
}

// films takes the frames of films, unless the case has them from an earlier packet.
func (d *Dossier) films(ctx context.Context, wanted []packet.Film, f Fineness) (map[dispute.EvidenceID]packet.Frames, error) {
	out := map[dispute.EvidenceID]packet.Frames{}
	t := frameTaker{d: d}
	for i, w := range wanted {
		if d.options.Progress != nil {
			d.options.Progress(w.Evidence.Name, i, len(wanted))
		}
		frames, err := t.frames(ctx, w, f)
		if err != nil {
			return nil, err
		}
		out[w.Evidence.ID] = frames
	}
	return out, nil
}

// frameTaker takes frames out of the films of a case.
type frameTaker struct {
	d     *Dossier
	taker *film.Taker // once it was opened
	why   error       // why there is none
}

// framePlan is what is to be shown of one film.
type framePlan struct {
	packet.Film
	size size
	even bool
}

func planFrames(w packet.Film, f Fineness) framePlan {
	wide, half := f.frameSizes()
	p := framePlan{w, wide, len(w.Moments) == 0}
	if p.even || w.Height > w.Width {
		p.size = half
	}
	if p.even {
		length := time.Duration(w.Length) * time.Millisecond
		for _, at := range film.Places(length, min(max(int(length/time.Second), 1), evenFrames)) {
			p.Moments = append(p.Moments, dispute.Moment(at/time.Millisecond))
		}
	}
	return p
}

func (t *frameTaker) frames(ctx context.Context, w packet.Film, f Fineness) (packet.Frames, error) {
	p := planFrames(w, f)
	kept, err := t.kept(ctx, p)
	if err != nil {
		return packet.Frames{}, err
	}
	why := map[dispute.Moment]error{}
	if len(kept) < len(p.Moments) {
		if err := t.take(ctx, p, kept, why); err != nil {
			return packet.Frames{}, err
		}
	}
	return p.shown(kept, why), nil
}

// kept are the frames that the case has, by their places.
func (t *frameTaker) kept(ctx context.Context, p framePlan) (map[dispute.Moment]casefile.Rendition, error) {
	id, out := p.Evidence.ID, map[dispute.Moment]casefile.Rendition{}
	for _, r := range t.d.unkept[renditionOf{id, p.size.purpose}] {
		out[dispute.Moment(r.At)] = r
	}
	if len(out) > 0 {
		return out, nil
	}
	have, err := t.d.file.Renditions(ctx, id, p.size.purpose)
	if err != nil {
		if t.d.goesOn(err) {
			return out, nil
		}
		return nil, err
	}
	for i, r := range have {
		if t.d.options.Damaged != nil { // what is damaged is taken anew
			if _, err := t.d.file.RenditionBytes(ctx, id, p.size.purpose, i); errors.Is(err, casefile.ErrDamaged) {
				continue
			} else if err != nil {
				return nil, err
			}
		}
		out[dispute.Moment(r.At)] = r
	}
	return out, nil
}

// take adds the frames that are not there, and keeps them in the case; why says of
// the others what hinders.
func (t *frameTaker) take(ctx context.Context, p framePlan, kept map[dispute.Moment]casefile.Rendition, why map[dispute.Moment]error) error {
	if t.taker == nil && t.why == nil {
		t.taker, t.why = t.d.options.Film.Open(ctx)
	}
	var source *film.Film
	err := t.why
	if err == nil {
		source, err = t.open(ctx, p)
	}
	if source != nil {
		defer source.Close()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	taken := false
	for _, at := range p.Moments {
		if _, ok := kept[at]; ok {
			continue
		}
		if err != nil { // of the film, or of a frame that took too long
			why[at] = err
			continue
		}
		r, failed := t.frame(ctx, source, p.size, at)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case failed != nil:
			why[at] = failed
			if errors.Is(failed, film.ErrTime) {
				err = failed
			}
			continue
		}
		kept[at], taken = r, true
	}
	if err != nil && !nameable(err) {
		return err
	}
	if !taken {
		return nil
	}
	return t.keep(ctx, p, kept)
}

// nameable reports whether a page can say why a frame is not there.
func nameable(err error) bool { return filmFailure(err).Code != "" }

func (t *frameTaker) open(ctx context.Context, p framePlan) (*film.Film, error) {
	b, err := t.d.file.Open(ctx, p.Evidence.ID)
	if err != nil {
		return nil, err
	}
	source, err := t.taker.Film(p.Evidence.MediaType, b, b.Size())
	if err != nil && t.d.goesOn(err) {
		return nil, film.ErrNone
	}
	return source, err
}

func (t *frameTaker) frame(ctx context.Context, source *film.Film, s size, at dispute.Moment) (casefile.Rendition, error) {
	data, err := source.Frame(ctx, time.Duration(at)*time.Millisecond)
	if err != nil {
		return casefile.Rendition{}, err
	}
	p, err := picture.Print(bytes.NewReader(data), int64(len(data)), s.width, s.height)
	if err != nil {
		return casefile.Rendition{}, fmt.Errorf("%w: %w", film.ErrNone, err)
	}
	return casefile.Rendition{MediaType: p.MediaType, Width: p.Width, Height: p.Height, FromWidth: p.OfWidth, FromHeight: p.OfHeight,
		At: int64(at), By: t.taker.Name, Bytes: p.Bytes, SHA256: sum(p.Bytes)}, nil
}

// keep keeps the frames of a film in the case, in their order.
func (t *frameTaker) keep(ctx context.Context, p framePlan, frames map[dispute.Moment]casefile.Rendition) error {
	id := p.Evidence.ID
	var all []casefile.Rendition
	for _, at := range p.Moments {
		r, ok := frames[at]
		if !ok {
			continue
		}
		if r.Bytes == nil {
			var err error
			if r.Bytes, err = t.d.file.RenditionBytes(ctx, id, p.size.purpose, r.Piece); err != nil {
				return err
			}
		}
		r.Piece = len(all)
		frames[at] = r
		all = append(all, r)
	}
	if t.d.file.Writable() {
		err := t.d.file.SetRenditions(ctx, id, p.size.purpose, all)
		if !errors.Is(err, casefile.ErrSealed) {
			return err
		}
	}
	t.d.unkept[renditionOf{id, p.size.purpose}] = all
	return nil
}

// shown is what the packet shows of a film.
func (p framePlan) shown(frames map[dispute.Moment]casefile.Rendition, why map[dispute.Moment]error) packet.Frames {
	out := packet.Frames{Even: p.even}
	some := false
	for _, at := range p.Moments {
		r, ok := frames[at]
		if !ok {
			missing := filmFailure(why[at])
			out.Missing = &missing
			if !p.even {
				out.Shown = append(out.Shown, packet.Frame{At: at, Missing: &missing})
			}
			continue
		}
		some = true
		out.Shown = append(out.Shown, packet.Frame{At: at, Width: r.FromWidth, Height: r.FromHeight, By: r.By,
			Image: doc.Image{Key: fmt.Sprintf("%s/%s/%d", p.Evidence.ID, p.size.purpose, r.Piece), Name: p.Evidence.ID.String(), Width: r.Width, Height: r.Height, SHA256: r.SHA256}})
	}
	if some {
		out.Missing = nil
	}
	return out
}

// filmFailure says why a frame is not there; it has no code for errors that are
// not of the film.
func filmFailure(err error) dispute.Note {
	for _, known := range []struct {
		err  error
		code string
	}{
		{film.ErrProgram, packet.NoFilmProgram},
		{film.ErrFormat, "film.format"},
		{film.ErrTooLarge, "film.too-large"},
		{film.ErrTime, "film.slow"},
		{film.ErrNone, "film.none"},
	} {
		if errors.Is(err, known.err) {
			return note(known.code)
		}
	}
	return dispute.Note{}
}
