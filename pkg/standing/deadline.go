package standing

import (
	"cmp"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dossier"
)

// Deadline is a clock that runs or ran in a case, with what started it.
type Deadline struct {
	channel.Run
	By   dossier.Happening
	Over bool
}

// Deadlines are the clocks of a case that were not kept: those that ran out
// first, then those that run, each in the order of their ends.
func (c *Standing) Deadlines() []Deadline {
	return slices.DeleteFunc(c.Clocks(), func(d Deadline) bool { return !d.Kept.IsZero() })
}

// Clocks are the deadlines, and at their end the clocks that were kept.
func (c *Standing) Clocks() []Deadline {
	happenings := dossier.Happenings(c.Book, c.Practice, c.Facts)
	var out []Deadline
	for _, r := range c.Practice.Started(c.State) {
		d := Deadline{Run: r, Over: r.Kept.IsZero() && r.Over(c.State.Day)}
		if i := slices.IndexFunc(happenings, func(h dossier.Happening) bool { return h.Event == r.From }); i >= 0 {
			d.By = happenings[i]
		}
		out = append(out, d)
	}
	rank := func(d Deadline) int {
		switch {
		case d.Over:
			return 0
		case d.Kept.IsZero():
			return 1
		}
		return 2
	}
	slices.SortStableFunc(out, func(x, y Deadline) int {
		return cmp.Or(rank(x)-rank(y), x.Last().Compare(y.Last()), cmp.Compare(x.Clock.ID, y.Clock.ID))
	})
	return out
}

// Overdue are the ids of the clocks that ran out.
func (c *Standing) Overdue() []string {
	out := []string{}
	for _, d := range c.Deadlines() {
		if d.Over {
			out = append(out, d.Clock.ID)
		}
	}
	return out
}
