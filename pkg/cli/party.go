package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

type partyOptions struct {
	name, address, phone, email string
	ids, aliases                []string
}

func newParty(a *app) *cobra.Command {
	var o partyOptions
	set := a.command("party.set", "set ROLE", func(cmd *cobra.Command, args []string) error {
		return a.setParty(cmd, args[0], o)
	})
	set.Args = a.arguments(1, 1, "ROLE")
	set.ValidArgs = values(a.roles())
	f := set.Flags()
	f.StringVar(&o.name, "name", "", a.say("flag.party.name"))
	f.StringVar(&o.address, "address", "", a.say("flag.party.address"))
	f.StringVar(&o.phone, "phone", "", a.say("flag.party.phone"))
	f.StringVar(&o.email, "email", "", a.say("flag.party.email"))
	f.StringArrayVar(&o.ids, "id", nil, a.say("flag.party.id"))
	f.StringArrayVar(&o.aliases, "alias", nil, a.say("flag.party.alias"))
	list := a.command("party.list", "list", func(cmd *cobra.Command, _ []string) error { return a.listParties(cmd.Context()) })
	list.Args = a.arguments(0, 0, "")
	remove := a.command("party.remove", "remove ROLE", func(cmd *cobra.Command, args []string) error {
		role, err := a.parseRole(args[0])
		if err != nil {
			return err
		}
		file, err := a.open(cmd.Context(), casefile.ReadWrite)
		if err != nil {
			return err
		}
		defer file.Close()
		switch err := file.RemoveParty(cmd.Context(), role); {
		case errors.Is(err, casefile.ErrNotFound):
			return failure("error.no-party", a.say("role."+string(role)))
		case err != nil:
			return err
		}
		return a.done(map[string]any{"role": role}, "party.remove.done", a.say("role."+string(role)))
	})
	remove.Args = a.arguments(1, 1, "ROLE")
	return a.group("party", "party", set, list, remove)
}

func (a *app) parseRole(text string) (dispute.PartyRole, error) {
	if role := chosen(text, a.roles()); role != "" {
		return dispute.PartyRole(role), nil
	}
	return "", usage("error.role", text).next("hint.role", a.listed(a.roles()))
}

// setParty changes what the flags name, and leaves the rest of the party as it
// is.
func (a *app) setParty(cmd *cobra.Command, text string, o partyOptions) error {
	ctx := cmd.Context()
	role, err := a.parseRole(text)
	if err != nil {
		return err
	}
	file, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer file.Close()
	parties, err := file.Parties(ctx)
	if err != nil {
		return err
	}
	p := dispute.Party{Role: role}
	for _, known := range parties {
		if known.Role == role {
			p = known
		}
	}
	changed := false
	for flag, field := range map[string]struct{ to, from *string }{
		"name": {&p.Name, &o.name}, "address": {&p.Address, &o.address}, "phone": {&p.Phone, &o.phone}, "email": {&p.Email, &o.email},
	} {
		if cmd.Flags().Changed(flag) {
			*field.to, changed = *field.from, true
		}
	}
	if cmd.Flags().Changed("id") {
		changed = true
		p.Identifiers = nil
		for _, id := range o.ids {
			kind, value, ok := strings.Cut(id, "=")
			if !ok {
				return usage("error.identifier", id).next("hint.identifier")
			}
			p.Identifiers = append(p.Identifiers, dispute.Identifier{Kind: kind, Value: value})
		}
	}
	if cmd.Flags().Changed("alias") {
		p.Aliases, changed = o.aliases, true
	}
	if !changed {
		return usage("error.nothing-to-set").next("hint.help", cmd.CommandPath())
	}
	if err := file.SetParty(ctx, p); err != nil {
		return err
	}
	return a.done(partyJSON(p), "party.set.done", a.say("role."+string(role)), clean(p.Name))
}

func partyJSON(p dispute.Party) map[string]any {
	ids := map[string]string{}
	for _, id := range p.Identifiers {
		ids[id.Kind] = id.Value
	}
	aliases := p.Aliases
	if aliases == nil {
		aliases = []string{}
	}
	return map[string]any{"role": p.Role, "name": p.Name, "address": p.Address, "phone": p.Phone, "email": p.Email, "identifiers": ids, "aliases": aliases}
}

func (a *app) listParties(ctx context.Context) error {
	file, err := a.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer file.Close()
	parties, err := file.Parties(ctx)
	if err != nil {
		return err
	}
	if a.json {
		rows := []map[string]any{}
		for _, p := range parties {
			rows = append(rows, partyJSON(p))
		}
		return a.writeJSON(a.out, rows)
	}
	if len(parties) == 0 {
		a.talk("party.none")
		return nil
	}
	for _, p := range parties {
		fmt.Fprintf(a.out, "%s  %s\n", a.out.style.bold.Render(a.say("role."+string(p.Role))), clean(p.Name))
		detail := func(code, value string) {
			if value != "" {
				fmt.Fprintf(a.out, "    %s %s\n", a.say(code), clean(value))
			}
		}
		detail("party.address", p.Address)
		detail("party.phone", p.Phone)
		detail("party.email", p.Email)
		for _, id := range p.Identifiers {
			detail("party.id", id.Kind+" "+id.Value)
		}
		for _, alias := range p.Aliases {
			detail("party.alias", alias)
		}
	}
	return nil
}
