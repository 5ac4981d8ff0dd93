// Package figure draws what happened as one line of time: a mark for each fact,
// the money that went and came, and the silences between, with a legend below.
//
// It promises vectors that can be read in black and white (what a mark is, its
// shape says), text that stays text, and the same bytes for the same line. It has
// no words of its own.
package figure

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"complain/pkg/internal/textwidth"
)

// Shape says what a mark is of.
type Shape int

// The shapes.
const (
	Fact   Shape = iota // a full circle
	Said                // an empty circle: somebody wrote it
	Paid                // a triangle that points down
	Back                // one that points up
	Office              // a diamond
)

// Mark is a fact on the line.
type Mark struct {
	At     time.Time
	Shape  Shape
	Date   string // for people
	Text   string
	Amount string // of money
}

// Silence is a time in which nothing happened.
type Silence struct {
	From, To time.Time
	Text     string // "23 days"
}

// Line is what is drawn.
type Line struct {
	Title    string
	Marks    []Mark // in order of time, numbered from 1
	Silences []Silence
	Key      []KeyEntry // what the shapes mean
}

// KeyEntry says what a shape means.
type KeyEntry struct {
	Shape Shape
	Text  string
}

// The measures, in points of a page of A4 that lies on its side.
const (
	width    = 842.0
	margin   = 36.0
	size     = 10.0 // of text
	lineStep = 15.0
	level    = 17.0 // between marks that stand above one another
	radius   = 4.0
)

