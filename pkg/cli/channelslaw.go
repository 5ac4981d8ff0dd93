package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
)

func newChannelLaw(a *app) *cobra.Command {
	c := a.command("channels.law", "law ID", func(cmd *cobra.Command, args []string) error {
		book, err := a.book()
		if err != nil {
			return err
		}
		articles, err := book.Articles(args)
		if err != nil {
			return usage("error.article", args[0]).next("hint.article", strings.Join(book.ArticlesLike(args[0]), " "))
		}
		if a.json {
			rows := []map[string]any{}
			for _, article := range articles {
				rows = append(rows, a.lawJSON(book, article))
			}
			return a.writeJSON(a.out, rows)
		}
		for _, article := range articles {
			a.showLaw(book, article)
		}
		return nil
	})
	c.Args = a.arguments(1, 1, "ID")
	return c
}

func (a *app) showLaw(book *channel.Book, article channel.Article) {
	lang := a.lang.Tag()
	fmt.Fprintln(a.out, a.out.style.bold.Render(article.Law.Title(lang)+" "+article.Number(lang)), article.ID)
	item := func(code, value string) { labelled(a, code, value) }
	item("law.gist", article.Gist.In(lang))
	item("law.if", article.If.In(lang))
	item("law.use", a.say("law.use."+string(article.UseOrPrint())))
	item("law.note", article.Note.In(lang))
	item("law.note", article.Law.Note.In(lang))
	item("law.number", article.Law.Number)
	item("law.in-force", a.inForce(article.Law))
	for _, n := range article.Dated {
		number := channel.Article{Numbers: n.Article}.Number(lang)
		if n.Until == "" {
			item("law.numbers", a.say("law.numbered-now", n.From, number))
		} else {
			item("law.numbers", a.say("law.numbered", n.From, n.Until, number))
		}
	}
	categories, dropped := a.lawUsed(book, article.ID)
	item("law.categories", strings.Join(categories, a.say("list.comma")))
	for _, d := range dropped {
		item("law.dropped", d)
	}
	var sources []string
	for _, s := range article.Law.Sources {
		sources = append(sources, s.Title)
	}
	item("channels.source", strings.Join(sources, "; "))
	if article.Confidence == channel.Own || article.Law.Confidence == channel.Own {
		a.print("channels.unconfirmed")
	}
	a.print("channels.as-of", article.Law.AsOf)
}

func (a *app) inForce(l channel.Law) string {
	if l.Until != "" {
		return a.say("law.until", l.InForce, l.Until)
	}
	return l.InForce
}

// lawUsed are the categories that rest on an article, and why others do not.
func (a *app) lawUsed(book *channel.Book, id string) (categories, dropped []string) {
	lang := a.lang.Tag()
	for _, c := range book.Categories() {
		if slices.ContainsFunc(c.Basis, func(r channel.Rest) bool { return r.ID == id }) {
			categories = append(categories, c.Name.In(lang))
		}
		for _, d := range c.NotBasis {
			if d.ID == id {
				dropped = append(dropped, a.say("law.not", c.Name.In(lang), d.Why.In(lang)))
			}
		}
	}
	return categories, dropped
}

func (a *app) lawJSON(book *channel.Book, article channel.Article) map[string]any {
	lang := a.lang.Tag()
	numbers := []map[string]string{}
	for _, n := range article.Dated {
		numbers = append(numbers, map[string]string{"from": n.From, "until": n.Until, "article": n.Article})
	}
	categories, dropped := a.lawUsed(book, article.ID)
	return map[string]any{"id": article.ID, "law": article.Law.Title(lang), "article": article.Numbers, "number": article.Number(lang),
		"numbers": numbers, "gist": article.Gist.In(lang), "condition": article.If.In(lang), "use": article.UseOrPrint(),
		"in_force": article.Law.InForce, "until": article.Law.Until, "categories": append([]string{}, categories...),
		"not_cited": append([]string{}, dropped...), "as_of": article.Law.AsOf, "confidence": article.Confidence}
}
