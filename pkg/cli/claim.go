package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

func newClaim(a *app) *cobra.Command {
	var amount, text, basis string
	add := a.command("claim.add", "add KIND", func(cmd *cobra.Command, args []string) error {
		return a.addClaim(cmd.Context(), args[0], amount, text, basis)
	})
	add.Args = a.arguments(1, 1, "KIND")
	add.ValidArgs = values(a.claimKinds())
	add.Flags().StringVar(&amount, "amount", "", a.say("flag.claim.amount"))
	add.Flags().StringVar(&text, "text", "", a.say("flag.claim.text"))
	add.Flags().StringVar(&basis, "basis", "", a.say("flag.claim.basis"))
	list := a.command("claim.list", "list", func(cmd *cobra.Command, _ []string) error { return a.listClaims(cmd.Context()) })
	list.Args = a.arguments(0, 0, "")
	remove := a.command("claim.remove", "remove NUMBER", func(cmd *cobra.Command, args []string) error {
		id, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			return usage("error.claim-number", args[0]).next("hint.claim-number")
		}
		file, err := a.open(cmd.Context(), casefile.ReadWrite)
		if err != nil {
			return err
		}
		defer file.Close()
		switch err := file.RemoveClaim(cmd.Context(), id); {
		case errors.Is(err, casefile.ErrNotFound):
			return failure("error.no-claim", id).next("hint.claim-number")
		case err != nil:
			return err
		}
		return a.done(map[string]any{"id": id}, "claim.remove.done", id)
	})
	remove.Args = a.arguments(1, 1, "NUMBER")
	return a.group("claim", "claim", add, list, remove)
}

func (a *app) addClaim(ctx context.Context, kind, amount, text, basis string) error {
	c := dispute.Claim{Kind: dispute.ClaimKind(chosen(kind, a.claimKinds())), Text: text, Basis: basis}
	if c.Kind == "" {
		return usage("error.claim-kind", kind).next("hint.claim-kind", a.listed(a.claimKinds()))
	}
	if c.Kind == dispute.OtherClaim && text == "" {
		return usage("error.claim-text").next("hint.claim-text")
	}
	file, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer file.Close()
	facts, err := file.Case(ctx)
	if err != nil {
		return err
	}
	if amount != "" {
		if c.Amount, err = a.parseAmount(amount, facts.Currency); err != nil {
			return err
		}
	}
	if c, err = file.AddClaim(ctx, c); err != nil {
		return err
	}
	return a.done(claimJSON(c), "claim.add.done", c.ID, a.claimLine(c))
}

func claimJSON(c dispute.Claim) map[string]any {
	v := map[string]any{"id": c.ID, "kind": c.Kind, "amount": "", "currency": "", "text": c.Text, "basis": c.Basis}
	if c.Amount != nil {
		v["amount"], v["currency"] = c.Amount.Decimal(), c.Amount.Currency
	}
	return v
}

func (a *app) claimLine(c dispute.Claim) string {
	parts := []string{a.say("claim.kind." + string(c.Kind))}
	if c.Amount != nil {
		parts = append(parts, c.Amount.String())
	}
	if c.Text != "" {
		parts = append(parts, clean(c.Text))
	}
	return strings.Join(parts, "  ")
}

func (a *app) listClaims(ctx context.Context) error {
	file, err := a.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer file.Close()
	claims, err := file.Claims(ctx)
	if err != nil {
		return err
	}
	if a.json {
		rows := []map[string]any{}
		for _, c := range claims {
			rows = append(rows, claimJSON(c))
		}
		return a.writeJSON(a.out, rows)
	}
	if len(claims) == 0 {
		a.talk("claim.none")
		return nil
	}
	for _, c := range claims {
		a.print("claim.line", c.ID, a.claimLine(c))
	}
	return nil
}
