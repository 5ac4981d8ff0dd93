package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

type agreedOptions struct {
	paused, extended int
	until, kept, why string
	reset            bool
}

// newDeadlinesSet is the command by which the user says what an office told them
// of a period, or that it was kept.
func newDeadlinesSet(s *session) *cobra.Command {
	var o agreedOptions
	c := command(s.Lang, "deadlines.set", "set CLOCK", func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().NFlag() == 0 {
			return asHelp(usage("error.nothing-to-set"), cmd)
		}
		return setAgreed(cmd.Context(), s, args[0], o, cmd.Flags().Changed)
	})
	c.Args = arguments(s.Lang, 1, 1, "CLOCK")
	f := c.Flags()
	f.IntVar(&o.paused, "paused", 0, s.Say("flag.clock-paused"))
	f.IntVar(&o.extended, "extended", 0, s.Say("flag.clock-extended"))
	f.StringVar(&o.until, "until", "", s.Say("flag.clock-until"))
	f.StringVar(&o.kept, "kept", "", s.Say("flag.clock-kept"))
	f.StringVar(&o.why, "why", "", s.Say("flag.clock-why"))
	f.BoolVar(&o.reset, "reset", false, s.Say("flag.clock-reset"))
	return c
}

func setAgreed(ctx context.Context, s *session, id string, o agreedOptions, given func(string) bool) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	clock, err := practice.Clock(id)
	switch {
	case err != nil:
		return usage("error.clock", id).next("hint.clock")
	case o.paused < 0 || o.paused > 0 && !clock.Pause:
		return usage("error.clock-pause", id)
	case o.extended < 0 || o.extended > len(clock.Extend):
		return usage("error.clock-extend", id, len(clock.Extend))
	}
	f, err := s.openWhole(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	name := clock.Action.In(s.Lang.Tag())
	if o.reset {
		if err := dossier.Unsay(ctx, f, dossier.AgreedSaid, id); err != nil {
			return err
		}
		return s.Done(answer.Agreed{Clock: id}, "deadlines.set.reset", name)
	}
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	said, err := dossier.ReadSaid(ctx, f)
	if err != nil {
		return err
	}
	a := said.Agreed[id]
	if given("paused") {
		a.Paused = o.paused
	}
	if given("extended") {
		a.Extended = o.extended
	}
	if given("why") {
		a.Why = strings.TrimSpace(o.why)
	}
	for _, day := range []struct {
		flag, text string
		into       *dispute.Stored
	}{{"until", o.until, &a.Until}, {"kept", o.kept, &a.Kept}} {
		if !given(day.flag) {
			continue
		}
		w, err := userWhen(s, day.text, c.Zone)
		if err != nil {
			return err
		}
		if w.Known() && w.Precision < dispute.Day {
			return usage("error.no-day", day.text).next("hint.official-day")
		}
		*day.into = w.Stored()
	}
	if err := dossier.Say(ctx, f, dossier.AgreedSaid, id, a); err != nil {
		return err
	}
	return s.Done(answer.Agreed{Clock: id, Paused: a.Paused, Extended: a.Extended, Until: a.Until.When().String(), Kept: a.Kept.When().String(), Why: a.Why},
		"deadlines.set.done", name)
}
