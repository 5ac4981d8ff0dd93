package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/choices"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/media"
	"complain/pkg/tale"
)

// applier makes changes that were chosen, each as the command for it does.
type applier struct {
	s     *session
	f     *casefile.File
	tale  *tale.Tale
	state choices.State
}

// newApplier reads the case as it stands.
func newApplier(ctx context.Context, s *session, f *casefile.File) (*applier, error) {
	a := &applier{s: s, f: f}
	var err error
	if a.tale, err = taleOf(ctx, s, f, false); err != nil {
		return nil, err
	}
	d := a.tale.Dossier
	a.state = choices.State{Evidence: map[dispute.EvidenceID]dispute.Evidence{}, Shown: d.Plan("").Exhibits(), Covered: map[dispute.EvidenceID][]dispute.Box{},
		Untold: d.Untold(), Own: map[string][]string{}, Claims: map[int64]choices.ClaimSaid{}}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		a.state.Evidence[e.ID] = e
		if e.Derived != nil && e.Withdrawn == "" {
			for at := e; at.Derived != nil; at = a.state.Evidence[at.Derived.From] {
				a.state.Covered[at.ID] = append(a.state.Covered[at.ID], e.Derived.Covered...)
				a.state.Covered[at.Derived.From] = append(a.state.Covered[at.Derived.From], e.Derived.Covered...)
			}
		}
	}
	in, told := map[int64]bool{}, map[int64]dispute.Event{}
	for _, e := range d.Events {
		for i, c := range e.Cites {
			in[c.Record] = in[c.Record] || e.Key && e.Summary == nil && !slices.Contains(e.Proofs, c)
			if i == 0 {
				told[c.Record] = e
			}
		}
		if e.Kind == dispute.Statement {
			for _, id := range e.Elements {
				a.state.Own[id] = append(a.state.Own[id], e.Text)
			}
		}
	}
	a.state.In = func(record int64) bool { return in[record] }
	a.state.Told = func(record int64) (string, []string) { return told[record].Sentence, told[record].Elements }
	for _, c := range d.Claims {
		said := choices.ClaimSaid{Text: c.Text, Basis: c.Basis}
		if c.Amount != nil {
			said.Amount = c.Amount.Decimal()
		}
		a.state.Claims[c.ID] = said
	}
	return a, nil
}

// amounts writes the amounts of demands as the case does.
func (a *applier) amounts(c *choices.Choices) error {
	for i := range c.Claims {
		typed := c.Claims[i].Amount
		if typed == nil || strings.TrimSpace(*typed) == "" {
			continue
		}
		amount, err := parseAmount(*typed, a.tale.Dossier.Case.Currency)
		if err != nil {
			return err
		}
		c.Claims[i].Amount = new(amount.Decimal())
	}
	return nil
}

// appliers are how changes are made. A kind of change without one fails.
var appliers = map[choices.Kind]func(*applier, context.Context, choices.Change) error{
	choices.Restore:  (*applier).withdraw,
	choices.Withdraw: (*applier).withdraw,
	choices.Title:    (*applier).describe,
	choices.Source:   (*applier).describe,
	choices.Proves:   (*applier).describe,
	choices.Cover:    (*applier).cover,
	choices.Include:  (*applier).exhibit,
	choices.Exclude:  (*applier).exhibit,
	choices.Order:    (*applier).order,
	choices.Pin:      (*applier).pin,
	choices.Unpin:    (*applier).pin,
	choices.Sentence: (*applier).sentence,
	choices.Take:     (*applier).take,
	choices.Drop:     (*applier).drop,
	choices.None:     (*applier).none,
	choices.Some:     (*applier).none,
	choices.Tell:     (*applier).tell,
	choices.Amount:   (*applier).claim,
	choices.Demand:   (*applier).claim,
	choices.Basis:    (*applier).claim,
}

