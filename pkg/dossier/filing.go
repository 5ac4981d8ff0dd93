package dossier

import (
	"cmp"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// The states of a filing beside the words of the rules for what was answered.
const (
	FilingWaits     = "waiting"
	FilingLate      = "overdue" // the office has not kept a period of its own
	FilingWithdrawn = "withdrawn"
	NothingFiled    = "not_filed"
)

// Course is one filing and what followed it; or what was logged with a channel
// to which nothing had been handed in by then.
type Course struct {
	Filing *dispute.Filing // nil for the latter
	With   string          // its channel, or the kind of office
	State  string          // one of the states, or the last answer in a word of the rules
	Events []dispute.Event // papers and contacts, in order
	Clocks []channel.Run   // that it started, and that run or ran out unkept
}

// Courses is the second history of a case: what was handed in, with the papers
// and contacts that followed, in the order of days. A paper or contact belongs
// to the filing that bears its number, else to the last one with the same kind
// of office on its day or before. What is withdrawn stands for itself.
func Courses(b *channel.Book, p *channel.Practice, f Facts, s *channel.State) []Course {
	var out []Course
	for _, filing := range f.Said.Filings {
		out = append(out, Course{Filing: &filing, With: filing.Channel})
	}
	slices.SortStableFunc(out, func(x, y Course) int { return x.Filing.On.Compare(y.Filing.On) })
	filed := len(out)
	for _, e := range f.Events {
		with, number := correspondent(b, p, e)
		if with == "" && number == "" {
			continue
		}
		i := belongs(p, out[:filed], with, number, e.At)
		if i < 0 {
			i = slices.IndexFunc(out, func(c Course) bool { return c.Filing == nil && p.Office(c.With) == p.Office(with) })
		}
		if i < 0 {
			i, out = len(out), append(out, Course{With: with})
		}
		out[i].Events = append(out[i].Events, e)
	}
	for i := range out {
		out[i].conclude(b, p, s)
	}
	slices.SortStableFunc(out, func(x, y Course) int { return x.from().Compare(y.from()) })
	return out
}

// from is the day on which a course begins.
func (c Course) from() dispute.When {
	if c.Filing != nil {
		return c.Filing.On
	}
	return c.Events[0].At
}

// correspondent is with whom an event of the course was, and the number that it
// bears.
func correspondent(b *channel.Book, p *channel.Practice, e dispute.Event) (with, number string) {
	switch {
	case e.Contact != nil:
		return e.Contact.Channel, e.Contact.Reference
	case e.Official != nil:
		a, err := b.Answer(e.Official.Kind)
		if err != nil {
			return p.OfficeNamed(e.Official.Office), e.Official.Reference
		}
		return cmp.Or(answerer(p, a, *e.Official), regulator), e.Official.Reference
	}
	return "", ""
}

// belongs is the filing that a paper or contact is about; -1 for none.
func belongs(p *channel.Practice, filed []Course, with, number string, at dispute.When) int {
	last := -1
	for i, c := range filed {
		switch {
		case c.Filing.Withdrawn != "":
		case number != "" && number == c.Filing.Reference:
			return i
		case with != "" && p.Office(with) == p.Office(c.With) && c.Filing.On.WholeDay().Compare(at.WholeDay()) <= 0:
			last = i
		}
	}
	return last
}

// conclude says how a filing stands.
func (c *Course) conclude(b *channel.Book, p *channel.Practice, s *channel.State) {
	answer := ""
	for _, e := range c.Events {
		switch {
		case e.Contact != nil && e.Contact.Reply != "":
			answer = e.Contact.Reply
		case e.Official != nil:
			if a, err := b.Answer(e.Official.Kind); err == nil {
				answer = a.Word()
			}
		}
	}
	if c.Filing == nil {
		c.State = cmp.Or(answer, NothingFiled)
		return
	}
	if c.Filing.Withdrawn != "" {
		c.State = FilingWithdrawn
		return
	}
	started := p.FilingStarts(p.Office(c.With))
	late := false
	for _, r := range p.Started(s) {
		if r.From == started && started != "" && r.Start.Equal(wall(c.Filing.On)) {
			c.Clocks = append(c.Clocks, r)
			late = late || !r.Clock.Users() && r.Over(s.Day)
		}
	}
	c.State = cmp.Or(answer, map[bool]string{true: FilingLate, false: FilingWaits}[late])
}
