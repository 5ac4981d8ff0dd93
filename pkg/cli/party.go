package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
)

type partyOptions struct {
	name, address, phone, email string
	ids, aliases                []string
	noIDs, noAliases            []string
	country                     string
}

func newParty(s *session) *cobra.Command {
	var o partyOptions
	set := command(s.Lang, "party.set", "set ROLE", func(cmd *cobra.Command, args []string) error {
		return setParty(s, cmd, args[0], o)
	})
	set.Args = arguments(s.Lang, 1, 1, "ROLE")
	set.ValidArgs = screen.Values(roles(s.Lang))
	f := set.Flags()
	f.StringVar(&o.name, "name", "", s.Say("flag.party.name"))
	f.StringVar(&o.address, "address", "", s.Say("flag.party.address"))
	f.StringVar(&o.phone, "phone", "", s.Say("flag.party.phone"))
	f.StringVar(&o.email, "email", "", s.Say("flag.party.email"))
	f.StringVar(&o.country, "country", "", s.Say("flag.party.country"))
	f.StringArrayVar(&o.ids, "id", nil, s.Say("flag.party.id"))
	f.StringArrayVar(&o.noIDs, "no-id", nil, s.Say("flag.party.no-id"))
	f.StringArrayVar(&o.aliases, "alias", nil, s.Say("flag.party.alias"))
	f.StringArrayVar(&o.noAliases, "no-alias", nil, s.Say("flag.party.no-alias"))
	list := command(s.Lang, "party.list", "list", func(cmd *cobra.Command, _ []string) error { return listParties(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	remove := command(s.Lang, "party.remove", "remove ROLE", func(cmd *cobra.Command, args []string) error {
		role, err := parseRole(s.Screen, args[0])
		if err != nil {
			return err
		}
		file, err := s.open(cmd.Context(), casefile.ReadWrite)
		if err != nil {
			return err
		}
		defer file.Close()
		switch err := s.saying(cmd.Context(), file, func() error { return file.RemoveParty(cmd.Context(), role) }); {
		case errors.Is(err, casefile.ErrNotFound):
			return failure("error.no-party", s.Say("role."+string(role)))
		case err != nil:
			return err
		}
		return s.Done(answer.PartyRemoved{Role: role}, "party.remove.done", s.Say("role."+string(role)))
	})
	remove.Args = arguments(s.Lang, 1, 1, "ROLE")
	return group(s.Screen, "party", "party", set, list, remove)
}

func parseRole(scr *screen.Screen, text string) (dispute.PartyRole, error) {
	if role := screen.Chosen(text, roles(scr.Lang)); role != "" {
		return dispute.PartyRole(role), nil
	}
	return "", noneOf(scr, "error.role", text, "hint.role", roles(scr.Lang))
}

// setParty changes what the flags name, and leaves the rest of the party as it
// is. Lists are added to, and a former name stays as another name: the evidence
// still speaks of the shop, whatever the company is called.
func setParty(s *session, cmd *cobra.Command, text string, o partyOptions) error {
	ctx := cmd.Context()
	role, err := parseRole(s.Screen, text)
	if err != nil {
		return err
	}
	file, parties, err := openWith(ctx, s.open, casefile.ReadWrite, partiesOf)
	if err != nil {
		return err
	}
	defer file.Close()
	p := dispute.Party{Role: role}
	for _, known := range parties {
		if known.Role == role {
			p = known
		}
	}
	former, changed := p.Name, false
	for flag, field := range map[string]struct{ to, from *string }{
		"name": {&p.Name, &o.name}, "address": {&p.Address, &o.address}, "phone": {&p.Phone, &o.phone}, "email": {&p.Email, &o.email},
	} {
		if cmd.Flags().Changed(flag) {
			*field.to, changed = *field.from, true
		}
	}
	if former != "" && former != p.Name && !p.Called(former) {
		p.Aliases = append(p.Aliases, former)
	}
	if o.country != "" {
		id, ok, err := channel.Country(o.country)
		switch {
		case err != nil:
			return err
		case !ok:
			return usage("error.jurisdiction", o.country).next("hint.jurisdiction")
		}
		o.ids = append(o.ids, dispute.CountryOf+"="+id)
	}
	listed, err := setLists(&p, o)
	if err != nil {
		return err
	}
	changed = changed || listed
	if !changed {
		return asHelp(usage("error.nothing-to-set"), cmd)
	}
	if err := s.saying(ctx, file, func() error { return file.SetParty(ctx, p) }); err != nil {
		return err
	}
	return s.Done(partyJSON(p), "party.set.done", s.Say("role."+string(role)), screen.Clean(p.Name))
}

// setLists adds to the other names and identifiers of a party, and takes out of
// them. Of an identifier a party has one a kind.
func setLists(p *dispute.Party, o partyOptions) (changed bool, err error) {
	for _, name := range o.aliases {
		name = strings.TrimPrefix(name, "+")
		if changed = true; name != "" && !p.Called(name) {
			p.Aliases = append(p.Aliases, name)
		}
	}
	for _, name := range o.noAliases {
		if !slices.Contains(p.Aliases, name) {
			return false, failure("error.no-alias", name).next("hint.no-alias", string(p.Role))
		}
		p.Aliases, changed = slices.DeleteFunc(p.Aliases, func(a string) bool { return a == name }), true
	}
	for _, id := range o.ids {
		kind, value, ok := strings.Cut(strings.TrimPrefix(id, "+"), "=")
		if !ok {
			return false, usage("error.identifier", id).next("hint.identifier")
		}
		changed = true
		if i := slices.IndexFunc(p.Identifiers, func(d dispute.Identifier) bool { return d.Kind == kind }); i >= 0 {
			p.Identifiers[i].Value = value
			continue
		}
		p.Identifiers = append(p.Identifiers, dispute.Identifier{Kind: kind, Value: value})
	}
	for _, kind := range o.noIDs {
		n := len(p.Identifiers)
		p.Identifiers, changed = slices.DeleteFunc(p.Identifiers, func(d dispute.Identifier) bool { return d.Kind == kind }), true
		if len(p.Identifiers) == n {
			return false, failure("error.no-identifier", kind).next("hint.no-alias", string(p.Role))
		}
	}
	return changed, nil
}

func partyJSON(p dispute.Party) answer.Party {
	ids := map[string]string{}
	for _, id := range p.Identifiers {
		ids[id.Kind] = id.Value
	}
	aliases := p.Aliases
	if aliases == nil {
		aliases = []string{}
	}
	return answer.Party{Role: p.Role, Name: p.Name, Address: p.Address, Phone: p.Phone, Email: p.Email, Identifiers: ids, Aliases: aliases}
}

func listParties(ctx context.Context, s *session) error {
	file, parties, err := openWith(ctx, s.openWhole, casefile.ReadOnly, partiesOf)
	if err != nil {
		return err
	}
	defer file.Close()
	if s.JSON {
		rows := []answer.Party{}
		for _, p := range parties {
			rows = append(rows, partyJSON(p))
		}
		return s.WriteJSON(rows)
	}
	if len(parties) == 0 {
		s.Talk("party.none")
		return nil
	}
	for _, p := range parties {
		fmt.Fprintf(s.Out, "%s  %s\n", s.Out.Style.Bold.Render(s.Say("role."+string(p.Role))), screen.Clean(p.Name))
		detail := func(code, value string) {
			if value != "" {
				label := "    " + s.Say(code) + " "
				fmt.Fprintf(s.Out, "%s%s\n", label, s.Hanging(label, screen.Clean(value), s.Terminal))
			}
		}
		detail("party.address", p.Address)
		detail("party.phone", p.Phone)
		detail("party.email", p.Email)
		for _, id := range p.Identifiers {
			if id.Kind == dispute.CountryOf {
				detail("party.country", channel.CountryName(id.Value, s.Lang.Tag()))
				continue
			}
			detail("party.id", id.Kind+" "+id.Value)
		}
		for _, alias := range p.Aliases {
			detail("party.alias", alias)
		}
	}
	return nil
}
