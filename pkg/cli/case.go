package cli

import (
	"context"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
)

type caseSetOptions struct {
	title, category, platform, order, language, tz, currency, jurisdiction string

	proposed bool

	given func(flag string) bool // the user said it, be it ""
}

func newCaseSet(s *session) *cobra.Command {
	var o caseSetOptions
	c := command(s.Lang, "case.set", "set", func(cmd *cobra.Command, _ []string) error {
		o.given = cmd.Flags().Changed
		if o.proposed {
			if o.over(new(dispute.Case)) {
				return usage("error.proposed-and-said").next("hint.proposed-and-said", cmd.CommandPath())
			}
			return takeFactsProposed(cmd.Context(), s)
		}
		return runCaseSet(cmd.Context(), s, o, cmd.CommandPath())
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	f := c.Flags()
	f.BoolVar(&o.proposed, "proposed", false, s.Say("flag.case-proposed"))
	f.StringVar(&o.title, "title", "", s.Say("flag.case.title"))
	f.StringVar(&o.category, "category", "", s.Say("flag.new.category"))
	f.StringVar(&o.platform, "platform", "", s.Say("flag.new.platform"))
	f.StringVar(&o.order, "order", "", s.Say("flag.new.order"))
	f.StringVar(&o.language, "language", "", s.Say("flag.case.language"))
	f.StringVar(&o.tz, "tz", "", s.Say("flag.new.tz"))
	f.StringVar(&o.currency, "currency", "", s.Say("flag.new.currency"))
	f.StringVar(&o.jurisdiction, "jurisdiction", "", s.Say("flag.new.jurisdiction"))
	return c
}

// over puts what the user says over a case; changed is false where that is nothing.
func (o caseSetOptions) over(c *dispute.Case) (changed bool) {
	for _, field := range []struct {
		flag, from string
		to         *string
	}{
		{"title", o.title, &c.Title}, {"category", o.category, &c.Category}, {"platform", o.platform, &c.Platform}, {"order", o.order, &c.Order},
		{"language", o.language, &c.Language}, {"tz", o.tz, &c.Zone}, {"currency", o.currency, &c.Currency}, {"jurisdiction", o.jurisdiction, &c.Jurisdiction},
	} {
		if o.given(field.flag) {
			*field.to, changed = field.from, true
		}
	}
	return changed
}

// moves lets the zone and the currency follow the country, where they are still those
// that the country gave and the user does not say them; it reports whether one did.
func (o caseSetOptions) moves(was dispute.Case, c *dispute.Case) bool {
	if was.Jurisdiction == c.Jurisdiction {
		return false
	}
	zone, currency := channel.ZoneOf(c.Jurisdiction), channel.CurrencyOf(c.Jurisdiction)
	if zone != "" && was.Zone == channel.ZoneOf(was.Jurisdiction) && !o.given("tz") {
		c.Zone = zone
	}
	if currency != "" && was.Currency == channel.CurrencyOf(was.Jurisdiction) && !o.given("currency") {
		c.Currency = currency
	}
	return was.Zone != c.Zone || was.Currency != c.Currency
}

func runCaseSet(ctx context.Context, s *session, o caseSetOptions, path string) error {
	file, c, err := openWith(ctx, s.open, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer file.Close()
	was := c
	if !o.over(&c) {
		return usage("error.nothing-to-set").next("hint.help", path)
	}
	book, err := s.book()
	if err != nil {
		return err
	}
	if err := checkCase(s, &c, book); err != nil {
		return err
	}
	if o.moves(was, &c) {
		s.Talk("case.set.moved", c.Zone, c.Currency)
	}
	if err := s.saying(ctx, file, func() error { return file.SetCase(ctx, c) }); err != nil {
		return err
	}
	if c.Zone != was.Zone {
		s.Talk("case.set.zone")
	}
	return s.Done(caseJSON(c), "case.set.done")
}

func newCase(s *session) *cobra.Command {
	return group(s.Screen, "case", "case", newCaseSet(s), newCaseFlag(s), newCaseHappened(s), newCaseField(s))
}

func caseJSON(c dispute.Case) answer.Case {
	return answer.Case{ID: c.ID, Title: c.Title, Category: c.Category, Platform: c.Platform, Order: c.Order,
		Language: c.Language, Zone: c.Zone, Currency: c.Currency, Jurisdiction: c.Jurisdiction, Created: c.Created.String()}
}

func newStatus(s *session) *cobra.Command {
	c := command(s.Lang, "status", "status", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		file, err := s.openWhole(ctx, casefile.ReadOnly)
		if err != nil {
			return err
		}
		defer file.Close()
		return status(ctx, s, file)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	return c
}

func newReimport(s *session) *cobra.Command {
	var flags readFlags
	c := command(s.Lang, "reimport", "reimport [E1...]", func(cmd *cobra.Command, args []string) error {
		return runReimport(cmd.Context(), s, flags, args)
	})
	flags.add(s.Lang, c)
	return c
}
