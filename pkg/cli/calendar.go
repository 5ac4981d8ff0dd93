package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/internal/icalendar"
	"complain/pkg/phrase"
	"complain/pkg/standing"
)

// alarmHour is the hour at which a whole day's alarm sounds.
const alarmHour = 9 * time.Hour

// writeCalendar writes the periods that run as a calendar with alarms.
func writeCalendar(ctx context.Context, s *session, f *casefile.File, c *standing.Standing, path string) error {
	entries, _, err := f.PacketHead(ctx)
	if err != nil {
		return err
	}
	cal := icalendar.Calendar{Product: "complain " + Version, Name: c.Facts.Case.Title, Lang: s.Lang.Document()}
	zone := location(c.Facts.Case.Zone)
	for _, d := range c.Deadlines() {
		if !d.Over {
			e := calendarEvent(s, c, d, zone)
			e.Sequence, e.Stamp = entries, c.Facts.Today.Time()
			cal.Events = append(cal.Events, e)
		}
	}
	if len(cal.Events) == 0 {
		s.Talk("deadlines.none")
		return nil
	}
	var whole bytes.Buffer
	if err := icalendar.Write(&whole, cal); err != nil {
		return err
	}
	if path == "-" {
		_, err := s.Raw.Write(whole.Bytes())
		return err
	}
	if path == "" {
		path = freeName(s.Say("deadlines.ics-name")+"-"+slug(c.Facts.Case.Title), ".ics")
	}
	if err := writeNew(path, false, func(w *os.File) error { _, err := io.Copy(w, &whole); return err }); err != nil {
		return err
	}
	return s.Done(answer.CalendarWritten{Path: path, Events: len(cal.Events)}, "deadlines.ics-done", screen.Clean(shown(path)), len(cal.Events))
}

// calendarEvent is the day, or the minute, that ends a period: with alarms before
// it where the user has to act, and on the morning after it where the other side
// is late then.
func calendarEvent(s *session, c *standing.Standing, d standing.Deadline, zone *time.Location) icalendar.Event {
	row := rowOfDeadline(s, c, d)
	last := d.Last()
	what := s.Say("deadlines.line", s.Say("clock.who."+d.Clock.Who), d.Clock.Action.In(s.Lang.Tag()))
	e := icalendar.Event{UID: fmt.Sprintf("%s@%s.complain", d.Clock.ID, c.Facts.Case.ID), Start: last, Summary: what}
	event, _ := c.Practice.Event(d.From) // an event of the data
	e.Description = s.Say("deadlines.ics-text", phrase.Weekday(s.Lang, d.Clock, d.Start), event.In(s.Lang.Tag()), phrase.Length(s.Lang, d.Clock))
	for _, basis := range row.Basis {
		e.Description += "\n" + basis
	}
	if d.End.Provisional {
		e.Description += "\n" + s.Say("clock.provisional")
	}
	if phrase.Layout(d.Clock) != time.DateOnly {
		e.Moment = true
		e.Start = time.Date(last.Year(), last.Month(), last.Day(), last.Hour(), last.Minute(), 0, 0, zone)
		e.Alarms = []icalendar.Alarm{{Before: 2 * time.Hour, Text: what}}
		return e
	}
	if !d.Clock.Users() {
		e.Alarms = []icalendar.Alarm{{Before: -24*time.Hour - alarmHour, Text: s.Say("deadlines.ics-late", what)}}
		return e
	}
	for _, days := range []time.Duration{7, 3, 1} {
		if at := last.AddDate(0, 0, -int(days)); at.After(c.State.Day) {
			e.Alarms = append(e.Alarms, icalendar.Alarm{Before: days*24*time.Hour - alarmHour, Text: s.Say("deadlines.ics-soon", int(days), what)})
		}
	}
	e.Alarms = append(e.Alarms, icalendar.Alarm{Before: -alarmHour, Text: s.Say("deadlines.ics-today", what)})
	return e
}
