package cli

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

type timelineOptions struct {
	from, to, kind string
	ics, svg       string // files
	key, csv       bool
}

func newTimeline(s *session) *cobra.Command {
	var o timelineOptions
	c := command(s.Lang, "timeline", "timeline", func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		if o.csv && o.ics+o.svg != "" || o.ics != "" && o.svg != "" {
			return asHelp(usage("error.one-view"), cmd)
		}
		return runTimeline(cmd.Context(), s, o)
	})
	c.Args = cobra.ArbitraryArgs
	c.Flags().StringVar(&o.from, "from", "", s.Say("flag.from"))
	c.Flags().StringVar(&o.to, "to", "", s.Say("flag.to"))
	c.Flags().StringVar(&o.kind, "kind", "", s.Say("flag.kind", kindNames(dispute.EventKinds())))
	c.Flags().BoolVar(&o.key, "key", false, s.Say("flag.key"))
	c.Flags().BoolVar(&o.csv, "csv", false, s.Say("flag.timeline-csv"))
	c.Flags().StringVar(&o.ics, "ics", "", s.Say("flag.timeline-ics"))
	c.Flags().StringVar(&o.svg, "svg", "", s.Say("flag.timeline-svg"))
	c.AddCommand(newTimelineShow(s))
	return c
}

func runTimeline(ctx context.Context, s *session, o timelineOptions) error {
	if err := checkKind(s.Screen, &o.kind, dispute.EventKinds()); err != nil {
		return err
	}
	f, c, err := openWith(ctx, s.openWhole, casefile.ReadOnly, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	from, err := parseWhen(o.from, c.Zone)
	if err != nil {
		return err
	}
	to, err := parseWhen(o.to, c.Zone)
	if err != nil {
		return err
	}
	asked := func(kind dispute.Kind, at dispute.When) bool {
		return (o.kind == "" || string(kind) == o.kind) && within(at, from, to)
	}
	if o.ics != "" || o.svg != "" {
		d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang})
		if err != nil {
			return err
		}
		d.Events = slices.DeleteFunc(d.Events, func(e dispute.Event) bool { return !asked(e.Kind, e.At) })
		if o.svg != "" {
			return writeFigure(s, d, o.svg)
		}
		return writeFactsCalendar(ctx, s, f, d, o.ics)
	}
	asks := func(r *dispute.Record) bool { return !o.key && asked(r.Kind, r.At) }
	return dossier.Walk(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang}, asks, func(d *dossier.Dossier, all iter.Seq2[dispute.Event, error]) error {
		events := func(yield func(dispute.Event, error) bool) {
			for e, err := range all {
				if (err != nil || asked(e.Kind, e.At) && (!o.key || e.Key)) && !yield(e, err) {
					return
				}
			}
		}
		switch {
		case s.JSON:
			return writeEvents(s, events)
		case o.csv:
			return writeEventsCSV(s, events)
		case len(d.Events) == 0:
			s.Talk("timeline.none")
			return nil
		}
		return printEvents(s, d.Case, events)
	})
}

func writeEvents(s *session, events iter.Seq2[dispute.Event, error]) error {
	answers := screen.AnswersOf[answer.Event](s.Screen)
	defer answers.Flush()
	for e, err := range events {
		if err != nil {
			return err
		}
		v := eventJSON(s.Lang, e)
		if err := answers.Write(&v); err != nil {
			return err
		}
	}
	return nil
}

func printEvents(s *session, c dispute.Case, events iter.Seq2[dispute.Event, error]) error {
	t := s.Table("timeline.head.id", "timeline.head.at", "timeline.head.what", "timeline.head.amount", "timeline.head.cites")
	t.Flexible, t.Right = 2, []int{3}
	home, _ := time.LoadLocation(c.Zone) // without the zone's table no offset is said
	shown, away, first := 0, false, "R1"
	for e, err := range events {
		if err != nil {
			return err
		}
		shown, away = shown+1, away || phrase.Elsewhere(e.At, home)
		id := e.ID
		if shown == 1 {
			first = id
		}
		if e.Key {
			id = "*" + id
		}
		t.Row(id, phrase.Time(s.Lang, e.At, home), phrase.Event(s.Lang, e), phrase.Signed(e.Amount, e.Direction, c.Currency), phrase.Citations(s.Lang, e))
		if e.Key {
			t.Emphasise()
		}
	}
	t.Print()
	s.Talk("timeline.legend", shown, c.Zone, first)
	if away {
		s.Talk("timeline.elsewhere")
	}
	return nil
}

// within reports whether a time lies between two others, each of which may be
// unknown; to includes the whole of its last day, minute or second.
func within(at, from, to dispute.When) bool {
	if (from.Known() || to.Known()) && !at.Known() {
		return false
	}
	if from.Known() && at.Time().Before(from.Time()) {
		return false
	}
	if !to.Known() {
		return true
	}
	last := to.String()
	return at.Time().Before(to.Time()) || len(at.String()) >= len(last) && strings.HasPrefix(at.Wall(), to.Wall())
}

func eventJSON(lang locale.Lang, e dispute.Event) answer.Event {
	cites := []answer.Citation{}
	for _, c := range e.Cites {
		cites = append(cites, citationJSON(c))
	}
	notes := []string{}
	for _, n := range e.Notes {
		notes = append(notes, lang.Note(n))
	}
	text := e.Text
	if e.Summary != nil {
		text = lang.Note(*e.Summary)
	}
	v := answer.Event{ID: e.ID, At: e.At.String(), Precision: e.At.Precision.String(), Zone: e.At.Zone.Name, Kind: e.Kind,
		Who: e.Who, Text: text, Amount: "", Currency: "", Direction: e.Direction, Refund: e.Refund, Cites: cites, Key: e.Key, Notes: notes}
	v.Elements, v.Sentence = e.Elements, e.Sentence
	if e.Amount != nil {
		v.Amount, v.Currency = phrase.Unsigned(e.Amount, e.Direction), e.Amount.Currency
	}
	return v
}

// citationJSON is a place in the evidence, of an own statement without one.
func citationJSON(c dispute.Citation) answer.Citation {
	id := c.Evidence.String()
	if c.Evidence == 0 {
		id = ""
	}
	return answer.Citation{Evidence: id, Locator: c.Locator}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
