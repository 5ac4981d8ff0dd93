package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
)

func newTimelineShow(s *session) *cobra.Command {
	var why bool
	c := command(s.Lang, "timeline.show", "show R12", func(cmd *cobra.Command, args []string) error {
		return showEvent(cmd.Context(), s, args[0], why)
	})
	c.Args = arguments(s.Lang, 1, 1, "R12")
	c.Flags().BoolVar(&why, "why", false, s.Say("flag.timeline-why"))
	return c
}

// showEvent shows one event with all that says so, verbatim; with why also the
// rule by which several sources are taken for one.
func showEvent(ctx context.Context, s *session, typed string, why bool) error {
	f, err := s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	if strings.Trim(typed, "0123456789") == "" {
		typed = "R" + typed
	}
	wanted := strings.ToUpper(strings.TrimPrefix(typed, "*"))
	id, _ := recordID(wanted) // of the events of records; others have names of their own
	records := map[int64]dispute.Record{}
	d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang, Messages: func(r *dispute.Record) bool { return r.ID == id },
		Seen: func(r *dispute.Record) {
			if r.Kind != dispute.Message || r.ID == id {
				records[r.ID] = *r
			}
		}})
	if err != nil {
		return err
	}
	for _, r := range d.Records {
		records[r.ID] = r
	}
	for _, e := range d.Events {
		if e.ID == wanted || id != 0 && tellsOf(e, id) {
			return printEvent(s, d, e, records, why)
		}
	}
	return usage("error.record-number", typed).next("hint.record-number")
}

// tellsOf reports whether an event is that of a record, alone or with others.
func tellsOf(e dispute.Event, id int64) bool {
	for _, j := range e.Joins {
		if j.With.Record == id {
			return true
		}
	}
	return e.Cites[0].Record == id
}

func printEvent(s *session, d *dossier.Dossier, e dispute.Event, records map[int64]dispute.Record, why bool) error {
	joins := map[dispute.Citation]string{}
	for _, j := range e.Joins {
		joins[j.With] = s.Lang.Note(j.Because)
	}
	v := answer.EventShown{Event: eventJSON(s.Lang, e), Sources: []answer.Source{}}
	for _, c := range e.Cites {
		r := records[c.Record]
		v.Sources = append(v.Sources, answer.Source{Citation: citationJSON(c), ID: recordName(c), Text: phrase.Join(": ", r.Who, r.Text), Because: joins[c]})
	}
	if s.JSON {
		return s.WriteJSON(v)
	}
	key := ""
	if e.Key {
		key = "*"
	}
	amount := ""
	if e.Amount != nil {
		amount = e.Amount.String()
	}
	s.indent("", phrase.Join("  ", key+e.ID, v.Event.At, amount))
	s.indent("  ", phrase.Event(s.Lang, e))
	for _, n := range v.Event.Notes {
		s.indent("  ", n)
	}
	for i, c := range e.Cites {
		source := v.Sources[i]
		fmt.Fprintln(s.Out, screen.Clean("  "+phrase.Join("  ", source.ID, phrase.Citation(s.Lang, c), evidenceName(d, c.Evidence))))
		s.indent("    ", source.Text)
		if why && source.Because != "" {
			s.indent("    ", source.Because)
		}
	}
	return nil
}

func recordName(c dispute.Citation) string {
	if c.Record == 0 {
		return ""
	}
	return "R" + itoa(c.Record)
}

func evidenceName(d *dossier.Dossier, id dispute.EvidenceID) string {
	for _, e := range d.Evidence {
		if e.ID == id {
			return e.Name
		}
	}
	return ""
}
