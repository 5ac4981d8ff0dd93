package channel

import (
	"maps"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Answer is a paper by which an office answers a complaint or a report: what it
// is called, what it means, and by which articles.
type Answer struct {
	ID           dispute.OfficialKind `yaml:"id"`
	Title        Words                `yaml:"title"`         // 不予受理决定书
	Short        []string             `yaml:"short"`         // what names it beside its id and title: 不予受理
	Papers       []string             `yaml:"papers"`        // titles as papers bear them, without spaces
	Gist         Words                `yaml:"gist"`          // what it means
	Articles     []string             `yaml:"articles"`      // by which it is made
	Track        string               `yaml:"track"`         // answers of one track follow one another: "report"; "" for complaints
	Next         Words                `yaml:"next"`          // what its receiver may do; empty where no article says it
	NextArticles []string             `yaml:"next_articles"` // that say so
	Source       []string             `yaml:"source"`
	AsOf         string               `yaml:"as_of"`
	Confidence   Confidence           `yaml:"confidence"`

	Sources []Source `yaml:"-"` // Source, resolved
}

// Name is the answer's title in lang. Papers bear Chinese titles, so that a
// name in another language has the Chinese one beside it.
func (a Answer) Name(lang string) string {
	name, chinese := a.Title.In(lang), a.Title["zh"]
	if name == chinese || chinese == "" {
		return name
	}
	return name + " (" + chinese + ")"
}

// Call is the shortest word that names the answer on a command line.
func (a Answer) Call() string {
	if len(a.Short) > 0 {
		return a.Short[0]
	}
	return string(a.ID)
}

// Word is the answer in the closed words of the rules.
func (a Answer) Word() string { return strings.ReplaceAll(string(a.ID), "-", "_") }

// Answers lists every answer in the order of the data.
func (b *Book) Answers() []Answer { return slices.Clone(b.answers) }

// Answer is the answer of the kind id.
func (b *Book) Answer(id dispute.OfficialKind) (Answer, error) {
	i := slices.IndexFunc(b.answers, func(a Answer) bool { return a.ID == id })
	if i < 0 {
		return Answer{}, unknown("answer", string(id))
	}
	return b.answers[i], nil
}

// AnswerNamed is the answer that text names: by its id, its title, a short form
// or a title that papers bear.
func (b *Book) AnswerNamed(text string) (Answer, error) {
	name := compact(text)
	for _, a := range b.answers {
		names := slices.Concat([]string{string(a.ID)}, slices.Collect(maps.Values(a.Title)), a.Short, a.Papers)
		if slices.ContainsFunc(names, func(n string) bool { return n != "" && strings.EqualFold(compact(n), name) }) {
			return a, nil
		}
	}
	return Answer{}, unknown("answer", text)
}

func (b *Book) resolveAnswer(a *Answer) error {
	var err error
	if a.Sources, err = b.source(a.Source); err != nil {
		return err
	}
	if err := dated(a.AsOf, a.Confidence); err != nil {
		return err
	}
	if _, err := b.Articles(slices.Concat(a.Articles, a.NextArticles)); err != nil {
		return err
	}
	switch {
	case a.Title.Empty():
		return wrong("data.no-title", "no title")
	case !a.Next.Empty() && len(a.NextArticles) == 0:
		return wrong("data.no-article", "what comes next is said by no article")
	}
	// A title without a space in it is what text is compared with.
	for _, title := range a.Papers {
		if compact(title) != title {
			return wrong("data.spaced-title", "the paper title %q has spaces", title)
		}
	}
	return nil
}
