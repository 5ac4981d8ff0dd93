package channel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Law is a law, regulation or rule.
type Law struct {
	ID         string     `yaml:"id"`
	ZH         string     `yaml:"zh"`       // the full Chinese name
	EN         string     `yaml:"en"`       // an English name; there is no official one
	Number     string     `yaml:"number"`   // 总局令第121号
	InForce    string     `yaml:"in_force"` // the first day of the text: 2026-04-15
	Until      string     `yaml:"until"`    // the last day of a repealed one; "" for one in force
	GoesBy     string     `yaml:"goes_by"`  // "act": the text of the day of the trade; "" or "filing": of the packet's day
	Note       Words      `yaml:"note"`     // what to check before use
	Source     []string   `yaml:"source"`
	AsOf       string     `yaml:"as_of"`
	Confidence Confidence `yaml:"confidence"`

	Sources []Source `yaml:"-"`
}

// Jurisdiction is the country whose law it is: "cn".
func (l Law) Jurisdiction() string {
	before, _, _ := strings.Cut(l.ID, ".")
	return before
}

// Title is the law's name as a complaint writes it: 《…法》, or the English name
// with the Chinese one beside it.
func (l Law) Title(lang string) string {
	if lang == "zh" {
		return "《" + l.ZH + "》"
	}
	return l.EN + " (" + strings.TrimPrefix(l.ZH, "中华人民共和国") + ")"
}

// Article is a place in a law and what it says, in our own words.
type Article struct {
	ID         string            `yaml:"id"`
	LawID      string            `yaml:"law"`
	Numbers    string            `yaml:"article"` // "55", "582-584", "615,617", "55.1", "34(6)"; "" for the law as a whole
	Dated      []Numbered        `yaml:"numbers"` // where the number was another once
	Gist       Words             `yaml:"gist"`
	Use        Use               `yaml:"use"`
	If         Words             `yaml:"if"`      // the condition on which alone it is cited: 如经认定构成欺诈
	DropIf     []string          `yaml:"drop_if"` // flags that make the condition needless
	Needs      []string          `yaml:"needs"`   // flags of which one must be set
	Point      map[string]string `yaml:"point"`   // the number to cite when a flag is set
	Claims     []string          `yaml:"claims"`  // kinds of claims that it supports
	OnlyIn     []string          `yaml:"only_in"` // kinds of offices it is cited to; empty for all
	Note       Words             `yaml:"note"`
	Confidence Confidence        `yaml:"confidence"`

	Law Law `yaml:"-"` // LawID, resolved
}

// Numbered is the number of an article for a time.
type Numbered struct {
	From       string     `yaml:"from"`
	Until      string     `yaml:"until"` // "" for the one that holds now
	Article    string     `yaml:"article"`
	LawID      string     `yaml:"law"` // where another law had it
	Confidence Confidence `yaml:"confidence"`
}

// Use says what an article is for.
type Use string

// The uses. An article without one is for print.
const (
	ForPrint Use = "print" // may be cited in a packet
	ForUser  Use = "user"  // is told to the user: limits and risks
	ForClock Use = "clock" // is only the basis of a clock
)

// UseOrPrint is the article's use.
func (a Article) UseOrPrint() Use {
	if a.Use == "" {
		return ForPrint
	}
	return a.Use
}

// Printed reports whether packets may cite the article.
func (a Article) Printed() bool { return a.UseOrPrint() == ForPrint }

// Number is the article's number as the language cites it: 第五十五条,
// "article 55".
func (a Article) Number(lang string) string {
	if a.Numbers == "" {
		return ""
	}
	parts := strings.Split(a.Numbers, ",")
	if lang != "zh" {
		word := "article "
		if len(parts) > 1 || strings.Contains(a.Numbers, "-") {
			word = "articles "
		}
		return word + englishArticles(parts)
	}
	for i, p := range parts {
		from, to, ranged := strings.Cut(p, "-")
		parts[i] = chineseArticle(from)
		if ranged {
			parts[i] += "至" + chineseArticle(to)
		}
	}
	return strings.Join(parts, "、")
}

