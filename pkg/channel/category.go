package channel

import (
	"fmt"
	"slices"
)

// Category is a kind of problem: whom to ask in which order, on which articles,
// with which evidence.
type Category struct {
	ID         string   `yaml:"id"`
	Name       Words    `yaml:"name"`
	Respondent string   `yaml:"respondent"` // the role of the party complained about; "" is the seller
	Ladder     []string `yaml:"ladder"`     // ids of channels or Roles; "a|b" means one of them
	Basis      []string `yaml:"basis"`      // ids of articles
	Evidence   []string `yaml:"evidence"`   // what is worth having
	Clocks     []string `yaml:"clocks"`
	Warn       []Words  `yaml:"warn"`

	AsOf string `yaml:"as_of"`
}

// Categories lists every category in the order of the data.
func (b *Book) Categories() []Category { return slices.Clone(b.categories) }

// Category is the category named id.
func (b *Book) Category(id string) (Category, error) {
	i := slices.IndexFunc(b.categories, func(c Category) bool { return c.ID == id })
	if i < 0 {
		return Category{}, fmt.Errorf("category %q: %w", id, ErrUnknown)
	}
	return b.categories[i], nil
}

// General are the ids of the articles that a complaint without a category rests
// on.
func (b *Book) General() []string { return slices.Clone(b.general) }
