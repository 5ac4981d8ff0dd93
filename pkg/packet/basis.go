package packet

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// basis lists what the demands rest on: a line a law, and apart from them what
// is cited only on a condition, which is printed with it.
func (c *composer) basis() []doc.Block {
	articles := c.basisArticles()
	if len(articles) == 0 {
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.blank("basis")}}}
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

// basisArticles are the category's articles, else the general ones; none where
// the program knows no law of the case's jurisdiction, and none that nobody
// confirmed.
func (c *composer) basisArticles() []channel.Article {
	ids := c.book.General()
	if c.category != nil {
		ids = c.category.Basis
	}
	all, err := c.book.Articles(ids)
	if err != nil {
		return nil // a book that loaded has no such id
	}
	var out []channel.Article
	for _, a := range all {
		if a.Confidence != channel.Own && a.Law.Jurisdiction() == strings.ToLower(c.in.Case.Jurisdiction) {
			out = append(out, a)
		}
	}
	return out
}

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
		parts[i] = a.Law.Title(c.lang)
		if number := a.Number(c.lang); number != "" {
			parts[i] += c.say("packet.cite-article", number)
		}
	}
	return strings.Join(parts, c.say("packet.cite-law"))
}

// claimBasis is why a claim is owed: ids of articles as citations, else the
// user's words.
func (c *composer) claimBasis(claim dispute.Claim) []doc.Inline {
	ids := strings.FieldsFunc(claim.Basis, func(r rune) bool { return strings.ContainsRune(" ,，;；、", r) })
	if articles, err := c.book.Articles(ids); err == nil && len(articles) > 0 {
		return plain(c.cited(articles))
	}
	return lines(claim.Basis)
}
