package pdfpicture

import (
	"complain/pkg/internal/pdfcontent"
	"complain/pkg/internal/pdffile"
)

// Look finds the pictures that a page draws, in its content, in forms and in
// what its annotations show; none is decoded. The error wraps
// pdffile.ErrTooMuch or is that of a context that ended; damaged content counts
// up to the damage.
func Look(f *pdffile.File, from *pdffile.Page) (*Page, error) {
	l := looker{page: &Page{file: f, width: from.Width(), height: from.Height()}}
	l.run = pdfcontent.New(f, pdfcontent.Reader[ink]{
		Limits:   pdfcontent.Limits{Operators: maxOperators, Forms: maxPictures},
		Operator: l.colour, Picture: l.picture,
	})
	if err := l.run.Page(from, ink{}); err != nil {
		return nil, err
	}
	l.page.cover()
	return l.page, l.run.Limit
}

// looker reads content for the pictures that it draws.
type looker struct {
	page *Page
	run  *pdfcontent.Run[ink]
}

// ink is the colour that stencils are painted in.
type ink struct {
	fill  uint8
	tints bool // the colour space counts ink, not light
}

// colour follows the colour.
func (l *looker) colour(op pdffile.Keyword, args []any, resources pdffile.Dict, s *pdfcontent.State[ink]) {
	switch op {
	case "g", "rg", "k":
		s.Own.tints = false
	case "cs":
		s.Own = ink{}
		if len(args) > 0 {
			c, ok := spaceOf(l.page.file, args[0], resources, 0)
			s.Own.tints = ok && c.kind == inks
		}
		return
	case "sc", "scn":
	default:
		return
	}
	values := make([]uint8, 0, len(args))
	for _, a := range args {
		switch a.(type) {
		case int64, float64:
			values = append(values, uint8(min(max(pdfcontent.Number(a), 0), 1)*255+0.5))
		}
	}
	kind := map[int]kind{1: grey, 3: rgb, 4: cmyk}[len(values)]
	if s.Own.tints {
		kind = inks
	}
	s.Own.fill = brightness(kind, values)
}

func (l *looker) picture(x *pdffile.Stream, resources pdffile.Dict, s pdfcontent.State[ink]) {
	if x == nil {
		return
	}
	f := l.page.file
	d := drawn{stream: x, resources: resources, place: s.Place, fill: s.Own.fill, width: f.Int(x.Dict["Width"]), height: f.Int(x.Dict["Height"])}
	d.box = s.Place.Bounds(pdffile.Rect{X1: 1, Y1: 1}).And(s.Clip)
	if d.width < 1 || d.height < 1 || !(d.box.X1-d.box.X0 > 0 && d.box.Y1-d.box.Y0 > 0) {
		return
	}
	if len(l.page.pictures) >= maxPictures {
		l.run.Stop()
		return
	}
	l.page.pictures = append(l.page.pictures, d)
}
