package packet

import (
	"strconv"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/locale"
)

// LawTitle is a law's name as a complaint in lang writes it: 《…法》, or its name
// in lang with the official one beside it.
func LawTitle(lang locale.Lang, l channel.Law) string {
	switch name := l.Name.In(lang.Tag()); {
	case l.Official == "":
		return name
	case l.Language == lang.Tag():
		return lang.Say("cite.law", l.Official)
	default:
		return lang.Say("cite.law-translated", name, l.Short)
	}
}

// ArticleNumber is numbers of a law's articles, written as in channel.Article.Numbers,
// as lang cites them: 第五十五条, "article 55", "section 9", "§ 2-314"; "" for none.
func ArticleNumber(lang locale.Lang, law channel.Law, numbers string) string {
	if numbers == "" {
		return ""
	}
	parts := strings.Split(numbers, ",")
	several := len(parts) > 1
	for i, p := range parts {
		if law.Unit == channel.SectionSign {
			continue
		}
		from, to, ranged := strings.Cut(p, "-")
		parts[i] = articlePlace(lang, from)
		if ranged {
			several = true
			parts[i] = lang.Say("cite.range", parts[i], articlePlace(lang, to))
		}
	}
	one, more := "cite.article", "cite.articles"
	switch law.Unit {
	case channel.Sections:
		one, more = "cite.section", "cite.sections"
	case channel.Regulations:
		one, more = "cite.regulation", "cite.regulations"
	case channel.SectionSign:
		one, more = "cite.sign", "cite.signs"
	}
	all := strings.Join(parts, lang.Say("cite.comma"))
	if several {
		return lang.Say(more, all)
	}
	return lang.Say(one, all)
}

// articlePlace is one number: 55, 55.1 (a paragraph) or 34(6) (an item).
func articlePlace(lang locale.Lang, number string) string {
	article, item, _ := strings.Cut(strings.TrimSuffix(number, ")"), "(")
	article, paragraph, _ := strings.Cut(article, ".")
	out := lang.Say("cite.number", numeral(lang, article))
	if paragraph != "" {
		out += lang.Say("cite.paragraph", numeral(lang, paragraph))
	}
	if item != "" {
		out += lang.Say("cite.item", numeral(lang, item))
	}
	return out
}

func numeral(lang locale.Lang, number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return number
	}
	return lang.Numeral(n)
}
