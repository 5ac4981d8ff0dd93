package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

func newWho(a *app) *cobra.Command {
	c := a.command("who", "who", func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		return a.listSpeakers(cmd.Context())
	})
	c.Args = cobra.ArbitraryArgs
	bind := a.command("who.bind", "bind NAME ROLE", func(cmd *cobra.Command, args []string) error {
		return a.bindSpeaker(cmd.Context(), args[0], args[1])
	})
	bind.Args = a.arguments(2, 2, "NAME ROLE")
	c.AddCommand(bind)
	return c
}

func (a *app) listSpeakers(ctx context.Context) error {
	f, err := a.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	list, err := dossier.Speakers(ctx, f)
	if err != nil {
		return err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 && !a.json {
		a.talk("who.none")
		return nil
	}
	t := a.table("who.head.name", "who.head.count", "who.head.evidence", "who.head.party")
	t.flexible, t.right = 0, []int{1}
	rows, open := []map[string]any{}, ""
	for _, s := range list {
		role, ok := dossier.RoleOf(parties, s.Name)
		in, where := map[string]int{}, []string{}
		for _, id := range s.Evidence {
			in[id.String()] = s.In[id]
			where = append(where, a.say("who.in", id, s.In[id]))
		}
		rows = append(rows, map[string]any{"name": s.Name, "count": s.Count, "evidence": in, "party": role})
		party := ""
		switch {
		case ok:
			party = a.say("role." + string(role))
		case open == "":
			open = s.Name
		}
		t.row(s.Name, itoa(int64(s.Count)), strings.Join(where, a.say("who.between")), party)
	}
	if a.json {
		return a.writeJSON(a.out, rows)
	}
	t.print()
	if open != "" {
		a.talk("who.next", clean(open))
	}
	return nil
}

// typed is a name as a person types it who sees it in the table: WhatsApp puts a
// no-break space behind the ~ of a name that is in no address book.
func typed(name string) string { return strings.Join(strings.Fields(clean(name)), " ") }

// bindSpeaker adds a name that speaks in the case to a party's other names.
func (a *app) bindSpeaker(ctx context.Context, name, text string) error {
	role, err := a.parseRole(text)
	if err != nil {
		return err
	}
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	list, err := dossier.Speakers(ctx, f)
	if err != nil {
		return err
	}
	// A name is typed as the table shows it.
	at := slices.IndexFunc(list, func(s *dossier.Speaker) bool { return s.Name == name })
	if at < 0 {
		at = slices.IndexFunc(list, func(s *dossier.Speaker) bool { return typed(s.Name) == typed(name) })
	}
	if at < 0 {
		return failure("error.who-unknown", name).next("hint.who-unknown")
	}
	name = list[at].Name
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	if other, ok := dossier.RoleOf(parties, name); ok && other != role {
		return failure("error.who-bound", name, a.say("role."+string(other))).next("hint.who-bound", other)
	}
	p := dispute.Party{Role: role}
	for _, known := range parties {
		if known.Role == role {
			p = known
		}
	}
	if !p.Called(name) {
		p.Aliases = append(p.Aliases, name)
		if err := f.SetParty(ctx, p); err != nil {
			return err
		}
	}
	return a.done(partyJSON(p), "who.bound", clean(name), a.say("role."+string(role)), list[at].Count)
}
