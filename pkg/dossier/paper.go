package dossier

import (
	"context"
	"errors"
	"slices"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/pdffile"
	"complain/pkg/packet"
	"complain/pkg/render/pdf"
)

const (
	// largestPaper is how many bytes a file may have whose pages are printed, and
	// paperTime how long they are tried.
	largestPaper = 64 << 20
	paperTime    = 5 * time.Second
)

// Paper implements doc.Papers.
func (s pictureStore) Paper(key string) ([]byte, error) { return s.original(key) }

// papers finds out which pages of papers can be shown, and tries each.
func (d *Dossier) papers(ctx context.Context, shown []dispute.Evidence) (map[dispute.EvidenceID]packet.Paper, error) {
	pins := d.pagePins()
	out := map[dispute.EvidenceID]packet.Paper{}
	for _, e := range shown {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if e.Size > largestPaper {
			why := note("paper.missing.too-large", largestPaper>>20)
			out[e.ID] = packet.Paper{Missing: &why}
			continue
		}
		data, err := Original(ctx, d.file, e)
		if err != nil {
			return nil, err
		}
		shown := pins[e.ID]
		if e.Derived != nil && shown == nil { // what the user said of the original's pages
			shown = pins[e.Derived.From]
		}
		paper := tryPaper(ctx, data, shown)
		if d.painter != nil {
			if err := d.drawPages(ctx, e, data, &paper); err != nil {
				return nil, err
			}
		}
		out[e.ID] = paper
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pagePins is which pages of papers the user pinned, and which unpinned.
func (d *Dossier) pagePins() map[dispute.EvidenceID]map[int]bool {
	out := map[dispute.EvidenceID]map[int]bool{}
	for place, pinned := range d.pins {
		at, err := dispute.ParseLocator(place.Locator)
		if err != nil || at != (dispute.Locator{Page: at.Page, Row: at.Row}) || at.Page == 0 {
			continue
		}
		if out[place.Evidence] == nil {
			out[place.Evidence] = map[int]bool{}
		}
		out[place.Evidence][at.Page] = pinned
	}
	return out
}

// PapersOf is the papers whose pages are among records, where they are not
// there themselves: a page alone is no event, and stands in packets only with
// its paper.
func PapersOf(ctx context.Context, f *casefile.File, records []dispute.Record) ([]dispute.Record, error) {
	have := map[dispute.EvidenceID]bool{}
	for _, r := range records {
		have[r.Evidence] = have[r.Evidence] || r.Kind == dispute.Document
	}
	var out []dispute.Record
	for _, r := range records {
		if r.Kind != dispute.Page || have[r.Evidence] {
			continue
		}
		have[r.Evidence] = true
		for paper, err := range f.Records(ctx, casefile.Filter{Evidence: r.Evidence, Kind: dispute.Document}) {
			if err != nil {
				return nil, err
			}
			out = append(out, paper)
		}
	}
	return out, nil
}

func tryPaper(ctx context.Context, data []byte, pins map[int]bool) packet.Paper {
	ctx, cancel := context.WithTimeout(ctx, paperTime)
	defer cancel()
	p, err := pdf.OpenPaper(ctx, data)
	if err == nil && p.Pages == 0 {
		err = pdffile.ErrDamaged
	}
	if err != nil {
		why := paperFailure(err, "paper.missing.damaged")
		return packet.Paper{Missing: &why}
	}
	out := packet.Paper{Pages: p.Pages, Signed: p.Signed}
	for _, number := range packet.PagesShown(p.Pages, pins) {
		size := p.Size(number)
		page := packet.PaperPage{Number: number, Width: size.Width, Height: size.Height}
		if size.Err != nil {
			why := paperFailure(size.Err, "paper.missing.page")
			page.Missing = &why
		}
		for _, font := range size.Foreign {
			if !slices.Contains(out.Foreign, font) {
				out.Foreign = append(out.Foreign, font)
			}
		}
		out.Shown = append(out.Shown, page)
	}
	return out
}

// paperFailure says why a paper or a page cannot be shown; otherwise is the code
// for what has none of its own.
func paperFailure(err error, otherwise string) dispute.Note {
	for _, known := range []struct {
		err  error
		code string
	}{
		{pdffile.ErrPassword, "paper.missing.password"},
		{pdffile.ErrCipher, "paper.missing.cipher"},
		{context.DeadlineExceeded, "paper.missing.slow"},
		{pdffile.ErrTooMuch, "paper.missing.page-limit"},
		{pdf.ErrPicture, "paper.missing.page-limit"},
		{pdf.ErrParts, "paper.missing.page-limit"},
		{pdf.ErrExternal, "paper.missing.external"},
	} {
		if errors.Is(err, known.err) {
			return note(known.code)
		}
	}
	return note(otherwise)
}
