package pdf

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"

	"complain/pkg/doc"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftext"
)

// Pages of other PDF files are forms of this one: their content, fonts and
// pictures are copied as they are, what draws on them (seals, stamps, the values
// of form fields) is drawn too, and what acts (links, scripts, actions) is left
// behind. gofpdf never sees them.

// sheetLeast is the least height of a sheet, in points: below it nothing can be
// read, and a caption that leaves less follows by itself.
const sheetLeast = 100 * mm

// sheet sets a page of a paper with its title above and its caption below, on a
// page of its own.
func (l *layout) sheet(s doc.Sheet) error {
	draw := func(room, y float64) ([]ink, float64, error) {
		if s.Missing != "" {
			f := doc.Figure{Missing: s.Missing, Image: doc.Image{Key: s.Paper}}
			return l.picture(f, marginLeft, textWidth, room, y)
		}
		if !(s.Width > 0 && s.Height > 0) {
			return nil, 0, fmt.Errorf("page %d of paper %q is %g by %g points", s.Page, s.Paper, s.Width, s.Height)
		}
		scale := min((textWidth-2*hairline)/s.Width, room/s.Height, 1)
		w, h := s.Width*scale, s.Height*scale
		x := marginLeft + (textWidth-w)/2
		return []ink{
			sheetInk{x: x, y: y, w: w, h: h, scale: scale, paper: s.Paper, page: s.Page},
			frameInk{x: x - hairline, y: y - hairline, w: w + 2*hairline, h: h + 2*hairline, line: hairline},
		}, h, nil
	}
	return l.framed(s.Title, s.Caption, s.Anchor, sheetLeast, draw)
}

// sheetInk is a page of a paper.
type sheetInk struct {
	x, y, w, h, scale float64
	paper             string
	page              int
}

func (s sheetInk) draw(c *canvas, dy float64) error {
	name := c.sheets.draw(s.paper, s.page)
	_, height := c.pdf.GetPageSize()
	c.raw("q %.5f 0 0 %.5f %.3f %.3f cm /%s Do Q", s.scale, s.scale, s.x, height-s.y-dy-s.h, name)
	return nil
}

// sheets are the pages of papers that a document shows, in the order in which
// they are first drawn.
type sheets struct {
	papers doc.Papers
	names  map[sheetKey]string
	drawn  []sheetKey
}

type sheetKey struct {
	paper string
	page  int
}

func newSheets(images doc.Images) *sheets {
	papers, _ := images.(doc.Papers)
	return &sheets{papers: papers, names: map[sheetKey]string{}}
}

// draw is the name of a page in the file's resources.
func (s *sheets) draw(paper string, page int) string {
	k := sheetKey{paper, page}
	if s.names[k] == "" {
		s.drawn = append(s.drawn, k)
		s.names[k] = fmt.Sprintf("S%d", len(s.drawn))
	}
	return s.names[k]
}

// addSheets puts the pages of papers behind the file's objects.
func (f *file) addSheets(s *sheets) error {
	if len(s.drawn) == 0 {
		return nil
	}
	var names bytes.Buffer
	names.WriteString("/XObject <<\n")
	open := map[string]*copier{}
	var layers layers
	for _, k := range s.drawn {
		c := open[k.paper]
		if c == nil {
			if s.papers == nil {
				return fmt.Errorf("paper %q: no papers were given", k.paper)
			}
			data, err := s.papers.Paper(k.paper)
			if err != nil {
				return fmt.Errorf("paper %q: %w", k.paper, err)
			}
			// The pages were found good within a time: the limits of size hold here.
			if c, err = newCopier(context.Background(), data); err != nil {
				return fmt.Errorf("paper %q: %w", k.paper, err)
			}
			open[k.paper] = c
		}
		number, err := c.sheet(k.page, len(f.objects))
		if err != nil {
			return fmt.Errorf("page %d of paper %q: %w", k.page, k.paper, err)
		}
		f.objects = append(f.objects, c.take()...)
		layers.all, layers.off = append(layers.all, c.layers.all...), append(layers.off, c.layers.off...)
		c.layers.all, c.layers.off = nil, nil
		fmt.Fprintf(&names, "/%s %d 0 R\n", s.names[k], number)
	}
	const empty = "/XObject <<\n"
	if !bytes.Contains(f.objects[resources], []byte(empty)) {
		return fmt.Errorf("gofpdf's resources have no place for papers")
	}
	f.replace(resources, empty, names.String())
	if len(layers.off) > 0 {
		properties := fmt.Sprintf("/Type /Catalog\n/OCProperties <</OCGs [%s]/D <</OFF [%s]>>>>", layers.list(layers.all), layers.list(layers.off))
		f.replace(f.find("/Type /Catalog"), "/Type /Catalog", properties)
	}
	return nil
}

// SheetSize is how a page of a paper prints.
type SheetSize struct {
	Width, Height float64  // points, upright
	Foreign       []string // fonts that the paper names and does not hold: every viewer takes another
	Err           error    // why it cannot be shown; nil when it can
}

// Paper is a PDF file whose pages can be shown.
type Paper struct {
	Pages  int
	Signed int // signatures it holds, none of which is verified
	c      *copier
	text   *pdftext.Reader
}

// OpenPaper reads the tables of a PDF file. The errors are those of package
// pdffile. The context bounds all later calls too.
func OpenPaper(ctx context.Context, data []byte) (*Paper, error) {
	c, err := newCopier(ctx, data)
	if err != nil {
		return nil, err
	}
	return &Paper{Pages: len(c.pages), Signed: len(c.file.Form().Signatures), c: c, text: pdftext.NewReader(c.file)}, nil
}

// Size tries to take over a page, counted from 1, and says how it prints.
func (p *Paper) Size(number int) SheetSize {
	_, err := p.c.sheet(number, p.c.next)
	p.c.take()
	foreign := p.c.foreign
	p.c.foreign = nil
	if err == nil {
		err = p.drawn(number)
	}
	if err != nil {
		p.c.restart()
		return SheetSize{Err: err}
	}
	page := p.c.pages[number-1]
	return SheetSize{Width: page.Width(), Height: page.Height(), Foreign: foreign}
}

// drawn goes through what a page draws, as a viewer will: a page whose forms draw
// forms a million times over would keep the whole packet from being opened.
func (p *Paper) drawn(number int) error {
	t, err := p.text.Page(p.c.pages[number-1])
	if err == nil && errors.Is(t.Failed, pdffile.ErrTooMuch) {
		err = t.Failed
	}
	return cmp.Or(err, p.c.file.Err())
}

// Errors of a page that cannot be shown as it is.
var (
	ErrPicture  = fmt.Errorf("it holds a picture of more than %d pixels", maxPixels)
	ErrParts    = fmt.Errorf("it has more than %d parts", maxParts)
	ErrExternal = fmt.Errorf("part of it lies in another file")
	ErrNoPage   = fmt.Errorf("it has no such page")
)
