package channel

import (
	"maps"
	"slices"
)

// Category is a kind of problem: about whom, on which articles, with which
// evidence.
type Category struct {
	ID         string    `yaml:"id"`
	Name       Words     `yaml:"name"`
	Respondent []string  `yaml:"respondent"` // roles of whom it is about, the usual one first
	Basis      []Rest    `yaml:"basis"`
	NotBasis   []Dropped `yaml:"not_basis"`
	Evidence   []string  `yaml:"evidence"` // kinds that are worth having
	Clocks     []string  `yaml:"clocks"`
	Warn       []Words   `yaml:"warn"`

	AsOf string `yaml:"as_of"`
}

// Categories lists every category in the order of the data.
func (b *Book) Categories() []Category { return slices.Clone(b.categories) }

// Category is the category named id.
func (b *Book) Category(id string) (Category, error) {
	i := slices.IndexFunc(b.categories, func(c Category) bool { return c.ID == id })
	if i < 0 {
		return Category{}, unknown("category", id)
	}
	return b.categories[i], nil
}

// General are the ids of the articles that a complaint without a category rests
// on.
func (b *Book) General() []string { return slices.Clone(b.general) }

func (p *Practice) resolveCategory(c Category, b *Book) error {
	for _, r := range c.Basis {
		if _, err := b.Articles([]string{r.ID}); err != nil {
			return err
		}
		for _, use := range []struct {
			list  string
			words []string
		}{{"claims", r.Claim}, {"flags", r.Flag}, {"elements", r.Element}, {"offices", r.Office}} {
			if err := p.among("basis "+r.ID+":", use.list, use.words...); err != nil {
				return err
			}
		}
	}
	for _, d := range c.NotBasis {
		if _, err := b.Articles([]string{d.ID}); err != nil {
			return err
		}
	}
	for _, id := range c.Clocks {
		if _, err := p.Clock(id); err != nil {
			return err
		}
	}
	if err := p.among("respondent", "roles", c.Respondent...); err != nil {
		return err
	}
	return p.among("evidence", "evidence", c.Evidence...)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
