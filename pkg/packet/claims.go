package packet

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// ruled is a claim with the kind of the rules that it is.
type ruled struct {
	dispute.Claim
	kind channel.ClaimKind
	sure bool // the claim says its kind, or can be only one
}

// ruledClaims are the claims that the addressee takes, in the words of the rules.
func (c *composer) ruledClaims() []ruled {
	var out []ruled
	for _, claim := range c.claims {
		articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
		if err != nil {
			articles = nil // the user's words, not ids
		}
		r := ruled{Claim: claim}
		r.kind, r.sure = c.practice.KindOf(claim, articles)
		out = append(out, r)
	}
	return out
}

// checkClaims notes claims that rest on nothing, that nothing computes, that are
// made twice, and that ask for more back than is still out. What the kinds of
// claims need besides is held against the story.
func (c *composer) checkClaims() {
	claims := c.ruledClaims()
	for i, claim := range claims {
		switch {
		case claim.sure:
			c.checkComputed(claim)
		case strings.TrimSpace(claim.Basis) == "" && claim.Kind == dispute.Compensation:
			c.claimGap("claim-basis", claim, Should)
		}
		for _, other := range claims[:i] {
			if same(claim, other) {
				c.claimGap("claim-doubled", claim, Must)
			}
		}
	}
}

// same reports whether two claims ask for one thing twice.
func same(a, b ruled) bool {
	if a.sure && b.sure && a.kind.ID == b.kind.ID {
		return a.Text == b.Text || a.Rule != "" && b.Rule != ""
	}
	return a.Kind == b.Kind && a.Text == b.Text && a.Basis == b.Basis
}

// claimGap is a finding about one claim, with its name and number.
func (c *composer) claimGap(code string, claim ruled, level Level, args ...any) *gap {
	g := c.gaps.add(fmt.Sprintf("%s-%d", code, claim.ID), level, append([]any{c.claimName(claim.Claim)}, args...)...)
	g.code, g.fix = code, []any{claim.ID}
	return g
}

// checkComputed notes an amount above what was paid allows, and one that nothing
// explains.
func (c *composer) checkComputed(claim ruled) {
	if claim.Amount == nil {
		return
	}
	paid, back := totals(amounts(c.payments())), totals(amounts(c.refunds()))
	if len(paid) == 1 && len(back) < 2 {
		returned := dispute.Amount{Currency: paid[0].Currency}
		if len(back) == 1 {
			returned = absolute(back[0])
		}
		if most, ok := claim.kind.Compute(absolute(paid[0]), returned); ok && most.Currency == claim.Amount.Currency {
			if claim.kind.Net && claim.Amount.Minor > most.Minor {
				level := Must // nobody grants it as it stands
				if strings.TrimSpace(claim.Basis) != "" {
					level = Should
				}
				c.claimGap("claim-above", claim, level, c.money(*claim.Amount), c.money(most), claim.kind.Sum.In(c.talk().Tag()))
			}
			return
		}
	}
	explained := strings.ContainsAny(claim.Text, "0123456789")
	if !explained && !claim.kind.Sum.Empty() && claim.Kind != dispute.Refund {
		c.claimGap("claim-computation", claim, Should, c.money(*claim.Amount), claim.kind.Sum.In(c.talk().Tag()))
	}
}

// ruleText is a claim in the rules' own words, with the condition on which alone
// it may be made, where the user did not say that it holds.
func (c *composer) ruleText(claim dispute.Claim) string {
	k, ok := c.practice.ClaimKind(claim.Rule)
	if articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis)); !ok && err == nil && len(articles) > 0 && claim.Kind == dispute.Compensation {
		k, ok = c.practice.KindOf(claim, articles)
	}
	if !ok {
		return ""
	}
	said := c.request.State != nil && slices.ContainsFunc(k.NeedsFlagAny, func(flag string) bool { return c.request.State.Flags[flag] })
	if len(k.NeedsFlagAny) == 0 || said {
		return k.Name.In(c.lang)
	}
	return c.say("packet.demand-if", k.Condition.In(c.lang), k.Name.In(c.lang))
}

// checkOfOthers notes claims that are made against somebody of whom the letter is not,
// and where a platform that is known takes them.
func (c *composer) checkOfOthers() {
	for _, claim := range c.ofOthers {
		if role, kind, _ := c.besides(claim); role != "" {
			ask := ""
			if len(kind.NeedsFlagAny) > 0 {
				ask = kind.NeedsFlagAny[0]
			}
			g := c.gaps.add(fmt.Sprintf("claim-not-carried-%d", claim.ID), Should, c.claimName(claim), c.talk().Say("role."+string(role)), kind.Condition.In(c.talk().Tag()))
			g.code, g.fix = "claim-not-carried", []any{ask}
			continue
		}
		articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
		if err != nil {
			articles = nil // the user's words, not ids
		}
		var who []string
		platform := false
		for _, word := range c.practice.Against(claim, articles) {
			role := channel.PartyOf(word)
			platform = platform || role == dispute.Platform
			if name := c.talk().Say("role." + string(role)); !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
		g := c.gaps.add(fmt.Sprintf("claim-of-other-%d", claim.ID), Should, c.claimName(claim),
			strings.Join(who, c.talk().Say("list.comma")), c.talk().Say("role."+string(c.respondent)))
		g.code = "claim-of-other"
		if platform && c.in.Case.Platform != "" {
			g.code, g.fix = "claim-of-platform", []any{c.in.Case.Platform}
		}
	}
}
