package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/phrase"
)

func newChannelLaw(s *session) *cobra.Command {
	c := command(s.Lang, "channels.law", "law ID", func(cmd *cobra.Command, args []string) error {
		book, err := s.book()
		if err != nil {
			return err
		}
		articles, err := book.Articles(args)
		if err != nil {
			return usage("error.article", args[0]).next("hint.article", strings.Join(book.ArticlesLike(args[0]), " "))
		}
		if s.JSON {
			rows := []answer.Law{}
			for _, article := range articles {
				rows = append(rows, lawJSON(s.Screen, book, article))
			}
			return s.WriteJSON(rows)
		}
		for _, article := range articles {
			showLaw(s.Screen, book, article)
		}
		return nil
	})
	c.Args = arguments(s.Lang, 1, 1, "ID")
	return c
}

func showLaw(scr *screen.Screen, book *channel.Book, article channel.Article) {
	lang := scr.Lang.Tag()
	fmt.Fprintln(scr.Out, scr.Out.Style.Bold.Render(phrase.Cited(scr.Lang, article)), article.ID)
	item := func(code, value string) { scr.Labelled(code, value) }
	item("law.gist", article.Gist.In(lang))
	item("law.if", article.If.In(lang))
	item("law.use", scr.Say("law.use."+string(article.UseOrPrint())))
	item("law.note", article.Note.In(lang))
	item("law.note", article.Law.Note.In(lang))
	item("law.number", article.Law.Number)
	item("law.in-force", inForce(scr.Lang, article.Law))
	for _, n := range article.Dated {
		number := packet.ArticleNumber(scr.Lang, article.Law, n.Article)
		if n.Until == "" {
			item("law.numbers", scr.Say("law.numbered-now", n.From, number))
		} else {
			item("law.numbers", scr.Say("law.numbered", n.From, n.Until, number))
		}
	}
	categories, dropped := lawUsed(scr, book, article.ID)
	item("law.categories", strings.Join(categories, scr.Say("list.comma")))
	for _, d := range dropped {
		item("law.dropped", d)
	}
	var sources []string
	for _, s := range article.Law.Sources {
		sources = append(sources, s.Title.In(scr.Lang.Tag()))
	}
	item("channels.source", strings.Join(sources, "; "))
	if article.Confidence == channel.Own || article.Law.Confidence == channel.Own {
		scr.Print("channels.unconfirmed")
	}
	scr.Print("channels.as-of", article.Law.AsOf)
}

func inForce(lang locale.Lang, l channel.Law) string {
	if l.Until != "" {
		return lang.Say("law.until", l.InForce, l.Until)
	}
	return l.InForce
}

// lawUsed are the categories that rest on an article, and why others do not.
func lawUsed(scr *screen.Screen, book *channel.Book, id string) (categories, dropped []string) {
	lang := scr.Lang.Tag()
	for _, c := range book.Categories() {
		if slices.ContainsFunc(c.Basis, func(r channel.Rest) bool { return r.ID == id }) {
			categories = append(categories, c.Name.In(lang))
		}
		for _, d := range c.NotBasis {
			if d.ID == id {
				dropped = append(dropped, scr.Say("law.not", c.Name.In(lang), d.Why.In(lang)))
			}
		}
	}
	return categories, dropped
}

func lawJSON(scr *screen.Screen, book *channel.Book, article channel.Article) answer.Law {
	lang := scr.Lang.Tag()
	numbers := []map[string]string{}
	for _, n := range article.Dated {
		numbers = append(numbers, map[string]string{"from": n.From, "until": n.Until, "article": n.Article})
	}
	categories, dropped := lawUsed(scr, book, article.ID)
	return answer.Law{ID: article.ID, Law: packet.LawTitle(scr.Lang, article.Law), Article: article.Numbers, Number: packet.ArticleNumber(scr.Lang, article.Law, article.Numbers),
		Numbers: numbers, Gist: article.Gist.In(lang), Condition: article.If.In(lang), Use: article.UseOrPrint(),
		InForce: article.Law.InForce, Until: article.Law.Until, Categories: append([]string{}, categories...),
		NotCited: append([]string{}, dropped...), AsOf: article.Law.AsOf, Confidence: article.Confidence}
}
