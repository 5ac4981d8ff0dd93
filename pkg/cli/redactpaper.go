package cli

import (
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/pdfredraw"
	"complain/pkg/picture"
)

// redactPaper covers parts of the pages of a PDF, which are drawn anew, and what
// was read in them.
func redactPaper(ctx context.Context, s *session, f *casefile.File, t redactTarget, o redactOptions) error {
	r, err := dossier.RedactionOf(ctx, f, t.evidence)
	if err != nil {
		return err
	}
	p, err := r.Paper(ctx, f)
	if err != nil {
		return paperClosed(r.Original.ID, err)
	}
	pages, err := pagesWanted(p, o)
	if err != nil {
		return err
	}
	painter := painterOf(s)
	texts, err := paperBoxes(s, p, pages, o)
	if err != nil {
		return err
	}
	if o.preview != "" {
		return previewPage(ctx, s, p, painter, pages, o)
	}
	if len(p.Boxes) == 0 {
		return usage("error.redact-nothing", r.Original.ID).next("hint.redact-nothing")
	}
	bar := s.Progress()
	said, err := p.Cover(ctx, painter, func(done, of int) { bar.Step(screen.Step{Name: r.Original.Name, Done: done, Files: of}) })
	bar.Clear()
	if err != nil {
		return paperClosed(r.Original.ID, err)
	}
	if !s.JSON {
		showPaperPlan(s.Screen, p)
	}
	if err := sayUnread(s, p, pages, o); err != nil {
		return err
	}
	if o.dryRun {
		if s.JSON {
			return s.WriteJSON(redactJSON(r, nil, o.why))
		}
		return nil
	}
	if len(o.words) > 0 || o.numbers {
		ok, err := s.Confirm("redact.confirm-paper")
		if err != nil {
			return err
		}
		if !ok {
			s.Talk("redact.not-made")
			return nil
		}
	}
	return keepPaper(ctx, s, f, p, said, texts, o)
}

