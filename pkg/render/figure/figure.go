// Package figure draws what happened as one line of time: a mark for each fact,
// the money that went and came, and the silences between, with a legend below.
//
// It promises vectors that can be read in black and white (what a mark is, its
// shape says), text that stays text, and the same bytes for the same line. It has
// no words of its own.
package figure

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
)

// Mark is a fact on the line.
type Mark struct {
	At     time.Time
	Kind   doc.MomentKind
	Date   string // for people
	Text   string
	Amount string // of money
}

// Line is what is drawn.
type Line struct {
	Title    string
	Marks    []Mark // in order of time, numbered from 1
	Silences []doc.Silence
	Keys     []doc.MomentKey // what the marks mean
}

// The measures, in points of a page of A4 that lies on its side.
const (
	width    = 842.0
	margin   = 36.0
	size     = 10.0 // of text
	lineStep = 15.0
	level    = 17.0 // between marks that stand above one another
)

// SVG writes a line as a picture that every browser shows and printers print.
func SVG(w io.Writer, l Line) error {
	d := &Drawing{Width: width}
	d.text(margin, 30, 14, Start, l.Title)
	axis := d.levels(l)
	y := axis + 54
	for i, m := range l.Marks {
		y = d.legend(i, m, y)
	}
	d.Height = d.keys(l.Keys, margin, y+8, Guessed) + lineStep
	return File(w, *d, l.Title)
}

// levels draws the line with its marks, and returns where it stands. No mark or
// number stands where another does.
func (d *Drawing) levels(l Line) (axis float64) {
	if len(l.Marks) == 0 {
		return 60
	}
	x := scale(l.Marks[0].At, l.Marks[len(l.Marks)-1].At)
	moments, ends := make([]doc.Moment, len(l.Marks)), make([]float64, len(l.Marks))
	for i, m := range l.Marks {
		moments[i] = doc.Moment{Day: m.At, Kind: m.Kind, Label: strconv.Itoa(i + 1)}
		ends[i] = beside + Guessed(moments[i].Label)
	}
	at := stairs(moments, ends, x)
	axis = 56 + float64(slices.Max(at))*level
	d.axis(l, axis, x)
	for i, m := range moments {
		top := axis - 12 - float64(at[i]-1)*level
		d.bar(x(m.Day)-thin/2, top, thin, axis-top)
		d.mark(m.Kind, x(m.Day), top)
		d.text(x(m.Day)+beside, top+3, TextSize, Start, m.Label)
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

// axis is the line itself, with the first and the last date below.
func (d *Drawing) axis(l Line, y float64, x func(time.Time) float64) {
	d.time(l.Silences, margin, width-margin, y, x, Guessed)
	d.text(margin, y+26, TextSize, Start, l.Marks[0].Date)
	if last := l.Marks[len(l.Marks)-1].Date; last != l.Marks[0].Date {
		d.text(width-margin, y+26, TextSize, End, last)
	}
}

// Guessed is how wide a text of TextSize is about, whatever font a browser takes.
func Guessed(text string) float64 { return columnWidth * float64(textwidth.Width(text)) }

const columnWidth = 0.56 * TextSize

// dateWidth and textColumns are the columns of the legend: a date has its place,
// and a text so many half-width characters a line.
const (
	dateWidth   = 118.0
	amountWidth = 96.0
	textColumns = 96
	mostLines   = 3
)

// legend writes what a mark is, and returns where the next one stands.
func (d *Drawing) legend(i int, m Mark, y float64) float64 {
	x := margin
	d.text(x+14, y, size, End, fmt.Sprint(i+1))
	d.mark(m.Kind, x+26, y-3.5)
	d.text(x+38, y, size, Start, m.Date)
	if m.Amount != "" {
		d.text(x+38+dateWidth+amountWidth-10, y, size, End, m.Amount)
	}
	lines := textwidth.Wrap(strings.Join(strings.Fields(m.Text), " "), textColumns)
	if len(lines) > mostLines {
		lines = append(lines[:mostLines-1], strings.TrimRight(lines[mostLines-1], " ")+"…")
	}
	for j, line := range lines {
		d.text(x+38+dateWidth+amountWidth, y+float64(j)*lineStep, size, Start, line)
	}
	return y + float64(max(len(lines), 1))*lineStep
}
