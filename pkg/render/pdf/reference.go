package pdf

import (
	"strconv"

	"complain/pkg/doc"
)

// place is where an anchor stands: the pages of what it names, and how far
// down the first.
type place struct {
	first, last int
	top         float64
}

// reference is a Ref with what it shows and where it leads.
type reference struct {
	page   int
	number string // the page as it is printed
	top    float64
	shown  string
}

// places are the anchors of a layout. The first layout has none, and its
// references stand for page 1.
type places map[string]place

// refer resolves a reference. Anchors that do not exist are found after the
// layout, when all are known.
func (l *layout) refer(r doc.Ref) *reference {
	l.wanted[r.Anchor] = true
	at, ok := l.known[r.Anchor]
	if !ok {
		at = place{first: 1, last: 1}
	}
	out := &reference{page: at.first, number: strconv.Itoa(at.first), top: at.top}
	switch r.Form {
	case doc.RefPage:
		out.shown = out.number
	case doc.RefLastPage:
		out.number = strconv.Itoa(at.last)
		out.page, out.shown = at.last, out.number
		if at.last > at.first {
			out.top = 0
		}
	case doc.RefPageRange:
		out.shown = out.number
		if at.last > at.first {
			out.shown += "-" + strconv.Itoa(at.last)
		}
	case doc.RefLabel:
		out.shown = doc.Put(l.words.ReferencedPage, out.number)
		if r.Label != "" {
			out.shown = doc.Put(l.words.Reference, r.Label, out.number)
		}
	}
	if r.Form != doc.RefLabel {
		if r.Around != "" {
			out.shown = doc.Put(r.Around, out.shown)
		}
		out.shown = r.Label + out.shown
	}
	return out
}