// SVG writes a line as a picture that every browser shows and printers print.
func SVG(w io.Writer, l Line) error {
	d := &drawing{}
	d.text(margin, 30, 14, "start", l.Title)
	axis := d.levels(l)
	y := axis + 54
	for i, m := range l.Marks {
		y = d.legend(i, m, y)
	}
	d.keys(l.Key, y+8)
	height := y + 8 + lineStep
	_, err := fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%spt" height="%spt" font-family="'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif" fill="#000" stroke="none">
<title>%s</title>
<rect width="100%%" height="100%%" fill="#fff"/>
%s</svg>
`, number(width), number(height), number(width), number(height), escaped(l.Title), d.b.String())
	return err
}

type drawing struct{ b strings.Builder }

func number(f float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0") }

// escaped is text as XML has it. What XML cannot hold is U+FFFD.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes all
	return b.String()
}

func (d *drawing) text(x, y, size float64, anchor, text string) {
	fmt.Fprintf(&d.b, "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\">%s</text>\n", number(x), number(y), number(size), anchor, escaped(text))
}

func (d *drawing) path(path, style string) {
	fmt.Fprintf(&d.b, "<path d=\"%s\" %s/>\n", path, style)
}

// stroke is how lines are drawn; dashed, how silences are.
const (
	stroke = `fill="none" stroke="#000" stroke-width="1.2"`
	thin   = `fill="none" stroke="#000" stroke-width="0.4"`
	dashed = `fill="none" stroke="#000" stroke-width="1.2" stroke-dasharray="2 4"`
)

// levels draws the line with its marks, and returns where it stands. Marks that
// would cover one another stand above one another.
func (d *drawing) levels(l Line) (axis float64) {
	if len(l.Marks) == 0 {
		return 60
	}
	x := scale(l.Marks[0].At, l.Marks[len(l.Marks)-1].At)
	const apart = 24.0 // between two marks of one level
	var ends []float64
	at := make([]int, len(l.Marks))
	for i, m := range l.Marks {
		for at[i] < len(ends) && x(m.At)-ends[at[i]] < apart {
			at[i]++
		}
		if at[i] == len(ends) {
			ends = append(ends, 0)
		}
		ends[at[i]] = x(m.At)
	}
	axis = 56 + float64(len(ends))*level
	d.axis(l, axis, x)
	for i, m := range l.Marks {
		top := axis - 12 - float64(at[i])*level
		d.path(fmt.Sprintf("M%s %sV%s", number(x(m.At)), number(axis), number(top)), thin)
		d.shape(m.Shape, x(m.At), top)
		d.text(x(m.At)+radius+2, top+3, 8, "start", fmt.Sprint(i+1))
	}
	return axis
}

// scale puts times on the page.
func scale(from, to time.Time) func(time.Time) float64 {
	all := max(to.Sub(from), time.Hour)
	return func(t time.Time) float64 {
		return margin + 8 + (width-2*margin-24)*float64(t.Sub(from))/float64(all)
	}
}

// axis is the line itself: broken where nothing happened, with the first and the
// last date below.
func (d *drawing) axis(l Line, y float64, x func(time.Time) float64) {
	at := margin
	for _, s := range l.Silences {
		from, to := x(s.From), x(s.To)
		d.path(fmt.Sprintf("M%s %sH%s", number(at), number(y), number(from)), stroke)
		d.path(fmt.Sprintf("M%s %sH%s", number(from), number(y), number(to)), dashed)
		if room := to - from; room > float64(textwidth.Width(s.Text))*5 {
			d.text((from+to)/2, y+13, 9, "middle", s.Text)
		}
		at = to
	}
	d.path(fmt.Sprintf("M%s %sH%s", number(at), number(y), number(width-margin)), stroke)
	d.text(margin, y+26, 9, "start", l.Marks[0].Date)
	if last := l.Marks[len(l.Marks)-1].Date; last != l.Marks[0].Date {
		d.text(width-margin, y+26, 9, "end", last)
	}
}

// shape draws a mark, a piece of paper bright inside where it is empty.
func (d *drawing) shape(s Shape, x, y float64) {
	const r = radius
	full, empty := `stroke="#000" stroke-width="1"`, `fill="#fff" stroke="#000" stroke-width="1.2"`
	switch s {
	case Said:
		fmt.Fprintf(&d.b, "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>\n", number(x), number(y), number(r), empty)
	case Paid:
		d.path(fmt.Sprintf("M%s %sh%sL%s %sz", number(x-r), number(y-r), number(2*r), number(x), number(y+r)), full)
	case Back:
		d.path(fmt.Sprintf("M%s %sh%sL%s %sz", number(x-r), number(y+r), number(2*r), number(x), number(y-r)), empty)
	case Office:
		d.path(fmt.Sprintf("M%s %sL%s %sL%s %sL%s %sz", number(x), number(y-r-1), number(x+r+1), number(y), number(x), number(y+r+1), number(x-r-1), number(y)), full)
	default:
		fmt.Fprintf(&d.b, "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n", number(x), number(y), number(r))
	}
}

// dateWidth and textColumns are the columns of the legend: a date has its place,
// and a text so many half-width characters a line.
const (
	dateWidth   = 118.0
	amountWidth = 96.0
	textColumns = 96
	mostLines   = 3
)

// legend writes what a mark is, and returns where the next one stands.
func (d *drawing) legend(i int, m Mark, y float64) float64 {
	x := margin
	d.text(x+14, y, size, "end", fmt.Sprint(i+1))
	d.shape(m.Shape, x+26, y-3.5)
	d.text(x+38, y, size, "start", m.Date)
	if m.Amount != "" {
		d.text(x+38+dateWidth+amountWidth-10, y, size, "end", m.Amount)
	}
	lines := textwidth.Wrap(strings.Join(strings.Fields(m.Text), " "), textColumns)
	if len(lines) > mostLines {
		lines = append(lines[:mostLines-1], strings.TrimRight(lines[mostLines-1], " ")+"…")
	}
	for j, line := range lines {
		d.text(x+38+dateWidth+amountWidth, y+float64(j)*lineStep, size, "start", line)
	}
	return y + float64(max(len(lines), 1))*lineStep
}

// keys says below all what the shapes mean.
func (d *drawing) keys(all []KeyEntry, y float64) {
	x := margin + 6
	for _, k := range all {
		d.shape(k.Shape, x, y-3)
		d.text(x+radius+4, y, 8, "start", k.Text)
		x += 22 + 4.6*float64(textwidth.Width(k.Text))
	}
}