// chineseArticle is one number: 55, 55.1 (a paragraph) or 34(6) (an item).
func chineseArticle(number string) string {
	article, item, _ := strings.Cut(strings.TrimSuffix(number, ")"), "(")
	article, paragraph, _ := strings.Cut(article, ".")
	out := "第" + chineseNumeral(article) + "条"
	if paragraph != "" {
		out += "第" + chineseNumeral(paragraph) + "款"
	}
	if item != "" {
		out += "第" + chineseNumeral(item) + "项"
	}
	return out
}

func chineseNumeral(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return number
	}
	return Numeral(n)
}

// englishArticles are numbers as English cites them: 55(1), 34(6), 582 to 584.
func englishArticles(numbers []string) string {
	for i, n := range numbers {
		if article, paragraph, ok := strings.Cut(n, "."); ok {
			n = article + "(" + paragraph + ")"
		}
		numbers[i] = strings.ReplaceAll(n, "-", " to ")
	}
	return strings.Join(numbers, ", ")
}

// Numeral is n, 0 to 9999, in Chinese as laws number their articles: 五百八十二.
func Numeral(n int) string {
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	digits := []rune("零一二三四五六七八九")
	if n == 0 {
		return "零"
	}
	var b strings.Builder
	gap := false
	for _, unit := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / unit.value
		n %= unit.value
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
			gap = false
		}
		// 十五, not 一十五, where the number begins with it.
		if !(d == 1 && unit.value == 10 && b.Len() == 0) {
			b.WriteRune(digits[d])
		}
		b.WriteString(unit.name)
	}
	return b.String()
}

// Articles are the articles of the ids, in their order. Ids of old cases are
// those that took their place.
func (b *Book) Articles(ids []string) ([]Article, error) {
	out := make([]Article, 0, len(ids))
	for _, id := range ids {
		now := []string{id}
		if _, ok := b.articles[id]; !ok && len(b.renamed[id]) > 0 {
			now = b.renamed[id]
		}
		for _, id := range now {
			a, ok := b.articles[id]
			if !ok {
				return nil, fmt.Errorf("article %q: %w", id, ErrUnknown)
			}
			out = append(out, a)
		}
	}
	return out, nil
}

// ArticlesLike are the ids of articles that begin like id, those of its law or,
// where none does, those that packets rest on in general.
func (b *Book) ArticlesLike(id string) []string {
	family, _, _ := strings.Cut(id, ".")
	var out []string
	for _, known := range b.articleIDs {
		if strings.HasPrefix(known, family+".") {
			out = append(out, known)
		}
	}
	if len(out) == 0 {
		return slices.Clone(b.general)
	}
	return out
}

func (b *Book) law(id string) (Law, error) {
	i := slices.IndexFunc(b.laws, func(l Law) bool { return l.ID == id })
	if i < 0 {
		return Law{}, fmt.Errorf("law %w", notAmong(id, ids(b.laws, func(l Law) string { return l.ID })))
	}
	return b.laws[i], nil
}

// resolveLaw fills in the law of an article.
func (b *Book) resolveLaw(id string) error {
	a := b.articles[id]
	var err error
	if a.Law, err = b.law(a.LawID); err != nil {
		return err
	}
	for _, n := range a.Dated {
		if n.LawID != "" {
			if _, err := b.law(n.LawID); err != nil {
				return err
			}
		}
	}
	if !slices.Contains([]Use{"", ForPrint, ForUser, ForClock}, a.Use) {
		return fmt.Errorf("use %q: %w; allowed are print, user, clock", a.Use, ErrUnknown)
	}
	b.articles[id] = a
	return dated(a.Law.AsOf, a.Confidence)
}
