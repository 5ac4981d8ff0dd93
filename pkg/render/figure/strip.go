package figure

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
)

// TextSize is the size of the texts of a strip, in points.
const TextSize = 9.0

const (
	step      = 13.0           // from label to label
	beside    = radius + 3     // from a mark to its label
	besideKey = 3 * TextSize   // from a key to the next mark
	widest    = 0.55           // of a strip is what a label takes at most
	edge      = radius + 1     // around the line
	titleRoom = 1.8 * TextSize // above the marks
)

// Strip lays moments out as wide as a page's column: below the title labels stand
// beside their marks, above the line of time, each day at its place; below the
// line stand the silences and the keys. measure says how wide a text of TextSize
// is. What a label has too much is cut, with a sign.
//
// A label stands to the right of its mark, and every later mark that it reaches
// stands lower: so neither labels nor the stems of marks meet.
func Strip(t doc.Timeline, width float64, measure func(string) float64) Drawing {
	d := Drawing{Width: width}
	if len(t.Moments) == 0 {
		return d
	}
	moments := slices.Clone(t.Moments)
	slices.SortStableFunc(moments, func(a, b doc.Moment) int { return a.Day.Compare(b.Day) })
	ends := make([]float64, len(moments)) // how far each label reaches from its mark
	for i := range moments {
		moments[i].Label = fitted(moments[i].Label, widest*width, measure)
		ends[i] = beside + measure(moments[i].Label)
	}
	x := placed(moments, ends, width)
	levels := stairs(moments, ends, x)
	d.text(0, TextSize, TextSize, Start, fitted(t.Title, width, measure))
	axis := titleRoom + float64(slices.Max(levels))*step + 2*edge
	for i, m := range moments {
		at, top := x(m.Day), axis-edge-float64(levels[i])*step
		if i == 0 || !m.Day.Equal(moments[i-1].Day) { // those of a day share the stem of the highest
			d.bar(at-thin/2, top, thin, axis-top)
		}
	}
	for i, m := range moments {
		at, top := x(m.Day), axis-edge-float64(levels[i])*step
		d.mark(m.Kind, at, top)
		d.text(at+beside, top+0.36*TextSize, TextSize, Start, m.Label)
	}
	below := d.time(t.Silences, 0, x(moments[len(moments)-1].Day)+edge, axis, x, measure)
	d.Height = d.keys(t.Keys, 0, below+2*TextSize, measure) + 0.3*TextSize
	return d
}

// fitted is a text that is no wider than width.
func fitted(text string, width float64, measure func(string) float64) string {
	if measure(text) <= width {
		return text
	}
	columns := textwidth.Width(text)
	short := func(cut int) string { return textwidth.Truncate(text, columns-cut, "…") }
	return short(1 + sort.Search(columns, func(i int) bool { return measure(short(i+1)) <= width }))
}

// placed puts days on the line, which ends early enough for each label.
func placed(moments []doc.Moment, ends []float64, width float64) func(time.Time) float64 {
	first, last := moments[0].Day, moments[len(moments)-1].Day
	all := max(last.Sub(first), 24*time.Hour)
	share := func(day time.Time) float64 { return float64(day.Sub(first)) / float64(all) }
	span := width - 2*edge
	for i, m := range moments {
		if s := share(m.Day); s > 0 {
			span = min(span, (width-edge-ends[i])/s)
		}
	}
	return func(day time.Time) float64 { return edge + span*share(day) }
}

// stairs are the levels of marks above the line, from 1. Those of a day stand
// right below one another, the first on top.
func stairs(moments []doc.Moment, ends []float64, x func(time.Time) float64) []int {
	const apart = 2 * radius
	levels := make([]int, len(moments))
	for last := len(moments) - 1; last >= 0; {
		first, reach := last, 0.0
		for ; first >= 0 && moments[first].Day.Equal(moments[last].Day); first-- {
			reach = max(reach, ends[first])
		}
		under := 0
		for j := last + 1; j < len(moments) && x(moments[j].Day) < x(moments[last].Day)+reach+apart; j++ {
			under = max(under, levels[j])
		}
		for i := last; i > first; i-- {
			under++
			levels[i] = under
		}
		last = first
	}
	return levels
}

// time is the line itself: broken where nothing happened, with how long where
// there is room. It returns where it ends.
func (d *Drawing) time(silences []doc.Silence, left, end, y float64, x func(time.Time) float64, measure func(string) float64) float64 {
	sorted := slices.SortedFunc(slices.Values(silences), func(a, b doc.Silence) int { return cmp.Compare(a.From.Unix(), b.From.Unix()) })
	at, below := left, y
	for _, s := range sorted {
		from, to := x(s.From), x(s.To)
		d.across(at, from, y)
		d.dashed(from, to, y)
		if measure(s.Text) < to-from {
			d.text((from+to)/2, y+1.3*TextSize, TextSize, Middle, s.Text)
			below = y + 1.3*TextSize
		}
		at = to
	}
	d.across(at, end, y)
	return below
}

// keys says what the marks mean, and returns where it ends.
func (d *Drawing) keys(all []doc.MomentKey, left, y float64, measure func(string) float64) float64 {
	x := left
	for _, k := range all {
		room := radius + beside + measure(k.Text)
		if x > left && x+room > d.Width-left {
			x, y = left, y+step
		}
		d.mark(k.Kind, x+radius+1, y-0.36*TextSize)
		d.text(x+radius+1+beside, y, TextSize, Start, k.Text)
		x += room + besideKey
	}
	return y
}
