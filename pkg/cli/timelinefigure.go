package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/dossier"
	"complain/pkg/internal/icalendar"
	"complain/pkg/packet"
	"complain/pkg/phrase"
	"complain/pkg/render/figure"
)

// dated are the key facts of a case that have a day.
func dated(d *dossier.Dossier) []dispute.Event {
	var out []dispute.Event
	for _, e := range d.Events {
		if e.Key && e.States() && e.At.Precision >= dispute.Day {
			out = append(out, e)
		}
	}
	return out
}

// writeFigure draws the key facts of a case on one line of time.
func writeFigure(s *session, d *dossier.Dossier, path string) error {
	facts := dated(d)
	l := figure.Line{Title: s.Say("figure.title", d.Case.Title)}
	used := map[doc.MomentKind]bool{}
	for i, e := range facts {
		m := figure.Mark{At: e.At.Time(), Kind: packet.MomentKind(e), Date: e.At.Wall(), Text: screen.Clean(factWords(s, e))}
		if e.Amount != nil {
			m.Amount = phrase.Signed(e.Amount, e.Direction, "")
		}
		used[m.Kind] = true
		l.Marks = append(l.Marks, m)
		if i > 0 {
			before := facts[i-1].At.Time()
			if gap := m.At.Sub(before); gap >= packet.Silent {
				l.Silences = append(l.Silences, doc.Silence{From: before, To: m.At, Text: s.Say("figure.silence", int(gap/(24*time.Hour)))})
			}
		}
	}
	if len(l.Marks) == 0 {
		s.Talk("figure.none")
		return nil
	}
	l.Keys = packet.MomentKeys(s.Lang, used)
	var whole bytes.Buffer
	if err := figure.SVG(&whole, l); err != nil {
		return err
	}
	return s.writeWhole(path, &whole, len(l.Marks))
}

// factWords is what a fact says: the user's sentence, else the passage that
// matters, else what was read.
func factWords(s *session, e dispute.Event) string {
	if e.Sentence != "" {
		return e.Sentence
	}
	if e.Quote != "" {
		return phrase.Join(": ", e.Who, e.Quote)
	}
	return phrase.Event(s.Lang, e)
}

// writeFactsCalendar writes the key facts of a case as a calendar.
func writeFactsCalendar(ctx context.Context, s *session, f *casefile.File, d *dossier.Dossier, path string) error {
	entries, _, err := f.PacketHead(ctx)
	if err != nil {
		return err
	}
	cal := icalendar.Calendar{Product: "complain " + Version, Name: s.Say("figure.title", d.Case.Title), Lang: s.Lang.Document()}
	for _, e := range dated(d) {
		day := e.At.Precision <= dispute.Hour
		c := e.At.Clock()
		v := icalendar.Event{UID: e.ID + "@" + d.Case.ID + ".complain", Sequence: entries, Stamp: s.sys.Now(), Start: e.At.Time(), Moment: !day,
			Summary: screen.Clean(phrase.Join(" ", factWords(s, e), phrase.Signed(e.Amount, e.Direction, ""))), Description: phrase.Citations(s.Lang, e)}
		if day {
			v.Start = time.Date(c.Year, time.Month(c.Month), c.Day, 0, 0, 0, 0, time.UTC)
		}
		cal.Events = append(cal.Events, v)
	}
	if len(cal.Events) == 0 {
		s.Talk("figure.none")
		return nil
	}
	var whole bytes.Buffer
	if err := icalendar.Write(&whole, cal); err != nil {
		return err
	}
	return s.writeWhole(path, &whole, len(cal.Events))
}

// writeWhole writes a view of so many facts to a new file, or to standard output
// for "-".
func (s *session) writeWhole(path string, whole *bytes.Buffer, facts int) error {
	if path == "-" {
		_, err := s.Raw.Write(whole.Bytes())
		return err
	}
	if err := writeNew(path, false, func(w *os.File) error { _, err := io.Copy(w, whole); return err }); err != nil {
		return err
	}
	return s.Done(answer.TimelineWritten{Path: path, Facts: facts}, "figure.done", screen.Clean(shown(path)), facts)
}
