// Package standing is where a case stands on a day, in the words of the rules: what
// runs and ran out, what comes next, what is told of its story, what it could claim.
//
// It promises the same for the same case and day. It forbids I/O, clocks, and any
// word of its own.
package standing

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

// Standing is where a case stands on the day of its facts.
type Standing struct {
	Book     *channel.Book
	Practice *channel.Practice
	Dossier  *dossier.Dossier
	Facts    dossier.Facts
	State    *channel.State
}

// On is where the case of a dossier stands on a day; shows says what files of each
// importer show.
func On(book *channel.Book, practice *channel.Practice, d *dossier.Dossier, today dispute.When, shows map[string]dispute.Shows) *Standing {
	c := &Standing{Book: book, Practice: practice, Dossier: d, Facts: d.Facts(today, shows)}
	c.State = dossier.StateOf(book, practice, c.Facts)
	return c
}

// Courses are what was handed in in the case, and what followed.
func (c *Standing) Courses() []dossier.Course {
	return dossier.Courses(c.Book, c.Practice, c.Facts, c.State)
}

// Steps are the ids of the steps that are open, in order.
func (c *Standing) Steps() []string {
	out := []string{}
	for _, x := range c.Practice.Next(c.State) {
		out = append(out, x.Step.ID)
	}
	return out
}
