package packet

import (
	"testing"

	"complain/pkg/channel"
	"complain/pkg/locale"
)

func TestArticleNumber(t *testing.T) {
	for _, c := range []struct{ in, zh, en string }{
		{"55", "第五十五条", "article 55"},
		{"9", "第九条", "article 9"},
		{"10", "第十条", "article 10"},
		{"105", "第一百零五条", "article 105"},
		{"110", "第一百一十条", "article 110"},
		{"582-584", "第五百八十二条至第五百八十四条", "articles 582 to 584"},
		{"615,617", "第六百一十五条、第六百一十七条", "articles 615, 617"},
		{"1002", "第一千零二条", "article 1002"},
		{"55.1", "第五十五条第一款", "article 55(1)"},
		{"34(6)", "第三十四条第六项", "article 34(6)"},
		{"24,55.1", "第二十四条、第五十五条第一款", "articles 24, 55(1)"},
		{"", "", ""},
	} {
		if got := ArticleNumber(locale.Chinese, channel.Law{}, c.in); got != c.zh {
			t.Errorf("%q in Chinese is %q, not %q", c.in, got, c.zh)
		}
		if got := ArticleNumber(locale.English, channel.Law{}, c.in); got != c.en {
			t.Errorf("%q in English is %q, not %q", c.in, got, c.en)
		}
	}
}

// What the numbers of a law count is said as its country says it.
func TestArticleUnits(t *testing.T) {
	for _, c := range []struct {
		unit       channel.Unit
		in, zh, en string
	}{
		{channel.Sections, "9", "第九条", "section 9"},
		{channel.Sections, "20,22", "第二十条、第二十二条", "sections 20, 22"},
		{channel.Sections, "22-24", "第二十二条至第二十四条", "sections 22 to 24"},
		{channel.Regulations, "29", "第二十九条", "regulation 29"},
		{channel.Regulations, "29,34", "第二十九条、第三十四条", "regulations 29, 34"},
		{channel.SectionSign, "2-314", "§ 2-314", "§ 2-314"},
		{channel.SectionSign, "1026.12(c),1026.13", "§§ 1026.12(c)、1026.13", "§§ 1026.12(c), 1026.13"},
	} {
		if got := ArticleNumber(locale.Chinese, channel.Law{Unit: c.unit}, c.in); got != c.zh {
			t.Errorf("%s %q in Chinese is %q, not %q", c.unit, c.in, got, c.zh)
		}
		if got := ArticleNumber(locale.English, channel.Law{Unit: c.unit}, c.in); got != c.en {
			t.Errorf("%s %q in English is %q, not %q", c.unit, c.in, got, c.en)
		}
	}
}

func TestLawTitle(t *testing.T) {
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	articles, err := book.Articles([]string{"crpl.24"})
	if err != nil {
		t.Fatal(err)
	}
	law := articles[0].Law
	foreign := channel.Law{ID: "xx.act", Name: channel.Words{"en": "Consumer Act"}}
	for _, c := range []struct {
		law  channel.Law
		lang locale.Lang
		want string
	}{
		{law, locale.Chinese, "《中华人民共和国消费者权益保护法》"},
		{law, locale.English, "Law on the Protection of Consumer Rights and Interests (消费者权益保护法)"},
		{foreign, locale.English, "Consumer Act"},
		{foreign, locale.Chinese, "Consumer Act"},
	} {
		if got := LawTitle(c.lang, c.law); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.law.ID, c.lang, got, c.want)
		}
	}
}
