package cli

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
)

// wantQuestions are what is demanded.
func wantQuestions() []guideQuestion {
	return []guideQuestion{{
		id: "want", task: "want",
		open: func(st *guideState) bool { return st.made && len(st.evidence) > 0 && len(st.claims) == 0 },
		put:  putWant,
		take: func(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
			for _, kind := range r.Values {
				args := []string{"claim", "add", kind}
				if _, ok := st.sum(kind); ok {
					args = append(args, "--amount", autoAmount)
				}
				if err := g.do(ctx, args...); err != nil {
					return err
				}
			}
			return nil
		},
	}, {
		id: "amount", task: "want",
		open: func(st *guideState) bool { return st.unpriced() != nil },
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: g.s.Say("guide.q.amount", claimLine(g.s, *st.unpriced())), Free: true}
			if about := st.facts.About; about != nil {
				q.Default, q.Shown = about.Amount.Decimal(), about.Amount.String()
			}
			return q
		},
		take: func(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
			return g.do(ctx, "claim", "set", itoa(st.unpriced().ID), "--amount", r.Text)
		},
	}}
}

// unpriced is a refund of which nobody said how much; nil where there is none.
func (st *guideState) unpriced() *dispute.Claim {
	for i, c := range st.claims {
		if c.Kind == dispute.Refund && c.Amount == nil {
			return &st.claims[i]
		}
	}
	return nil
}

// sum is the amount of a kind of demand that comes of what was paid.
func (st *guideState) sum(kind string) (dispute.Amount, bool) {
	rule, ok := st.tale.Practice.ClaimKind(kind)
	if !ok {
		return dispute.Amount{}, false
	}
	return st.course.Proposal(&rule)
}

// putWant offers what the rules of the category know and the addressee grants.
func putWant(g *guide, st *guideState) screen.Question {
	lang := g.s.Lang.Tag()
	q := screen.Question{Text: g.s.Say("guide.q.want", st.to.Name.In(lang)), Many: true}
	for _, id := range st.wants() {
		rule, _ := st.tale.Practice.ClaimKind(id)
		label := rule.Name.In(lang)
		if sum, ok := st.sum(id); ok {
			label = g.s.Say("guide.want.sum", label, sum.String())
		}
		if condition := rule.Condition.In(lang); condition != "" {
			label = g.s.Say("guide.want.if", label, condition)
		}
		q.Choices = append(q.Choices, screen.Choice{Value: id, Label: label})
	}
	if len(q.Choices) > 0 {
		q.Default, q.Shown = q.Choices[0].Value, "1"
	}
	return q
}

// elsewhere is whether an article is of a law that is neither that of the case nor
// Chinese, whose kinds of demand suit other cases too.
func (st *guideState) elsewhere(article string) bool {
	articles, err := st.course.Book.Articles([]string{article})
	return err == nil && !slices.ContainsFunc(articles, func(a channel.Article) bool {
		return a.Law.Jurisdiction() == "cn" || st.tale.Practice.Governs(a.Law, st.c.Jurisdiction)
	})
}

// wants are the kinds of demand that suit the category, the plain ones first.
func (st *guideState) wants() []string {
	out := []string{string(dispute.Refund), "return", "exchange", "repair", "freight"}
	if category, err := st.course.Book.Category(st.c.Category); err == nil {
		for _, rest := range category.Basis {
			if st.elsewhere(rest.ID) {
				continue
			}
			out = append(out, rest.Claim...)
		}
	}
	out = append(out, "loss")
	for _, rule := range st.tale.Practice.ClaimsFor(st.c.Jurisdiction) {
		if rule.Always {
			out = append(out, rule.ID)
		}
	}
	office := st.tale.Practice.Office(st.to.ID)
	var kept []string
	for _, id := range out {
		rule, ok := st.tale.Practice.ClaimKind(id)
		if !ok || !rule.For(st.c.Jurisdiction) || slices.Contains(kept, id) || !st.tale.Practice.MadeTo(office, rule) {
			continue
		}
		if len(rule.Respondent) > 0 && !slices.Contains(rule.Respondent, strings.TrimSpace(string(st.respondent()))) {
			continue
		}
		kept = append(kept, id)
	}
	const most = 9
	return kept[:min(len(kept), most)]
}
