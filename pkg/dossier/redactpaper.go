package dossier

import (
	"context"
	"image"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
	"complain/pkg/internal/media"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfredraw"
	"complain/pkg/internal/personal"
	"complain/pkg/picture"
	"complain/pkg/recognise"
)

// PaperRedaction is a paper of which parts are to be covered: every page is drawn
// anew as a picture. Boxes have pages, and are in pixels of the picture of one.
type PaperRedaction struct {
	*Redaction
	file *pdfredraw.File
	seen map[int]recognise.Page // text that was recognised in its scans
}

// Paper opens the paper of a redaction. Errors are those of pdfredraw.Open.
func (r *Redaction) Paper(ctx context.Context, f *casefile.File) (*PaperRedaction, error) {
	data, err := Original(ctx, f, r.From)
	if err != nil {
		return nil, err
	}
	p := &PaperRedaction{Redaction: r, seen: map[int]recognise.Page{}}
	if p.file, err = pdfredraw.Open(ctx, data); err != nil {
		return nil, err
	}
	pages, err := f.RecognisedText(ctx, r.Original.ID)
	for _, page := range pages {
		p.seen[page.Page] = PageOf(page)
	}
	return p, err
}

// Pages is how many pages the paper has.
func (p *PaperRedaction) Pages() int { return len(p.file.Pages) }

// Unread is how many of some pages say nothing by which words can be found: scans
// that nothing has recognised, and letters that the file does not name.
func (p *PaperRedaction) Unread(pages []int) (scans, letters int, err error) {
	for _, n := range pages {
		text, err := p.file.Text(n)
		if err != nil {
			return 0, 0, err
		}
		letters += text.Unknown
		if _, seen := p.seen[n]; text.Pictures > 0 && text.Letters-text.Unknown == 0 && !seen {
			scans++
		}
	}
	return scans, letters, nil
}

// Find is where some pages say a word, in their letters or as it was recognised.
func (p *PaperRedaction) Find(pages []int, word, what string) (boxes []dispute.Box, err error) {
	for _, n := range pages {
		parts, err := p.file.Find(n, word)
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			boxes = append(boxes, p.box(n, part, what))
		}
		for _, m := range p.seen[n].Find(word) {
			boxes = append(boxes, p.recognised(n, m.Cover(what))...)
		}
	}
	return boxes, nil
}

// People is where some pages have what names people, and the texts of it.
func (p *PaperRedaction) People(pages []int) (boxes []dispute.Box, texts []string, err error) {
	for _, n := range pages {
		text, err := p.file.Text(n)
		if err != nil {
			return nil, nil, err
		}
		for _, found := range personal.Find(text.Text) {
			datum := text.Text[found.Start:found.End]
			at, err := p.Find([]int{n}, datum, string(found.Kind))
			if err != nil {
				return nil, nil, err
			}
			if boxes = append(boxes, at...); !slices.Contains(texts, datum) {
				texts = append(texts, datum)
			}
		}
		for kind, matches := range p.seen[n].Numbers() {
			for _, m := range matches {
				boxes = append(boxes, p.recognised(n, m.Cover(string(kind)))...)
				if !slices.Contains(texts, m.Text) {
					texts = append(texts, m.Text)
				}
			}
		}
	}
	return boxes, texts, nil
}

func (p *PaperRedaction) recognised(page int, in []dispute.Box) (boxes []dispute.Box) {
	for _, b := range in {
		if part, ok := p.file.Recognised(page, Rectangle(b)); ok {
			boxes = append(boxes, p.box(page, part, b.What))
		}
	}
	return boxes
}

func (p *PaperRedaction) box(page int, part pdffile.Rect, what string) dispute.Box {
	r := p.file.Blank(page).Rect(part)
	return dispute.Box{X: r.Min.X, Y: r.Min.Y, Width: r.Dx(), Height: r.Dy(), Page: page, What: what}
}

