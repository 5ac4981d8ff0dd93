package cli

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
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

// speaker is a name under which somebody speaks in the evidence.
type speaker struct {
	name     string
	count    int
	evidence []dispute.EvidenceID // in the order of the case
	in       map[dispute.EvidenceID]int
}

// speakers lists who speaks in the messages and calls of a case, most first.
// Withdrawn evidence is left out, as in the timeline.
func speakers(ctx context.Context, f *casefile.File) ([]*speaker, error) {
	byName := map[string]*speaker{}
	var out []*speaker
	for _, kind := range []dispute.Kind{dispute.Message, dispute.Call} {
		for r, err := range f.Records(ctx, casefile.Filter{Kind: kind}) {
			if err != nil {
				return nil, err
			}
			if strings.TrimSpace(r.Who) == "" {
				continue
			}
			s := byName[r.Who]
			if s == nil {
				s = &speaker{name: r.Who, in: map[dispute.EvidenceID]int{}}
				byName[r.Who] = s
				out = append(out, s)
			}
			if s.count++; s.in[r.Evidence] == 0 {
				s.evidence = append(s.evidence, r.Evidence)
			}
			s.in[r.Evidence]++
		}
	}
	for _, s := range out {
		slices.Sort(s.evidence)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].count > out[j].count })
	return out, nil
}

// bound finds the party that a name belongs to.
func bound(parties []dispute.Party, name string) (dispute.PartyRole, bool) {
	for _, p := range parties {
		if p.Name == name || slices.Contains(p.Aliases, name) {
			return p.Role, true
		}
	}
	return "", false
}

func (a *app) listSpeakers(ctx context.Context) error {
	f, err := a.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	list, err := speakers(ctx, f)
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
		role, ok := bound(parties, s.name)
		in, where := map[string]int{}, []string{}
		for _, id := range s.evidence {
			in[id.String()] = s.in[id]
			where = append(where, a.say("who.in", id, s.in[id]))
		}
		rows = append(rows, map[string]any{"name": s.name, "count": s.count, "evidence": in, "party": role})
		party := ""
		switch {
		case ok:
			party = a.say("role." + string(role))
		case open == "":
			open = s.name
		}
		t.row(s.name, itoa(int64(s.count)), strings.Join(where, a.say("who.between")), party)
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
	list, err := speakers(ctx, f)
	if err != nil {
		return err
	}
	// A name is typed as the table shows it.
	at := slices.IndexFunc(list, func(s *speaker) bool { return s.name == name })
	if at < 0 {
		at = slices.IndexFunc(list, func(s *speaker) bool { return typed(s.name) == typed(name) })
	}
	if at < 0 {
		return failure("error.who-unknown", name).next("hint.who-unknown")
	}
	name = list[at].name
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	if other, ok := bound(parties, name); ok && other != role {
		return failure("error.who-bound", name, a.say("role."+string(other))).next("hint.who-bound", other)
	}
	p := dispute.Party{Role: role}
	for _, known := range parties {
		if known.Role == role {
			p = known
		}
	}
	if _, ok := bound([]dispute.Party{p}, name); !ok {
		p.Aliases = append(p.Aliases, name)
		if err := f.SetParty(ctx, p); err != nil {
			return err
		}
	}
	return a.done(partyJSON(p), "who.bound", clean(name), a.say("role."+string(role)), list[at].count)
}
