package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
	"complain/pkg/recognise"
)

type evidenceShowOptions struct{ location bool }

func newEvidenceShow(s *session) *cobra.Command {
	var o evidenceShowOptions
	c := command(s.Lang, "evidence.show", "show E1...", func(cmd *cobra.Command, args []string) error {
		return eachEvidence(cmd.Context(), s, casefile.Salvage, args, func(f *casefile.File, e dispute.Evidence) error {
			if err := showEvidence(cmd.Context(), s, f, e, o); err != nil {
				return err
			}
			return f.CheckRows(cmd.Context())
		})
	})
	c.Args = arguments(s.Lang, 1, -1, "E1")
	c.Flags().BoolVar(&o.location, "location", false, s.Say("flag.location"))
	return c
}

func showEvidence(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, o evidenceShowOptions) error {
	var place *string // where it was taken, which is shown when it is asked for
	if o.location {
		place = new(string)
		p, ok, err := dossier.PlaceOf(ctx, f, e.ID)
		if err != nil {
			return err
		}
		if ok {
			*place = p.String()
		}
	}
	if s.JSON {
		v := evidenceJSON(s, e)
		v.Location = place
		return s.WriteJSON(v)
	}
	printEvidence(s, e, place)
	if e.Purged != "" {
		return nil
	}
	seen, _ := f.RecognisedText(ctx, e.ID) // showSeen says what is wrong with it, last
	printReading(s, e, len(seen) > 0)
	// What there is to know about a picture or a recording is in its one record.
	if e.Reading.Records == 1 {
		for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID, Withdrawn: true}) {
			if err != nil {
				return err
			}
			for _, n := range r.Remarks {
				s.Labelled("evidence.remark", s.Lang.Note(n))
			}
		}
	}
	return showSeen(ctx, s.Screen, f, e)
}

// printEvidence says what an evidence is, and what was said of it.
func printEvidence(s *session, e dispute.Evidence, place *string) {
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(e.ID.String()), screen.Clean(e.Name))
	s.Labelled("evidence.path", e.Path)
	s.Labelled("evidence.sha256", e.SHA256)
	s.Labelled("evidence.size", s.Say("evidence.bytes", e.Size, e.MediaType))
	s.Labelled("evidence.added", e.Added.UTC().Format("2006-01-02 15:04:05 UTC"))
	if e.Parent != 0 {
		s.Labelled("evidence.parent", e.Parent.String())
	}
	s.Labelled("evidence.title", e.Title)
	s.Labelled("evidence.source", e.Source)
	s.Labelled("evidence.proves", e.Proves)
	s.Labelled("evidence.captured", e.Captured.String())
	if e.Official != nil {
		s.Labelled("evidence.official", officialLine(s, *e.Official))
	}
	s.Labelled("evidence.redacted", phrase.MadeFrom(s.Lang, e))
	if place != nil {
		s.Labelled("evidence.location", placeLine(s.Lang, *place))
	}
	s.Labelled("evidence.why-withdrawn", e.Withdrawn)
	s.Labelled("evidence.why-purged", e.Purged)
}

// printReading says how an evidence was read, and what is open or in doubt.
// recognised is set where the text of its pictures was seen already.
func printReading(s *session, e dispute.Evidence, recognised bool) {
	brief := e
	brief.Reading.Because = nil
	s.Labelled("evidence.reading", readingLine(s.Lang, brief))
	for _, n := range e.Reading.Because {
		s.Labelled("evidence.because", s.Lang.Note(n))
	}
	for _, t := range e.Reading.Totals {
		state := s.Say("total.same")
		if !t.OK {
			state = s.Say("total.differs")
		}
		s.Labelled("evidence.total", s.Say("total.line", s.Lang.Note(t.What), t.Declared, t.Read, state))
	}
	for _, n := range e.Reading.Remarks {
		if n.Code != recognise.ScansReadable || !recognised {
			s.Labelled("evidence.remark", scanRemark(s.Lang, e, n))
		}
	}
	if n := e.Reading.Failure; n != nil {
		s.Labelled("evidence.failure", s.Lang.Note(*n))
	}
	if n := e.Reading.Question; n != nil {
		s.Labelled("evidence.question", s.Lang.Note(*n))
		fmt.Fprintf(s.Out, "    %s\n", answerHint(s.Lang, e))
	}
	for _, p := range e.Reading.Problems {
		s.Labelled("evidence.problem", phrase.Join(": ", phrase.Place(s.Lang, p.At), s.Lang.Note(p.Why)))
	}
	for _, d := range e.Reading.Doubts {
		s.Labelled("evidence.doubt", phrase.Join(": ", phrase.Place(s.Lang, d.At), s.Lang.Note(d.Why)))
	}
	if hint := unheardHint(s.Lang, e); hint != "" {
		fmt.Fprintf(s.Out, "    %s\n", screen.Clean(hint))
	}
}
