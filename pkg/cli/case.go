package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

func newCase(a *app) *cobra.Command {
	var title, category, platform, order, language, tz, currency, jurisdiction string
	set := a.command("case.set", "set", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		file, err := a.open(ctx, casefile.ReadWrite)
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
		book, err := a.book()
		if err != nil {
			return err
		}
		if err := a.checkCase(&c, book); err != nil {
			return err
		}
		if err := file.SetCase(ctx, c); err != nil {
			return err
		}
		if cmd.Flags().Changed("tz") {
			a.talk("case.set.zone")
		}
		return a.done(caseJSON(c), "case.set.done")
	})
	set.Args = a.arguments(0, 0, "")
	f := set.Flags()
	f.StringVar(&title, "title", "", a.say("flag.case.title"))
	f.StringVar(&category, "category", "", a.say("flag.new.category"))
	f.StringVar(&platform, "platform", "", a.say("flag.new.platform"))
	f.StringVar(&order, "order", "", a.say("flag.new.order"))
	f.StringVar(&language, "language", "", a.say("flag.case.language"))
	f.StringVar(&tz, "tz", "", a.say("flag.new.tz"))
	f.StringVar(&currency, "currency", "", a.say("flag.new.currency"))
	f.StringVar(&jurisdiction, "jurisdiction", "", a.say("flag.new.jurisdiction"))
	return a.group("case", "case", set)
}

func caseJSON(c dispute.Case) map[string]any {
	return map[string]any{"id": c.ID, "title": c.Title, "category": c.Category, "platform": c.Platform, "order": c.Order,
		"language": c.Language, "zone": c.Zone, "currency": c.Currency, "jurisdiction": c.Jurisdiction, "created": c.Created.String()}
}

func newStatus(a *app) *cobra.Command {
	c := a.command("status", "status", func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		file, err := a.openWhole(ctx, casefile.ReadOnly)
		if err != nil {
			return err
		}
		defer file.Close()
		return a.status(ctx, file)
	})
	c.Args = a.arguments(0, 0, "")
	return c
}

func newReimport(a *app) *cobra.Command {
	var flags readFlags
	c := a.command("reimport", "reimport [E1...]", func(cmd *cobra.Command, args []string) error {
		return a.runReimport(cmd.Context(), flags, args)
	})
	flags.add(a, c)
	return c
}

func labelled(a *app, code, value string) {
	if value != "" {
		label := a.say(code) + "  "
		fmt.Fprintf(a.out, "%s%s\n", label, a.hanging(label, clean(value), a.terminal))
	}
}
