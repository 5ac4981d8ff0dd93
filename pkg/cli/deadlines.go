package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/phrase"
	"complain/pkg/standing"
)

type deadlinesOptions struct {
	all, ics bool
	output   string
}

func newDeadlines(s *session) *cobra.Command {
	var o deadlinesOptions
	c := command(s.Lang, "deadlines", "deadlines", func(cmd *cobra.Command, _ []string) error {
		f, course, err := openWith(cmd.Context(), s.openWhole, casefile.ReadOnly, s.standing)
		if err != nil {
			return err
		}
		defer f.Close()
		if o.ics {
			return writeCalendar(cmd.Context(), s, f, course, o.output)
		}
		return showDeadlines(s, course, o.all)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().BoolVar(&o.all, "all", false, s.Say("flag.deadlines-all"))
	c.Flags().BoolVar(&o.ics, "ics", false, s.Say("flag.deadlines-ics"))
	c.Flags().StringVarP(&o.output, "output", "o", "", s.Say("flag.output"))
	c.AddCommand(newDeadlinesSet(s))
	return c
}

func rowOfDeadline(s *session, c *standing.Standing, d standing.Deadline) answer.Deadline {
	layout := phrase.Layout(d.Clock)
	row := answer.Deadline{
		Clock: d.Clock.ID, Who: d.Clock.Who, Action: d.Clock.Action.In(s.Lang.Tag()), Event: d.From,
		Starts: d.Start.Format(layout), Due: d.End.Due.Format(layout), Safe: d.Last().Format(layout), Over: d.Over,
		Provisional: d.End.Provisional, AsOf: d.Clock.Checked, Evidence: evidenceNumbers(d.By.Evidence), By: d.By.By,
		Basis: phrase.Rules(s.Lang, c.Book, d.Clock), Paused: d.Said.Paused, Extended: d.Said.Extended,
	}
	if !d.Kept.IsZero() {
		row.Kept = d.Kept.Format(time.DateOnly)
	}
	channels := c.Book.Channels()
	if i := slices.IndexFunc(channels, func(ch channel.Channel) bool { return slices.Contains(ch.Clocks, d.Clock.ID) }); i >= 0 {
		row.Channel = channels[i].ID
	}
	return row
}

func showDeadlines(s *session, c *standing.Standing, all bool) error {
	shown := c.Deadlines()
	if all {
		shown = c.Clocks()
	}
	if s.JSON {
		rows := []answer.Deadline{}
		for _, d := range shown {
			rows = append(rows, rowOfDeadline(s, c, d))
		}
		return s.WriteJSON(rows)
	}
	if len(shown) == 0 {
		s.Talk("deadlines.none")
		return nil
	}
	for _, d := range shown {
		printDeadline(s, c, d)
	}
	if n := len(c.Clocks()) - len(shown); n > 0 {
		s.Talk("deadlines.kept-more", n)
	}
	s.Talk("deadlines.missing")
	return nil
}

// printDeadline says until when, who has to do what, from which day and by
// which rule.
func printDeadline(s *session, c *standing.Standing, d standing.Deadline) {
	row := rowOfDeadline(s, c, d)
	fmt.Fprintf(s.Out, "%s\n", deadlineLine(s, d))
	event, _ := c.Practice.Event(d.From) // an event of the data
	by := phrase.Join(" ", append([]string{row.By}, row.Evidence...)...)
	if by == "" {
		by = s.Say("deadlines.said")
	}
	s.Labelled("deadlines.from", s.Say("deadlines.counted", phrase.Weekday(s.Lang, d.Clock, d.Start), event.In(s.Lang.Tag()), by, phrase.Length(s.Lang, d.Clock)))
	switch a := d.Said; {
	case !a.Until.IsZero():
		s.Labelled("deadlines.note", s.Say("deadlines.until-said"))
	case a.Paused > 0 || a.Extended > 0:
		s.Labelled("deadlines.note", s.Say("deadlines.changed", a.Paused, a.Extended))
	}
	if !d.Kept.IsZero() {
		code := "deadlines.kept-on"
		if d.Kept.After(d.End.Due) {
			code = "deadlines.kept-late"
		}
		s.Labelled("deadlines.note", s.Say(code, d.Kept.Format(time.DateOnly)))
	}
	if !d.End.Due.Equal(d.End.Nominal) {
		s.Labelled("deadlines.readings", s.Say("deadlines.both", phrase.Weekday(s.Lang, d.Clock, d.End.Nominal), phrase.Weekday(s.Lang, d.Clock, d.End.Due)))
	}
	s.Labelled("deadlines.rule", strings.Join(row.Basis, s.Say("list.comma")))
	s.Labelled("deadlines.note", d.Clock.Note.In(s.Lang.Tag()))
	if d.End.Provisional {
		s.Labelled("deadlines.note", s.Say("clock.provisional"))
	}
	if d.Clock.Doubtful {
		s.Labelled("deadlines.note", s.Say("clock.doubtful"))
	}
}

// deadlineLine is a deadline in a line: the day to keep, and who has to do what.
func deadlineLine(s *session, d standing.Deadline) string {
	code, style := "deadlines.running", s.Out.Style.Bold
	switch {
	case d.Over:
		code, style = "deadlines.over", s.Out.Style.Bad
	case !d.Kept.IsZero():
		code, style = "deadlines.kept", s.Out.Style.Dim
	}
	head := s.Say(code, phrase.Weekday(s.Lang, d.Clock, d.Last()))
	return style.Render(head) + "  " + s.Hanging(head+"  ", screen.Clean(s.Say("deadlines.line", s.Say("clock.who."+d.Clock.Who), d.Clock.Action.In(s.Lang.Tag()))), s.Terminal)
}
