package channel

import (
	"fmt"
	"strconv"
	"strings"
)

// Law is a law, regulation or rule.
type Law struct {
	ID         string     `yaml:"id"`
	ZH         string     `yaml:"zh"`       // the full Chinese name
	EN         string     `yaml:"en"`       // an English name; there is no official one
	Number     string     `yaml:"number"`   // 总局令第121号
	InForce    string     `yaml:"in_force"` // 2026-04-15
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
	ID         string     `yaml:"id"`
	LawID      string     `yaml:"law"`
	Numbers    string     `yaml:"article"` // "55", "582-584", "615,617"; "" for the law as a whole
	Gist       Words      `yaml:"gist"`
	If         Words      `yaml:"if"` // the condition on which alone it is cited: 如经认定构成欺诈
	Confidence Confidence `yaml:"confidence"`

	Law Law `yaml:"-"` // LawID, resolved
}

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
		return word + strings.ReplaceAll(strings.Join(parts, ", "), "-", " to ")
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

func chineseArticle(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return "第" + number + "条"
	}
	return "第" + Numeral(n) + "条"
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

// Clock is a period that an event starts. Its data is carried here; counting it
// is not this package's business.
type Clock struct {
	ID         string     `yaml:"id"`
	Who        string     `yaml:"who"`   // consumer, seller, regulator ...
	Start      string     `yaml:"start"` // what starts it: delivered_signed
	Length     int        `yaml:"length"`
	Unit       string     `yaml:"unit"`       // d day, wd working day, h hour, m month, y year
	OffsetDay  int        `yaml:"offset_day"` // 1: the day of the start is not counted
	Extend     []int      `yaml:"extend"`
	Excludes   string     `yaml:"excludes"`
	RestartsOn []string   `yaml:"restarts_on"`
	Then       string     `yaml:"then"`
	Action     Words      `yaml:"action"`
	Articles   []string   `yaml:"articles"`
	Rule       string     `yaml:"rule"` // the body's own rule, where no article says it
	AsOf       string     `yaml:"as_of"`
	Confidence Confidence `yaml:"confidence"`
}

// Clocks lists every clock in the order of the data.
func (b *Book) Clocks() []Clock { return append([]Clock(nil), b.clocks...) }

// Articles are the articles of the ids, in their order.
func (b *Book) Articles(ids []string) ([]Article, error) {
	out := make([]Article, 0, len(ids))
	for _, id := range ids {
		a, ok := b.articles[id]
		if !ok {
			return nil, fmt.Errorf("article %q: %w", id, ErrUnknown)
		}
		out = append(out, a)
	}
	return out, nil
}
