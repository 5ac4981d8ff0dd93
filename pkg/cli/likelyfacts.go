package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/likely"
	"complain/pkg/tale"
)

// namesPlatforms reports whether a case goes by rules that name platforms.
func namesPlatforms(c dispute.Case) bool { return c.Jurisdiction == "cn" }

// likelyFacts is what a case makes likely of what was not told, and the kinds of
// disputes that it may be of; seen saw its records.
func likelyFacts(t *tale.Tale, book *channel.Book, seen *likely.Finder) (facts likely.Facts, categories []string) {
	d := t.Dossier
	for _, e := range d.Evidence {
		if platform, orders := channel.GivenOut(e.Reading); orders {
			seen.GivenOut(e.ID, platform)
		}
	}
	var ids []string
	for _, c := range book.Categories() {
		ids = append(ids, c.ID)
	}
	var kinds []likely.Kind
	for _, k := range t.Found.Categories(t.Practice, ids) {
		kinds, categories = append(kinds, likely.Kind(k)), append(categories, k.ID)
	}
	said := likely.Said{Category: d.Case.Category, Platform: d.Case.Platform, Order: d.Case.Order, Platforms: namesPlatforms(d.Case)}
	for _, p := range d.Parties {
		if p.Role == dispute.Seller {
			said.Seller = p.Name
		}
	}
	return seen.Facts(said, kinds), categories
}

// readFacts reads the whole case for what it makes likely of what was not told.
func readFacts(ctx context.Context, s *session, f *casefile.File) (likely.Facts, error) {
	book, err := s.book()
	if err != nil {
		return likely.Facts{}, err
	}
	rules, err := practice(s)
	if err != nil {
		return likely.Facts{}, err
	}
	seen := likely.New(book, rules)
	t, err := taleOf(ctx, s, f, false, seen.See)
	if err != nil {
		return likely.Facts{}, err
	}
	facts, _ := likelyFacts(t, book, seen)
	return facts, nil
}
