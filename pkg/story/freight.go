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
	return slices.ContainsFunc(p.in.Found.candidates, func(c *candidate) bool {
		wrote := c.record.Kind == dispute.Message && p.sides.of(c.record.Evidence, c.record.Who) == dispute.Complainant
		return wrote && p.marked(c, "sent_back") && within(c.record.At, event.At)
	})
}

// within reports whether two times are a day apart or less.
func within(a, b dispute.When) bool {
	return a.Precision >= dispute.Day && b.Precision >= dispute.Day && a.Time().Sub(b.Time()).Abs() <= 24*time.Hour
}
