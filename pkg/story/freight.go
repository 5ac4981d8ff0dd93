package story

import (
	"cmp"
	"slices"
	"time"

	"complain/pkg/dispute"
)

// freight reports a payment to somebody whom an element names, within a day of when
// the complainant wrote that the goods went back: before and after it, it may be
// for anything.
func (p *picker) freight(e *Element, event *dispute.Event) bool {
	paid := event.Kind == dispute.Transaction && event.Amount != nil && event.Direction == dispute.Out && !event.Refund
	if !paid || p.payments[event.ID] || !slices.Contains(e.Pays, p.sides.called(cmp.Or(event.Who, event.Text))) {
		return false
	}
	at := instantOf(event.At)
	return slices.ContainsFunc(p.in.Found.candidates, func(c *candidate) bool {
		return c.kind == dispute.Message && within(c.at, at) && p.marked(c, "sent_back") && p.sides.of(c.evidence, c.who) == dispute.Complainant
	})
}

// within reports whether two times are a day apart or less.
func within(a, b instant) bool {
	return a.precision >= dispute.Day && b.precision >= dispute.Day && a.since(b).Abs() <= 24*time.Hour
}
