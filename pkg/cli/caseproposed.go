package cli

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/likely"
	"complain/pkg/phrase"
)

// takeFactsProposed says of the case what its files make likely and nobody said yet,
// in one change.
func takeFactsProposed(ctx context.Context, s *session) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	facts, err := readFacts(ctx, s, f)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(facts.List, func(one likely.Fact) bool { return one.Value != "" }) {
		if err := s.saying(ctx, f, func() error { return f.Batch(ctx, func() error { return sayFacts(ctx, f, facts) }) }); err != nil {
			return err
		}
	}
	return printFacts(s, facts)
}

// sayFacts keeps what is proposed.
func sayFacts(ctx context.Context, f *casefile.File, facts likely.Facts) error {
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	was := c
	for _, one := range facts.List {
		switch {
		case one.Value == "":
		case one.Of == likely.Category:
			c.Category = one.Value
		case one.Of == likely.Platform:
			c.Platform = one.Value
		case one.Of == likely.Order:
			c.Order = one.Value
		case one.Of == likely.Seller:
			if err := saySeller(ctx, f, one); err != nil {
				return err
			}
		}
	}
	if c == was {
		return nil
	}
	return f.SetCase(ctx, c)
}

// saySeller names the seller, and takes the other names by which records call it,
// but those of somebody else.
func saySeller(ctx context.Context, f *casefile.File, one likely.Fact) error {
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	p := dispute.Party{Role: dispute.Seller}
	if i := slices.IndexFunc(parties, func(p dispute.Party) bool { return p.Role == dispute.Seller }); i >= 0 {
		p = parties[i]
		p.Aliases = slices.Clone(p.Aliases)
	}
	p.Name = one.Value
	for _, alias := range one.Also {
		if _, known := dossier.RoleOf(parties, alias); !known {
			p.Aliases = append(p.Aliases, alias)
		}
	}
	return f.SetParty(ctx, p)
}

// commandOf is the command that says a fact.
func commandOf(of likely.Of, value string) string {
	if of == likely.Seller {
		return shellLine([]string{"party", "set", "seller", "--name", value})
	}
	return shellLine([]string{"case", "set", "--" + string(of), value})
}

// factName is what a value of a fact is called.
func factName(s *session, book *channel.Book, of likely.Of, value string) string {
	switch of {
	case likely.Category:
		if c, err := book.Category(value); err == nil {
			return c.Name.In(s.Lang.Tag())
		}
	case likely.Platform:
		if c, err := book.Channel(value); err == nil {
			return c.Name.In(s.Lang.Tag())
		}
	}
	return value
}

// printFacts shows what was taken and what says so, and what is open between several.
func printFacts(s *session, facts likely.Facts) error {
	book, err := s.book()
	if err != nil {
		return err
	}
	rows, taken := []answer.FactTaken{}, 0
	for _, one := range facts.List {
		row := answer.FactTaken{Fact: string(one.Of), Value: one.Value, Cites: []answer.Citation{}, Rivals: []answer.Rival{}}
		if one.Value != "" {
			taken++
			row.Because = s.Lang.Note(one.Because)
		}
		for _, c := range one.Cites {
			row.Cites = append(row.Cites, citationJSON(c))
		}
		for _, value := range one.Rivals {
			row.Rivals = append(row.Rivals, answer.Rival{Value: value, Command: commandOf(one.Of, value)})
		}
		if rows = append(rows, row); !s.JSON {
			printFact(s, book, one, row)
		}
	}
	switch {
	case s.JSON:
		return s.WriteJSON(rows)
	case taken == 0:
		s.Talk("case.proposed.none")
	default:
		s.Talk("case.proposed.taken", taken)
	}
	return nil
}

func printFact(s *session, book *channel.Book, one likely.Fact, row answer.FactTaken) {
	label := s.Say("guide.fact." + row.Fact)
	if one.Value != "" {
		s.Print("case.field.done", label, screen.Clean(factName(s, book, one.Of, one.Value)))
		s.indent("    ", s.Say("case.proposed.because", row.Because, phrase.Citations(s.Lang, dispute.Event{Cites: one.Cites})))
		return
	}
	var names []string
	for _, value := range one.Rivals {
		names = append(names, screen.Clean(factName(s, book, one.Of, value)))
	}
	s.Print("case.proposed.rivals", label, strings.Join(names, s.Say("list.comma")))
	for _, rival := range row.Rivals {
		s.PrintLine("    " + screen.Clean(rival.Command))
	}
}