func (a *applier) apply(ctx context.Context, changes []choices.Change) error {
	for _, c := range changes {
		if err := appliers[c.Kind](a, ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// withdraw takes evidence out or puts it back. With a redacted version goes its
// original, which would else be shown again.
func (a *applier) withdraw(ctx context.Context, c choices.Change) error {
	for id := c.Evidence; ; {
		e := a.state.Evidence[id]
		if (e.Withdrawn == "") == (c.Kind == choices.Withdraw) {
			if err := a.f.Withdraw(ctx, id, c.Text); err != nil {
				return err
			}
		}
		if e.Derived == nil {
			return nil
		}
		id = e.Derived.From
	}
}

func (a *applier) describe(ctx context.Context, c choices.Change) error {
	e, err := a.f.Evidence(ctx, c.Evidence)
	if err != nil {
		return err
	}
	*map[choices.Kind]*string{choices.Title: &e.Title, choices.Source: &e.Source, choices.Proves: &e.Proves}[c.Kind] = c.Text
	return a.f.Describe(ctx, e)
}

func (a *applier) exhibit(ctx context.Context, c choices.Change) error {
	e, err := a.f.Evidence(ctx, c.Evidence)
	if err != nil {
		return err
	}
	return sayExhibit(ctx, a.f, e, c.Kind == choices.Include)
}

func (a *applier) order(ctx context.Context, c choices.Change) error {
	order, err := dossier.OrderOfExhibits(ctx, a.f)
	if err != nil {
		return err
	}
	order.Evidence = c.Evidences
	return dossier.Say(ctx, a.f, dossier.ExhibitOrderSaid, dossier.PacketOrder, order)
}

func (a *applier) pin(ctx context.Context, c choices.Change) error {
	r, err := a.f.Record(ctx, c.Record)
	if err != nil {
		return err
	}
	records := []dispute.Record{r}
	if c.Kind == choices.Pin {
		papers, err := dossier.PapersOf(ctx, a.f, records)
		if err != nil {
			return err
		}
		records = append(records, papers...)
	}
	return a.f.Pin(ctx, records, c.Kind == choices.Pin)
}

// retell changes what is said of the event of a record.
func (a *applier) retell(ctx context.Context, record int64, change func(*dossier.Told)) error {
	r, err := a.f.Record(ctx, record)
	if err != nil {
		return err
	}
	key := dossier.EventKey(r.Evidence, r.ID, r.Locator)
	told, err := dossier.ToldOf(ctx, a.f, key)
	if err != nil {
		return err
	}
	change(&told)
	return dossier.SayTold(ctx, a.f, key, told)
}

func (a *applier) sentence(ctx context.Context, c choices.Change) error {
	return a.retell(ctx, c.Record, func(told *dossier.Told) { told.Sentence = c.Text })
}

// elements names the elements of the story that were chosen about by their ids.
func (a *applier) elements(c *choices.Choices) error {
	named := map[string]choices.Element{}
	for typed, said := range c.Story {
		e, err := elementNamed(a.s, a.tale.Practice, a.tale.Dossier.Case.Category, typed)
		if err != nil {
			return err
		}
		named[e.ID] = said
	}
	c.Story = named
	return nil
}

// take has an event tell an element: as a proposal is taken, where it is one.
func (a *applier) take(ctx context.Context, c choices.Change) error {
	for _, p := range a.tale.Proposals() {
		if p.Element.ID == c.Element && p.Fact.ID == "R"+itoa(c.Record) {
			if err := a.tale.TakeOne(ctx, p); err != nil {
				return err
			}
			_, err := a.tale.Bind(ctx, p.Fact)
			return err
		}
	}
	return a.retell(ctx, c.Record, func(told *dossier.Told) {
		if !slices.Contains(told.Elements, c.Element) {
			told.Elements = append(told.Elements, c.Element)
		}
	})
}

func (a *applier) drop(ctx context.Context, c choices.Change) error {
	return a.retell(ctx, c.Record, func(told *dossier.Told) {
		told.Elements = slices.DeleteFunc(slices.Clone(told.Elements), func(id string) bool { return id == c.Element })
	})
}

func (a *applier) none(ctx context.Context, c choices.Change) error {
	if c.Kind == choices.Some {
		return dossier.Unsay(ctx, a.f, dossier.ElementSaid, c.Element)
	}
	return dossier.Say(ctx, a.f, dossier.ElementSaid, c.Element, dossier.Untold{Why: c.Text})
}

// tell adds the user's own sentence to an element.
func (a *applier) tell(ctx context.Context, c choices.Change) error {
	r := dispute.Record{Text: c.Text}
	if at := strings.TrimSpace(c.At); at != "" {
		var err error
		if r.At, err = parseWhen(at, a.tale.Dossier.Case.Zone); err != nil {
			return err
		}
	}
	return a.tale.State(ctx, c.Element, r)
}

// cover paints over parts of a picture.
func (a *applier) cover(ctx context.Context, c choices.Change) error {
	e := a.state.Evidence[c.Evidence]
	if e.Purged != "" {
		return &casefile.PurgedError{Evidence: e.ID, Reason: e.Purged}
	}
	if !media.Picture(e.MediaType) {
		return usage("error.redact-no-picture", e.ID, whatItIs(a.s, e)).next("hint.redact-no-picture")
	}
	r, err := dossier.RedactionOf(ctx, a.f, e)
	if err != nil {
		return err
	}
	r.Boxes = c.Boxes
	if err := cover(ctx, a.s.Lang, a.f, r); err != nil {
		return err
	}
	made, _, err := storeRedaction(ctx, a.s.Lang, a.f, r, cmp.Or(c.Text, a.s.Say("apply.why-covered")))
	if err == nil && made.Withdrawn != "" { // it was made before, and taken back
		err = a.f.Withdraw(ctx, made.ID, "")
	}
	return err
}

func (a *applier) claim(ctx context.Context, c choices.Change) error {
	i := slices.IndexFunc(a.tale.Dossier.Claims, func(claim dispute.Claim) bool { return claim.ID == c.Claim })
	claim := &a.tale.Dossier.Claims[i] // which Diff found
	switch c.Kind {
	case choices.Demand:
		claim.Text = c.Text
	case choices.Basis:
		claim.Basis = c.Text
	default:
		claim.Amount = nil
		if c.Text != "" {
			amount, err := parseAmount(c.Text, a.tale.Dossier.Case.Currency)
			if err != nil {
				return err
			}
			claim.Amount = amount
		}
	}
	return a.f.SetClaim(ctx, *claim)
}

// wordless are the changes that say all by themselves.
var wordless = []choices.Kind{choices.Restore, choices.Include, choices.Exclude, choices.Pin, choices.Unpin, choices.Take, choices.Drop, choices.Some}

// changeJSON is a change with its words.
func (a *applier) changeJSON(c choices.Change) answer.ChosenChange {
	v := answer.ChosenChange{Kind: string(c.Kind), Element: c.Element, From: c.From, To: c.Text, Evidence: "", Record: ""}
	what := ""
	switch {
	case c.Evidence > 0:
		v.Evidence = c.Evidence.String()
		what = v.Evidence
	case c.Record > 0:
		v.Record = "R" + itoa(c.Record)
		what = v.Record
	case c.Claim > 0:
		what = itoa(c.Claim)
	}
	element := c.Element
	for _, e := range a.tale.Elements {
		if e.ID == c.Element {
			element = e.Name.In(a.s.Lang.Tag())
		}
	}
	text := c.Text
	switch c.Kind {
	case choices.Order:
		text = strings.Join(evidenceNumbers(c.Evidences), " ")
		v.To = text
	case choices.Cover:
		text = itoa(int64(len(c.Boxes)))
	}
	var args []any
	for _, arg := range []string{what, element} {
		if arg != "" {
			args = append(args, arg)
		}
	}
	if !slices.Contains(wordless, c.Kind) {
		args = append(args, text)
	}
	v.Text = a.s.Say("apply.change."+string(c.Kind), args...)
	return v
}