// keepPaper keeps the covered paper, and covers what was read in the original.
func keepPaper(ctx context.Context, s *session, f *casefile.File, p *dossier.PaperRedaction, said map[int][]string, texts []dossier.Covering, o redactOptions) error {
	under, amounts, err := p.Under(ctx, f, said, strings.TrimSpace(o.why))
	if err != nil {
		return err
	}
	known, err := dossier.ReadCoverings(ctx, f)
	if err != nil {
		return err
	}
	have := known[p.Original.ID]
	err = f.Batch(ctx, func() error {
		for _, c := range slices.Concat(texts, under) {
			if slices.ContainsFunc(have, c.Same) {
				continue
			}
			kept, err := c.Say(ctx, f)
			if err != nil {
				return err
			}
			have = append(have, kept)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := keepRedaction(ctx, s.Screen, f, p.Redaction, o); err != nil {
		return err
	}
	for _, id := range amounts {
		s.Talk("redact.amount-stays", "R"+itoa(id))
	}
	return nil
}

// painterOf finds the program that draws pages.
func painterOf(s *session) *pdfredraw.Painter {
	p := &pdfredraw.Painter{Env: s.sys.Environ()}
	if path, err := s.sys.LookPath("pdftoppm"); err == nil {
		p.Program = path
	}
	return p
}

// paperClosed says why the pages of a paper cannot be drawn, and what can be done
// instead.
func paperClosed(id dispute.EvidenceID, err error) error {
	var c *complaint
	switch {
	case errors.Is(err, picture.ErrNothing):
		return usage("error.covers-no-page", id).next("hint.box-page")
	case errors.Is(err, pdfredraw.ErrNoProgram):
		c = failure("error.redact-no-program", id).next("hint.redact-no-program", id)
	case errors.Is(err, pdfredraw.ErrPages):
		c = failure("error.redact-pages", id, pdfredraw.MaxPages).next("hint.redact-no-pages", id)
	case errors.Is(err, pdfredraw.ErrFailed):
		c = failure("error.redact-failed", id).next("hint.redact-no-pages", id)
	default:
		return err
	}
	c.err = err
	return c
}

// pagesWanted are the pages that --page names, or all.
func pagesWanted(p *dossier.PaperRedaction, o redactOptions) ([]int, error) {
	if len(o.lines)+len(o.rows) > 0 {
		return nil, usage("error.redact-paper-place", p.Original.ID).next("hint.box-page")
	}
	var out []int
	for n := 1; n <= p.Pages(); n++ {
		if len(o.pages) == 0 || slices.ContainsFunc(o.pages, func(word string) bool { return numberIn(int64(n), word) }) {
			out = append(out, n)
		}
	}
	if len(out) == 0 {
		return nil, usage("error.redact-no-page", p.Original.ID, strings.Join(o.pages, ","), p.Pages()).next("hint.box-page")
	}
	if len(o.boxes) > 0 && (len(out) > 1 && p.Pages() > 1) {
		return nil, usage("error.redact-which-page", p.Original.ID, p.Pages()).next("hint.box-page")
	}
	return out, nil
}

// paperBoxes gathers the boxes of a paper, and what is to be covered of what was
// read for the words among them.
func paperBoxes(s *session, p *dossier.PaperRedaction, pages []int, o redactOptions) (texts []dossier.Covering, err error) {
	id := p.Original.ID
	for _, text := range o.boxes {
		b, ok := dispute.ParseBox(text)
		if !ok {
			return nil, usage("error.box", strconv.Quote(text)).next("hint.box-page")
		}
		b.Page = pages[0]
		p.Boxes = append(p.Boxes, b)
	}
	cover := func(text, what string) {
		c := dossier.Covering{Evidence: id, Text: text, What: what, Why: strings.TrimSpace(o.why)}
		if len(o.pages) == 0 {
			texts = append(texts, c)
			return
		}
		for _, n := range pages {
			c.Locator = dispute.Locator{Page: n}.String()
			texts = append(texts, c)
		}
	}
	for _, word := range o.words {
		found, err := p.Find(pages, word, string(knownKind(word)))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, failure("error.word-not-read", id, strconv.Quote(word)).next("hint.word-not-on-page", id)
		}
		p.Boxes = append(p.Boxes, found...)
		cover(word, string(knownKind(word)))
	}
	if o.numbers {
		found, said, err := p.People(pages)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 && len(p.Boxes) == 0 {
			return nil, failure("error.numbers-not-read", id).next("hint.word-not-on-page", id)
		}
		p.Boxes = append(p.Boxes, found...)
		for _, text := range said {
			cover(text, string(knownKind(text)))
		}
	}
	return texts, nil
}

// sayUnread says what words were not looked for in.
func sayUnread(s *session, p *dossier.PaperRedaction, pages []int, o redactOptions) error {
	if len(o.words) == 0 && !o.numbers {
		return nil
	}
	scans, letters, err := p.Unread(pages)
	if err != nil {
		return err
	}
	if scans > 0 {
		s.Talk("redact.unread-scans", scans, p.Original.ID)
	}
	if letters > 0 {
		s.Talk("redact.unread-letters", letters, p.Original.ID)
	}
	return nil
}

func showPaperPlan(scr *screen.Screen, p *dossier.PaperRedaction) {
	scr.Print("redact.paper-plan", len(p.Covered.Boxes), p.Original.ID, p.Pages())
	for i, b := range p.Covered.Boxes {
		if b.Empty() {
			scr.Print("redact.outside-page", i+1)
			continue
		}
		scr.Print("redact.page-box", i+1, p.Boxes[i].Page, b.Min.X, b.Min.Y, b.Dx(), b.Dy(), whatCovered(scr.Lang, p.Boxes[i].What))
	}
	if n := len(p.CoveredBefore()); n > 0 {
		scr.Print("redact.kept", n, p.Versions[len(p.Versions)-1].ID)
	}
}

// previewPage writes a page as a picture, in whose pixels boxes are named.
func previewPage(ctx context.Context, s *session, p *dossier.PaperRedaction, painter *pdfredraw.Painter, pages []int, o redactOptions) error {
	m, err := p.Preview(ctx, painter, pages[0])
	if err != nil {
		return paperClosed(p.Original.ID, err)
	}
	if err := writeNew(o.preview, false, func(w *os.File) error { return png.Encode(w, m) }); err != nil {
		return err
	}
	var size image.Rectangle = m.Bounds()
	v := redactJSON(p.Redaction, nil, o.why)
	v.Name, v.Width, v.Height, v.MediaType = o.preview, size.Dx(), size.Dy(), "image/png"
	return s.Done(v, "redact.preview-done", pages[0], p.Original.ID, screen.Clean(shown(o.preview)), size.Dx(), size.Dy())
}
