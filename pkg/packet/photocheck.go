package packet

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// longAfter is how long after everything else a photo is worth a word.
const longAfter = 60 * 24 * time.Hour

// checkPhotos notes what a reader may ask about the times and the bytes of the
// photos that the packet shows. None of it is a verdict: clocks are wrong more
// often than people.
func (c *composer) checkPhotos() {
	paid, last := c.firstPayment(), c.lastWord()
	for _, x := range c.exhibits {
		if !x.photo {
			continue
		}
		e := x.evidence
		bare := slices.ContainsFunc(c.photoNotes[e.ID], func(n dispute.Note) bool { return strings.HasPrefix(n.Code, "photo.stripped") })
		if bare {
			c.gaps.about("photo-stripped", Remark, e.ID)
		}
		p := c.material.Pictures[e.ID]
		if p.Instead != nil {
			c.gaps.about("photo-instead", Remark, e.ID)
		}
		if _, placed := c.places[e.ID]; placed && p.Untouched == Bytes {
			c.gaps.about("photo-place", Should, e.ID)
		} else if p.Untouched == Bytes && !bare {
			c.gaps.about("photo-metadata", Remark, e.ID)
		}
		at := c.photoTimes[e.ID]
		if at.Precision < dispute.Day || at.From == dispute.TimeModified || e.Official != nil {
			continue
		}
		switch {
		case c.request.Today.Precision >= dispute.Day && days(c.request.Today, at) > 0:
			c.gaps.about("photo-future", Should, e.ID)
		case !x.screenshot && paid.Known() && days(at, paid) > 0:
			// What a shop showed before it was paid is a screenshot's use.
			c.gaps.about("photo-before-payment", Remark, e.ID)
		case last.Known() && time.Duration(days(last, at))*24*time.Hour > longAfter:
			c.gaps.about("photo-late", Remark, e.ID)
		}
	}
}

// days is how many days of the calendar b is after a. Days are compared because
// zones are often assumed: within one, nothing can be said.
func days(a, b dispute.When) int {
	day := func(w dispute.When) time.Time {
		k := w.Clock()
		return time.Date(k.Year, time.Month(k.Month), k.Day, 0, 0, 0, 0, time.UTC)
	}
	return int(day(b).Sub(day(a)) / (24 * time.Hour))
}

// firstPayment is when the complainant first paid, to the day at least.
func (c *composer) firstPayment() (first dispute.When) {
	for _, e := range c.payments() {
		if e.At.Precision >= dispute.Day && (!first.Known() || e.At.Compare(first) < 0) {
			first = e.At
		}
	}
	return first
}

// lastWord is when the last thing was paid, said or stated, to the day at least.
func (c *composer) lastWord() (last dispute.When) {
	for _, e := range c.facts {
		switch e.Kind {
		case dispute.Photo, dispute.Document:
			continue
		}
		if e.At.Precision >= dispute.Day && (!last.Known() || e.At.Compare(last) > 0) {
			last = e.At
		}
	}
	return last
}
