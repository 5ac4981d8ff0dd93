package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/locale"
)

func newClaim(s *session) *cobra.Command {
	var amount, text, basis string
	add := command(s.Lang, "claim.add", "add KIND", func(cmd *cobra.Command, args []string) error {
		return addClaim(cmd.Context(), s, args[0], amount, text, basis)
	})
	add.Args = arguments(s.Lang, 1, 1, "KIND")
	add.ValidArgs = screen.Values(claimKinds(s.Lang))
	add.Flags().StringVar(&amount, "amount", "", s.Say("flag.claim.amount"))
	add.Flags().StringVar(&text, "text", "", s.Say("flag.claim.text"))
	add.Flags().StringVar(&basis, "basis", "", s.Say("flag.claim.basis"))
	list := command(s.Lang, "claim.list", "list", func(cmd *cobra.Command, _ []string) error { return listClaims(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	remove := command(s.Lang, "claim.remove", "remove NUMBER", func(cmd *cobra.Command, args []string) error {
		id, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			return usage("error.claim-number", args[0]).next("hint.claim-number")
		}
		file, err := s.open(cmd.Context(), casefile.ReadWrite)
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
		return s.Done(answer.ClaimRemoved{ID: id}, "claim.remove.done", id)
	})
	remove.Args = arguments(s.Lang, 1, 1, "NUMBER")
	return group(s.Screen, "claim", "claim", add, list, remove)
}

func addClaim(ctx context.Context, s *session, kind, amount, text, basis string) error {
	c := dispute.Claim{Kind: dispute.ClaimKind(screen.Chosen(kind, claimKinds(s.Lang))), Text: text, Basis: basis}
	if c.Kind == "" {
		return usage("error.claim-kind", kind).next("hint.claim-kind", s.Listed(claimKinds(s.Lang)))
	}
	if c.Kind == dispute.OtherClaim && text == "" {
		return usage("error.claim-text").next("hint.claim-text")
	}
	file, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer file.Close()
	facts, err := file.Case(ctx)
	if err != nil {
		return err
	}
	if amount != "" {
		if c.Amount, err = parseAmount(amount, facts.Currency); err != nil {
			return err
		}
	}
	if c, err = file.AddClaim(ctx, c); err != nil {
		return err
	}
	return s.Done(claimJSON(c), "claim.add.done", c.ID, claimLine(s.Lang, c))
}

func claimJSON(c dispute.Claim) answer.Claim {
	v := answer.Claim{ID: c.ID, Kind: c.Kind, Amount: "", Currency: "", Text: c.Text, Basis: c.Basis}
	if c.Amount != nil {
		v.Amount, v.Currency = c.Amount.Decimal(), c.Amount.Currency
	}
	return v
}

func claimLine(lang locale.Lang, c dispute.Claim) string {
	parts := []string{lang.Say("claim.kind." + string(c.Kind))}
	if c.Amount != nil {
		parts = append(parts, c.Amount.String())
	}
	if c.Text != "" {
		parts = append(parts, screen.Clean(c.Text))
	}
	return strings.Join(parts, "  ")
}

func listClaims(ctx context.Context, s *session) error {
	file, err := s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer file.Close()
	claims, err := file.Claims(ctx)
	if err != nil {
		return err
	}
	if s.JSON {
		rows := []answer.Claim{}
		for _, c := range claims {
			rows = append(rows, claimJSON(c))
		}
		return s.WriteJSON(rows)
	}
	if len(claims) == 0 {
		s.Talk("claim.none")
		return nil
	}
	for _, c := range claims {
		s.Print("claim.line", c.ID, claimLine(s.Lang, c))
	}
	return nil
}