// Cover draws every page anew and paints its boxes. What they cover of what the
// pages say is returned, by page. Errors are those of pdfredraw, and
// picture.ErrNothing where no box lies on a page.
func (p *PaperRedaction) Cover(ctx context.Context, painter *pdfredraw.Painter, progress func(done, of int)) (map[int][]string, error) {
	p.Covered = picture.Covered{MediaType: media.PDF, Boxes: make([]image.Rectangle, len(p.Boxes))}
	said := map[int][]string{}
	var pages []*pdfredraw.Drawn
	some := false
	for n := 1; n <= p.Pages(); n++ {
		progress(n-1, p.Pages())
		page, err := painter.Draw(ctx, p.file, n)
		if err != nil {
			return nil, err
		}
		covered := p.coverPage(page, n)
		for _, b := range covered {
			texts, err := p.file.Under(n, page.Part(b))
			if err != nil {
				return nil, err
			}
			said[n] = append(said[n], texts...)
		}
		some = some || len(covered) > 0
		pages = append(pages, page)
	}
	if !some {
		return nil, picture.ErrNothing
	}
	var err error
	p.Covered.Bytes, err = pdfredraw.Write(pages)
	return said, err
}

// coverPage paints the boxes of a page, grown by what its pictures mix, and those
// that earlier versions cover.
func (p *PaperRedaction) coverPage(page *pdfredraw.Drawn, number int) (covered []image.Rectangle) {
	size := page.Picture.Bounds().Sub(page.Picture.Bounds().Min)
	room := int(p.file.Room(number) * page.Scale)
	for i, b := range p.Boxes {
		if b.Page != number {
			continue
		}
		r := Rectangle(b)
		if r = r.Intersect(size); r.Empty() {
			continue
		}
		r = r.Inset(-room).Intersect(size)
		p.Covered.Boxes[i] = r
		covered = append(covered, r)
	}
	for _, b := range p.CoveredBefore() {
		if b.Page == number {
			covered = append(covered, Rectangle(b).Intersect(size))
		}
	}
	if len(covered) > 0 {
		page.Cover(covered)
	}
	return covered
}

// Preview draws a page with its boxes painted.
func (p *PaperRedaction) Preview(ctx context.Context, painter *pdfredraw.Painter, number int) (image.Image, error) {
	page, err := painter.Draw(ctx, p.file, number)
	if err != nil {
		return nil, err
	}
	p.Covered = picture.Covered{Boxes: make([]image.Rectangle, len(p.Boxes))}
	p.coverPage(page, number)
	return page.Picture, nil
}

// Under makes the texts that boxes cover the coverings of what was read: everywhere
// in the paper, and of a few letters on their page alone. What was read out of a
// covered line by itself, the name of a buyer, is covered too. amounts are records
// whose amount stands under a box: it stays.
func (p *PaperRedaction) Under(ctx context.Context, f *casefile.File, said map[int][]string, why string) (out []Covering, amounts []int64, err error) {
	add := func(c Covering) {
		c.Evidence, c.What, c.Why = p.Original.ID, "text", why
		if c.Text = strings.TrimSpace(c.Text); c.Text != "" && !slices.ContainsFunc(out, c.Same) {
			out = append(out, c)
		}
	}
	var lines []string
	for n := 1; n <= p.Pages(); n++ {
		for _, text := range said[n] {
			lines = append(lines, fold.String(text))
			c := Covering{Text: text}
			if len([]rune(personal.Key(text))) < distinctive {
				c.Locator = dispute.Locator{Page: n}.String()
			}
			add(c)
		}
	}
	if len(lines) == 0 {
		return nil, nil, nil
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: p.Original.ID, Withdrawn: true}) {
		if err != nil {
			return nil, nil, err
		}
		if r.Kind == dispute.Page {
			continue
		}
		under := func(value string) bool {
			value = fold.String(value)
			return len([]rune(value)) > 1 && slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, value) })
		}
		values := []string{r.Text, r.Who, r.Order, r.Merchant}
		for _, field := range r.Fields {
			values = append(values, field.Value)
		}
		for _, value := range values {
			if under(value) {
				add(Covering{Locator: r.Locator.String(), Text: value})
			}
		}
		if r.Amount != nil && under(r.Amount.Decimal()) {
			amounts = append(amounts, r.ID)
		}
	}
	return out, amounts, nil
}

// distinctive is how many letters a text has that is itself wherever it stands.
const distinctive = 4
