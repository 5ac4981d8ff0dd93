package packet

import (
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// basis lists what the demands rest on: a line a law, and apart from them what
// is cited only on a condition, which is printed with it.
func (c *composer) basis() []doc.Block {
	articles := c.basisArticles()
	if len(articles) == 0 {
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.noBasis()}}}
	}
	type group struct {
		condition string
		articles  []channel.Article
	}
	var plainLaws, conditional []group
	add := func(groups []group, condition string, a channel.Article) []group {
		for i := range groups {
			if groups[i].condition == condition && (condition != "" || groups[i].articles[0].LawID == a.LawID) {
				groups[i].articles = append(groups[i].articles, a)
				return groups
			}
		}
		return append(groups, group{condition, []channel.Article{a}})
	}
	for _, a := range articles {
		if condition := a.If.In(c.lang); condition != "" {
			conditional = add(conditional, condition, a)
		} else {
			plainLaws = add(plainLaws, "", a)
		}
	}
	var items [][]doc.Inline
	for _, g := range append(plainLaws, conditional...) {
		text := c.cited(g.articles)
		if g.condition != "" {
			text = c.say("packet.basis-if", g.condition, text)
		}
		items = append(items, plain(text+c.say("packet.stop")))
	}
	return []doc.Block{doc.List{Items: items}}
}

// noBasis is the blank for the rules, and the finding: which rules apply may depend on
// what nobody answered.
func (c *composer) noBasis() doc.Blank {
	blank := c.blank("basis")
	if c.category == nil || c.request.State == nil {
		return blank
	}
	for _, rest := range c.category.Basis {
		if articles, err := c.book.Articles([]string{rest.ID}); err != nil || !slices.ContainsFunc(articles, func(a channel.Article) bool { return c.governs(a.Law) }) {
			continue
		}
		for _, flag := range rest.Flag {
			ask, err := c.practice.Flag(flag)
			if _, answered := c.request.State.Flags[flag]; err == nil && !answered {
				g := c.gaps.add("basis", "")
				g.code, g.args, g.fix = "basis-asks", []any{ask.In(c.talk().Tag())}, []any{flag}
				return blank
			}
		}
	}
	return blank
}

// Articles are the articles that a packet of the plan cites as its basis.
func (p *Plan) Articles(r Request) ([]channel.Article, error) {
	c, err := newComposer(p, r, Material{})
	if err != nil {
		return nil, err
	}
	return c.basisArticles(), nil
}

// basisArticles are the articles that this paper cites for its category, as they
// stood on its day; none where the program knows no law of the case's
// jurisdiction. What binds a seller does not bind the bank that a letter is about.
func (c *composer) basisArticles() []channel.Article {
	if c.category != nil && len(c.letter.Basis) > 0 && !c.category.About(c.respondent) {
		articles, _ := c.book.InForce(c.letter.Basis, c.request.Today.String()) // ids are checked when the data is read
		return slices.DeleteFunc(articles, func(a channel.Article) bool { return !c.governs(a.Law) })
	}
	filing := channel.Filing{Office: c.practice.Office(c.ch.ID), Day: c.request.Today.String(), State: &channel.State{}}
	if c.request.State != nil {
		state := *c.request.State
		state.Claims = nil
		filing.State = &state
	}
	if paid := c.payments(); len(paid) > 0 && paid[0].At.Precision >= dispute.Day {
		filing.Act = paid[0].At.Time().Format(time.DateOnly)
	}
	for _, claim := range c.claims {
		articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
		if err != nil {
			articles = nil // the user's words, not ids
		}
		filing.State.Claims = append(filing.State.Claims, c.practice.Kinds(claim, articles)...)
	}
	filing.Claims = c.practice.Bases(filing.State.Claims)
	return slices.DeleteFunc(c.book.Basis(c.category, filing), func(a channel.Article) bool {
		return !c.governs(a.Law)
	})
}

// governs is whether a law is that of the case.
func (c *composer) governs(l channel.Law) bool { return c.practice.Governs(l, c.in.Case.Jurisdiction) }

// cited is articles as a sentence cites them, those of one law together:
// 《…法》第二十三条、第二十四条、《…法》第三十八条.
func (c *composer) cited(articles []channel.Article) string {
	var laws []channel.Article // one a law, with the numbers of all its articles
next:
	for _, a := range articles {
		for i := range laws {
			if laws[i].LawID == a.LawID {
				laws[i].Numbers = strings.Trim(laws[i].Numbers+","+a.Numbers, ",")
				continue next
			}
		}
		laws = append(laws, a)
	}
	parts := make([]string, len(laws))
	for i, a := range laws {
		parts[i] = LawTitle(c.request.Lang, a.Law)
		if number := ArticleNumber(c.request.Lang, a.Law, a.Numbers); number != "" {
			parts[i] += c.say("packet.cite-article", number)
		}
	}
	return strings.Join(parts, c.say("packet.cite-law"))
}

// claimBasis is why a claim is owed: ids of articles as citations, without those of
// another country's law, else the user's words.
func (c *composer) claimBasis(claim dispute.Claim) []doc.Inline {
	articles, err := c.book.InForce(channel.ArticleIDs(claim.Basis), c.request.Today.String())
	if err != nil || len(articles) == 0 {
		return lines(claim.Basis)
	}
	articles = slices.DeleteFunc(articles, func(a channel.Article) bool { return !c.governs(a.Law) })
	if len(articles) == 0 {
		return nil
	}
	return plain(c.cited(articles))
}
