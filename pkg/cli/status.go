package cli

import (
	"context"
	"fmt"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

// status says where a case stands and what to do next.
func status(ctx context.Context, s *session, f *casefile.File) error {
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	claims, err := dossier.Claims(ctx, f)
	if err != nil {
		return err
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	var records, asking, problems, doubts, unheard, withdrawn int
	for _, e := range all {
		records += e.Reading.Records
		problems += len(e.Reading.Problems)
		doubts += len(e.Reading.Doubts)
		if seemsConversation(e.Reading) {
			doubts--
			unheard++
		}
		if e.Reading.State == dispute.Asking {
			asking++
		}
		if e.Withdrawn != "" {
			withdrawn++
		}
	}
	answers := answersOf(all)
	seems, err := dossier.Seemings(ctx, f, s.book, 0)
	if err != nil {
		return err
	}
	next := nextStep(parties, claims, len(all), asking)
	course, err := courseOf(ctx, s, f)
	if err != nil {
		return err
	}
	if s.JSON {
		v := answer.Status{ID: c.ID, Title: c.Title, Category: c.Category, Platform: c.Platform, Order: c.Order,
			Language: c.Language, Zone: c.Zone, Currency: c.Currency, Jurisdiction: c.Jurisdiction, Created: c.Created.String()}
		people := []answer.Party{}
		for _, p := range parties {
			people = append(people, partyJSON(p))
		}
		demands := []answer.Claim{}
		for _, claim := range claims {
			demands = append(demands, claimJSON(claim))
		}
		v.Path, v.Parties, v.Claims, v.Evidence, v.Withdrawn, v.Records, v.Asking, v.Problems, v.Doubts, v.ConversationsNotRead =
			f.Path(), people, demands, len(all), withdrawn, records, asking, problems, doubts, unheard
		said, unsaid := []answer.Official{}, []answer.Seeming{}
		for _, o := range answers {
			said = append(said, officialJSON(s, o))
		}
		for _, one := range seems {
			unsaid = append(unsaid, seemsJSON(s.Lang, one))
		}
		v.Answers, v.LooksLike = said, unsaid
		v.Next = s.Lang.Note(next)
		v.Steps, v.Overdue = course.open(), course.overdue()
		return s.WriteJSON(v)
	}
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(c.Title)), screen.Clean(shown(f.Path())))
	book := course.book
	over, steps := coming(s, course)
	for _, line := range over {
		fmt.Fprintln(s.Out, line)
	}
	if category, err := book.Category(c.Category); err == nil {
		s.Labelled("status.category", category.Name.In(s.Lang.Tag()))
	}
	if platform, err := book.Channel(c.Platform); err == nil {
		s.Labelled("status.platform", platform.Name.In(s.Lang.Tag()))
	}
	s.Labelled("status.order", c.Order)
	for _, p := range parties {
		s.Labelled("role."+string(p.Role), p.Name)
	}
	for _, claim := range claims {
		s.Labelled("status.claim", claimLine(s, claim))
	}
	for _, o := range answers {
		s.Labelled("status.answer", officialLine(s, o))
	}
	s.Print("status.evidence", len(all), records)
	if withdrawn > 0 {
		s.Print("status.withdrawn", withdrawn)
	}
	if asking > 0 {
		s.Print("status.asking", asking)
	}
	if doubts > 0 {
		s.Print("status.doubts", doubts)
	}
	if unheard > 0 {
		s.Print("status.conversations", unheard)
	}
	if problems > 0 {
		s.Print("status.problems", problems)
	}
	for _, one := range seems {
		s.PrintLine(seemsHint(s.Lang, one))
	}
	s.Print("status.zone", c.Zone, c.Currency)
	fmt.Fprintln(s.Out)
	s.Print("status.next", s.Lang.Note(next))
	if c.Category != "" {
		for _, line := range steps {
			s.PrintLine(line)
		}
		s.Print("status.course")
	}
	return nil
}

// answersOf is what offices answered, by the days their papers bear.
func answersOf(all []dispute.Evidence) []dispute.Official {
	var out []dispute.Official
	for _, e := range all {
		if e.Official != nil && e.Withdrawn == "" && !slices.ContainsFunc(out, e.Official.Same) {
			out = append(out, *e.Official)
		}
	}
	slices.SortStableFunc(out, func(x, y dispute.Official) int { return x.On.Compare(y.On) })
	return out
}

// nextStep is the first thing that a packet would lack.
func nextStep(parties []dispute.Party, claims []dispute.Claim, evidence, asking int) dispute.Note {
	has := map[dispute.PartyRole]bool{}
	for _, p := range parties {
		has[p.Role] = p.Name != ""
	}
	switch {
	case evidence == 0:
		return note("next.evidence")
	case asking > 0:
		return note("next.asking")
	case !has[dispute.Complainant]:
		return note("next.complainant")
	case !has[dispute.Seller]:
		return note("next.seller")
	case len(claims) == 0:
		return note("next.claim")
	}
	return note("next.check")
}
