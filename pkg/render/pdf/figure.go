package pdf

import (
	"fmt"

	"complain/pkg/doc"
)

// Pictures are never changed here: their caption says how they were scaled.
// What is handed over within 1230 × 1338 pixels is printed at 200 dots to the
// inch or less.
//
// A picture is printed at 150 dots to the inch at least, so a small one stays
// small, and no larger than this.
const (
	pictureHeight = 170 * mm
	pictureLeast  = 40 * mm
	leastDots     = 150.0
	figureSpace   = 2 * mm // above a figure
)

// figure sets a picture with its title above and its caption below on one
// page.
func (l *layout) figure(f doc.Figure) error {
	return l.framed(f.Title, f.Caption, f.Anchor, pictureLeast, func(room, y float64) ([]ink, float64, error) {
		return l.picture(f, marginLeft, textWidth, min(room, pictureHeight), y)
	})
}

// framed sets what draw draws into the room there is, at least that high, with
// the top at y, between a title and a caption.
func (l *layout) framed(titleText []doc.Inline, captionText [][]doc.Inline, name string, least float64, draw func(room, y float64) ([]ink, float64, error)) error {
	title, err := l.runs(titleText, style{face: sansBold, size: 12})
	if err != nil {
		return err
	}
	for i := range title {
		title[i].style.face = sansBold
	}
	const titlePitch, captionPitch, captionSize = 6.2 * mm, 4.6 * mm, 9
	above, err := l.lines(title, textWidth, textWidth, false)
	if err != nil {
		return err
	}
	titled := l.element(kindParagraph)
	if float64(len(above))*titlePitch > textHeight/3 { // it would leave no room for the picture
		l.flow(above, column{x: marginLeft, width: textWidth, pitch: titlePitch, size: 12})
		above = nil
	}
	var below []composed
	for _, c := range captionText {
		runs, err := l.runs(c, style{face: serif, size: captionSize})
		if err != nil {
			return err
		}
		lines, err := l.lines(runs, textWidth, textWidth, false)
		if err != nil {
			return err
		}
		below = append(below, lines...)
	}
	const gapAbove, gapBelow, after = 1.5 * mm, 2 * mm, 4 * mm
	fixed := float64(len(above))*titlePitch + gapAbove + gapBelow + float64(len(below))*captionPitch
	room := textHeight - l.kept() - fixed
	caption := below
	if room < least { // the caption alone fills a page: it follows by itself
		room = textHeight - l.kept() - float64(len(above))*titlePitch - gapAbove - gapBelow
		caption = nil
	}
	s := &strip{before: figureSpace, inks: []ink{tagInk(titled)}}
	if name != "" {
		s.anchors = []*anchor{{name: name}}
	}
	y := 0.0
	for i := range above {
		s.inks = append(s.inks, above[i].inks(marginLeft, y+baseline(titlePitch, 12))...)
		y += titlePitch
	}
	y += gapAbove
	inks, height, err := draw(room, y)
	if err != nil {
		return err
	}
	s.inks = append(append(s.inks, tagInk(l.structure.figure(doc.Outline(titleText)))), inks...)
	s.inks = append(s.inks, tagInk(l.element(kindCaption)))
	y += height + gapBelow
	for i := range caption {
		s.inks = append(s.inks, caption[i].inks(marginLeft, y+baseline(captionPitch, captionSize))...)
		y += captionPitch
	}
	s.height = y
	l.add(s)
	l.space = after
	if caption == nil && len(below) > 0 {
		l.flow(below, column{x: marginLeft, width: textWidth, pitch: captionPitch, size: captionSize, after: after})
	}
	return nil
}

// kept is the height of the strips that stay with the figure, and of the space
// between them and it.
func (l *layout) kept() float64 {
	h := l.space + figureSpace
	if l.newPage {
		return 0
	}
	for i := len(l.strips) - 1; i >= 0 && l.strips[i].keep; i-- {
		h += l.strips[i].height
		if l.strips[i].breakPage || i == 0 || !l.strips[i-1].keep {
			break // its space falls away at the head of a page
		}
		h += l.strips[i].before
	}
	if h > textHeight/2 {
		return 0
	}
	return h
}

// picture draws the picture of a figure, or a frame with the reason why it is
// not there, in the middle of a column, with its top at y.
func (l *layout) picture(f doc.Figure, left, column, room, y float64) ([]ink, float64, error) {
	w, h := float64(f.Image.Width), float64(f.Image.Height)
	if f.Missing == "" {
		width, height, err := l.pictures.size(f.Image)
		if err != nil {
			return nil, 0, err
		}
		w, h = float64(width), float64(height)
	} else if w <= 0 || h <= 0 {
		w, h = 1230, 480
	}
	widest := column - 2*hairline // with its frame as wide as the column
	scale := min(widest/w, room/h, 72/leastDots)
	w, h = w*scale, h*scale
	if f.Missing != "" {
		w, h = max(w, widest/2), max(h, 20*mm)
	}
	x := left + (column-w)/2
	frame := frameInk{x: x - hairline, y: y - hairline, w: w + 2*hairline, h: h + 2*hairline, line: hairline}
	if f.Missing == "" {
		return []ink{pictureInk{x: x, y: y, w: w, h: h, image: f.Image}, frame}, h, nil
	}
	lines, err := l.lines([]run{{text: f.Missing, style: style{face: sans, size: tableType, ink: systemInk}}}, w-8*mm, w-8*mm, false)
	if err != nil {
		return nil, 0, err
	}
	if need := float64(len(lines))*rowPitch + 8*mm; need > room {
		return nil, 0, fmt.Errorf("the reason why picture %q is missing fills more than a page", f.Image.Key)
	} else if need > h {
		h, frame.h = need, need+2*hairline
	}
	top := y + (h-float64(len(lines))*rowPitch)/2
	inks := []ink{frame}
	for i := range lines {
		inks = append(inks, lines[i].inks(x+(w-lines[i].width)/2, top+float64(i)*rowPitch+baseline(rowPitch, tableType))...)
	}
	return inks, h, nil
}
