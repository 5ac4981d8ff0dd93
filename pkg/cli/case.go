package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
)

func newCase(s *session) *cobra.Command {
	var title, category, platform, order, language, tz, currency, jurisdiction string
	set := command(s.Lang, "case.set", "set", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		file, err := s.open(ctx, casefile.ReadWrite)
		if err != nil {
			return err
		}
		defer file.Close()
		c, err := file.Case(ctx)
		if err != nil {
			return err
		}
		changed := false
		for flag, field := range map[string]struct{ to, from *string }{
			"title": {&c.Title, &title}, "category": {&c.Category, &category}, "platform": {&c.Platform, &platform}, "order": {&c.Order, &order},
			"language": {&c.Language, &language}, "tz": {&c.Zone, &tz}, "currency": {&c.Currency, &currency}, "jurisdiction": {&c.Jurisdiction, &jurisdiction},
		} {
			if cmd.Flags().Changed(flag) {
				*field.to, changed = *field.from, true
			}
		}
		if !changed {
			return usage("error.nothing-to-set").next("hint.help", cmd.CommandPath())
		}
		c.Currency, c.Jurisdiction = strings.ToUpper(c.Currency), strings.ToLower(c.Jurisdiction)
		book, err := s.book()
		if err != nil {
			return err
		}
		if err := checkCase(s, &c, book); err != nil {
			return err
		}
		if err := s.saying(ctx, file, func() error { return file.SetCase(ctx, c) }); err != nil {
			return err
		}
		if cmd.Flags().Changed("tz") {
			s.Talk("case.set.zone")
		}
		return s.Done(caseJSON(c), "case.set.done")
	})
	set.Args = arguments(s.Lang, 0, 0, "")
	f := set.Flags()
	f.StringVar(&title, "title", "", s.Say("flag.case.title"))
	f.StringVar(&category, "category", "", s.Say("flag.new.category"))
	f.StringVar(&platform, "platform", "", s.Say("flag.new.platform"))
	f.StringVar(&order, "order", "", s.Say("flag.new.order"))
	f.StringVar(&language, "language", "", s.Say("flag.case.language"))
	f.StringVar(&tz, "tz", "", s.Say("flag.new.tz"))
	f.StringVar(&currency, "currency", "", s.Say("flag.new.currency"))
	f.StringVar(&jurisdiction, "jurisdiction", "", s.Say("flag.new.jurisdiction"))
	return group(s.Screen, "case", "case", set, newCaseFlag(s), newCaseHappened(s), newCaseField(s))
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
