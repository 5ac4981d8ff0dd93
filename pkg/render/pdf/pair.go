package pdf

import (
	"slices"

	"complain/pkg/doc"
)

// The columns of figures side by side. A phone's screen of 1080 pixels is then
// some 360 dots to the inch, and its text as large as print.
const (
	pairGap    = 4 * mm
	pairColumn = (textWidth - pairGap) / 2
)

// pair sets figures side by side, each with its title above and its caption
// below. What stands in a row begins at the same heights.
func (l *layout) pair(p doc.Pair) error {
	for row := range slices.Chunk(p.Figures, 2) {
		if err := l.pairRow(row); err != nil {
			return err
		}
	}
	return nil
}

func (l *layout) pairRow(figures []doc.Figure) error {
	const titlePitch, captionPitch, captionSize, titleSize = 5 * mm, 4.4 * mm, leastText, 10
	const gapAbove, gapBelow, after = 1 * mm, 1.5 * mm, 4 * mm
	type cell struct{ above, below []composed }
	cells := make([]cell, len(figures))
	above, below := 0, 0
	for i, f := range figures {
		title, err := l.runs(f.Title, style{face: sansBold, size: titleSize})
		if err != nil {
			return err
		}
		for k := range title {
			title[k].style.face = sansBold
		}
		if cells[i].above, err = l.lines(title, pairColumn, pairColumn, false); err != nil {
			return err
		}
		for _, c := range f.Caption {
			runs, err := l.runs(c, style{face: serif, size: captionSize})
			if err != nil {
				return err
			}
			lines, err := l.lines(runs, pairColumn, pairColumn, false)
			if err != nil {
				return err
			}
			cells[i].below = append(cells[i].below, lines...)
		}
		above, below = max(above, len(cells[i].above)), max(below, len(cells[i].below))
	}
	room := textHeight - l.kept() - float64(above)*titlePitch - gapAbove - gapBelow - float64(below)*captionPitch
	if room < pictureLeast { // names that long leave no place for two: one below the other
		for _, f := range figures {
			if err := l.figure(f); err != nil {
				return err
			}
		}
		return nil
	}
	s := &strip{}
	before := figureSpace
	top := float64(above)*titlePitch + gapAbove
	tallest := 0.0
	for i, f := range figures {
		left := marginLeft + float64(i)*(pairColumn+pairGap)
		s.inks = append(s.inks, tagInk(l.element(kindParagraph)))
		for k := range cells[i].above {
			s.inks = append(s.inks, cells[i].above[k].inks(left, float64(k)*titlePitch+baseline(titlePitch, titleSize))...)
		}
		inks, height, err := l.picture(f, left, pairColumn, min(room, pictureHeight), top)
		if err != nil {
			return err
		}
		s.inks = append(append(s.inks, tagInk(l.structure.figure(doc.Outline(f.Title)))), inks...)
		tallest = max(tallest, height)
		// A strip of no height for each: what leads to the figure.
		way := &strip{before: before, keep: true, bookmark: &bookmark{level: 2, title: doc.Outline(f.Title)}}
		if f.Anchor != "" {
			way.anchors = []*anchor{{name: f.Anchor}}
		}
		l.add(way)
		before = 0
	}
	y := top + tallest + gapBelow
	for i := range figures {
		left := marginLeft + float64(i)*(pairColumn+pairGap)
		s.inks = append(s.inks, tagInk(l.element(kindCaption)))
		for k := range cells[i].below {
			s.inks = append(s.inks, cells[i].below[k].inks(left, y+float64(k)*captionPitch+baseline(captionPitch, captionSize))...)
		}
	}
	s.height = y + float64(below)*captionPitch
	l.add(s)
	l.space = after
	return nil
}
