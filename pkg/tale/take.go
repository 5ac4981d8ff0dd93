package tale

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/story"
)

// Intake is what came into the story: speakers that were bound to a party with it,
// and what is bought.
type Intake struct {
	Bound []Proposal
	Goods []story.Ware
}

// Take makes proposals part of the story. Who is taken to say something for a
// party is bound to it. With what was bought, what the files say of the thing
// answers the fields of letters that nobody answered.
func (t *Tale) Take(ctx context.Context, list []Proposal) (out Intake, err error) {
	err = t.File.Batch(ctx, func() error { // one change, which is taken back as one
		if slices.ContainsFunc(list, func(p Proposal) bool { return p.Element.Event == "order_placed" }) {
			out.Goods, t.Goods = t.Goods, nil
			if err := SayGoods(ctx, t.File, out.Goods); err != nil {
				return err
			}
		}
		for _, p := range list {
			if err := t.TakeOne(ctx, p); err != nil {
				return err
			}
			is, err := t.Bind(ctx, p.Fact)
			if err != nil {
				return err
			}
			if is {
				out.Bound = append(out.Bound, p)
			}
		}
		return nil
	})
	return out, err
}

// Bind makes the speaker of a fact a name of the party for which they spoke; it
// reports whether that was not said before.
func (t *Tale) Bind(ctx context.Context, f story.Fact) (bool, error) {
	if f.Role == "" || strings.TrimSpace(f.Who) == "" {
		return false, nil
	}
	if _, known := dossier.RoleOf(t.Dossier.Parties, f.Who); known {
		return false, nil
	}
	i := slices.IndexFunc(t.Dossier.Parties, func(p dispute.Party) bool { return p.Role == f.Role })
	if i < 0 {
		i = len(t.Dossier.Parties)
		t.Dossier.Parties = append(t.Dossier.Parties, dispute.Party{Role: f.Role})
	}
	p := &t.Dossier.Parties[i]
	p.Aliases = append(slices.Clone(p.Aliases), f.Who)
	return true, t.File.SetParty(ctx, *p)
}

// TakeOne has the event of a proposal tell its element.
func (t *Tale) TakeOne(ctx context.Context, p Proposal) error {
	own := p.Fact.Own
	key := dossier.EventKey(own.Evidence, own.Record, own.Locator)
	told, err := dossier.ToldOf(ctx, t.File, key)
	if err != nil {
		return err
	}
	if !slices.Contains(told.Elements, p.Element.ID) {
		told.Elements = append(told.Elements, p.Element.ID)
	}
	if len(told.Elements) > 1 && told.Quote != p.Fact.Quote {
		told.Quote = "" // two elements, two passages: all of it
	} else {
		told.Quote = p.Fact.Quote
	}
	for _, c := range p.Fact.Proofs {
		proof := dossier.Proof{Evidence: c.Evidence, Locator: c.Locator.String()}
		if c.Evidence != 0 && !slices.Contains(told.Proofs, proof) {
			told.Proofs = append(told.Proofs, proof)
		}
	}
	return dossier.Say(ctx, t.File, dossier.EventSaid, key, told)
}

// State adds the user's own sentence to an element.
func (t *Tale) State(ctx context.Context, element string, r dispute.Record) error {
	id, err := t.File.State(ctx, r)
	if err != nil {
		return err
	}
	return dossier.Say(ctx, t.File, dossier.EventSaid, dossier.EventKey(0, id, dispute.Locator{}), dossier.Told{Elements: []string{element}})
}
