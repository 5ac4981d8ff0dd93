package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/phrase"
)

type clockOptions struct {
	from   string // the day to count from; "" is none
	paused int    // days that do not count
}

func newChannelClock(s *session) *cobra.Command {
	var o clockOptions
	c := command(s.Lang, "channels.clock", "clock [ID]", func(_ *cobra.Command, args []string) error { return runClock(s, args, o) })
	c.Args = arguments(s.Lang, 0, 1, "ID")
	c.Flags().StringVar(&o.from, "from", "", s.Say("flag.clock-from"))
	c.Flags().IntVar(&o.paused, "paused", 0, s.Say("flag.clock-paused"))
	return c
}

// runClock lists all clocks, shows the one that is named, or counts it from a day.
func runClock(s *session, named []string, o clockOptions) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	if len(named) == 0 {
		return listClocks(s.Screen, practice)
	}
	clock, err := practice.Clock(named[0])
	if err != nil {
		return usage("error.clock", named[0]).next("hint.clock")
	}
	if o.from == "" {
		return showClock(s, clock)
	}
	at, err := parseWhen(o.from, "UTC")
	if err != nil {
		return err
	}
	if at.Precision < dispute.Day {
		return usage("error.time", o.from).next("hint.time")
	}
	return showRun(s, practice.Count(clock, at.Time().UTC(), o.paused))
}

func listClocks(scr *screen.Screen, p *channel.Practice) error {
	if scr.JSON {
		rows := []answer.Clock{}
		for _, c := range p.Clocks() {
			rows = append(rows, countedJSON(scr, c))
		}
		return scr.WriteJSON(rows)
	}
	t := scr.Table("channels.head.id", "clock.head.who", "clock.head.length", "clock.head.action")
	t.Flexible = 3
	for _, c := range p.Clocks() {
		t.Row(c.ID, scr.Say("clock.who."+c.Who), phrase.Length(scr.Lang, c), c.Action.In(scr.Lang.Tag()))
	}
	t.Print()
	scr.Talk("channels.as-of", p.AsOf())
	return nil
}

func countedJSON(scr *screen.Screen, c channel.Clock) answer.Clock {
	lang := scr.Lang.Tag()
	return answer.Clock{ID: c.ID, Who: c.Who, Starts: c.Starts, Length: c.Length, Unit: c.Unit, Action: c.Action.In(lang),
		Note: c.Note.In(lang), Articles: append([]string{}, c.Articles...), Rule: c.Rule.In(lang), AsOf: c.Checked,
		Confidence: c.Confidence, Unconfirmed: c.Doubtful}
}

func showClock(s *session, c channel.Clock) error {
	if s.JSON {
		return s.WriteJSON(countedJSON(s.Screen, c))
	}
	clockHead(s, c)
	return nil
}

// clockHead is what a clock is and by which rule it runs.
func clockHead(s *session, c channel.Clock) {
	lang := s.Lang.Tag()
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(phrase.Clock(s.Lang, c))), c.ID)
	s.Labelled("channels.note", c.Note.In(lang))
	s.Labelled("clock.rule", c.Rule.In(lang))
	if book, err := s.book(); err == nil {
		for _, rule := range phrase.Articles(s.Lang, book, c) {
			s.Labelled("clock.rule", rule)
		}
	}
	s.Labelled("channels.source", c.Source)
	if c.Doubtful {
		s.Labelled("channels.note", s.Say("clock.doubtful"))
	}
	s.Print("channels.as-of", c.Checked)
}

func showRun(s *session, r channel.Run) error {
	if s.JSON {
		v := countedJSON(s.Screen, r.Clock)
		v.From, v.Keep = r.Start.Format(phrase.Layout(r.Clock)), r.Last().Format(phrase.Layout(r.Clock))
		v.LastDay, v.Latest, v.Narrow = r.End.Nominal.Format(phrase.Layout(r.Clock)), r.End.Due.Format(phrase.Layout(r.Clock)), r.End.Narrow.Format(phrase.Layout(r.Clock))
		v.OfficeDay, v.Provisional = r.End.Office.Format(phrase.Layout(r.Clock)), &r.End.Provisional
		extended := []string{}
		for _, e := range r.Extended {
			extended = append(extended, e.Due.Format(phrase.Layout(r.Clock)))
		}
		v.Extended = extended
		return s.WriteJSON(v)
	}
	s.Labelled("clock.keep", phrase.Weekday(s.Lang, r.Clock, r.Last()))
	s.Labelled("clock.from", phrase.Weekday(s.Lang, r.Clock, r.Start))
	if !r.End.Due.Equal(r.End.Nominal) {
		s.Labelled("clock.nominal", phrase.Weekday(s.Lang, r.Clock, r.End.Nominal))
		s.Labelled("clock.latest", phrase.Weekday(s.Lang, r.Clock, r.End.Due))
	}
	if !r.End.Narrow.Equal(r.End.Due) {
		s.Labelled("clock.narrow", phrase.Weekday(s.Lang, r.Clock, r.End.Narrow))
	}
	if r.Clock.Users() && !r.End.Office.Equal(r.End.Nominal) {
		s.Labelled("clock.office", phrase.Weekday(s.Lang, r.Clock, r.End.Office))
	}
	for _, e := range r.Extended {
		s.Labelled("clock.extended", phrase.Weekday(s.Lang, r.Clock, e.Due))
	}
	if r.End.Provisional {
		s.Labelled("channels.note", s.Say("clock.provisional"))
	}
	clockHead(s, r.Clock)
	return nil
}
