package cli

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/likely"
	"complain/pkg/packet"
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
	return facts, t.Found.Err()
}

// mostForHints is how many records a case has at most for which a command that shows
// something else reads them all to say what is likely.
const mostForHints = 10000

// factsForHints is what is proposed of a case, for a hint: nothing of a large one.
func factsForHints(ctx context.Context, s *session, f *casefile.File) (likely.Facts, error) {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return likely.Facts{}, err
	}
	if countsOf(all).records > mostForHints {
		return likely.Facts{}, nil
	}
	return readFacts(ctx, s, f)
}

// mendedBy are the facts that mend findings of what nobody said.
var mendedBy = map[string]likely.Of{"category": likely.Category, "platform": likely.Platform, "order": likely.Order, "respondent-name": likely.Seller}

// mends reports which fact mends a finding.
func mends(f packet.Finding) (likely.Of, bool) {
	of, ok := mendedBy[f.ID]
	if of == likely.Seller && !slices.Equal(f.Fix.Args, []string{string(dispute.Seller)}) {
		return "", false
	}
	return of, ok
}

// mendByLikely has the findings of what nobody said name the command that says what
// is likely.
func mendByLikely(ctx context.Context, s *session, f *casefile.File, findings []packet.Finding) error {
	mendable := func(one packet.Finding) bool { _, ok := mends(one); return ok }
	if !slices.ContainsFunc(findings, mendable) {
		return nil
	}
	facts, err := factsForHints(ctx, s, f)
	if err != nil {
		return err
	}
	for i, one := range findings {
		of, ok := mends(one)
		if fix := likelyHint(s, facts, of); ok && fix.Code != "" {
			findings[i].Fix = fix
		}
	}
	return nil
}

// likelyHint is how a fact is said that is likely, or those that are equally so; no
// Code where none is.
func likelyHint(s *session, facts likely.Facts, of likely.Of) dispute.Note {
	i := slices.IndexFunc(facts.List, func(one likely.Fact) bool { return one.Of == of })
	if i < 0 {
		return dispute.Note{}
	}
	if value := facts.List[i].Value; value != "" {
		return note("hint.likely", commandOf(of, value))
	}
	var commands []string
	for _, value := range facts.List[i].Rivals {
		commands = append(commands, commandOf(of, value))
	}
	return note("hint.likely-rivals", strings.Join(commands, s.Say("list.comma")))
}
