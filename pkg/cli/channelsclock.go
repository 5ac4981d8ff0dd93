package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/channel/calendar"
	"complain/pkg/dispute"
)

func newChannelClock(a *app) *cobra.Command {
	var from string
	var paused int
	c := a.command("channels.clock", "clock [ID]", func(cmd *cobra.Command, args []string) error {
		practice, err := a.practice()
		if err != nil {
			return err
		}
		if len(args) == 0 {
			return a.listClocks(practice)
		}
		clock, err := practice.Clock(args[0])
		if err != nil {
			return usage("error.clock", args[0]).next("hint.clock")
		}
		if from == "" {
			return a.showClock(clock)
		}
		at, err := a.parseWhen(from, "UTC")
		if err != nil {
			return err
		}
		if at.Precision < dispute.Day {
			return usage("error.time", from).next("hint.time")
		}
		return a.showRun(practice.Count(clock, at.Time().UTC(), paused))
	})
	c.Args = a.arguments(0, 1, "ID")
	c.Flags().StringVar(&from, "from", "", a.say("flag.clock-from"))
	c.Flags().IntVar(&paused, "paused", 0, a.say("flag.clock-paused"))
	return c
}

// clock is a clock in a line: who has how long for what.
func (a *app) clock(c channel.Clock) string {
	return a.say("clock.line", a.say("clock.who."+c.Who), a.length(c), c.Action.In(a.lang.Tag()))
}

func (a *app) length(c channel.Clock) string { return a.say("clock.unit."+string(c.Unit), c.Length) }

func (a *app) listClocks(p *channel.Practice) error {
	if a.json {
		rows := []map[string]any{}
		for _, c := range p.Clocks() {
			rows = append(rows, a.clockJSON(c))
		}
		return a.writeJSON(a.out, rows)
	}
	t := a.table("channels.head.id", "clock.head.who", "clock.head.length", "clock.head.action")
	t.flexible = 3
	for _, c := range p.Clocks() {
		t.row(c.ID, a.say("clock.who."+c.Who), a.length(c), c.Action.In(a.lang.Tag()))
	}
	t.print()
	a.talk("channels.as-of", p.AsOf())
	return nil
}

func (a *app) clockJSON(c channel.Clock) map[string]any {
	lang := a.lang.Tag()
	return map[string]any{"id": c.ID, "who": c.Who, "starts": c.Starts, "length": c.Length, "unit": c.Unit, "action": c.Action.In(lang),
		"note": c.Note.In(lang), "articles": append([]string{}, c.Articles...), "rule": c.Rule.In(lang), "as_of": c.Checked,
		"confidence": c.Confidence, "unconfirmed": c.Doubtful}
}

func (a *app) showClock(c channel.Clock) error {
	if a.json {
		return a.writeJSON(a.out, a.clockJSON(c))
	}
	a.clockHead(c)
	return nil
}

// clockHead is what a clock is and by which rule it runs.
func (a *app) clockHead(c channel.Clock) {
	lang := a.lang.Tag()
	fmt.Fprintln(a.out, a.out.style.bold.Render(clean(a.clock(c))), c.ID)
	labelled(a, "channels.note", c.Note.In(lang))
	labelled(a, "clock.rule", c.Rule.In(lang))
	for _, rule := range a.rules(c) {
		labelled(a, "clock.rule", rule)
	}
	labelled(a, "channels.source", c.Source)
	if c.Doubtful {
		labelled(a, "channels.note", a.say("clock.doubtful"))
	}
	a.print("channels.as-of", c.Checked)
}

// rules are the articles by which a clock runs, as they are cited, with their
// ids.
func (a *app) rules(c channel.Clock) []string {
	var out []string
	if book, err := a.book(); err == nil {
		articles, _ := book.Articles(c.Articles) // a book that loaded has them
		for _, x := range articles {
			out = append(out, x.Law.Title(a.lang.Tag())+" "+x.Number(a.lang.Tag())+" "+x.ID)
		}
	}
	return out
}

func (a *app) showRun(r channel.Run) error {
	if a.json {
		v := a.clockJSON(r.Clock)
		v["from"], v["keep"] = r.Start.Format(dayOf(r.Clock)), r.Last().Format(dayOf(r.Clock))
		v["last_day"], v["latest"], v["narrow"] = r.End.Nominal.Format(dayOf(r.Clock)), r.End.Due.Format(dayOf(r.Clock)), r.End.Narrow.Format(dayOf(r.Clock))
		v["office_day"], v["provisional"] = r.End.Office.Format(dayOf(r.Clock)), r.End.Provisional
		extended := []string{}
		for _, e := range r.Extended {
			extended = append(extended, e.Due.Format(dayOf(r.Clock)))
		}
		v["extended"] = extended
		return a.writeJSON(a.out, v)
	}
	labelled(a, "clock.keep", a.weekday(r.Clock, r.Last()))
	labelled(a, "clock.from", a.weekday(r.Clock, r.Start))
	if !r.End.Due.Equal(r.End.Nominal) {
		labelled(a, "clock.nominal", a.weekday(r.Clock, r.End.Nominal))
		labelled(a, "clock.latest", a.weekday(r.Clock, r.End.Due))
	}
	if !r.End.Narrow.Equal(r.End.Due) {
		labelled(a, "clock.narrow", a.weekday(r.Clock, r.End.Narrow))
	}
	if r.Clock.Users() && !r.End.Office.Equal(r.End.Nominal) {
		labelled(a, "clock.office", a.weekday(r.Clock, r.End.Office))
	}
	for _, e := range r.Extended {
		labelled(a, "clock.extended", a.weekday(r.Clock, e.Due))
	}
	if r.End.Provisional {
		labelled(a, "channels.note", a.say("clock.provisional"))
	}
	a.clockHead(r.Clock)
	return nil
}

// dayOf is how a clock's times are written: hours to the minute.
func dayOf(c channel.Clock) string {
	if c.Unit == calendar.Hour || c.Unit == calendar.BusinessHour {
		return "2006-01-02 15:04"
	}
	return time.DateOnly
}

func (a *app) weekday(c channel.Clock, at time.Time) string {
	return a.say("clock.day", at.Format(dayOf(c)), a.say("weekday."+strings.ToLower(at.Weekday().String()[:3])))
}
