package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/likely"
	"complain/pkg/phrase"
)

// factQuestions are what the dispute is about: all that the records make likely is
// proposed at once, and each line can be changed.
func factQuestions() []guideQuestion {
	return []guideQuestion{{
		id: "facts", task: "case",
		open: func(st *guideState) bool {
			return st.made && len(st.evidence) > 0 && (st.c.Category == "" || st.c.Order == "" || st.c.Platform == "" && st.domestic())
		},
		put:  putFacts,
		take: takeFacts,
	}, {
		id: "category", task: "case",
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: g.s.Say("form.category")}
			all := categories(g.s.Lang, st.course.Book)
			for _, id := range st.categories { // the likely ones first
				if i := slices.IndexFunc(all, func(c screen.Choice) bool { return c.Value == id }); i >= 0 {
					q.Choices, all = append(q.Choices, all[i]), slices.Delete(all, i, i+1)
				}
			}
			q.Choices = append(q.Choices, all...)
			if len(st.categories) > 0 {
				q.Default, q.Shown = q.Choices[0].Value, q.Choices[0].Label
			}
			return q
		},
		take: setCase("category"),
	}, {
		id: "platform", task: "case",
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: g.s.Say("form.platform"), Choices: platforms(g.s.Lang, st.course.Book)}
			if i := slices.IndexFunc(q.Choices, func(c screen.Choice) bool { return c.Value == st.facts.Value(likely.Platform) }); i >= 0 {
				q.Default, q.Shown = q.Choices[i].Value, q.Choices[i].Label
			}
			return q
		},
		take: setCase("platform"),
	}, {
		id: "rules", words: "country", task: "case",
		put: func(g *guide, st *guideState) screen.Question {
			q := putCountry(g, st)
			q.Default, q.Shown = st.c.Jurisdiction, countryName(g.s.Lang, st.c.Jurisdiction)
			return q
		},
		take: func(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
			args := []string{"case", "set", "--jurisdiction", r.Text}
			if id, ok, err := channel.Country(r.Text); err == nil && ok && channel.CurrencyOf(id) != "" {
				args = append(args, "--currency", channel.CurrencyOf(id))
			}
			return g.do(ctx, args...)
		},
	}, {
		id: "order", task: "case",
		put:  putOrder,
		take: setCase("order"),
	}}
}

// domestic reports whether the case goes by rules that name platforms.
func (st *guideState) domestic() bool { return namesPlatforms(st.c) }

// proposedFacts are the facts of the case: what is said, else what is likely.
func (st *guideState) proposedFacts() (category, platform, order string, about *likely.Purchase) {
	return cmp.Or(st.c.Category, st.facts.Value(likely.Category)), cmp.Or(st.c.Platform, st.facts.Value(likely.Platform)),
		cmp.Or(st.c.Order, st.facts.Value(likely.Order)), st.facts.About
}

func putFacts(g *guide, st *guideState) screen.Question {
	category, platform, order, about := st.proposedFacts()
	q := screen.Question{Text: g.s.Say("guide.q.facts")}
	if about != nil {
		q.Facts = append(q.Facts, purchaseLine(g.s, about))
	}
	row := func(id, label, value string) {
		q.Choices = append(q.Choices, screen.Choice{Value: id, Label: g.s.Say("guide.row", label, cmp.Or(value, g.s.Say("guide.unknown")))})
	}
	name := category
	if c, err := st.course.Book.Category(category); err == nil {
		name = c.Name.In(g.s.Lang.Tag())
	}
	row("category", g.s.Say("guide.fact.category"), name)
	if st.domestic() || platform != "" {
		name := platform
		if ch, err := st.course.Book.Channel(platform); err == nil {
			name = ch.Name.In(g.s.Lang.Tag())
		}
		row("platform", g.s.Say("guide.fact.platform"), name)
	}
	row("order", g.s.Say("guide.fact.order"), order)
	if foreign := about != nil && about.Amount.Currency != st.c.Currency; foreign || !st.domestic() {
		row("rules", g.s.Say("guide.fact.country"), phrase.Join("  ", countryName(g.s.Lang, st.c.Jurisdiction), st.c.Currency, st.c.Zone))
	}
	if category != "" {
		q.Default, q.Shown = "yes", g.s.Say("guide.right")
	}
	return q
}

// purchaseLine says which payment it is about.
func purchaseLine(s *session, p *likely.Purchase) string {
	return s.Say("guide.purchase", shownDay(p.At), p.Seller, p.Amount.String(), p.Text)
}

// shownDay is the day of a time.
func shownDay(at dispute.When) string {
	day, _, _ := strings.Cut(at.Wall(), " ")
	return day
}

// takeFacts takes all that was proposed, or goes to what is to be changed.
func takeFacts(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
	if r.Text != "yes" {
		g.want = r.Text
		return nil
	}
	category, platform, order, about := st.proposedFacts()
	args := []string{"case", "set"}
	for _, fact := range []struct{ flag, value, have string }{{"--category", category, st.c.Category}, {"--platform", platform, st.c.Platform}, {"--order", order, st.c.Order}} {
		if fact.value != "" && fact.value != fact.have {
			args = append(args, fact.flag, fact.value)
		}
	}
	if c, err := st.course.Book.Category(category); err == nil && slug(st.c.Title) == titleOf(st.tale.File.Path()) {
		args = append(args, "--title", caseTitle(g.s, about, c))
	}
	if len(args) > 2 {
		if err := g.do(ctx, args...); err != nil {
			return err
		}
	}
	return g.remember(ctx, "facts", answerDone)
}

// caseTitle is what a case is called, by what was bought and what went wrong.
func caseTitle(s *session, about *likely.Purchase, c channel.Category) string {
	name := c.Name.In(s.Lang.Tag())
	if about == nil {
		return name
	}
	return s.Say("guide.case-title", screen.Clean(cmp.Or(strings.TrimSpace(about.Text), about.Seller)), name)
}

func setCase(flag string) func(context.Context, *guide, *guideState, screen.Reply) error {
	return func(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
		return g.do(ctx, "case", "set", "--"+flag, r.Text)
	}
}

// putOrder asks which of the payments it is.
func putOrder(g *guide, st *guideState) screen.Question {
	const most = 8
	q := screen.Question{Text: g.s.Say("guide.q.order"), Free: true}
	seen := map[string]bool{}
	for _, p := range st.seen.Purchases() {
		if p.Order == "" || seen[p.Order] || len(q.Choices) == most {
			continue
		}
		seen[p.Order] = true
		q.Choices = append(q.Choices, screen.Choice{Value: p.Order, Label: purchaseLine(g.s, &p)})
	}
	if len(q.Choices) > 0 {
		q.Default, q.Shown = q.Choices[0].Value, q.Choices[0].Value
	}
	return q
}
