package channel

import (
	"slices"
	"strings"
)

// Law is a law, regulation or rule.
type Law struct {
	ID         string     `yaml:"id"`
	Name       Words      `yaml:"name"`     // whole; the official one is in the language of its country
	Number     string     `yaml:"number"`   // 总局令第121号
	Unit       Unit       `yaml:"unit"`     // what its numbers count; "" for articles
	InForce    string     `yaml:"in_force"` // the first day of the text: 2026-04-15
	Until      string     `yaml:"until"`    // the last day of a repealed one; "" for one in force
	GoesBy     string     `yaml:"goes_by"`  // "act": the text of the day of the trade; "" or "filing": of the packet's day
	Note       Words      `yaml:"note"`     // what to check before use
	Source     []string   `yaml:"source"`
	AsOf       string     `yaml:"as_of"`
	Confidence Confidence `yaml:"confidence"`

	Sources []Source `yaml:"-"`

	Language string `yaml:"-"` // of the official name; "" where the data does not know it
	Official string `yaml:"-"` // the name in Language
	Short    string `yaml:"-"` // Official without the country's name at its head
}

// Unit is what the numbers of a law count.
type Unit string

// The units. Numbers behind a section sign are printed as they stand: "2-314" is no
// range there, and "435.2" no paragraph.
const (
	Articles    Unit = ""
	Sections    Unit = "section"
	Regulations Unit = "regulation"
	SectionSign Unit = "sign"
)

// Jurisdiction is what the laws of a country have in common.
type Jurisdiction struct {
	ID       string `yaml:"id"`
	Language string `yaml:"language"` // in which they are written
	Name     string `yaml:"name"`     // of the country, as their names begin with it
}

// Jurisdiction is the country whose law it is: "cn".
func (l Law) Jurisdiction() string {
	before, _, _ := strings.Cut(l.ID, ".")
	return before
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
				return nil, unknown("article", id)
			}
			out = append(out, a)
		}
	}
	return out, nil
}

// ArticleIDs are the ids that a claim's basis lists, if it lists ids.
func ArticleIDs(basis string) []string {
	return strings.FieldsFunc(basis, func(r rune) bool { return strings.ContainsRune(" ,，;；、", r) })
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

// resolveName fills in the official name of a law.
func (l *Law) resolveName(all []Jurisdiction) error {
	if l.Name.Empty() {
		return wrong("data.no-name", "no name")
	}
	if units := []string{"", string(Sections), string(Regulations), string(SectionSign)}; !slices.Contains(units, string(l.Unit)) {
		return under("unit", notAmong(string(l.Unit), units[1:]))
	}
	for _, j := range all {
		if j.ID == l.Jurisdiction() && l.Name[j.Language] != "" {
			l.Language, l.Official = j.Language, l.Name[j.Language]
			l.Short = strings.TrimPrefix(l.Official, j.Name)
		}
	}
	return nil
}

func (b *Book) law(id string) (Law, error) {
	i := slices.IndexFunc(b.laws, func(l Law) bool { return l.ID == id })
	if i < 0 {
		return Law{}, under("law", notAmong(id, ids(b.laws, func(l Law) string { return l.ID })))
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
		return under("use", notAmong(string(a.Use), []string{"print", "user", "clock"}))
	}
	b.articles[id] = a
	return dated(a.Law.AsOf, a.Confidence)
}
