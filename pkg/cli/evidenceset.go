package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
)

type evidenceSetOptions struct {
	title, source, proves, captured string
	official                        officialFlags
	proposed                        bool
	given                           func(flag string) bool // the user said it, be it ""
}

func newEvidenceSet(s *session) *cobra.Command {
	var o evidenceSetOptions
	c := command(s.Lang, "evidence.set", "set [E1...]", func(cmd *cobra.Command, args []string) error {
		o.given = cmd.Flags().Changed
		said := slices.ContainsFunc(slices.Concat([]string{"title", "source", "proves", "captured"}, officialNames), o.given)
		switch {
		case o.proposed && said:
			return usage("error.proposed-and-said").next("hint.proposed-and-said", cmd.CommandPath())
		case o.proposed:
			return takeNames(cmd.Context(), s, args)
		case len(args) == 0:
			return asHelp(usage("error.arguments-few", askedFor(s.Lang, "E1")), cmd)
		}
		if !said {
			return asHelp(usage("error.nothing-to-set"), cmd)
		}
		return withChosen(cmd.Context(), s, args, false, func(f *casefile.File, chosen []dispute.Evidence) error {
			return runEvidenceSet(cmd.Context(), s, f, chosen, o)
		})
	})
	c.Args = cobra.ArbitraryArgs
	c.Flags().BoolVar(&o.proposed, "proposed", false, s.Say("flag.proposed"))
	c.Flags().StringVar(&o.title, "title", "", s.Say("flag.title"))
	c.Flags().StringVar(&o.source, "source", "", s.Say("flag.source"))
	c.Flags().StringVar(&o.proves, "proves", "", s.Say("flag.proves"))
	c.Flags().StringVar(&o.captured, "captured", "", s.Say("flag.captured"))
	o.official.add(s.Lang, c)
	return c
}

// over is e with what the user says of it.
func (o evidenceSetOptions) over(s *session, e dispute.Evidence, zone string) (dispute.Evidence, error) {
	for _, field := range []struct {
		flag, from string
		to         *string
	}{{"title", o.title, &e.Title}, {"source", o.source, &e.Source}, {"proves", o.proves, &e.Proves}} {
		if o.given(field.flag) {
			*field.to = field.from
		}
	}
	if o.given("captured") {
		var err error
		if e.Captured, err = userWhen(s, o.captured, zone); err != nil {
			return e, err
		}
	}
	err := setOfficial(s, &e, o.official, o.given, zone)
	return e, err
}

// runEvidenceSet says the same of all that is chosen, or of none.
func runEvidenceSet(ctx context.Context, s *session, f *casefile.File, chosen []dispute.Evidence, o evidenceSetOptions) error {
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	for i, e := range chosen {
		if chosen[i], err = o.over(s, e, c.Zone); err != nil {
			return err
		}
	}
	if err := s.saying(ctx, f, func() error {
		return f.Batch(ctx, func() error {
			for _, e := range chosen {
				if err := f.Describe(ctx, e); err != nil {
					return err
				}
			}
			return nil
		})
	}); err != nil {
		return err
	}
	for _, e := range chosen {
		if err := sayEvidenceSet(ctx, s, f, e, o); err != nil {
			return err
		}
	}
	return nil
}

func sayEvidenceSet(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, o evidenceSetOptions) error {
	v := answer.EvidenceSet{Evidence: e.ID.String()}
	if e.Official != nil {
		if slices.ContainsFunc(officialNames, o.given) {
			if err := doubtDates(ctx, s, f, *e.Official); err != nil {
				return err
			}
		}
		v.Official = new(officialJSON(s, *e.Official))
	}
	return s.Done(v, "evidence.set.done", e.ID)
}
