package cli

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/standing"
)

type claimOptions struct{ amount, text, basis string }

func (o *claimOptions) flags(s *session, c *cobra.Command) {
	c.Flags().StringVar(&o.amount, "amount", "", s.Say("flag.claim.amount"))
	c.Flags().StringVar(&o.text, "text", "", s.Say("flag.claim.text"))
	c.Flags().StringVar(&o.basis, "basis", "", s.Say("flag.claim.basis"))
}

func newClaim(s *session) *cobra.Command {
	var o, changed claimOptions
	add := command(s.Lang, "claim.add", "add KIND", func(cmd *cobra.Command, args []string) error {
		return addClaim(cmd.Context(), s, args[0], o)
	})
	add.Args = arguments(s.Lang, 1, 1, "KIND")
	add.ValidArgs = screen.Values(claimKinds(s.Lang))
	o.flags(s, add)
	set := command(s.Lang, "claim.set", "set NUMBER", func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("amount") && !cmd.Flags().Changed("text") && !cmd.Flags().Changed("basis") {
			return asHelp(usage("error.nothing-to-set"), cmd)
		}
		return setClaim(cmd.Context(), s, args[0], changed, cmd.Flags().Changed)
	})
	set.Args = arguments(s.Lang, 1, 1, "NUMBER")
	changed.flags(s, set)
	list := command(s.Lang, "claim.list", "list", func(cmd *cobra.Command, _ []string) error { return listClaims(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	kinds := command(s.Lang, "claim.kinds", "kinds", func(cmd *cobra.Command, _ []string) error { return listClaimKinds(cmd.Context(), s) })
	kinds.Args = arguments(s.Lang, 0, 0, "")
	remove := command(s.Lang, "claim.remove", "remove NUMBER...", func(cmd *cobra.Command, args []string) error {
		return removeClaims(cmd.Context(), s, args)
	})
	remove.Args = arguments(s.Lang, 1, -1, "NUMBER")
	return group(s.Screen, "claim", "claim", add, set, list, kinds, remove)
}

func claimNumber(text string) (int64, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, usage("error.claim-number", text).next("hint.claim-number")
	}
	return id, nil
}

// removeClaims takes demands out, all that are named or none.
func removeClaims(ctx context.Context, s *session, words []string) error {
	file, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer file.Close()
	all, err := file.Claims(ctx)
	if err != nil {
		return err
	}
	chosen, wrong := chosenOf(all, func(c dispute.Claim) int64 { return c.ID }, words)
	switch {
	case wrong != "" && !numberRange.MatchString(wrong):
		return usage("error.claim-number", wrong).next("hint.claim-number")
	case wrong != "":
		return failure("error.no-claim", wrong).next("hint.claim-number")
	}
	if err := file.Batch(ctx, func() error {
		for _, c := range chosen {
			if err := file.RemoveClaim(ctx, c.ID); err != nil {
				return err
			}
			if err := dossier.Unsay(ctx, file, dossier.ClaimSaid, itoa(c.ID)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, c := range chosen {
		if err := s.Done(answer.ClaimRemoved{ID: c.ID}, "claim.remove.done", c.ID); err != nil {
			return err
		}
	}
	return nil
}

// claimNamed is the kind of demand that a word means: one of the plain kinds, or
// one of the rules' with the plain kind that it is.
func claimNamed(s *session, practice *channel.Practice, word string) (kind dispute.ClaimKind, rule *channel.ClaimKind) {
	kind = dispute.ClaimKind(screen.Chosen(word, claimKinds(s.Lang)))
	if k, ok := practice.ClaimKind(string(kind)); ok {
		return kind, &k
	}
	if kind != "" {
		return kind, nil
	}
	if k, ok := practice.ClaimNamed(word); ok {
		return practice.Form(k), &k
	}
	return "", nil
}

func addClaim(ctx context.Context, s *session, word string, o claimOptions) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	kind, rule := claimNamed(s, practice, word)
	c := dispute.Claim{Kind: kind, Text: o.text, Basis: o.basis}
	switch {
	case kind == "":
		return noneOf(s.Screen, "error.claim-kind", word, "hint.claim-kinds", claimKinds(s.Lang))
	case kind == dispute.OtherClaim && o.text == "" && rule == nil:
		return usage("error.claim-text").next("hint.claim-text")
	}
	file, course, err := openWith(ctx, s.openWhole, casefile.ReadWrite, s.standing)
	if err != nil {
		return err
	}
	defer file.Close()
	if law := course.Facts.Case.Jurisdiction; rule != nil && !rule.For(law) {
		return failure("error.claim-country", rule.Name.In(s.Lang.Tag()), countryNames(s, rule.Countries), countryName(s.Lang, law)).next("hint.claim-country", rule.Countries[0])
	}
	if rule != nil && string(kind) != rule.ID {
		c.Rule = rule.ID
		c.Basis = cmp.Or(c.Basis, strings.Join(rule.Basis, " "))
	}
	proposal, proposed := course.Proposal(rule)
	if c.Amount, err = claimAmount(o.amount, course.Facts.Case.Currency, proposal, proposed); err != nil {
		return err
	}
	if c, err = file.AddClaim(ctx, c); err != nil {
		return err
	}
	if c.Rule != "" {
		if err := dossier.Say(ctx, file, dossier.ClaimSaid, itoa(c.ID), dossier.ClaimRule{Rule: c.Rule}); err != nil {
			return err
		}
	}
	if err := s.Done(claimJSON(c), "claim.add.done", c.ID, claimLine(s, c)); err != nil {
		return err
	}
	if rule != nil {
		tellClaim(s, course, c, *rule, proposal, proposed)
	}
	return nil
}

// autoAmount is the word for the amount that the program proposes.
const autoAmount = "auto"

func claimAmount(text, currency string, proposal dispute.Amount, proposed bool) (*dispute.Amount, error) {
	switch {
	case text == "":
		return nil, nil
	case text != autoAmount:
		return parseAmount(text, currency)
	case !proposed:
		return nil, usage("error.claim-auto").next("hint.claim-auto")
	}
	return &proposal, nil
}

// tellClaim says what a kind of claim needs: its amount, its condition, what has
// to be shown and by which evidence, and the questions on which it turns.
func tellClaim(s *session, course *standing.Standing, c dispute.Claim, rule channel.ClaimKind, proposal dispute.Amount, proposed bool) {
	lang := s.Lang.Tag()
	if c.Amount == nil && proposed {
		s.Talk("claim.propose", proposal, rule.Sum.In(lang), c.ID)
	} else if c.Amount == nil && !rule.Sum.Empty() {
		s.Talk("claim.sum", rule.Sum.In(lang), c.ID)
	}
	if string(c.Kind) == rule.ID {
		return // the plain kinds need no lesson
	}
	s.Talk("claim.condition", rule.Condition.In(lang))
	for _, element := range rule.Show {
		if !slices.Contains(course.State.Elements, element) {
			if q := course.Practice.Question(element).In(lang); q != "" {
				s.Talk("claim.show", q)
			}
		}
	}
	if names := evidenceNames(s, course.Practice, rule.NeedsEvidence); names != "" {
		s.Talk("claim.evidence", names)
	}
	for _, flag := range slices.Concat(rule.NeedsFlagAny, rule.ExcludedIf) {
		if _, known := course.State.Flags[flag]; !known {
			ask, _ := course.Practice.Flag(flag) // of the data
			s.Talk("claim.ask", ask.In(lang), flag)
		}
	}
}

func evidenceNames(s *session, practice *channel.Practice, kinds []string) string {
	var names []string
	for _, kind := range kinds {
		names = append(names, practice.EvidenceName(kind).In(s.Lang.Tag()))
	}
	return strings.Join(names, s.Say("list.comma"))
}

func setClaim(ctx context.Context, s *session, text string, o claimOptions, given func(string) bool) error {
	id, err := claimNumber(text)
	if err != nil {
		return err
	}
	file, course, err := openWith(ctx, s.openWhole, casefile.ReadWrite, s.standing)
	if err != nil {
		return err
	}
	defer file.Close()
	i := slices.IndexFunc(course.Facts.Claims, func(c dispute.Claim) bool { return c.ID == id })
	if i < 0 {
		return failure("error.no-claim", id).next("hint.claim-number")
	}
	c := course.Facts.Claims[i]
	if given("text") {
		c.Text = strings.TrimSpace(o.text)
	}
	if given("basis") {
		c.Basis = strings.TrimSpace(o.basis)
	}
	if given("amount") {
		articles, err := course.Book.Articles(channel.ArticleIDs(c.Basis))
		if err != nil {
			articles = nil // the user's words, not ids
		}
		var rule *channel.ClaimKind
		if k, ok := course.Practice.KindOf(c, articles); ok {
			rule = &k
		}
		proposal, proposed := course.Proposal(rule)
		if c.Amount, err = claimAmount(o.amount, course.Facts.Case.Currency, proposal, proposed); err != nil {
			return err
		}
	}
	if err := file.SetClaim(ctx, c); err != nil {
		return err
	}
	return s.Done(claimJSON(c), "claim.set.done", c.ID, claimLine(s, c))
}

// offeredClaims are the kinds of demands that are offered in the case at hand; without
// one all of them.
func offeredClaims(ctx context.Context, s *session, practice *channel.Practice) []channel.ClaimKind {
	file, err := s.open(ctx, casefile.ReadOnly)
	if err != nil {
		return practice.Claims()
	}
	defer file.Close()
	c, err := file.Case(ctx)
	if err != nil {
		return practice.Claims()
	}
	return practice.ClaimsFor(c.Jurisdiction)
}

// countryNames are what countries are called.
func countryNames(s *session, ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, countryName(s.Lang, id))
	}
	return strings.Join(names, s.Say("list.comma"))
}

func listClaimKinds(ctx context.Context, s *session) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	lang := s.Lang.Tag()
	rows := []answer.ClaimKind{}
	t := s.Table("claim.head.kind", "claim.head.name", "claim.head.condition")
	t.Flexible = 2
	for _, k := range offeredClaims(ctx, s, practice) {
		rows = append(rows, answer.ClaimKind{ID: k.ID, Name: k.Name.In(lang), Condition: k.Condition.In(lang), Sum: k.Sum.In(lang), Cap: k.Cap.In(lang),
			Basis: append([]string{}, k.Basis...), Evidence: append([]string{}, k.NeedsEvidence...), NotTo: append([]string{}, practice.NotTo(k)...), Countries: append([]string{}, k.Countries...),
			OnlyTo: append([]string{}, k.OnlyTo...), Confidence: k.Confidence})
		t.Row(k.ID, k.Name.In(lang), k.Condition.In(lang))
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	t.Print()
	return nil
}

func claimJSON(c dispute.Claim) answer.Claim {
	v := answer.Claim{ID: c.ID, Kind: c.Kind, Rule: c.Rule, Amount: "", Currency: "", Text: c.Text, Basis: c.Basis}
	if c.Amount != nil {
		v.Amount, v.Currency = c.Amount.Decimal(), c.Amount.Currency
	}
	return v
}

func claimLine(s *session, c dispute.Claim) string {
	name := s.Say("claim.kind." + string(c.Kind))
	if practice, err := practice(s); err == nil && c.Rule != "" {
		if k, ok := practice.ClaimKind(c.Rule); ok {
			name = k.Name.In(s.Lang.Tag())
		}
	}
	parts := []string{name}
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
	claims, err := dossier.Claims(ctx, file)
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
		s.Print("claim.line", c.ID, claimLine(s, c))
	}
	return nil
}
